"""The generated function gives what the closures give."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ftd_desktop.forms.xpath import Compiled, XPathError, compile_expression
from ftd_desktop.forms.xpath.bulk import BulkCheck, BulkRule
from ftd_desktop.forms.xpath.bulk_tree import Remembered, Tree, surroundings
from ftd_desktop.forms.xpath.codegen import Emitter
from ftd_desktop.forms.xpath.pieces import Unsupported
from tests.forms.xpath.world import World

COLUMNS = ["/data/a", "/data/b", "/data/g/c", "/data/g/d"]
WITH_PREVIOUS = [*COLUMNS, "instance:lalu/root/omzet"]  # None where the record has no such node
WORLD = World()

# Random expressions: every kind of node, functions with the right number of arguments of any kind.
PATHS = ["/data/a", "/data/b", "/data/g/c", "../d", ".", "../../a", "/data/g/d",
         "instance('lalu')/root/omzet"]
LITERALS = ["''", "'a'", "'1'", "'2026-11-24'", "'kopi teh'", "'-3.5'", "'x y'", "'true'", "'1970-01-01T07:00:00'",
            "' 7 '"]
NUMBERS = ["0", "1", "2", "2.5", "20780", "100", "0.1", "20780.708333333332"]
ONE = ["not", "boolean", "string", "number", "int", "round", "abs", "sqrt", "string-length", "normalize-space", "floor",
       "count-selected", "boolean-from-string", "date", "decimal-date-time", "decimal-time", "once", "max", "concat",
       "base64-decode", "exp10", "log", "ceiling", "string-length"]
TWO = ["selected", "selected-at", "contains", "starts-with", "ends-with", "substring-before", "substring-after",
       "concat", "coalesce", "pow", "min", "round", "substr", "format-date", "atan2", "join"]
THREE = ["if", "translate", "substr", "substring", "checklist", "concat", "max"]
PLAIN = ["true()", "false()", "today()", "pi()", "now()", "random()", "string()", "number()", "version()"]
OF_PATH = ["count", "sum", "count-non-empty", "min", "max"]
OPERATORS = ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{}({})".format, st.sampled_from(ONE), inner),
        st.builds("{}({}, {})".format, st.sampled_from(TWO), inner, inner),
        st.builds("{}({}, {}, {})".format, st.sampled_from(THREE), inner, inner, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("({} {} {} {} {})".format, inner, st.sampled_from(OPERATORS), inner, st.sampled_from(OPERATORS),
                  inner),
        st.builds("-{}".format, inner),
    )


ATOMS = st.one_of(st.sampled_from(PATHS), st.sampled_from(LITERALS), st.sampled_from(NUMBERS), st.sampled_from(PLAIN),
                  st.builds("{}({})".format, st.sampled_from(OF_PATH), st.sampled_from(PATHS)))
EXPRESSIONS = st.recursive(ATOMS, _calls, max_leaves=8)
TEXTS = st.one_of(st.sampled_from(["", "0", "1", "-1", "2.5", "a", "kopi teh", "2026-11-24",
                                   "1970-01-01T07:00:00+07:00", "20780", "x", " 7 ", "true", "NaN", "1e3", "06:00"]),
                  st.integers(-5, 5).map(str), st.text("ab 1-.", max_size=5))
RECORDS = st.builds(lambda texts, last: [*texts, last], st.lists(TEXTS, min_size=4, max_size=4), st.none() | TEXTS)


def outcome(run: Any) -> Any:
    try:
        found = run()
    except XPathError:
        return "XPathError"
    return "NaN" if isinstance(found, float) and math.isnan(found) else found


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EXPRESSIONS, RECORDS)
@example("if(., /data/a, /data/b) = true()", ["", "x", "1", "", None])
@example("/data/a = 20780.708333333332", ["2026-11-25", "", "", "", None])
@example("max(/data/a, 0) = /data/b", ["2026-11-24", "2026-11-24T00:00:00+07:00", "", "", None])
@example("date(/data/a) < 1", ["", "", "", "", None])
@example("date(/data/a) + 1 = date(/data/b)", ["1970-01-30", "1970-01-31", "", "", None])
@example("instance('lalu')/root/omzet != /data/a", ["1", "", "", "", None])
@example("not(instance('lalu')/root/omzet != 'x')", ["1", "", "", "", None])
@example("coalesce(/data/a, once(0 div 0))", ["", "", "", "", None])
def test_the_source_gives_what_the_closures_give(expression, record):
    compiled = compile_expression(expression)
    generated = _Generated(compiled)
    for kind, run in (("constraint", compiled.boolean), ("calculate", compiled.answer)):
        by_closure = outcome(lambda: generated.tree.closure("/data/g/c", run, None)(tuple(record)))  # noqa: B023
        assert outcome(lambda: generated.run(kind, record)) == by_closure  # noqa: B023


class _Generated:
    """The source of one expression, run on its own."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.tree = Tree(WITH_PREVIOUS, WORLD)

    def run(self, kind: str, record: list[str | None]) -> Any:
        emitter = Emitter({path: place for place, path in enumerate(WITH_PREVIOUS)})
        write = emitter.answer if kind == "calculate" else emitter.truth
        source = write(self.compiled.ast, "/data/g/c")
        names = {**emitter.names, **surroundings(self.tree.scope)}
        for place, text in enumerate(record):
            names[f"v{place}"], names[f"n{place}"] = text, names["N"][text or ""]
        for memo, name in emitter.memos.items():
            names[name] = Remembered(eval(memo, names))
        return eval(compile(source, "<one>", "eval"), names)


