"""What the interview builds on: references, functions, lookups, errors."""

from __future__ import annotations

import pytest

from ftd_desktop import i18n
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xml_reader import parse_xml
from ftd_desktop.forms.xpath import Reference, Scope, XPathError, compile_expression, parse
from tests.forms.xpath.world import World, scope, value


def refs(expression: str) -> list[tuple[str, str, bool]]:
    return [(ref.base, "/".join(ref.steps), ref.exact) for ref in compile_expression(expression).references]


@pytest.mark.parametrize(("expression", "wanted"), [
    ("/data/a + /data/b * /data/a", [("/", "data/a", True), ("/", "data/b", True)]),
    (". > ../x", [(".", "", True), (".", "../x", True)]),
    ("selected(../g/q, 'a')", [(".", "../g/q", True)]),
    ("/data/r[../n = 1 and x = /data/k]/y",
     [("/", "data/n", True), ("/", "data/r/x", True), ("/", "data/k", True), ("/", "data/r/y", True)]),
    ("instance('kec')/root/item[kab = current()/../kab]/name",
     [("instance:kec", "root/item/kab", True), (".", "../kab", True), ("instance:kec", "root/item/name", True)]),
    ("//x", [("/", "///x", False)]),
    ("sum(../r/following-sibling::*/x)", [("/", "///x", False)]),
    ("count(/data/r) > position(..)", [("/", "data/r", True), (".", "..", True)]),
    ("string-length() > 2", [(".", "", True)]),
    ("once(/data/a)", [(".", "", True), ("/", "data/a", True)]),
    ("/data/r/@id", [("/", "data/r/@id", True)]),
    ("indexed-repeat(/data/r/x, /data/r, /data/n)",
     [("/", "data/r/x", True), ("/", "data/r", True), ("/", "data/n", True)]),
    ("(/data/a | ./b)[. = ../c]", None),
    ("pulldata('kec', 'a', 'b', ../c)", [(".", "../c", True), ("instance:kec", "root/item", True)]),
    ("/data/orx:meta/orx:id", [("/", "data/orx:meta/orx:id", True)]),
    ("1 + 2", []),
    ("/data/a/../b", [("/", "data/b", True)]),
])
def test_references(expression, wanted):
    found = refs(expression)
    if wanted is None:  # the filter works on a union: its predicate may read anything
        assert ("/", "data/a", True) in found
        assert any(not exact for _, _, exact in found)
    else:
        assert found == wanted


def test_functions_and_the_tree_are_there():
    compiled = compile_expression("if(selected(., 'a'), now(), explode())")
    assert compiled.functions == {"if", "selected", "now", "explode"}
    assert compiled.ast == parse(compiled.text)
    assert (compiled.ast.start, compiled.ast.end) == (0, len(compiled.text))
    assert compile_expression(". = 1").references == (Reference(".", ()),)


class Counting(World):
    """Counts how often an index was asked, and with what."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, tuple[str, ...], str, str]] = []

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        self.asked.append((name, path, child, value))
        return super().lookup(name, path, child, value)


class Unindexed(World):
    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        return None


LOOKUPS = [
    "instance('kec')/root/item[kab = 'a']", "instance('kec')/root/item['a' = kab]/name",
    "instance('kec')/root/item[kab = /data/umur]/name", "instance('kec')/root/item[kab = 'a'][2]/name",
    "instance('kec')/root/item[kab = 'a' and jiwa > 15]/name", "instance('kec')/root/item[jiwa > 15 and kab = 'a']",
    "instance('kec')/root/item[kab = current()/umur]/name", "instance('kec')/root/item[name = ''][1]",
    "instance('kec')/root/item[kab = concat('', /data/umur)]", "count(instance('kec')/root/item[kab = 'a'])",
    "instance('kec')/root/item[kab = 'a' and name != 'a1'][1]/name",
]
WALKS = [
    "instance('kec')/root/item[jiwa = 30]/name", "instance('kec')/root/item[kab = name]",
    "instance('kec')/root/item[position() = 2 and kab = 'a']", "instance('kec')/root/item[kab != 'a']",
    "instance('kec')/root/item[kab = 'a' or jiwa = 30]", "instance('kec')/root/item[kab = ../item[1]/kab]",
    "instance('kec')/root/item[2][kab = 'a']", "instance(/data/huruf)/root/item[kab = 'a']",
    "instance('kec')/root/item[last()][kab = '34']",
    "instance('kec')/root/item[kab = /data/lahan/luas | /data/umur]",
]


@pytest.mark.parametrize("expression", LOOKUPS + WALKS)
def test_an_index_gives_what_a_walk_gives(expression):
    counting, walking = Counting(), Unindexed()
    compiled = compile_expression(expression)
    at = compile_expression("/data")
    found = [compiled.value(Scope(at.nodes(Scope(world.root, world))[0], world)) for world in (counting, walking)]
    indexed, walked = [[node.string_value() for node in nodes] if isinstance(nodes, list) else nodes for nodes in found]
    assert indexed == walked
    assert bool(counting.asked) == (expression in LOOKUPS)


def test_a_key_that_is_not_there_finds_nothing():
    assert value("instance('kec')/root/item[kab = /data/tak/ada]") == []


def test_positions_after_a_lookup_count_within_each_parent():
    rows = "<i><r><g><x><k>1</k><n>a</n></x><x><k>1</k><n>b</n></x></g><g><x><k>1</k><n>c</n></x></g></r></i>"
    for world in (World(), Unindexed()):
        world.instances["t"] = parse_xml(rows).children[0]
        assert value("instance('t')/r/g/x[k = '1'][1]/n", at="/data", world=world) == ["a", "c"]


def test_the_index_is_asked_for_the_step_with_the_predicate():
    world = Counting()
    compile_expression("instance('kec')/root/item[kab = /data/umur]/name").nodes(Scope(world.root, world))
    assert world.asked == [("kec", ("root", "item"), "kab", "34")]


def test_nodes_are_a_list_of_the_callers_own():
    at = scope()
    compiled = compile_expression("lahan")
    compiled.nodes(at).clear()
    assert len(compiled.nodes(at)) == 3
    with pytest.raises(XPathError):
        compile_expression("1 + 1").nodes(at)


def test_errors_speak_the_language_in_force():
    with pytest.raises(XPathError) as fault:
        compile_expression("1 == 1")
    assert str(fault.value) == "= di kolom 4 tidak pada tempatnya."
    assert fault.value.suggestion == "Pakai satu = untuk membandingkan."
    i18n.use("en")
    try:
        assert str(fault.value) == "= in column 4 is out of place."
        assert fault.value.suggestion == "Use a single = to compare."
    finally:
        i18n.use("id")


def test_a_scope_can_be_kept_and_moved():
    world = World()
    compiled = compile_expression(". > 2")
    nodes = compile_expression("/data/lahan/luas").nodes(Scope(world.root, world))
    kept = Scope(nodes[0], world)
    answers = []
    for node in nodes:
        kept.node = kept.current = node
        answers.append(compiled.boolean(kept))
    assert answers == [False, True, False]
