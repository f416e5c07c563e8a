"""The tree the expressions run on (it lives in forms/nodes.py)."""

from __future__ import annotations

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms.nodes import ELEMENT, TEXT, Node, in_document_order
from ftd_desktop.forms.xml_reader import parse_xml

FORM = '<data id="x" xmlns:orx="urn:orx"><a>1</a><orx:meta><orx:id/></orx:meta><b><c>2</c>\n<c>3</c></b></data>'


def test_elements_attributes_text_and_names():
    data = parse_xml(FORM).children[0]
    assert (data.name, data.get("id"), data.get("nothing")) == ("data", "x", None)
    assert [node.qualified_name for node in data.elements()] == ["a", "orx:meta", "b"]
    meta = data.named("orx:meta")[0]
    assert (meta.name, meta.prefix, meta.namespace) == ("meta", "orx", "urn:orx")
    assert data.child("meta") is meta
    assert data.named("meta") == []


def test_string_value_joins_all_text_below():
    data = parse_xml(FORM).children[0]
    assert data.string_value() == "12\n3"
    assert parse_xml("<a>x<![CDATA[<y>]]><!-- no -->z</a>").string_value() == "x<y>z"


def test_blank_nodes_and_what_is_below_count_as_empty():
    data = parse_xml(FORM).children[0]
    b = data.named("b")[0]
    b.elements()[0].blank = True
    assert b.string_value() == "\n3"
    b.blank = True
    assert b.string_value() == ""
    assert data.string_value() == "1"


def test_set_text_replaces_content_and_keeps_the_text_node():
    a = parse_xml("<a/>")
    top = a.children[0]
    top.set_text("one")
    text = top.children[0]
    top.set_text("two")
    assert top.children == [text]
    assert top.string_value() == "two"
    top.set_text("")
    assert top.children == []
    assert text.parent is None


def test_document_order_follows_insertions_and_removals():
    document = parse_xml("<a><b/><d/></a>")
    top = document.children[0]
    b, d = top.elements()
    c = top.insert(1, Node(ELEMENT, "c"))
    assert in_document_order([d, c, b, c]) == [b, c, d]
    top.remove(b)
    top.append(b)
    assert in_document_order([b, d, c]) == [c, d, b]
    assert top.named("c") == [c]
    assert b.document is document


def test_nodes_of_two_documents_have_a_fixed_order():
    one, two = parse_xml("<a/>"), parse_xml("<b/>")
    first = in_document_order([two, one])
    assert in_document_order([one, two, one]) == first


def test_a_node_stands_in_one_place_only():
    document = parse_xml("<a><b/></a>")
    a, b = document.children[0], document.children[0].children[0]
    with pytest.raises(ValueError):
        a.append(b)
    with pytest.raises(ValueError):
        b.append(a)
    with pytest.raises(ValueError):
        b.remove(a)


def test_copy_is_deep_and_stands_alone():
    data = parse_xml(FORM).children[0]
    twin = data.copy()
    assert twin.parent is None
    assert twin.string_value() == data.string_value()
    twin.named("a")[0].set_text("9")
    assert data.named("a")[0].string_value() == "1"
    assert {node.document for node in twin.descendants()} == {twin}
    assert twin.attributes[0].document is twin


def test_namespaces_in_scope():
    inner = parse_xml('<a xmlns="urn:d" xmlns:x="urn:x"><b xmlns=""/></a>').children[0].children[0]
    assert inner.namespaces() == {"x": "urn:x"}


@pytest.mark.parametrize("text", [
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd">%x;]><a/>',
    '<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd"><a>&q;</a>',
    "<a>" * 500 + "</a>" * 500,
    "<a><b></a>",
    "",
    "<a>\x00</a>",
    "<a>\ud800</a>",
    b"\xff\xfe\x00",
    b'<?xml version="1.0" encoding="no-such"?><a/>',
])
def test_hostile_and_broken_xml_is_refused(text):
    with pytest.raises(UserError):
        parse_xml(text)


def test_a_bomb_is_refused_before_it_grows():
    bomb = "<!DOCTYPE a [<!ENTITY a0 'x'>" + "".join(
        f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12)) + "]><a>&a11;</a>"
    with pytest.raises(UserError):
        parse_xml(bomb)


def test_a_bare_doctype_and_other_encodings_are_read():
    assert parse_xml("<!DOCTYPE html><a/>").children[0].name == "a"
    assert parse_xml('<?xml version="1.0" encoding="latin-1"?><a>é</a>'.encode("latin-1")).string_value() == "é"
    assert parse_xml('<?xml version="1.0" encoding="latin-1"?><a>é</a>').string_value() == "é"
    assert [node.kind for node in parse_xml("<a>x</a>").descendants()] == [ELEMENT, TEXT]
