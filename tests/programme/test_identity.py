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
