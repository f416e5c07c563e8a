"""A form with every question type and appearance of the checklist, made through pyxform like any workbook."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import openpyxl

from ftd_desktop.forms.definition import FolderMedia, Form, load
from ftd_desktop.forms.workbook import convert

#: (type, name, label, appearance, parameters)
SURVEY = [
    ("begin_group", "teks", "Teks", "", ""),
    ("text", "t_biasa", "Teks biasa", "", ""),
    ("text", "t_baris", "Beberapa baris", "multiline", "rows=4"),
    ("text", "t_angka", "Nomor", "numbers", ""),
    ("text", "t_samar", "Tersamar", "masked", ""),
    ("text", "t_tautan", "Tautan", "url", ""),
    ("text", "t_cetak", "Pencetak", "printer", ""),
    ("text", "t_luar", "Aplikasi luar", "ex:org.contoh.aplikasi()", ""),
    ("text", "t_sembunyi", "Jawaban tersembunyi", "hidden-answer", ""),
    ("barcode", "t_batang", "Kode batang", "", ""),
    ("note", "t_catatan", "Catatan dengan **tebal** dan [tautan](https://contoh.id)", "", ""),
    ("acknowledge", "t_baca", "Sudah dibaca", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "angka", "Angka", "", ""),
    ("integer", "a_bulat", "Bilangan bulat", "", ""),
    ("integer", "a_besar", "Dengan pemisah", "thousands-sep", ""),
    ("integer", "a_hitung", "Penghitung", "counter", ""),
    ("integer", "a_uang", "Uang (Rp)", "", ""),
    ("decimal", "a_pecahan", "Pecahan", "", ""),
    ("decimal", "a_pecahan_pisah", "Pecahan dengan pemisah", "thousands-sep", ""),
    ("decimal", "a_arah", "Arah", "bearing", ""),
    ("range", "r_biasa", "Rentang", "", "start=0 end=10 step=1"),
    ("range", "r_setengah", "Rentang setengah", "no-ticks", "start=0 end=5 step=0.5"),
    ("range", "r_tegak", "Rentang tegak", "vertical", "start=1 end=5 step=1"),
    ("range", "r_pilih", "Pemilih", "picker", "start=1 end=20 step=1"),
    ("range", "r_bintang", "Penilaian", "rating", "start=1 end=5 step=1"),
    ("range", "r_sakit", "Termometer", "distress", "start=0 end=10 step=1"),
    ("end_group", "", "", "", ""),
    ("begin_group", "waktu", "Waktu", "", ""),
    ("date", "w_tanggal", "Tanggal", "", ""),
    ("date", "w_tanpa", "Tanpa kalender", "no-calendar", ""),
    ("date", "w_bulan", "Bulan", "month-year", ""),
    ("date", "w_tahun", "Tahun", "year", ""),
    ("date", "w_hijriah", "Hijriah", "islamic", ""),
    ("date", "w_etiopia", "Etiopia", "ethiopian", ""),
    ("date", "w_nepal", "Nepal", "bikram-sambat", ""),
    ("time", "w_jam", "Jam", "", ""),
    ("datetime", "w_saat", "Tanggal dan jam", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "pilih", "Pilihan", "", ""),
    ("select_one warna", "p_satu", "Satu", "", ""),
    ("select_one warna", "p_cepat", "Cepat", "quick", ""),
    ("select_one warna", "p_kolom", "Kolom", "columns", ""),
    ("select_one warna", "p_kolom3", "Tiga kolom", "columns-3", ""),
    ("select_one warna", "p_padat", "Kolom padat", "columns-pack", ""),
    ("select_one warna", "p_datar", "Mendatar", "horizontal-compact", ""),
    ("select_one warna", "p_lama", "Padat lama", "quickcompact-2", ""),
    ("select_one warna", "p_tanpa", "Tanpa tombol", "no-buttons", ""),
    ("select_one warna", "p_minimal", "Minimal", "minimal", ""),
    ("select_one warna", "p_cari", "Cari", "autocomplete", ""),
    ("select_one warna", "p_likert", "Likert", "likert", ""),
    ("select_one warna", "p_peta", "Peta", "map", ""),
    ("select_one warna", "p_gambar", "Peta gambar", "image-map", ""),
    ("select_multiple warna", "p_banyak", "Beberapa", "", ""),
    ("select_multiple warna", "p_banyak_min", "Beberapa minimal", "minimal", ""),
    ("select_one warna or_other", "p_lain", "Atau lainnya", "", ""),
    ("rank warna", "p_urut", "Urutkan", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "tabel", "Tabel pilihan", "table-list", ""),
    ("select_one warna", "tb_1", "Baris pertama", "", ""),
    ("select_one warna", "tb_2", "Baris kedua", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "tempat", "Tempat", "", ""),
    ("geopoint", "g_titik", "Titik", "", ""),
    ("geopoint", "g_peta", "Titik di peta", "placement-map", ""),
    ("geotrace", "g_garis", "Garis", "", ""),
    ("geoshape", "g_bidang", "Bidang", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "berkas", "Berkas", "", ""),
    ("image", "b_gambar", "Foto", "", "max-pixels=1000"),
    ("image", "b_tanda", "Tanda tangan", "signature", ""),
    ("image", "b_coret", "Coretan", "draw", ""),
    ("image", "b_anotasi", "Anotasi", "annotate", ""),
    ("image", "b_swafoto", "Swafoto", "new-front", ""),
    ("audio", "b_suara", "Suara", "", ""),
    ("video", "b_video", "Video", "", ""),
    ("file", "b_berkas", "Berkas", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_group", "lipat", "Kelompok lipat", "", ""),
    ("begin_group", "l_dalam", "Rincian", "organized-closed", ""),
    ("text", "l_satu", "Di dalam lipatan", "", ""),
    ("end_group", "", "", "", ""),
    ("text", "l_dua", "Sesudah lipatan", "", ""),
    ("end_group", "", "", "", ""),
    ("begin_repeat", "ulang", "Anggota keluarga", "", ""),
    ("text", "u_nama", "Nama", "", ""),
    ("note", "u_catatan", "Baris dengan catatan tidak menjadi tabel", "", ""),
    ("select_multiple warna", "u_warna", "Warna kesukaan", "", ""),
    ("begin_repeat", "cucu", "Anak", "", ""),
    ("text", "c_nama", "Nama anak", "", ""),
    ("integer", "c_umur", "Umur", "", ""),
    ("end_repeat", "", "", "", ""),
    ("end_repeat", "", "", "", ""),
]
HEADS = ("type", "name", "label", "appearance", "parameters")
CHOICES = [("warna", "m", "Merah"), ("warna", "k", "Kuning"), ("warna", "h", "Hijau"), ("warna", "b", "Biru")]
GRID = [
    ("begin_group", "kisi", "Kisi", "w6", ""),
    ("text", "k_nama", "Nama", "w4", ""),
    ("integer", "k_umur", "Umur", "w2", ""),
    ("text", "k_jalan", "Jalan", "w3", ""),
    ("text", "k_desa", "Desa", "w2", ""),
    ("integer", "k_pos", "Kode pos", "w1", ""),
    ("text", "k_penuh", "Tanpa lebar", "", ""),
    ("end_group", "", "", "", ""),
]


@cache
def gallery() -> Form:
    """The form with everything."""
    return _form(tuple(SURVEY), "")


@cache
def grid_form() -> Form:
    """A form in Enketo's grid theme."""
    return _form(tuple(GRID), "theme-grid")


def versioned(version: str, survey: tuple[tuple[str, ...], ...]) -> tuple[Form, str]:
    """(form, xform) of a small form in some version."""
    return _made(survey, "", version)


def _form(survey: tuple[tuple[str, ...], ...], style: str) -> Form:
    return _made(survey, style, "1")[0]


def _made(survey: tuple[tuple[str, ...], ...], style: str, version: str) -> tuple[Form, str]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    for row in ((*HEADS, "hint", "guidance_hint", "required", "required_message"), *survey):
        sheet.append(row)
    choices = book.create_sheet("choices")
    for choice in (("list_name", "name", "label"), *CHOICES):
        choices.append(choice)
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "version", "style"))
    settings.append(("Ragam pertanyaan", "ragam", version, style))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ragam.xlsx"
        book.save(path)
        xform = convert(path).xform
        return load(xform, FolderMedia(Path(folder))), xform
