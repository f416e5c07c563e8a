from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.store import names


@pytest.mark.parametrize(("one", "other"), [
    ("H. Muh. Lumban Tobing, S.E.", "Muhammad LumbanTobing"),
    ("M. Yusuf", "Mohd Yusuf"),
    ("Siti Aminah br. Ginting", "SITI AMINAH BR GINTING"),
    ("Siti Aminah boru Ginting", "Siti Aminah Ginting, S.Pd., M.Si."),
    ("Ma'ruf", "Ma\u2019ruf"),
    ("Soeharto Djoko", "Suharto Joko"),
    ("Karo-karo", "Karo Karo"),
    ("Karokaro", "Karo-Karo"),
    ("Huta Galung", "Hutagalung"),
    ("Aminnah", "Aminah"),
    ("Dr. Ir. Ren\u00e9 Nai Baho", "rene naibaho"),
    ("Rina, S. Kom", "Rina"),
    ("Dewy Rizqy Novita", "Dewi Rizki Nofita"),
    ("Supriyadi Thohir", "Supriadi Tohir"),
])
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(("one", "other"), [("Lumban Gaol", "Lumban Tobing"), ("Budi", "Budiman"), ("Sri", "Siti")])
def test_names_that_stay_apart(one: str, other: str) -> None:
    assert names.fold(one) != names.fold(other)


@pytest.mark.parametrize(("name", "siti"), [("St. Aminah", True), ("Hj. St. Aminah", True), ("Aminah, S.T.", False),
                                            ("Aminah St", False)])
def test_siti_is_also_written_short(name: str, siti: bool) -> None:
    assert ("siti" in names.indexed(name)) is siti


@pytest.mark.parametrize("typed", ["aminha", "amina", "amiinah", "aminbah", "amunah", "aminahh"])
def test_slips_of_the_keys(typed: str) -> None:
    assert "aminah" in names.slips(typed)


def test_short_words_and_numbers_have_no_slips() -> None:
    assert names.slips("siti") and names.slips("sri") == [] == names.slips("0812")


def test_a_name_of_titles_only_keeps_its_words() -> None:
    assert names.fold("Haji") == ["haji"] and names.fold("") == [] and names.fold(" .,- ") == []


@pytest.mark.parametrize("text", ["0812-3456-7890", "+62 812 3456 7890", "62812 34567890", "812 3456 7890"])
def test_one_telephone_number(text: str) -> None:
    assert names.phone_digits(text) == "81234567890"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_folding_never_fails_and_is_stable(text: str) -> None:
    once = names.fold(text)
    assert all(word.isascii() and word.isalnum() for word in once)
    assert set(names.indexed(text)) >= set(once)
