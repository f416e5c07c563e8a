"""Writes tables as xlsx: one sheet a table, row by row in constant memory, with formats for money, dates and shares."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr

#: What xlsx itself allows below the header.
MOST_ROWS = 1_048_575
_FORMATS = {
    "text": {"num_format": "@"}, "whole": {"num_format": "#,##0"}, "money": {"num_format": '"Rp"#,##0'},
    "number": {"num_format": "#,##0.00"}, "percent": {"num_format": '0.0"%"'},
    "points": {"num_format": '+0.0;-0.0;0.0'}, "p": {"num_format": "0.0000"},
}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Column:
    """A column: its heading, the kind of its values (text, whole, money, number, percent, points, p), its width."""

    heading: str
    kind: str = "text"
    width: float = 14.0


@dataclass(frozen=True)
class Sheet:
    """A sheet: name (cut to 31 characters), columns, rows of plain values (None: empty), notes above the header.

    `rows` may be a generator; `expected` is then the number shown in the progress.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]
    notes: tuple[str, ...] = ()
    expected: int = 0


def write(
    path: Path, sheets: Sequence[Sheet], *, made: datetime, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write `sheets` to `path`; a file there is replaced once the new one is whole.

    `made` is stored as the time of making, so the same sheets give the same bytes. UserError when the folder cannot
    be written or a sheet has more rows than xlsx holds; Cancelled leaves nothing behind.
    """
    beside = path.with_name(path.name + ".part")
    try:
        _write_book(beside, sheets, made, progress or (lambda done, total, words: None), cancelled or (lambda: False))
        beside.replace(path)
    except OSError as error:
        raise UserError("Berkas {name} tidak dapat ditulis: {reason}. Tutup berkas itu bila sedang terbuka, atau pilih"
                        " tempat lain.", name=path.name, reason=error.strerror or str(error)) from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def _write_book(
    path: Path, sheets: Sequence[Sheet], made: datetime, progress: Progress, cancelled: Callable[[], bool]
) -> None:
    import xlsxwriter

    path.touch()  # an unwritable folder fails here, with the system's own words
    book = xlsxwriter.Workbook(str(path), {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": False,
    })
    book.set_properties({"created": made.replace(tzinfo=None)})
    formats = {kind: book.add_format(look) for kind, look in _FORMATS.items()}
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    note = book.add_format({"font_color": "#53616A"})
    done, total = 0, sum(sheet.expected for sheet in sheets)
    complete = False
    try:
        for sheet in sheets:
            done = _write_sheet(book, sheet, (formats, bold, note), done, total, progress, cancelled)
        complete = True
    finally:
        if complete:
            book.close()
        else:
            _abandon(book)


def _write_sheet(
    book: Any, sheet: Sheet, looks: tuple[dict[str, Any], Any, Any], done: int, total: int, progress: Progress,
    cancelled: Callable[[], bool],
) -> int:
    formats, bold, note = looks
    page = book.add_worksheet(_sheet_name(sheet.name, {page.get_name().lower() for page in book.worksheets()}))
    for i, column in enumerate(sheet.columns):
        page.set_column(i, i, column.width, formats[column.kind])
    top = len(sheet.notes)
    page.freeze_panes(top + 1, 1)
    for row, words in enumerate(sheet.notes):
        page.write_string(row, 0, words, note)
    for i, column in enumerate(sheet.columns):
        page.write_string(top, i, column.heading, bold)
    kinds = [column.kind for column in sheet.columns]
    for count, values in enumerate(sheet.rows):
        if count + top >= MOST_ROWS:
            raise UserError("Lembar {name} berisi lebih dari {most} baris, batas Excel. Persempit saringannya.",
                            name=sheet.name, most=MOST_ROWS)
        _write_row(page, top + 1 + count, values, kinds, formats)
        done += 1
        if done % 2000 == 0:
            if cancelled():
                raise Cancelled
            progress(done, max(total, done), tr("Menulis baris"))
    return done


def _write_row(page: Any, row: int, values: Sequence[Any], kinds: Sequence[str], formats: dict[str, Any]) -> None:
    """Text stays text (a NIK or a phone number is no number, a leading = is no formula); NaN is an empty cell."""
    for i, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, str):
            page.write_string(row, i, value[:32767], formats["text"])
        elif math.isfinite(value):
            page.write_number(row, i, value, formats[kinds[i]])


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name Excel takes: no ``[]:*?/\\``, at most 31 characters, not yet used."""
    clean = "".join(" " if c in "[]:*?/\\" else c for c in name).strip(" '")[:31] or "Lembar"
    found, n = clean, 2
    while found.lower() in taken:
        suffix = f" ({n})"
        found, n = clean[: 31 - len(suffix)] + suffix, n + 1
    return found


def _abandon(book: Any) -> None:
    """Give up a half-written book: close what it holds open without writing the file."""
    for page in book.worksheets():
        page.row_data_fh.close()
    book.fileclosed = 1
