"""The research file: nobody stands out, nothing that identifies passes, amounts are rounded."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.evaluation import research
from ftd_desktop.evaluation.research import QUASI, anonymise
from ftd_desktop.evaluation.research_answers import Allowed, Ends, ends, passed, rounded
from ftd_desktop.evaluation.zones import zone, zones
from ftd_desktop.programme.regions import regencies
from tests.evaluation.people import record, survey

DAY = date(2026, 11, 24)
facts = st.fixed_dictionaries({
    "kab": st.sampled_from([*sorted(regencies()), "", "31.71"]), "jk": st.sampled_from("LP"),
    "sektor": st.sampled_from(["kriya", "fesyen", "herbal", "digital", "lainnya", "baru", ""]),
    "tgl_lahir": st.sampled_from(["1960-01-01", "1985-05-05", "1991-12-31", "2009-02-28", "", "rusak"]),
    "setuju_bagi": st.sampled_from(["ya", "ya", "ya", "tidak"]),
})


def made(who: dict[str, dict[str, Any]], k: int = 5) -> research.Research:
    records = [record(person, "baseline", omzet_bulan=1_234_567 + i, dok_punya="nib", catatan="rahasia")
               for i, person in enumerate(who)]
    return anonymise(records, who, answers=("omzet_bulan", "dok_punya"), allowed=Allowed({"omzet_bulan"}), day=DAY,
                     salt=b"x", k=k)


@given(st.lists(facts, max_size=60), st.integers(2, 7))
@settings(max_examples=120, deadline=None)
def test_nobody_is_one_of_fewer_than_k(people: list[dict[str, Any]], k: int) -> None:
    who = {f"p{i}": of for i, of in enumerate(people)}
    found = made(who, k)
    place = {name: found.columns.index(name) for name in QUASI}
    sizes = Counter(tuple(row[i] for i in place.values()) for row in found.rows)
    assert all(size >= k for size in sizes.values()) and found.smallest == min(sizes.values(), default=0)
    agreed = sum(of["setuju_bagi"] == "ya" for of in people)
    assert found.people == (agreed if agreed >= k else 0) and found.without_consent == len(people) - agreed


def test_many_alike_lose_nothing() -> None:
    who = {f"p{i}": {"kab": "12.71", "jk": "P", "sektor": "kriya", "tgl_lahir": "1990-01-01", "setuju_bagi": "ya"}
           for i in range(6)}
    found = made(who)
    assert {row[2:6] for row in found.rows} == {("Mebidangro", "30-39", "P", "kriya")}
    assert set(found.coarser.values()) == {0}


def test_nothing_that_identifies_passes() -> None:
    records, who, names = survey(150, seed=3)
    for i, (person, of) in enumerate(who.items()):
        of.update(setuju_bagi="ya", tgl_lahir=f"{1965 + i % 40}-03-04", nama=names[person], nik="1271010403900001")
    found = anonymise(records, who, answers=("omzet_bulan", "laba_bulan", "dok_punya"),
                      allowed=Allowed({"omzet_bulan", "laba_bulan"}), day=DAY, salt=b"abc")
    text = repr(found.rows)
    assert all(secret not in text for secret in ("p0000", "1271", "12.71", *list(names.values())[:20]))
    assert {row[0] for row in found.rows} == {f"R{i:06d}" for i in range(1, 151)}
    again = anonymise(records, who, answers=(), allowed=Allowed(), day=DAY, salt=b"other")
    assert [row[:6] for row in found.rows] != [row[:6] for row in again.rows]


def test_amounts_are_rounded_and_topped() -> None:
    assert [rounded(a) for a in (0, 7, 99, 1_234_567, 1_250_000, -987_654)] == [
        0, 7, 99, 1_200_000, 1_200_000, -990_000]
    who = {f"p{i}": {"kab": "12.71", "jk": "P", "sektor": "kriya", "setuju_bagi": "ya"} for i in range(200)}
    records = [record(p, "baseline", omzet_bulan=10_000_000_000 if p == "p7" else 1_000_000 + i * 1000)
               for i, p in enumerate(who)]
    found = anonymise(records, who, answers=("omzet_bulan",), allowed=Allowed({"omzet_bulan"}), day=DAY, salt=b"x")
    assert max(row[6] for row in found.rows) == 1_200_000


@pytest.mark.parametrize(("born", "years"), [
    ("2000-11-24", 26), ("2000-11-25", 25), ("", None), (None, None), ("x", None),
])
def test_age(born: Any, years: int | None) -> None:
    assert research.age(born, DAY) == years


def test_bands_and_zones() -> None:
    assert [research.band(a, 10) for a in (None, 17, 20, 29, 34, 59, 60)] == [
        "", "<20", "20-29", "20-29", "30-39", "50-59", "60+"]
    assert research.band(45, 20) == "40-59"
    placed = [code for codes in zones().values() for code in codes]
    assert sorted(placed) == sorted(regencies()) and zone("31.71") == ""


PLACES, AGES = sorted(regencies()), [str(1940 + i) for i in range(70)]
SECTORS = ["kriya", "fesyen", "herbal", "digital"]
#: Populations in which somebody stands out: (kab, year of birth, sex, sector) of each person.
ODD = {
    "all of one regency": [("12.71", AGES[i], "LP"[i % 2], SECTORS[i % 4]) for i in range(70)],
    "a regency each": [(PLACES[i], "1985", "P", "kriya") for i in range(33)],
    "one man of eighty": [("12.71", "1990", "P", "kriya")] * 40 + [("12.71", "1946", "L", "kriya")],
    "one man among women": [("12.71", "1990", "P", "kriya")] * 40 + [("12.71", "1990", "L", "kriya")],
    "one sector but one": [("12.71", "1990", "P", "kriya")] * 40 + [("12.71", "1990", "P", "herbal")],
    "two groups of four": [("12.71", "1990", "P", "kriya")] * 4 + [("12.04", "1950", "L", "digital")] * 4,
    "everyone alone": [(PLACES[i % 33], AGES[i % 70], "LP"[i % 2], SECTORS[i % 4]) for i in range(33)],
    "a blank among five alike": [("12.71", "1990", "P", "kriya")] * 5 + [("", "x", "", "")],
    "exactly five": [("12.71", "1990", "P", "kriya")] * 5, "four": [("12.71", "1990", "P", "kriya")] * 4,
}


@pytest.mark.parametrize("name", ODD)
def test_nobody_stands_out_of_an_odd_population(name: str) -> None:
    who = {f"p{i:03d}": {"kab": kab, "tgl_lahir": f"{year}-01-01", "jk": jk, "sektor": sector, "setuju_bagi": "ya"}
           for i, (kab, year, jk, sector) in enumerate(ODD[name])}
    found = made(who)
    sizes = Counter(row[2:6] for row in found.rows)
    assert all(size >= 5 for size in sizes.values())
    assert found.people == (len(who) if len(who) >= 5 else 0), "nobody is left out for standing out"


def test_ends_are_reached_by_k_people_not_by_one_of_k_records() -> None:
    giant = [("giant", 900.0), ("giant", 901.0), ("giant", 902.0), ("giant", 903.0), ("giant", 904.0)]
    others = [(f"p{i}", float(i)) for i in range(20)]
    assert ends([*giant, *others], 5) == Ends(0.0, 16.0)
    assert ends(others[:4], 5) is None and ends([("a", None), ("b", "x")], 1) is None
    assert ends([("one", -500.0), *others], 5) == Ends(0.0, 15.0)
    assert ends([(f"p{i}", -float(i)) for i in range(20)], 5) == Ends(-15.0, -4.0)


def test_only_answers_of_the_form_pass() -> None:
    allowed = Allowed({"rp"}, {"rp", "n"}, {"pilihan": {"ya", "tidak"}, "banyak": {"nib", "halal"}})
    between = {"rp": Ends(0, 2_000_000), "n": Ends(0, 12), "few": None}
    assert passed("rp", 1_234_567, allowed, between) == 1_200_000 and passed("rp", 9e9, allowed, between) == 2_000_000
    assert passed("n", 80, allowed, between) == 12 and passed("n", "Budi", allowed, between) is None
    assert passed("few", 3, allowed, between) is None
    assert passed("pilihan", "Budi Rekaan, Jalan Contoh 3", allowed, between) is None
    assert passed("banyak", "nib 08126000 halal", allowed, between) == "nib halal"
