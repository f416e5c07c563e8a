"""Tables row by row: as the cells stand, within bounds, and refused by name."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.exchange import tables

BOUNDS = tables.Bounds(rows=50, columns=4, size=100_000, unpacked=1_000_000)


def test_cells_keep_their_kind_and_the_head_comes_first(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("nama", "omzet", "tgl"), ("Karangan", 1_500_000, datetime(2026, 11, 24)), (None, 2.5, "teks")):
        book.active.append(row)
    book.create_sheet("lain").append(("tidak dibaca",))
    book.save(tmp_path / "a.xlsx")
    assert list(tables.rows(tmp_path / "a.xlsx", BOUNDS)) == [
        ["nama", "omzet", "tgl"], ["Karangan", 1_500_000, datetime(2026, 11, 24)], [None, 2.5, "teks"]]


def test_a_cell_far_away_costs_no_memory_and_ends_at_the_bounds(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "nama", "jauh"
    book.save(tmp_path / "jauh.xlsx")
    with pytest.raises(UserError, match=r"jauh\.xlsx"):
        list(tables.rows(tmp_path / "jauh.xlsx", BOUNDS))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bom.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(UserError, match=r"bom\.xlsx"):
        list(tables.rows(tmp_path / "bom.xlsx", BOUNDS))


def test_lines_within_quotes_are_one_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('nama;alamat\nKarangan;"Jalan A\nMedan"\n', "utf-8-sig")
    assert list(tables.rows(tmp_path / "a.csv", BOUNDS)) == [["nama", "alamat"], ["Karangan", "Jalan A\nMedan"]]
