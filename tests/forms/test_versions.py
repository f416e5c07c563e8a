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
