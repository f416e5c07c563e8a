import pytest

from ftd_desktop.programme import identity
from ftd_desktop.store.names import phone_digits

WRITTEN = ["081200003401", "0812-0000-3401", "+6281200003401", "62 812 0000 3401", "81200003401"]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_phone_is_one_number_however_it_is_written(written: str) -> None:
    assert phone_digits(written) == "81200003401"


def test_phone_is_shown_in_groups() -> None:
    assert identity.show_phone("+6281200003401") == "0812-0000-3401"
    assert identity.show_phone("061-4567") == "061-4567"
    assert identity.show_phone(None) == ""


def test_nik_is_masked_but_for_six_and_four() -> None:
    assert identity.mask_nik("1212055203849903") == "121205••••••9903"
    assert identity.mask_nik("12345") == "•••••"
    assert identity.mask_nik(None) == ""


def test_nik_of_a_woman_gives_her_birth_date() -> None:
    reading = identity.read_nik("1271.0552.0384.9903")
    assert reading is not None
    assert (reading.region, reading.sex, reading.birth_date) == ("12.71", "P", "1984-03-12")
    assert reading.oddities == ()


def test_nik_oddities_are_said_in_words() -> None:
    reading = identity.read_nik("9971055203849903")
    assert reading is not None
    assert "99" in reading.oddities[0]
    assert identity.read_nik("123") is None


def test_npwp_check_digit() -> None:
    assert identity.npwp_check_digit_fits("013000666091000") is identity.npwp_check_digit_fits("01.300.066.6-091.000")
    good = [d for d in range(10) if identity.npwp_check_digit_fits(f"01300066{d}091000")]
    assert len(good) == 1
