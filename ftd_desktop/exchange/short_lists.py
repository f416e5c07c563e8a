"""Reads a short list made elsewhere (xlsx, csv or text) as rows of text: attendance, participant codes."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from ftd_desktop.errors import UserError

MOST_ROWS, MOST_COLUMNS, MOST_BYTES, MOST_UNPACKED = 10_000, 60, 5_000_000, 60_000_000


def read(path: Path) -> list[list[str]]:
    """The rows of the first sheet, or of the text, as far as anything stands in them.

    UserError naming the file when it cannot be read, is too long, or is neither of them.
    """
    data = _bytes(path)
    rows = _of_book(path, data) if data[:4] == b"PK\x03\x04" else _of_text(path, data)
    if len(rows) > MOST_ROWS:
        raise UserError("Berkas {nama} berisi lebih dari {n} baris. Bagi menjadi beberapa berkas.", nama=path.name,
                        n=MOST_ROWS)
    rows = [_without_blanks_at_the_end(row) for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _without_blanks_at_the_end(row: list[str]) -> list[str]:
    filled = max((place for place, cell in enumerate(row, 1) if cell.strip()), default=0)
    return row[:filled]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError("Berkas {nama} terlalu besar untuk sebuah daftar.", nama=path.name)
        return path.read_bytes()
    except OSError as error:
        raise UserError("Berkas {nama} tidak dapat dibaca ({sebab}).", nama=path.name,
                        sebab=error.strerror or type(error).__name__) from error


def _of_text(path: Path, data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("Berkas {nama} bukan teks UTF-8. Simpan lagi sebagai CSV UTF-8.", nama=path.name) from error
    head = text.partition("\n")[0]
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count)), MOST_ROWS + 1))
    except csv.Error as error:
        raise UserError("Berkas {nama} tidak dapat dibaca sebagai daftar. Simpan lagi sebagai xlsx atau CSV.",
                        nama=path.name) from error


def _of_book(path: Path, data: bytes) -> list[list[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise UserError("Berkas {nama} terlalu besar untuk sebuah daftar.", nama=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Excel wrote beside the cells is of no interest
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        rows = islice(sheet.iter_rows(values_only=True), MOST_ROWS + 1)
        return [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    except UserError:
        raise
    except Exception as error:  # a damaged workbook breaks openpyxl in any way
        raise UserError("Berkas {nama} rusak atau bukan buku kerja Excel. Buka di Excel, lalu simpan lagi sebagai "
                        "xlsx.", nama=path.name) from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
