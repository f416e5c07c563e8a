"""A form with the types and appearances that the gallery has not: lists from files, metadata, sensors, old names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl

from ftd_desktop.forms import media
from ftd_desktop.forms.definition import FolderMedia, Form, load
from ftd_desktop.forms.workbook import convert

#: (type, name, label, appearance, parameters, further columns)
SURVEY: tuple[tuple[object, ...], ...] = (
    ("start", "m_mulai", ""), ("end", "m_akhir", ""), ("today", "m_hari", ""), ("deviceid", "m_alat", ""),
    ("username", "m_nama", ""), ("email", "m_surel", ""), ("phonenumber", "m_telepon", ""),
    ("subscriberid", "m_pelanggan", ""), ("simserial", "m_kartu", ""),
    ("audit", "audit", "", "", "track-changes=true identify-user=true"),
    ("start-geopoint", "s_titik", ""), ("background-audio", "s_suara", "", "", "quality=voice-only"),
    ("csv-external", "data_desa", ""), ("xml-external", "data_pasar", ""),
    ("begin_group", "daftar", "Daftar dari berkas"),
    ("select_one_from_file desa.csv", "d_csv", "Desa dari CSV"),
    ("select_one_from_file pasar.xml", "d_xml", "Pasar dari XML"),
    ("select_one_from_file titik.geojson", "d_geo", "Tempat dari GeoJSON", "map"),
    ("select_multiple_from_file desa.csv", "d_banyak", "Beberapa desa"),
    ("select_one_from_file lain.csv", "d_kolom", "Nama kolom lain", "minimal search", "value=kode label=sebutan"),
    ("select_multiple desa_lain", "d_acak", "Urutan acak", "", "randomize=true seed=7"),
    ("select_one_external kota", "d_luar", "Kota dari lembar luar", "", "", {"choice_filter": "prov='12'"}),
    ("end_group", "", ""),
    ("begin_group", "hitung", "Hitungan dan samar"),
    ("integer", "h_dasar", "Dasar"),
    ("calculate", "h_dua", "", "", "", {"calculation": "${h_dasar} * 2"}),
    ("integer", "h_tiga", "Tiga kali", "", "", {"calculation": "${h_dasar} * 3", "read_only": "yes"}),
    ("hidden", "h_samar", "", "", "", {"default": "rahasia"}),
    ("text", "h_baris", "Ketentuan", "multiline", "", {"default": "satu dua", "read_only": "yes"}),
    ("text", "h_sandi", "Sandi", "masked", "", {"default": "rahasia", "read_only": "yes"}),
    ("note", "h_catatan", "Dua kali dasar: ${h_dua}"),
    ("trigger", "h_setuju", "Setuju"),
    ("begin_group", "h_padat", "Kelompok padat", "compact"),
    ("text", "h_dalam", "Di dalam"),
    ("end_group", "", ""),
    ("end_group", "", ""),
    ("begin_group", "skala", "Skala"),
    ("select_one setuju", "k_kepala", "Kepala", "label"),
    ("select_one setuju", "k_satu", "Pernyataan satu", "list-nolabel"),
    ("select_one setuju", "k_dua", "Pernyataan dua", "list-nolabel"),
    ("select_one setuju", "k_daftar", "Berjajar", "list"),
    ("select_one setuju", "k_ringkas", "Ringkas", "compact-2"),
    ("select_one setuju", "k_cepat", "Ringkas cepat", "quickcompact"),
    ("select_multiple setuju", "k_banyak", "Beberapa", "columns-2 no-buttons"),
    ("select_one setuju", "k_ke_samping", "Ke samping", "horizontal"),
    ("range", "k_analog", "Skala analog", "analog-scale", "start=0 end=100 step=1"),
    ("range", "k_turun", "Dari sepuluh ke nol", "", "start=10 end=0 step=2"),
    ("range", "k_halus", "Halus", "", "start=-1 end=1 step=0.25"),
    ("rank setuju", "k_urut", "Urutkan"),
    ("end_group", "", ""),
    ("begin_group", "kalender", "Kalender lain"),
    ("date", "w_persia", "Persia", "persian"), ("date", "w_budha", "Buddha", "buddhist"),
    ("date", "w_koptik", "Koptik", "coptic"), ("date", "w_myanmar", "Myanmar", "myanmar"),
    ("end_group", "", ""),
    ("begin_group", "alat", "Alat"),
    ("geopoint", "g_peta", "Peta", "maps"), ("geopoint", "g_samar", "Tanpa masukan", "hide-input"),
    ("geotrace", "g_jalan", "Jalan", "streets", "incremental=true"),
    ("geoshape", "g_satelit", "Satelit", "satellite"),
    ("barcode", "g_depan", "Kode batang depan", "front"),
    ("image", "g_ponsel", "Foto ponsel", "new", "max-pixels=400"), ("image", "g_aplikasi", "Foto lewat aplikasi", "",
                                                                     "app=org.contoh.kamera"),
    ("audio", "g_suara", "Suara pelan", "", "quality=low"),
    ("osm", "g_osm", "Bangunan"),
    ("phone number", "g_telepon", "Telepon"), ("percentage", "g_persen", "Persen"),
    ("end_group", "", ""),
)  # fmt: skip
EXTRA = ("default", "calculation", "read_only", "choice_filter", "relevant", "required")
CHOICES = (("desa_lain", "a", "Sei Contoh"), ("desa_lain", "b", "Huta Contoh"), ("desa_lain", "c", "Timur Contoh"),
           ("setuju", "1", "Sangat tidak setuju"), ("setuju", "2", "Tidak setuju"), ("setuju", "3", "Setuju"),
           ("setuju", "4", "Sangat setuju"))  # fmt: skip
FILES = {
    "desa.csv": "name,label\nd1,Desa Contoh Satu\nd2,Desa Contoh Dua\n",
    "lain.csv": "kode,sebutan\nx1,Sebutan Satu\nx2,Sebutan Dua\n",
    "pasar.xml": "<root><item><name>p1</name><label>Pasar Pagi</label></item>"
                 "<item><name>p2</name><label>Pasar Malam</label></item></root>",
    "titik.geojson": '{"type":"FeatureCollection","features":[{"type":"Feature","id":"t1","geometry":'
                     '{"type":"Point","coordinates":[98.67,3.59]},"properties":{"name":"t1","title":"Balai Desa"}},'
                     '{"type":"Feature","id":"t2","geometry":{"type":"Point","coordinates":[99.06,2.33]},'
                     '"properties":{"name":"t2","title":"Dermaga"}}]}',
    "data_desa.csv": "name,label\nd1,Satu\n", "data_pasar.xml": "<root><item><name>p</name></item></root>",
}  # fmt: skip


@cache
def rarities(folder: Path) -> Form:
    """The form, with its lists in `folder`."""
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "survey"
    sheet.append(["type", "name", "label", "appearance", "parameters", *EXTRA])
    for row in SURVEY:
        more = row[-1] if isinstance(row[-1], dict) else {}
        plain = [cell for cell in row if not isinstance(cell, dict)]
        sheet.append([*plain, *[""] * (5 - len(plain)), *(more.get(name, "") for name in EXTRA)])
    _fill(book, "choices", (("list_name", "name", "label"), *CHOICES))
    _fill(
        book,
        "external_choices",
        (
            ("list_name", "name", "label", "prov"),
            ("kota", "mdn", "Medan", "12"),
            ("kota", "blg", "Balige", "12"),
            ("kota", "jkt", "Jakarta", "31"),
        ),
    )
    _fill(book, "settings", (("form_title", "form_id", "version"), ("Yang jarang", "jarang", "1")))
    book.save(folder / "jarang.xlsx")
    return load(convert(folder / "jarang.xlsx").xform, media.beside(folder / "jarang.xlsx"))


def lists(folder: Path) -> FolderMedia:
    """What lies beside the form."""
    return FolderMedia(folder)


def _fill(book: openpyxl.Workbook, name: str, rows: tuple[tuple[str, ...], ...]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
