"""Whose record a row of a sheet is, and whether the file has it already."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.errors import UserError
from ftd_desktop.forms.form import Form
from ftd_desktop.i18n import tr
from ftd_desktop.programme import duplicates, rounds
from ftd_desktop.programme.identity import digits
from ftd_desktop.programme.importing.cells import Cell, plain
from ftd_desktop.programme.importing.heads import Heads
from ftd_desktop.programme.importing.lines import DRAFT, REFUSED, THERE, Line
from ftd_desktop.programme.participants import PROFILE, SURVEY
from ftd_desktop.store.file import DataFile


class Persons:
    """Asked row by row, from the top: who came before in the same sheet is known too."""

    def __init__(self, file: DataFile, form: Form, heads: Heads) -> None:
        self._file = file
        self._form_id = form.form_id
        self._heads = heads
        self._paths = {column.name: column.path for column in form.tables[0].columns}
        self._seen: dict[tuple[str, ...], int] = {}

    def place(self, line: Line, row: Sequence[Cell]) -> None:
        """Note in `line` whose record it is and which round, and what stands against it."""
        if self._form_id == PROFILE:
            self._registered(line)
        elif self._heads.code is not None or self._heads.nik is not None:
            self._hang(line, row)
        elif self._form_id == SURVEY:
            line.say(REFUSED, tr("Tidak ada kolom kode peserta atau NIK, sehingga pemiliknya tidak diketahui."))

    def _hang(self, line: Line, row: Sequence[Cell]) -> None:
        """On the person whom the row names."""
        try:
            line.person, name = self._named(row)
        except UserError as error:
            line.say(REFUSED, str(error))
            return
        if line.person is None:
            line.say(REFUSED, _stranger(name))
        elif self._form_id == SURVEY:
            line.round_name = self._answer(line, "tahap")
            self._held(line, line.person, line.round_name)

    def _answer(self, line: Line, question: str) -> str:
        return line.answers.get(self._paths.get(question, ""), "")

    def _registered(self, line: Line) -> None:
        """Whether a profile is of somebody who stands in the file, or further up in the sheet."""
        code, nik = self._answer(line, "peserta_id"), digits(self._answer(line, "nik"))
        if nik and (above := self._seen.setdefault(("nik", nik), line.row)) != line.row:
            line.say(REFUSED, tr("NIK sama dengan baris {n}. Hapus salah satunya.").format(n=above), "nik")
        elif code and (above := self._seen.setdefault(("code", code), line.row)) != line.row:
            line.say(REFUSED, tr("Kode sama dengan baris {n}. Hapus salah satunya.").format(n=above), "peserta_id")
        elif code and self._file.row("SELECT 1 FROM participant WHERE kode = ?", (code,)):
            line.say(THERE, tr("Kode peserta {kode} sudah dipakai.").format(kode=code), "peserta_id")
        else:
            self._alike(line, nik)

    def _alike(self, line: Line, nik: str) -> None:
        phone, born, name = (self._answer(line, question) for question in ("hp", "tgl_lahir", "nama"))
        likely = duplicates.likely(self._file, name=name, nik=nik, phone=phone, birth_date=born)
        for one in likely[:1]:
            if one.certain:
                line.say(THERE, tr("Sudah terdaftar: {nama} (NIK sama).").format(nama=one.name), "nik")
            else:
                line.say(DRAFT, tr("Mungkin sudah terdaftar: {nama} ({sebab}). Periksa sebelum diselesaikan.").format(
                    nama=one.name, sebab=one.why), "nama")

    def _named(self, row: Sequence[Cell]) -> tuple[str | None, str]:
        """(participant id, what the sheet calls her): by code, else by NIK."""
        for place, column in ((self._heads.code, "kode"), (self._heads.nik, "nik")):
            named = plain(row[place]) if place is not None and place < len(row) else ""
            if named:
                found = self._file.rows(f"SELECT _id FROM participant WHERE {column} = ? LIMIT 2", (named.upper(),))
                return (str(found[0]["_id"]) if len(found) == 1 else None), named
        return None, ""

    def _held(self, line: Line, person: str, round_name: str) -> None:
        """Whether the survey of that round was made already, or stands further up in the sheet."""
        if not round_name:
            return
        if (above := self._seen.setdefault((person, round_name), line.row)) != line.row:
            line.say(REFUSED, tr("Peserta dan tahap yang sama ada di baris {n}. Hapus salah satunya.").format(n=above))
        elif self._file.row(f"SELECT 1 FROM {SURVEY} WHERE _participant = ? AND tahap = ?", (person, round_name)):
            line.say(THERE, tr("{tahap} peserta ini sudah ada.").format(tahap=rounds.label(round_name)))


def _stranger(name: str) -> str:
    if not name:
        return tr("Kode peserta kosong. Isi kodenya.")
    return tr("Tidak ada peserta {kode} di berkas ini, atau ada dua. Periksa kodenya, atau daftarkan dahulu.").format(
        kode=name)
