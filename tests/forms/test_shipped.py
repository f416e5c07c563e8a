"""The four forms of the program, filled in through to completion as an officer would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ftd_desktop.forms.interview import Interview, rows_to_values
from tests.forms.conftest import CONTEXT, shipped_form

PROFILE = {  # a made-up person
    "g_meta/peserta_id": "FTD-2026-01-0007", "g_meta/angkatan": "1", "g_meta/petugas": "P01",
    "g_setuju/setuju_data": "ya", "g_setuju/setuju_metode": "lisan", "g_setuju/setuju_bagi": "ya",
    "g_setuju/setuju_publikasi": "tidak", "g_orang/nama": "Siti Contoh br. Ginting", "g_orang/nik_ada": "ya",
    "g_orang/nik": "1271014505850001", "g_orang/jk": "P", "g_orang/tgl_lahir": "1985-05-05",
    "g_orang/pendidikan": "sma", "g_orang/hp": "081234567890", "g_alamat/dom_kab": "12.71",
    "g_alamat/dom_kec": "12.71.01", "g_alamat/dom_desa": "12.71.01.1001", "g_usaha/jenis_pelaku": "umkm",
    "g_usaha/peran": "pemilik", "g_usaha/nama_usaha": "Keripik Contoh", "g_usaha/bentuk": "perorangan",
    "g_usaha/tahun_mulai": "2019", "g_usaha/sektor": "makmin_olahan", "g_usaha/produk": "Keripik singkong",
    "g_usaha/tempat": "rumah", "g_usaha/alamat_sama": "ya", "g_skala/omzet_tahun": "96000000",
    "g_skala/tk_awal": "3", "g_program/perangkat": "printer hp_pintar", "g_program/pernah_latih": "tidak",
}


def fill(form_id: str, answers: dict[str, str], previous: dict[str, str] | None = None) -> Interview:
    context = replace(CONTEXT, previous=previous)
    interview = Interview(shipped_form(form_id), context=context)
    for path, value in answers.items():
        interview.set(f"/data/{path}", value)
    return interview


def errors(interview: Interview) -> dict[str, str]:
    return {p.ref.removeprefix("/data/"): p.message for p in interview.problems() if p.severity == "error"}


def warnings(interview: Interview) -> dict[str, str]:
    return {p.ref.removeprefix("/data/"): p.message for p in interview.problems() if p.severity == "warning"}


def test_a_profile_is_completed() -> None:
    interview = fill("ftd_profil", PROFILE)
    assert errors(interview) == {}
    assert warnings(interview) == {}
    row = interview.rows()["ftd_profil"][0]
    assert row["nama"] == "Siti Contoh br. Ginting"
    assert row["omzet_tahun"] == 96_000_000
    assert row["skala_pp7"] == "mikro"
    assert row["kab_usaha"] == "12.71"
    assert row["perangkat"] == "hp_pintar printer"  # in the order of the list
    assert row["dom_kodepos"] == interview.state("/data/g_alamat/dom_kodepos").value != ""
    assert interview.progress().answered > 25


def test_the_participant_takes_its_properties_from_the_profile() -> None:
    form = shipped_form("ftd_profil")
    saved = {q.save_to: q.name for q in form.questions.values() if q.save_to}
    assert saved == {
        "kode": "peserta_id", "nama": "nama", "nama_sertifikat": "nama_sertifikat", "nik": "nik", "jk": "jk",
        "tgl_lahir": "tgl_lahir", "hp": "hp", "usaha": "nama_usaha", "kab": "dom_kab", "kec": "dom_kec",
        "desa": "dom_desa",
    }


def test_without_consent_nothing_more_is_asked() -> None:
    interview = fill("ftd_profil", PROFILE | {"g_setuju/setuju_data": "tidak"})
    asked = [ref for ref in interview.refs() if interview.state(ref).relevant]
    assert not any("g_orang" in ref or "g_usaha" in ref for ref in asked)
    assert interview.rows()["ftd_profil"][0]["nama"] is None
    interview.set("/data/g_setuju/setuju_data", "ya")
    assert interview.rows()["ftd_profil"][0]["nama"] == "Siti Contoh br. Ginting"


@pytest.mark.parametrize(
    ("nik", "warned"),
    [
        ("1271014505850001", False), ("9971014505850001", True),  # no such province
        ("1271015313850001", True), ("1271013102850001", True),  # month 13; 31 February
        ("1271014505850000", True), ("1271018005850001", True),  # serial 0000; day 80
        ("1271012902840001", False),
    ],
)
def test_a_nik_is_read_without_a_network(nik: str, warned: bool) -> None:
    interview = fill("ftd_profil", PROFILE | {"g_orang/nik": nik})
    state = interview.state("/data/g_orang/nik")
    assert (state.warning is not None) == warned
    assert state.error is None
    if warned:
        assert state.warning is not None and state.warning.needs_reason
        interview.set_reason("/data/g_orang/nik", "KTP memang demikian")
        passed = interview.state("/data/g_orang/nik").warning
        assert passed is not None and not passed.needs_reason


def test_a_short_nik_is_an_error_that_says_what_to_do() -> None:
    interview = fill("ftd_profil", PROFILE | {"g_orang/nik": "12710145"})
    error = interview.state("/data/g_orang/nik").error
    assert error is not None and error.message == "NIK harus 16 angka"
    interview.set_language("en")
    error = interview.state("/data/g_orang/nik").error
    assert error is not None and error.message == "NIK must have 16 digits"


def test_a_birth_date_that_differs_from_the_nik_asks_why() -> None:
    interview = fill("ftd_profil", PROFILE)
    assert not interview.state("/data/g_orang/nik_beda").relevant
    changes = interview.set("/data/g_orang/tgl_lahir", "1986-05-05")
    assert "/data/g_orang/nik_beda" in changes.refs
    assert interview.state("/data/g_orang/nik_beda").relevant
    assert "g_orang/nik_beda" in errors(interview)


@pytest.mark.parametrize(
    ("npwp", "warned"),
    [("012345678901234", True), ("023456783091000", False), ("0023456783091000", False), ("1271014505850001", False),
     ("1271014505850002", True)],
)
def test_an_npwp_has_a_check_digit_or_is_the_nik(npwp: str, warned: bool) -> None:
    interview = fill("ftd_profil", PROFILE | {"g_legal/npwp": npwp})
    assert ("g_legal/npwp" in warnings(interview)) == warned


@pytest.mark.parametrize(
    ("hp", "error", "warning"),
    [("+62 812-3456-7890", False, False), ("0812", True, False), ("084012345678", True, False),
     ("083912345678", False, True)],
)
def test_a_phone_number(hp: str, error: bool, warning: bool) -> None:
    interview = fill("ftd_profil", PROFILE | {"g_orang/hp": hp})
    assert ("g_orang/hp" in errors(interview)) == error
    assert ("g_orang/hp" in warnings(interview)) == warning


def test_a_kbli_code_is_looked_up_in_its_version() -> None:
    interview = fill("ftd_profil", PROFILE | {"g_usaha/kbli": "10710"})
    assert "g_usaha/kbli" not in warnings(interview)
    interview.set("/data/g_usaha/kbli", "99999")
    assert "g_usaha/kbli" in warnings(interview)


def test_regions_follow_each_other() -> None:
    interview = fill("ftd_profil", PROFILE)
    kec, desa = "/data/g_alamat/dom_kec", "/data/g_alamat/dom_desa"
    assert len(interview.state("/data/g_alamat/dom_kab").choices) == 33
    assert len(interview.state(kec).choices) == 21
    interview.set("/data/g_alamat/dom_kab", "12.75")
    state = interview.state(kec)
    assert (state.value, state.cleared, len(state.choices)) == ("", "12.71.01", 5)
    assert interview.state(desa).value == ""
    interview.set("/data/g_alamat/dom_kab", "12.71")
    assert interview.state(kec).value == "12.71.01"
    assert interview.state(desa).value == "12.71.01.1001"


SURVEY = {
    "s_meta/peserta_id": "FTD-2026-01-0007", "s_meta/tahap": "endline", "s_meta/cara": "tatap",
    "s_meta/petugas": "P01", "s_meta/status_usaha": "jalan", "s_uang/omzet_bulan": "12000000",
    "s_uang/omzet_daring": "4000000", "s_uang/laba_bulan": "3500000", "s_uang/dasar_angka": "catatan",
    "s_uang/banding": "biasa", "s_uang/omzet_tahun": "130000000", "s_uang/ekspor": "tidak", "s_tk/tk_l": "1",
    "s_tk/tk_p": "2", "s_tk/tk_tetap": "2", "s_tk/tk_keluarga": "1", "s_kanal/pem_akun": "padi ekatalog",
    "s_kanal/pem_tayang": "padi", "s_kanal/pem_transaksi": "tidak", "s_kanal/swa_akun": "tidak",
    "s_kanal/medsos": "instagram wa_business", "s_brand/rebrand": "logo kemasan", "s_brand/rebrand_ftd": "ya",
    "s_brand/kemasan_info": "ya", "s_legal/dok_punya": "nib", "s_legal/dok_proses": "halal",
    "s_legal/nib_no": "1234567890123", "s_legal/legal_ftd": "ya", "s_digital/perangkat": "hp_pintar",
    "s_digital/internet": "seluler", "s_digital/aplikasi": "kasir", "s_digital/bayar": "qris tunai",
    "s_modal/dana": "tidak", "s_alumni/alumni_grup": "ya", "s_alumni/alumni_kontak": "3",
    "s_alumni/alumni_kolab": "promosi", "s_akhir/kendala": "modal", "s_akhir/nps": "9", "s_akhir/bukti": "nota",
    "s_akhir/mutu": "tinggi",
    **dict.fromkeys([f"s_pola/mp_{name}" for name in (
        "sasaran", "permintaan", "unggul", "ukur", "coba", "digital", "mampu", "takut", "risih")], "4"),
    **dict.fromkeys([f"s_praktik/pr_{name}" for name in (
        "pesaing", "tanya", "bekas", "promo", "iklan", "efek", "catat", "pisah", "hpp", "target", "baru", "proses",
    )], "ya"),
}


def test_a_survey_is_completed_and_counted() -> None:
    interview = fill("ftd_survei", SURVEY, previous={"omzet_bulan": "9000000", "laba_bulan": "2500000"})
    assert errors(interview) == {}
    assert warnings(interview) == {}
    row = interview.rows()["ftd_survei"][0]
    assert (row["skor_praktik"], row["tk_dibayar"], row["tk_total"]) == (12.0, 3.0, 5.0) or (
        row["skor_praktik"], row["tk_dibayar"], row["tk_total"]) == ("12", "3", "5")
    assert row["bulan_acuan"] == "2026-10-01"
    assert row["pem_akun"] == "ekatalog padi"


def test_money_far_from_the_previous_round_is_asked_about() -> None:
    interview = fill("ftd_survei", SURVEY | {"s_uang/omzet_bulan": "240000000"}, previous={"omzet_bulan": "9000000"})
    assert "s_uang/omzet_bulan" in warnings(interview)
    interview.set("/data/s_uang/omzet_bulan", "12000000")
    assert "s_uang/omzet_bulan" not in warnings(interview)
    interview.set("/data/s_uang/omzet_bulan", "400000")
    assert "s_uang/omzet_bulan" in warnings(interview)


def test_without_a_previous_round_nothing_is_compared() -> None:
    interview = fill("ftd_survei", SURVEY | {"s_uang/omzet_bulan": "240000000", "s_uang/omzet_tahun": "2800000000"})
    assert "s_uang/omzet_bulan" not in warnings(interview)


def test_letters_in_a_money_field() -> None:
    interview = fill("ftd_survei", SURVEY | {"s_uang/omzet_bulan": "12 jt-an"})
    error = interview.state("/data/s_uang/omzet_bulan").error
    assert error is not None and error.kind == "type"
    assert "12 jt-an" in error.message and "1500000" in error.message
    assert interview.rows()["ftd_survei"][0]["omzet_bulan"] is None
    assert interview.values()["/data/s_uang/omzet_bulan"] == "12 jt-an"


def test_a_closed_firm_is_not_asked_about_money() -> None:
    interview = fill("ftd_survei", SURVEY | {"s_meta/status_usaha": "tutup"})
    assert not interview.state("/data/s_uang/omzet_bulan").relevant
    assert set(errors(interview)) == {"s_meta/alasan_tutup"}
    assert interview.rows()["ftd_survei"][0]["omzet_bulan"] is None


def test_the_reference_month_follows_the_interview_date() -> None:
    interview = fill("ftd_survei", {"s_meta/tgl_survei": "2026-01-15"})
    assert interview.state("/data/s_meta/bulan_acuan").value == "2025-12-01"
    interview.set("/data/s_meta/bulan_acuan", "2025-11-01")
    assert "s_meta/bulan_acuan" in warnings(interview)
    interview.set("/data/s_meta/bulan_acuan", "2026-11-01")
    assert "s_meta/bulan_acuan" in errors(interview)


def test_a_platform_that_closed_is_offered_only_to_its_time() -> None:
    interview = fill("ftd_survei", SURVEY)
    values = list(interview.state("/data/s_kanal/swa_akun").choices.values())
    assert "bukalapak" not in values and "shopee" in values
    interview.set("/data/s_meta/tgl_survei", "2024-06-01")
    assert "bukalapak" in list(interview.state("/data/s_kanal/swa_akun").choices.values())


def test_a_document_both_held_and_under_way_is_asked_about() -> None:
    interview = fill("ftd_survei", SURVEY | {"s_legal/dok_proses": "nib halal"})
    assert "s_legal/dok_proses" in warnings(interview)


def test_attendance_is_taken_row_by_row() -> None:
    interview = fill("ftd_presensi", {
        "k_sesi/angkatan": "1", "k_sesi/sesi_ke": "1", "k_sesi/topik": "konten", "k_sesi/materi": "Konten",
        "k_sesi/jp": "4", "k_sesi/moda": "luring", "k_sesi/petugas": "P02",
        "presensi[1]/peserta_id": "FTD-2026-01-0007", "presensi[1]/hadir": "hadir",
    })
    changes = interview.add_repeat("/data/presensi")
    assert changes.structure and "/data/presensi[2]/hadir" in changes.refs
    interview.set("/data/presensi[2]/peserta_id", "FTD-2026-01-0007")
    interview.set("/data/presensi[2]/hadir", "sebagian")
    assert errors(interview).keys() == {
        "presensi[1]/peserta_id", "presensi[2]/peserta_id", "presensi[2]/jp_ikut"}
    interview.set("/data/presensi[2]/peserta_id", "FTD-2026-01-0008")
    interview.set("/data/presensi[2]/jp_ikut", "2")
    assert errors(interview) == {}
    interview.set("/data/k_sesi/jp", "1")
    assert errors(interview).keys() == {"presensi[2]/jp_ikut"}
    rows = interview.rows()["ftd_presensi__presensi"]
    assert [(row["_position"], row["hadir"], float(row["jp_dihitung"])) for row in rows] == [
        (1, "hadir", 1), (2, "sebagian", 2)]


def test_more_jp_than_the_session_lasted() -> None:
    interview = fill("ftd_presensi", {"k_sesi/jam_mulai": "09:00", "k_sesi/jam_selesai": "10:30", "k_sesi/jp": "2"})
    assert warnings(interview) == {}
    interview.set("/data/k_sesi/jp", "4")
    assert "k_sesi/jp" in warnings(interview)


def test_completion_below_the_attendance_that_is_needed() -> None:
    interview = fill("ftd_kelulusan", {
        "l_akhir/tgl_mulai": "2026-09-01", "l_akhir/tgl_selesai": "2026-11-01", "l_akhir/jp_total": "60",
        "l_akhir/jp_hadir": "40", "l_akhir/tugas": "ya", "l_akhir/survei_akhir": "ya",
        "l_akhir/status_akhir": "lulus", "l_sert/nomor": "1", "l_sert/nama_cetak": "Siti Contoh",
        "l_sert/tgl_terbit": "2026-11-10", "l_sert/ttd_jabatan": "Kepala", "l_sert/ttd_nama": "Budi Contoh",
        "l_sert/ttd_jenis": "basah", "l_sert/st_sert": "terbit", "l_sert/ttd_nip": "199013012015031001",
    })
    assert errors(interview) == {}
    assert set(warnings(interview)) == {"l_akhir/status_akhir", "l_sert/ttd_nip"}
    interview.set("/data/l_akhir/jp_hadir", "50")
    assert interview.rows()["ftd_kelulusan"][0]["persen_hadir"] in ("83.3", 83.3)


@pytest.mark.parametrize("form_id", ["ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan"])
def test_a_record_comes_back_as_it_was(form_id: str) -> None:
    answers = {"ftd_profil": PROFILE, "ftd_survei": SURVEY}.get(form_id, {})
    interview = fill(form_id, answers)
    again = Interview(shipped_form(form_id), interview.values(), context=CONTEXT)
    assert again.values() == interview.values()
    stored = rows_to_values(shipped_form(form_id), interview.rows())
    third = Interview(shipped_form(form_id), stored, context=CONTEXT)
    assert third.rows() == interview.rows()
    assert [(p.ref, p.kind) for p in third.problems()] == [(p.ref, p.kind) for p in interview.problems()]
