"""Short lists from Excel and text files; what is none is refused by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.exchange import short_lists


def test_a_book_and_a_text_give_the_same_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("kode", "status", "jp"), ("K0", "H", None), ("K1", "T", 2.5), ("K2", "B", 3), (None, None, None)):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    wanted = [["kode", "status", "jp"], ["K0", "H"], ["K1", "T", "2.5"], ["K2", "B", "3"]]
    assert short_lists.read(tmp_path / "a.xlsx") == wanted
    for mark in ",;\t":
        (tmp_path / "a.csv").write_text("\n".join(mark.join(row) for row in wanted) + "\n", "utf-8-sig")
        assert short_lists.read(tmp_path / "a.csv") == wanted


def test_days_are_written_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append((date(2022, 8, 4), True))
    book.save(tmp_path / "a.xlsx")
    assert short_lists.read(tmp_path / "a.xlsx") == [["2022-08-04T00:00:00", "1"]]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00k", b"PK\x03\x04 nothing", b"x" * 5_000_001])
def test_what_is_no_list_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match=r"daftar\.xlsx"):
        short_lists.read(path)


def test_a_missing_file_and_too_many_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"tiada\.csv"):
        short_lists.read(tmp_path / "tiada.csv")
    (tmp_path / "panjang.csv").write_text("k\n" * (short_lists.BOUNDS.rows + 1), "utf-8")
    with pytest.raises(UserError, match=r"panjang\.csv"):
        short_lists.read(tmp_path / "panjang.csv")
