"""A filter by columns finds what the walk over nodes finds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xml_reader import parse_xml
from ftd_desktop.forms.xpath import Scope, XPathError, compile_expression
from ftd_desktop.forms.xpath.compiler import Compiler
from ftd_desktop.forms.xpath.parser import parse
from ftd_desktop.forms.xpath.scans import compile_scan
from tests.forms.xpath.world import WIB, World, scope

COLUMNS = {
    "name": ["a1", "a2", "b1", "umur", "", "x y", "2026-11-24"], "kab": ["a", "a", "b", "34", "", "true", " a"],
    "jiwa": ["10", "20", "030", "", "-5", "2.5", "abc"],
}
ROWS = len(COLUMNS["name"])
LISTING = Listing(("root", "item"), COLUMNS)
XML = "<instance><root>" + "".join(
    "<item>" + "".join(f"<{name}>{column[row]}</{name}>" for name, column in COLUMNS.items()) + "</item>"
    for row in range(ROWS)) + "</root></instance>"


class Walked(World):
    """The world with the list as nodes only."""

    def __init__(self) -> None:
        super().__init__()
        self.instances = {"kec": parse_xml(XML).children[0]}

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        return None


class Listed(Walked):
    """The same, with its list as columns too."""

    def table(self, name: str, path: tuple[str, ...]) -> Listing | None:
        return LISTING if (name, path) == ("kec", LISTING.path) else None


LISTED, WALKED = Listed(), Walked()
CHILDREN = ["name", "kab", "jiwa"]
OUTSIDE = ["/data/umur", "/data/kosong", "/data/tidakada", "/data/produk", "current()/umur", "'a'", "'a1 b1'", "34",
           "2", "today()", "true()", "/data/lahan/luas", "concat('a', 1)", "if(/data/umur > 3, 'a', 10)", "-1", "''",
           "string(/data/huruf)", "coalesce(/data/kosong, 'b')", "0 div 0", "1 div 0"]
ATOMS = st.sampled_from(CHILDREN * 2 + OUTSIDE)


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["=", "!=", "<", ">=", "+", "and", "or", "div"]), inner),
        st.builds("{}({})".format, st.sampled_from(["not", "string", "number", "string-length", "int"]), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["selected", "contains", "starts-with", "coalesce", "concat"]),
                  inner, inner),
        st.builds("substr({}, 0, 1)".format, inner), st.builds("if({}, {}, {})".format, inner, inner, inner),
    )


PREDICATES = st.recursive(ATOMS, _calls, max_leaves=6).map("boolean({})".format)


def outcome(expression: str, env: World) -> Any:
    try:
        found = compile_expression(expression).nodes(scope("/data", env))
    except XPathError:
        return "XPathError"
    return [node.child("name").string_value() for node in found]  # type: ignore[union-attr]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PREDICATES)
@example("kab = /data/tidakada or not(kab != /data/tidakada)")
@example("jiwa < today()")
@example("selected(/data/produk, kab)")
@example("kab = if(/data/umur > 3, 'a', 10)")
def test_columns_and_nodes_agree(predicate: str) -> None:
    expression = f"instance('kec')/root/item[{predicate}]"
    walked = outcome(expression, WALKED)
    assert outcome(expression, LISTED) == walked
    rows = compile_expression(expression).rows
    try:
        found = rows(scope("/data", LISTED))
    except XPathError:
        assert walked == "XPathError"
        return
    if found is not None:
        assert [COLUMNS["name"][row] for row in found[1]] == walked


@pytest.mark.parametrize("predicate", ["selected(/data/produk, name)", "kab = /data/umur or kab = 'a'", "kab != 'a'",
                                       "starts-with(name, /data/huruf)", "substr(name, 0, 1) = 'a'",
                                       "jiwa > 5 and kab = 'a'"])
def test_usual_filters_make_no_node(predicate: str) -> None:
    assert compile_scan(parse(predicate), Compiler({})) is not None
    found = compile_expression(f"instance('kec')/root/item[{predicate}]").rows(scope("/data", LISTED))
    assert found is not None


@pytest.mark.parametrize("predicate", ["position() = 1", "1", "../item/kab = 'a'", "*[1] = 'a'", "kab[. = 'a']",
                                       "once(kab) = 'a'", "/data/umur = 34", "count(kab) + 1"])
def test_others_are_walked(predicate: str) -> None:
    assert compile_scan(parse(predicate), Compiler({})) is None


def test_what_the_rest_of_the_form_says_counts_each_time() -> None:
    world = Listed()
    compiled = compile_expression("instance('kec')/root/item[contains(kab, /data/huruf)]")
    place = scope("/data", world)
    (node,) = compile_expression("/data/huruf").nodes(place)
    for text in ("a", "b", "a", "34", "tidak"):
        node.set_text(text)
        found = compiled.rows(Scope(place.node, world))
        assert found is not None
        assert list(found[1]) == [row for row, kab in enumerate(COLUMNS["kab"]) if text in kab]
    assert world.zone == WIB
