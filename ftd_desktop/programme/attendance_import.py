"""Attendance from a CSV file: participant code, status and, for who came late or left early, JP."""

from __future__ import annotations

import csv
import io
from collections.abc import Container
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import PARTIAL, STATUSES, Mark

COLUMNS = {"kode": "kode", "code": "kode", "peserta_id": "kode", "status": "status", "hadir": "status", "jp": "jp",
           "jp_ikut": "jp"}
MOST_TOLD = 10
MOST_BYTES = 5_000_000

Told = list[str]


def read(path: Path, known: Container[str], jp: float) -> dict[str, Mark]:
    """participant code -> mark. `known` are the codes of the members, `jp` is what the session has.

    Columns by their heads (kode, status, jp), separated by commas, semicolons or tabs. UserError that names every bad
    cell by row and column; then nothing is given.
    """
    rows = list(csv.reader(io.StringIO(_text(path)), delimiter=_delimiter(_text(path)), strict=False))
    heads = [COLUMNS.get(head.strip().lower(), "") for head in rows[0]] if rows else []
    if "kode" not in heads or "status" not in heads:
        raise UserError("Berkas {nama} harus berisi kolom kode dan status pada baris pertama.", nama=path.name)
    marks: dict[str, Mark] = {}
    told: Told = []
    for number, cells in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in cells):
            row = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
            _read_row(number, row, marks, told, known, jp)
    if told:
        more = tr(" … dan {n} lagi.").format(n=len(told) - MOST_TOLD) if len(told) > MOST_TOLD else ""
        raise UserError("Berkas {nama} tidak diimpor, tidak ada yang dicatat. {salah}", nama=path.name,
                        salah=" ".join(told[:MOST_TOLD]) + more)
    return marks


def _read_row(number: int, row: dict[str, str], marks: dict[str, Mark], told: Told, known: Container[str],
              jp: float) -> None:
    code, status, text = row.get("kode", ""), _status(row.get("status", "")), row.get("jp", "")
    before = len(told)
    if code not in known:
        told.append(tr("Baris {n}, kolom kode: {nilai} bukan peserta angkatan ini.").format(
            n=number, nilai=code or "–"))
    elif code in marks:
        told.append(tr("Baris {n}, kolom kode: {nilai} sudah ada di atas.").format(n=number, nilai=code))
    if status is None:
        told.append(tr("Baris {n}, kolom status: {nilai} tidak dikenal (tulis H, T, S, I, K, A, atau kata lengkapnya)."
                       ).format(n=number, nilai=row.get("status") or "–"))
    part = _jp(text, jp) if status in PARTIAL else None
    if status in PARTIAL and part is None:
        told.append(tr("Baris {n}, kolom jp: {nilai} harus angka 0 sampai {jp}.").format(
            n=number, nilai=text or "–", jp=f"{jp:g}"))
    if len(told) == before and status is not None:
        marks[code] = Mark(status, part)


def _status(text: str) -> str | None:
    """A status by its word or letter; K is sick (sakit), S is partly (sebagian)."""
    word = text.strip().lower()
    by_letter = {"h": "hadir", "t": "terlambat", "s": "sebagian", "i": "izin", "k": "sakit", "a": "alpa"}
    return word if word in STATUSES else by_letter.get(word)


def _jp(text: str, most: float) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value <= most else None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError("Berkas {nama} tidak dapat dibaca ({sebab}).", nama=path.name,
                        sebab=error.strerror or type(error).__name__) from error
    if len(data) > MOST_BYTES:
        raise UserError("Berkas {nama} terlalu besar untuk daftar presensi.", nama=path.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("Berkas {nama} bukan teks UTF-8. Simpan lagi sebagai CSV UTF-8.", nama=path.name) from error


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)
