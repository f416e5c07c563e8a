"""A form described without running it."""

from __future__ import annotations

from ftd_desktop.forms.dictionary import describe
from tests.forms.conftest import shipped_form


def test_the_survey_as_its_author_wrote_it() -> None:
    entries = {entry.name: entry for entry in describe(shipped_form("ftd_survei"))}
    money = entries["omzet_daring"]
    assert (money.kind, money.depth, money.table, money.column) == ("question", 1, "ftd_survei", "omzet_daring")
    assert (money.unit, money.required, money.constraint) == ("Rp", "true()", ". >= 0 and . <= ${omzet_bulan}")
    assert money.message == "Tidak boleh melebihi total penjualan"
    assert entries["s_uang"].relevant == "${status_usaha} ='jalan' or ${status_usaha} ='ganti'"
    assert entries["tk_total"].kind == "calculation"
    assert "${tk_l}" in entries["tk_total"].calculation
    assert [choice.label for choice in entries["cara"].choices][:2] == ["Tatap muka", "Telepon/WhatsApp"]
    assert entries["pem_tayang"].choice_count == 9 and "${pem_akun}" in entries["pem_tayang"].choice_filter


def test_another_language_and_long_lists() -> None:
    entries = {entry.name: entry for entry in describe(shipped_form("ftd_profil"), "en")}
    assert entries["jk"].label == "Sex"
    assert [choice.label for choice in entries["jk"].choices] == ["Male", "Female"]
    village = entries["dom_desa"]
    assert (len(village.choices), village.choice_count) == (200, 6_110)
    assert entries["info_pdp"].kind == "note" and entries["info_pdp"].column == ""


def test_repeats_and_depth() -> None:
    entries = describe(shipped_form("ftd_presensi"))
    repeat = next(entry for entry in entries if entry.kind == "repeat")
    inside = [entry.name for entry in entries if entry.path.startswith(repeat.path + "/")]
    assert inside == ["peserta_id", "hadir", "jp_ikut", "ket", "jp_dihitung"]
    assert {entry.depth for entry in entries if entry.name in inside and entry.path.startswith(repeat.path)} == {1}