def rules(*given: tuple[str, str, str]) -> list[BulkRule]:
    return [BulkRule(kind, path, compile_expression(text)) for kind, path, text in given]  # type: ignore[arg-type]


FORM = rules(
    ("relevant", "/data/g", "/data/a = '1'"),
    ("constraint", "/data/b", ". >= 0 and . <= 100"),
    ("required", "/data/g/c", "true()"),
    ("constraint", "/data/g/c", "regex(., '[0-9]+')"),
    ("calculate", "/data/g/d", "/data/b * 2"),
    ("warn", "/data/g/d", ". > 150"),
    ("constraint", "/data/b", "count(/data/g/*) = 2 and . != 13"),
    ("required", "/data/a", "/data/b > 50"),
)


@pytest.mark.parametrize(("record", "wanted"), [
    (["1", "50", "7", ""], []), (["1", "101", "7", ""], [1, 5]), (["1", "", "", ""], [2]), (["2", "", "", ""], []),
    (["1", "80", "x", ""], [3, 5]), (["2", "13", "x", ""], [6]), (["", "60", "", ""], [7]), (["1", "x", "7", ""], [1]),
])
def test_rules_in_their_order(record, wanted):
    check = BulkCheck(FORM, COLUMNS, WORLD)
    assert check.failures(record) == wanted
    assert check.slow == [6]


def test_many_records_are_told_apart():
    check = BulkCheck(FORM, COLUMNS, WORLD)
    assert list(check.run([["1", "50", "7", ""], ["1", "101", "7", ""], ["2", "", "", ""], ["", "60", "", ""]])) == [
        (1, 1), (1, 5), (3, 7)]


def test_a_rule_that_cannot_be_evaluated_counts_as_broken_and_hides_nothing():
    check = BulkCheck(rules(
        ("constraint", "/data/a", "explode()"), ("constraint", "/data/b", ". < 5"),
        ("constraint", "/data/g/c", "regex(., '(a+)+$')"),
    ), COLUMNS, WORLD)
    assert check.failures(["1", "9", "a" * 3000 + "!", ""]) == [0, 1, 2]
    assert check.failures(["", "1", "", ""]) == []


def test_texts_of_a_form_cannot_become_code():
    nasty = "'\"); import os; os.abort() #\\n{}\n"
    compiled = compile_expression('. != "' + nasty.replace('"', "") + '"')
    check = BulkCheck([BulkRule("constraint", "/data/a", compiled)], COLUMNS, WORLD)
    assert check.failures([nasty, "", "", ""]) == []
    assert check.failures([nasty.replace('"', ""), "", "", ""]) == [0]


@pytest.mark.parametrize("expression", [
    "/data/tidak-ada = 1", "//a", "/data/a[1] = 1", "position() = 1",
    "instance('kec')/root/item[name = 'a1']/kab = 'a'",
    "/data/a | /data/b", "current()/../d = 1", "jr:choice-name(., '/data/a') = 'x'", "@id", "explode()", "substr('a')",
    "not(" * 80 + "true()" + ")" * 80, "depend(/data/a)",
])
def test_what_needs_nodes_runs_as_closures(expression):
    emitter = Emitter({path: place for place, path in enumerate(COLUMNS)})
    with pytest.raises(Unsupported):
        emitter.truth(compile_expression(expression).ast, "/data/a")


def test_an_instance_is_asked_in_bulk_too():
    check = BulkCheck(rules(("constraint", "/data/b", "instance('kec')/root/item[name = /data/b]/kab = /data/a")),
                      COLUMNS, WORLD)
    assert check.failures(["a", "a1", "", ""]) == []
    assert check.failures(["b", "a1", "", ""]) == [0]


@pytest.mark.parametrize(("path", "expression", "across"), [
    ("/data/b", "count(/data/r) > 2", True), ("/data/b", "sum(../r/x) > 2", True), ("/data/r/x", ". > ../y", False),
    ("/data/r/x", ". > /data/b", False), ("/data/r/x", "count(/data/r[x = current()/.]) = 1", True),
    ("/data/r/x", "../../b > 1", False), ("/data/r/x", "count(../../r) > 1", True),
    ("/data/b", "count(/data/*) > 1", True),
    ("/data/b", "count(//x) > 1", True), ("/data/r/x", "position(..) = 1", True),
    ("/data/r/s/x", ". = ../../y", False),
    ("/data/r/x", "sum(../s/x) > 1", True), ("/data/b", "instance('kec')/root/item[name = 'x']/kab = 'a'", False),
])
def test_rules_over_all_rows_of_a_repeat_are_left_to_the_interview(path, expression, across):
    columns = ["/data/b", "/data/r/x", "/data/r/y", "/data/r/s/x"]
    check = BulkCheck(rules(("constraint", path, expression)), columns, WORLD, ["/data/r", "/data/r/s"])
    assert check.unchecked == ([0] if across else [])
    if across:
        assert check.failures(["1", "1", "1", "1"]) == []


def test_what_may_not_be_relevant_is_left_to_the_interview_too():
    check = BulkCheck(rules(("relevant", "/data/g", "count(/data/r) > 1"), ("constraint", "/data/g/c", ". > 1"),
                            ("constraint", "/data/b", ". > 1")), COLUMNS, WORLD, ["/data/r"])
    assert check.unchecked == [0, 1]
    assert check.failures(["", "0", "0", ""]) == [2]
