"""The shipped tables are sound, and a faulty table is refused with its name, entry and reason."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from ftd_desktop import i18n, resources
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import indicators
from ftd_desktop.evaluation.season import feast_months

FRAMES = ("outcomes", "traits", "classes", "roadmap", "rpjmn")
GOOD = """
[frame]
id = "x"
name = "X"
version = "1"
valid_from = 2022-01-01
[[dimension]]
id = "d"
label = "D"
[[indicator]]
id = "i"
dimension = "d"
label = "I"
kind = "share"
formula = "yes(q)"
columns = ["q"]
"""


def test_the_shipped_outcomes_cover_every_dimension() -> None:
    frame = indicators.frame("outcomes")
    used = {indicator.dimension.id for indicator in frame.indicators}
    assert used == {
        "pola_pikir", "praktik", "ecommerce_pemerintah", "ecommerce_swasta", "tenaga_kerja", "rebranding", "legalitas",
        "sertifikasi", "digital", "pendapatan", "ekspor", "pembiayaan", "alumni", "kelangsungan",
    }
    for side in ("pem", "swa"):
        assert {f"{side}_akun", f"{side}_tayang", f"{side}_transaksi"} <= {i.id for i in frame.indicators}


def questions_of(form: str) -> set[str]:
    book = openpyxl.load_workbook(resources.path("forms", f"{form}.xlsx"), read_only=True)
    rows = list(book["survey"].values)
    book.close()
    return {str(row[rows[0].index("name")]) for row in rows[1:]}


def test_every_choice_in_a_formula_is_on_its_list() -> None:
    choices: dict[str, set[str]] = {}
    for form in ("ftd_survei", "ftd_profil"):
        book = openpyxl.load_workbook(resources.path("forms", f"{form}.xlsx"), read_only=True)
        lists: dict[str, set[str]] = {}
        for row in list(book["choices"].values)[1:]:
            lists.setdefault(str(row[0]), set()).add(str(row[1]))
        for row in list(book["survey"].values)[1:]:
            if str(row[0]).startswith("select_") and str(row[0]).split()[1] in lists:
                choices.setdefault(str(row[1]), lists[str(row[0]).split()[1]])
        book.close()
    for name in FRAMES:
        for indicator in indicators.frame(name).indicators:
            for call in re.findall(r"(?:has|count|equals|code)\((\w+), ([^)]*)\)", indicator.formula.text):
                asked = set(re.findall(r"'(\w+)'", call[1]))
                assert asked <= choices[call[0]], (indicator.id, asked - choices[call[0]])


def test_every_column_is_a_question_of_the_survey() -> None:
    questions = questions_of("ftd_survei") | {"sektor", "jenis_pelaku"} & questions_of("ftd_profil")
    for name in FRAMES:
        for indicator in indicators.frame(name).indicators:
            assert indicator.formula.columns <= questions, indicator.id


def test_labels_follow_the_language() -> None:
    nib = indicators.frame("outcomes").indicator("nib")
    assert nib.label == "Punya NIB"
    i18n.use("en")
    assert nib.label == "Has a NIB"
    with pytest.raises(KeyError):
        indicators.frame("outcomes").indicator("nothing")


@pytest.mark.parametrize(("old", "new", "reason"), [
    ('kind = "share"', 'kind = "shares"', "shares"),
    ('dimension = "d"', 'dimension = "e"', "dimension e"),
    ('formula = "yes(q)"', 'formula = "yes(q"', "formula"),
    ('formula = "yes(q)"', 'formula = "open(q)"', "open"),
    ('columns = ["q"]', 'columns = ["p"]', "columns"),
    ('version = "1"', "", "version"),
    ('label = "I"', "", "label"),
    ("valid_from = 2022-01-01", "valid_from = 2022-01-01\nvalid_to = 2021-01-01", "valid_from"),
    ("[frame]", "[other]", "frame"),
    ('id = "x"', 'id = "x', "-"),
    ('columns = ["q"]', 'columns = ["q"]\nrounds = "never"', "never"),
    ('columns = ["q"]', 'columns = ["q"]\nweight = 0', "weight"),
    ('columns = ["q"]', 'columns = ["q"]\nclasses = ["a", "b"]', "classes"),
    ('kind = "share"', 'kind = "class"', "classes"),
    ('columns = ["q"]', 'columns = ["q"]\ntarget = { value = 3 }', "target"),
])
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    path = tmp_path / "x.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(UserError) as error:
        indicators.read(path)
    assert "x.toml" in str(error.value) and reason in str(error.value)


def test_an_indicator_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD + GOOD[GOOD.index("[[indicator]]"):], encoding="utf-8")
    with pytest.raises(UserError, match="i"):
        indicators.read(path)


def test_a_good_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(GOOD, encoding="utf-8")
    frame = indicators.read(path)
    assert frame.valid_from == date(2022, 1, 1) and frame.valid_to is None and frame.indicator("i").unit == "%"


def test_feast_months() -> None:
    assert {"2022-05", "2022-04", "2023-04", "2023-03", "2026-02", "2026-03"} <= feast_months()
    assert "2022-09" not in feast_months()
    table = tomllib.loads(resources.path("indicators", "seasons.toml").read_text(encoding="utf-8"))
    days = list(table["idul_fitri"].values())
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert all(353 <= gap <= 356 for gap in gaps)  # a lunar year, give or take the sighting


def test_the_six_targets_of_the_road_map() -> None:
    frame = indicators.frame("roadmap")
    targets = [indicator.target.value for indicator in frame.indicators if indicator.target]
    assert targets == [65, 11.54, 21.60, 850, 100, 3.95]
    assert frame.valid_to == date(2024, 12, 31)
    assert len({indicator.dimension.id for indicator in indicators.frame("traits").indicators}) == 5


FULL = GOOD + """headline = true
weight = 2
rounds = "both"
unit = "x"
target = { label = "T", unit = "%", year = 2024, value = 3.5 }
"""


@pytest.mark.parametrize("value", [
    "3", "true", '"text"', "[1, 2]", '["a"]', "{ a = 1 }", "2024-01-01", "2024-01-01T10:00:00Z", "nan", "-1", '""'])
def test_any_value_of_another_kind_is_refused_or_read(tmp_path: Path, value: str) -> None:
    """Whatever somebody types into the table ends in a frame or in a sentence, never in a traceback."""
    lines = FULL.splitlines()
    for i, line in enumerate(lines):
        if " = " not in line:
            continue
        path = tmp_path / "x.toml"
        path.write_text("\n".join([*lines[:i], line.split(" = ")[0] + " = " + value, *lines[i + 1:]]), encoding="utf-8")
        try:
            frame = indicators.read(path)
        except UserError as error:
            assert "x.toml" in str(error)
        else:
            assert all(isinstance(i.label, str) and i.weight > 0 for i in frame.indicators), line


@pytest.mark.parametrize("table", ["frame = 1", "[frame]", "dimension = 1", "[define]\na = 1", "\x00", "[[frame]]", ""])
def test_other_shapes_are_refused(tmp_path: Path, table: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(UserError, match=r"x\.toml"):
        indicators.read(path)
