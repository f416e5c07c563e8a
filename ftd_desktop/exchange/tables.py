"""Reads a table made elsewhere (the first sheet of a workbook, or a text of commas, semicolons or tabs) row by row."""

from __future__ import annotations

import csv
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.programme.importing.cells import Cell


@dataclass(frozen=True)
class Bounds:
    """How large a table may be: rows, columns, bytes of the file, and bytes once a workbook is unpacked."""

    rows: int
    columns: int
    size: int
    unpacked: int


def rows(path: Path, bounds: Bounds) -> Iterator[list[Cell]]:
    """Every row as its cells stand, the head among them; a workbook is read as it streams, whatever size it claims.

    UserError naming the file when it cannot be read, is larger than `bounds`, or is neither of the two; it may come
    after some rows were given.
    """
    found = _of_book(path, bounds) if _begins(path, bounds) == b"PK\x03\x04" else _of_text(path)
    for number, row in enumerate(found, 1):
        if number > bounds.rows:
            raise UserError("Berkas {nama} berisi lebih dari {n} baris. Bagi menjadi beberapa berkas.", nama=path.name,
                            n=bounds.rows)
        yield row[:bounds.columns]


def _begins(path: Path, bounds: Bounds) -> bytes:
    try:
        if path.stat().st_size > bounds.size:
            raise UserError("Berkas {nama} terlalu besar untuk sebuah daftar.", nama=path.name)
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> UserError:
    return UserError("Berkas {nama} tidak dapat dibaca ({sebab}).", nama=path.name,
                     sebab=error.strerror or type(error).__name__)


def _of_text(path: Path) -> Iterator[list[Cell]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline(1_000_000)
            file.seek(0)
            yield from (list[Cell](row) for row in csv.reader(file, delimiter=max(",;\t", key=head.count)))
    except UnicodeDecodeError as error:
        raise UserError("Berkas {nama} bukan teks UTF-8. Simpan lagi sebagai CSV UTF-8.", nama=path.name) from error
    except csv.Error as error:
        raise UserError("Berkas {nama} tidak dapat dibaca sebagai daftar. Simpan lagi sebagai xlsx atau CSV.",
                        nama=path.name) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _of_book(path: Path, bounds: Bounds) -> Iterator[list[Cell]]:
    import openpyxl

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > bounds.unpacked:
                raise UserError("Berkas {nama} terlalu besar untuk sebuah daftar.", nama=path.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Excel wrote beside the cells is of no interest
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            sheet: Any = book.worksheets[0]
            sheet.reset_dimensions()  # what the file says of its size may be wrong
            yield from (list(islice(row, bounds.columns)) for row in sheet.iter_rows(values_only=True))
        finally:
            book.close()
    except UserError:
        raise
    except Exception as error:  # a damaged workbook breaks openpyxl in any way
        raise UserError("Berkas {nama} rusak atau bukan buku kerja Excel. Buka di Excel, lalu simpan lagi sebagai "
                        "xlsx.", nama=path.name) from error
