"""A form with pictures: below labels, on choices, with regions to press, and lists with coordinates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
from PySide6.QtGui import QColor, QImage

from ftd_desktop.forms.definition import FolderMedia, Form, load
from ftd_desktop.forms.workbook import convert

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150">
<rect width="300" height="150" fill="#eeeeee"/>
<g transform="translate(10 20)"><path id="kiri" d="M0 0h100v110h-100z" fill="#c8d8c8" stroke="#333"/></g>
<circle id="tengah" cx="150" cy="75" r="35" fill="#d8c8c8" stroke="#333"/>
<path id="kanan" d="M200 130 L290 130 L245 20 Z" fill="#c8c8d8" stroke="#333"/></svg>"""
SURVEY = (
    ("type", "name", "label", "appearance", "parameters", "image", "big-image", "audio", "hint"),
    ("begin_group", "satu", "Gambar", "", "", "", "", "", ""),
    ("text", "l_gambar", "Apa yang terlihat?", "", "", "foto.png", "besar.png", "", "Satu kata saja"),
    ("integer", "l_suara", "Berapa kali terdengar?", "", "", "", "", "bunyi.mp3", ""),
    ("text", "l_hilang", "Gambar yang tidak ikut", "", "", "hilang.png", "", "", ""),
    ("select_one buah", "p_gambar", "Pilih buahnya", "no-buttons", "", "", "", "", ""),
    ("select_multiple buah", "p_banyak", "Buah yang dijual", "columns-2", "", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
    ("begin_group", "dua", "Peta", "", "", "", "", "", ""),
    ("select_one bagian", "m_bagian", "Bagian mana?", "image-map", "", "peta.svg", "", "", ""),
    ("select_multiple bagian", "m_beberapa", "Bagian mana saja?", "image-map", "", "peta.svg", "", "", ""),
    ("select_one tempat", "m_tempat", "Tempat mana?", "map", "", "", "", "", ""),
    ("select_one tempat", "m_cepat", "Tempat lagi?", "quick map", "", "", "", "", ""),
    ("select_one banyak", "m_panjang", "Satu dari banyak", "map", "", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
    ("begin_group", "tiga", "Rentang", "", "", "", "", "", ""),
    ("range", "r_tegak", "Seberapa nyeri?", "vertical",
     "start=0 end=10 step=1 tick_interval=5 tick_labelset=nyeri placeholder=5", "", "", "", ""),
    ("range", "r_suhu", "Termometer", "distress", "start=0 end=10 step=1", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
)  # fmt: skip
CHOICES = (
    ("list_name", "name", "label", "image", "geometry", "marker-color"),
    ("buah", "apel", "Apel", "foto.png", "", ""),
    ("buah", "jeruk", "Jeruk bali yang manis sekali", "besar.png", "", ""),
    ("buah", "salak", "Salak", "", "", ""),
    ("bagian", "kiri", "Bagian kiri", "", "", ""),
    ("bagian", "tengah", "Bagian tengah", "", "", ""),
    ("bagian", "kanan", "Bagian kanan", "", "", ""),
    ("tempat", "medan", "Medan", "", "3.5952 98.6722 0 0", "#b0261d"),
    ("tempat", "balige", "Balige", "", "2.3338 99.0645 0 0", ""),
    ("tempat", "danau", "Danau Toba (contoh)", "",
     "2.9 98.6 0 0;2.8 98.9 0 0;2.5 98.9 0 0;2.6 98.6 0 0;2.9 98.6 0 0", ""),
    ("tempat", "rusak", "Tanpa tempat", "", "bukan titik", ""),
    ("nyeri", "0", "Tidak nyeri", "", "", ""),
    ("nyeri", "5", "Sedang", "", "", ""),
    ("nyeri", "10", "Tak tertahan", "", "", ""),
    *(("banyak", f"t{n}", f"Tempat {n}", "", f"{1 + n / 20} {98 + (n * 7 % 20) / 20} 0 0", "") for n in range(40)),
)  # fmt: skip


@cache
def pictured(folder: Path) -> Form:
    """The form, with its media in `folder`."""
    book = openpyxl.Workbook()
    sheets = (("survey", SURVEY), ("choices", CHOICES), ("settings", (("form_title", "form_id", "version"),
                                                                      ("Bergambar", "bergambar", "1"))))
    for name, rows in sheets:
        sheet = book.active if name == "survey" else book.create_sheet(name)
        sheet.title = name
        for row in rows:
            sheet.append(["media::" + cell if cell in ("image", "big-image", "audio") else cell for cell in row])
    book.save(folder / "bergambar.xlsx")
    for name, size, tint in (("foto.png", (120, 90), "#0b5e6b"), ("besar.png", (2400, 1200), "#7e4f00")):
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(QColor(tint))
        image.save(str(folder / name))
    (folder / "peta.svg").write_text(SVG, "utf-8")
    (folder / "bunyi.mp3").write_bytes(b"ID3 contoh")
    return load(convert(folder / "bergambar.xlsx").xform, FolderMedia(folder))
