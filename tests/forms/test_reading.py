from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop import i18n
from ftd_desktop.errors import UserError
from ftd_desktop.forms import reading

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1500000", "1500000"),
        ("1.500.000", "1500000"),
        ("1,5jt", "1500000"),
        ("1.5 jt", "1500000"),
        ("350rb", "350000"),
        ("Rp 350.000", "350000"),
        ("0", "0"),
        ("-2.500.000", "-2500000"),
        ("9000000000000", "9000000000000"),
        ("1,500,000", "1500000"),
    ],
)
def test_money(typed: str, stored: str) -> None:
    assert reading.money().read(typed) == stored


@pytest.mark.parametrize("typed", ["dua juta", "12abc", "1.50.000", "--5", "jt"])
def test_letters_in_money_name_the_remedy(typed: str) -> None:
    with pytest.raises(UserError, match=r"mis\. 1\.500\.000, 1,5jt atau 350rb") as error:
        reading.money().read(typed)
    assert typed in str(error.value)


def test_sen_are_refused() -> None:
    with pytest.raises(UserError, match="rupiah penuh"):
        reading.money().read("1500,75")


@given(st.integers(-(10**50), 10**50), st.sampled_from(["id", "en"]))
def test_money_shown_reads_back(amount: int, language: str) -> None:
    i18n.use(language)
    for kind in (reading.money(), reading.whole()):
        assert kind.read(kind.show(str(amount))) == str(amount)


@given(st.decimals(-10000, 10000, places=3), st.sampled_from(["id", "en"]))
def test_a_decimal_shown_reads_back_as_the_same_number(amount: object, language: str) -> None:
    i18n.use(language)
    kind = reading.decimal()
    assert reading.as_number(kind.read(kind.show(str(amount)))) == amount


def test_decimal_comma() -> None:
    assert reading.decimal().read("2,5") == "2.5"
    assert reading.decimal().show("2.50") == "2,50"
    with pytest.raises(UserError, match="bukan angka"):
        reading.decimal().read("2,5 jam")


def test_whole_numbers() -> None:
    assert reading.whole().read("1.250") == "1250"
    for typed in ("5rb", "lima", "2,5"):
        with pytest.raises(UserError):
            reading.whole().read(typed)


def test_a_value_typed_wrong_is_shown_as_it_is() -> None:
    for kind in (reading.money(), reading.whole(), reading.decimal(), reading.day(NOW.date()), reading.clock(NOW)):
        assert kind.show("12abc") == "12abc"


@pytest.mark.parametrize(
    "typed", ["+62 812-3456-7890", "0812 3456 7890", "62 812.3456.7890", "(0812) 34567890", "0062 81234567890"]
)
def test_a_pasted_phone_is_cleaned(typed: str) -> None:
    assert reading.figures("hp").read(typed) == "081234567890"


def test_pasted_npwp_and_nik_lose_their_dots_only() -> None:
    assert reading.figures("npwp").read("01.234.567.8-901.000") == "012345678901000"
    assert reading.figures("nik").read("1271 0441 0865 0001") == "1271044108650001"
    assert reading.figures("nik").read("6212") == "6212"
    assert reading.figures("nik").read("12A4 5") == "12A4 5"


def test_text_pastes() -> None:
    assert reading.text().read("  Siti\n Aminah\t br. Ginting ") == "Siti Aminah br. Ginting"
    assert reading.lines().read(" a\n b \n") == "a\n b"


def test_dates_and_times() -> None:
    assert reading.day(NOW.date()).read("24 nov") == "2026-11-24"
    assert reading.day(NOW.date()).show("2026-11-24") == "24/11/2026"
    assert reading.month(NOW.date()).read("10/26") == "2026-10-01"
    assert reading.month(NOW.date()).show("2026-10-01") == "10/2026"
    assert reading.year().read("2020") == "2020-01-01"
    assert reading.year().show("2020-01-01") == "2020"
    assert reading.clock(NOW).read("930") == "09:30:00.000+07:00"
    assert reading.clock(NOW).show("09:30:00.000+07:00") == "09.30"
    assert reading.moment(NOW).read("24/11/26 9.30") == "2026-11-24T09:30:00.000+07:00"
    assert reading.moment(NOW).show("2026-11-24T09:30:00.000+07:00") == "24/11/2026 09.30"
    with pytest.raises(UserError, match="belum lengkap"):
        reading.moment(NOW).read("24/11/26")


@pytest.mark.parametrize(("pasted", "kept"), [
    ("a\0b\x07c", "abc"), ("satu\ud83d", "satu"), ("👩‍👩‍👧 toko", "👩‍👩‍👧 toko"), ("مرحبا ‏", "مرحبا ‏"),
    ("a\u2028b\tc", "a b c"),
])  # fmt: skip
def test_what_no_document_can_hold_goes_from_a_paste(pasted: str, kept: str) -> None:
    assert reading.text().read(pasted) == kept
    assert reading.lines().read("a\0\nb\x1b ") == "a\nb"


@pytest.mark.parametrize(("typed", "stored"), [
    ("9" * 40, "9" * 40), ("-" + "9" * 40, "-" + "9" * 40), ("1500,00", "1500"), ("-0", "0"), ("\u202a12\u202c", "12"),
])  # fmt: skip
def test_not_a_figure_of_a_whole_number_changes(typed: str, stored: str) -> None:
    for kind in (reading.whole(), reading.money()):
        assert kind.read(typed) == stored
        assert kind.read(kind.show(stored)) == stored


def test_a_number_copied_from_a_phone_has_marks_around_it() -> None:
    assert reading.figures("hp").read("\u202a+62 812\u20113456\u20117890\u202c") == "081234567890"


@pytest.mark.parametrize("hostile", ["1e999999999", "-1e-999999999", "9" * 100_000, "1" * 5_000 + ".5"])
def test_a_hostile_number_is_shown_as_it_is(hostile: str) -> None:
    for kind in (reading.whole(), reading.decimal(), reading.decimal(grouped=True)):
        assert kind.show(hostile) == hostile
        with pytest.raises(UserError):
            kind.read(hostile)
