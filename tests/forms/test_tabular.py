"""List files as other tools save them."""

from __future__ import annotations

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.tabular import read_csv, read_listing
from ftd_desktop.forms.xml_reader import parse_xml


@pytest.mark.parametrize("data", [
    b"name,label\na,Ayam\nb,Bebek\n", "name;label\r\na;Ayam\r\nb;Bebek\r\n".encode("utf-8-sig"),
    b"name\tlabel\na\tAyam\nb\tBebek", b"name,label\n\na,Ayam,lebih\n\nb,Bebek\n",
])
def test_csv_of_every_kind(data: bytes) -> None:
    listing = read_csv("x.csv", data)
    assert listing.column("name") == ["a", "b"]
    assert listing.column("label") == ["Ayam", "Bebek"]
    assert listing.path == ("root", "item")


def test_windows_letters() -> None:
    assert read_csv("x.csv", "name,label\na,Café".encode("cp1252")).column("label") == ["Café"]


def test_bytes_that_are_no_letters() -> None:
    with pytest.raises(UserError, match=r"x\.csv"):
        read_csv("x.csv", b"name\n\x81\x8d\x8f\n")


def test_short_rows_are_blank() -> None:
    listing = read_csv("x.csv", b"name,label,parent\na,A\n")
    assert listing.column("parent") == [""]
    assert listing.column("tidakada") == [""]


def test_an_empty_file() -> None:
    assert read_csv("x.csv", b"").size == 0
    assert read_csv("x.csv", b"name,label\n").size == 0


def test_rows_are_found_by_a_cell() -> None:
    listing = read_csv("x.csv", b"name,parent\na,1\nb,2\nc,1\nd,1\n")
    assert list(listing.where("parent", "1")) == [0, 2, 3]
    assert list(listing.where("name", "b")) == [1]
    assert list(listing.where("name", "z")) == []
    assert listing.node(2).child("name") is listing.node(2).children[0]
    assert [row.children[0].string_value() for row in listing.top().elements()[0].elements()] == ["a", "b", "c", "d"]


def test_a_tree_that_is_no_table() -> None:
    listing = Listing.of_tree(parse_xml("<root><omzet>5</omzet><laba>2</laba></root>"))
    assert listing.path == ()
    assert read_listing("a.xml", b"<root><item><name>a</name></item></root>").where("name", "a") == (0,)
