"""What a new version changes."""

from __future__ import annotations

from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.versions import compare
from tests.forms.conftest import TableMedia, shipped_form, table_xform

OLD = """
| survey |
| | type | name | label | relevant | required | constraint |
| | text | nama | Nama | | | |
| | text | umur | Umur | | | |
| | select_one kota | kota | Kota | | | |
| | text | hilang | Hilang | | | |
| | text | pindah | Pindah | | | |
| choices |
| | list_name | name | label |
| | kota | mdn | Medan |
| | kota | bjy | Binjai |
"""
NEW = """
| survey |
| | type | name | label | relevant | required | constraint |
| | text | nama | Nama lengkap | | yes | |
| | integer | umur | Umur | ${nama} != '' | | . > 0 |
| | select_one kota | kota | Kota | | | |
| | begin_group | g | G | | | |
| | text | pindah | Pindah | | | |
| | end_group | | | | | |
| | text | baru | Baru | | yes | |
| choices |
| | list_name | name | label |
| | kota | mdn | Medan |
| | kota | sbg | Sibolga |
"""


def form(text: str) -> Form:
    return load(table_xform(text), TableMedia({}))


def test_every_change_is_named_with_its_consequence() -> None:
    found = compare(form(OLD), form(NEW))
    assert {(d.kind, d.name) for d in found} == {
        ("required", "nama"), ("label", "nama"), ("type", "umur"), ("relevant", "umur"), ("constraint", "umur"),
        ("choices", "kota"), ("moved", "pindah"), ("added", "baru"), ("removed", "hilang"),
    }
    assert all(d.consequence for d in found)
    choices = [(d.old, d.new) for d in found if d.kind == "choices"]
    assert choices == [("bjy", ""), ("", "sbg")]


def test_a_form_does_not_differ_from_itself() -> None:
    for form_id in ("ftd_profil", "ftd_survei"):
        assert compare(shipped_form(form_id), shipped_form(form_id)) == ()


def test_words_of_choices_filters_groups_and_warnings_are_compared() -> None:
    text = """
    | survey |
    | | type | name | label | choice_filter | relevant | repeat_count | bind::ftd:warn | bind::ftd:unit |
    | | integer | n | N | | | | . > 5 | Rp |
    | | select_one kota | kota | Kota | prov = 'a' | | | | |
    | | begin_repeat | r | R | | ${n} > 1 | ${n} | | |
    | | text | isi | Isi | | | | | |
    | | end_repeat | | | | | | | |
    | choices |
    | | list_name | name | label | prov |
    | | kota | mdn | Medan | a |
    | settings |
    | | namespaces |
    | | ftd="http://ftd-desktop.org/xforms" |
    """
    newer = text.replace(". > 5", ". > 9").replace("Rp", "orang").replace("prov = 'a'", "prov != 'b'").replace(
        "${n} > 1", "${n} > 2").replace("| ${n} |", "| 3 |").replace("| Medan |", "| Kota Medan |")
    found = {(d.kind, d.name, d.old, d.new) for d in compare(form(text), form(newer))}
    assert found >= {
        ("constraint", "n", ". > 5", ". > 9"), ("label", "n", "Rp", "orang"), ("relevant", "r", "${n} > 1", "${n} > 2"),
        ("choices", "kota", "mdn: Medan", "mdn: Kota Medan")}
    assert {kind for kind, name, _, _ in found if name == "r"} == {"relevant", "calculate"}
    assert len([1 for kind, name, _, _ in found if (kind, name) == ("choices", "kota")]) == 2
    gone = compare(form(text), form("| survey |\n| | type | name | label |\n| | integer | n | N |"))
    assert {d.name for d in gone if d.kind == "removed"} == {"kota", "r", "isi"}
    assert all(d.consequence for d in gone)
