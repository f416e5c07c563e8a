"""Choice lists: sliced, searched and labelled without an object for each."""

from __future__ import annotations

import pytest

from ftd_desktop.forms.choices import NONE, Choice, Choices
from tests.forms.conftest import Start, shipped_form
from tests.forms.test_shipped import PROFILE, fill

NAMES = ["Medan Kota", "Medan Baru", "Kota Pinang", "Binjai"]
CITIES = Choices(4, lambda i: f"k{i}", NAMES.__getitem__)


def test_it_is_a_sequence() -> None:
    assert len(CITIES) == 4
    assert CITIES[0] == Choice("k0", "Medan Kota") and CITIES[-1].value == "k3"
    assert [choice.value for choice in CITIES[1:3]] == ["k1", "k2"]
    assert Choice("k3", "Binjai") in CITIES
    with pytest.raises(IndexError):
        CITIES[4]
    assert list(NONE) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("med", ["k0", "k1"]), ("KOTA", ["k2", "k0"]), ("kota med", ["k0"]), ("", ["k0", "k1", "k2", "k3"]),
        ("zzz", []), ("  binj ", ["k3"]),
    ],
)
def test_find_takes_all_words_and_what_begins_so_first(text: str, found: list[str]) -> None:
    assert [choice.value for choice in CITIES.find(text)] == found


def test_find_ends_at_its_limit() -> None:
    assert len(CITIES.find("a", 2)) == 2
    assert len(CITIES.find("", 3)) == 3


def test_a_label_by_its_value() -> None:
    assert CITIES.label("k2") == "Kota Pinang"
    assert CITIES.label("zz") is None


def test_a_long_list_is_searched_and_labelled() -> None:
    interview = fill("ftd_profil", PROFILE)
    regencies = interview.state("/data/g_alamat/dom_kab").choices
    assert regencies.label("12.71") == "Kota Medan" and regencies.label("99") is None
    assert [choice.label for choice in regencies.find("nias sel")] == ["Kabupaten Nias Selatan"]
    villages = interview.state("/data/g_alamat/dom_desa").choices
    assert 0 < len(villages) < 20
    assert shipped_form("ftd_profil").model.items["/data/g_alamat/dom_desa"].itemset is not None


def test_an_answer_that_is_no_choice_is_kept_and_told(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label |
    | | select_one l | a | A |
    | | select_multiple l | b | B |
    | choices |
    | | list_name | name | label |
    | | l | satu | Satu |
    | | l | dua | Dua |
    """)
    interview.set("/data/a", "tiga")
    interview.set("/data/b", "dua tiga satu dua")
    assert interview.state("/data/a").value == "tiga"
    assert interview.state("/data/b").value == "satu dua tiga"
    assert [(p.ref, p.kind) for p in interview.problems()] == [("/data/a", "type"), ("/data/b", "type")]
    assert "tiga" in interview.problems()[0].message


def test_a_filter_takes_part_of_an_answer_and_gives_it_back(start: Start) -> None:
    interview = start("""
    | survey |
    | | type | name | label | choice_filter |
    | | text | w | W | |
    | | select_multiple l | b | B | warna = ${w} or warna = 'm' |
    | choices |
    | | list_name | name | label | warna |
    | | l | satu | Satu | m |
    | | l | dua | Dua | b |
    | | l | tiga | Tiga | k |
    """)
    interview.set("/data/w", "b")
    interview.set("/data/b", "satu dua")
    interview.set("/data/w", "k")
    state = interview.state("/data/b")
    assert (state.value, state.cleared) == ("satu", "satu dua")
    interview.set("/data/w", "b")
    assert interview.state("/data/b").value == "satu dua"
    interview.set("/data/w", "k")
    interview.set("/data/b", "satu tiga")
    interview.set("/data/w", "b")
    assert interview.state("/data/b").value == "satu"
