"""The formula language: what each function gives, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from ftd_desktop.evaluation.columns import Columns
from ftd_desktop.evaluation.formula import FormulaError, parse

NAN = float("nan")
PEOPLE = Columns.of(4, {
    "dok": ["nib halal", "tidak", None, "nib"], "yt": ["ya", "tidak", None, "tt"], "skala": ["5", "1", None, "3"],
    "a": [10, 0, None, -5], "b": [2, 0, 3, 1],
})


@pytest.mark.parametrize(("text", "expected"), [
    ("has(dok, 'nib')", [1, 0, NAN, 1]),
    ("has(dok, 'halal', 'pirt')", [1, 0, NAN, 0]),
    ("any(dok)", [1, 0, NAN, 1]),
    ("count(dok)", [2, 0, NAN, 1]),
    ("count(dok, 'halal')", [1, 0, NAN, 0]),
    ("yes(yt)", [1, 0, NAN, NAN]),
    ("equals(yt, 'tt', 'ya')", [1, 0, NAN, 1]),
    ("likert(skala)", [100, 0, NAN, 50]),
    ("reversed(skala)", [0, 100, NAN, 50]),
    ("a + b * 2 - 1", [13, -1, NAN, -4]),
    ("a / b", [5, NAN, NAN, -5]),
    ("-a", [-10, 0, NAN, 5]),
    ("a > 0", [1, 0, NAN, 0]),
    ("not a > 0", [0, 1, NAN, 1]),
    ("a > 0 and b > 0", [1, 0, NAN, 0]),
    ("a > 0 or b > 0", [1, 0, 1, 1]),
    ("filled(a)", [10, 0, 0, -5]),
    ("mean(a, b)", [6, 0, 3, -2]),
    ("band(b, 1, 2)", [2, 1, 3, 1]),
    ("100 * filled(any(gone))", [0, 0, 0, 0]),
    ("code(skala, '1', '3', '5')", [3, 1, NAN, 2]),
    ("code(skala, '5')", [1, NAN, NAN, NAN]),
    ("first(a, b, 7)", [10, 0, 3, -5]),
    ("among(b > 0, a)", [10, NAN, NAN, -5]),
    ("among(b > 0, a > 0, 1)", [1, NAN, NAN, NAN]),
])
def test_values(text: str, expected: list[float]) -> None:
    np.testing.assert_array_equal(parse(text).values(PEOPLE), np.array(expected, dtype=float))


def test_a_missing_part_does_not_hide_what_is_settled() -> None:
    """Three-valued logic: "yes or unknown" is yes, "no and unknown" is no."""
    for text, expected in (("b > 2 or a > 0", [1, 0, 1, 0]), ("b > 3 and a > 0", [0, 0, 0, 0]),
                           ("b > 2 and a > 0", [0, 0, NAN, 0]), ("b > 3 or a > 0", [1, 0, NAN, 0])):
        np.testing.assert_array_equal(parse(text).values(PEOPLE), np.array(expected, dtype=float))


def test_definitions_stand_for_their_formula() -> None:
    half = parse("a / 2")
    formula = parse("half + b", {"half": half})
    assert formula.columns == {"a", "b"}
    np.testing.assert_array_equal(formula.values(PEOPLE), [7, 0, NAN, -1.5])


def test_the_columns_read_are_known() -> None:
    assert parse("mean(likert(x), y) + any(z)").columns == {"x", "y", "z"}


@pytest.mark.parametrize("text", [
    "", "has(", "has()", "has('nib')", "has(dok)", "yes(yt, 'ya')", "has(dok, 1)", "__import__('os')", "a.b", "a[0]",
    "lambda: 1", "a ** 2", "'text'", "mean()", "a if b else a", "1 < a < 2", "print(a)", "filled(a, b)",
    "mean(a, key=b)", "a := 1", "code(skala)", "(" * 300 + "a" + ")" * 300, "-" * 5000 + "a", "a" + "+a" * 20000,
])
def test_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


def test_nobody() -> None:
    nobody = Columns(0, {})
    for text in ("has(dok, 'nib')", "mean(a, b)", "a / b", "count(dok)", "band(a, 1)"):
        assert len(parse(text).values(nobody)) == 0
