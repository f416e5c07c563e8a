"""The files that ``ftd report`` leaves in a folder, each noted in the journal of the data file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import dossier, letter, report, research_export, setting, story
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.document import Document
from ftd_desktop.evaluation.figures import all_figures
from ftd_desktop.evaluation.reading import SURVEY, Reader
from ftd_desktop.evaluation.story import Setting
from ftd_desktop.exchange import lists, spreadsheet
from ftd_desktop.i18n import tr
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.regions import regencies, regency
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Papers:
    """Writes papers on `data` (of a cohort, None: all) into `folder`; the same data on the same day, the same bytes,
    but for the research file, whose order is drawn anew."""

    file: DataFile
    reader: Reader
    data: PairedData
    cohort_id: str | None
    folder: Path
    day: date
    note: str = ""

    def write(self, kinds: Iterable[str], letters: Sequence[str] = ()) -> Iterator[Path]:
        """Write files of `kinds` (report, figures, word, dossier, research) and a letter to each regency code; each is
        given as soon as it is there.

        UserError when the folder cannot be written, nobody agreed to share, or a code is none of the 33.
        """
        for code in letters:
            if code not in regencies():
                raise UserError("Kode {code} bukan kabupaten/kota di Sumatera Utara. Contoh: 12.71 untuk Medan.",
                                code=code)
        self._make_folder()
        for kind in kinds:
            yield self._noted(kind, getattr(self, f"_{kind}")())
        for code in letters:
            yield self._noted("letter", self._letter(code))

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError("Folder {folder} tidak dapat dibuat: {reason}. Pilih folder lain.",
                            folder=self.folder, reason=error.strerror or str(error)) from error

    def _noted(self, kind: str, path: Path) -> Path:
        self.file.journal("export", {"what": kind, "file": path.name, "people": len(self.data.people)})
        return path

    @cached_property
    def _setting(self) -> Setting:
        return setting.gather(self.reader, self.cohort_id, self.day, self.note)

    def _path(self, words: str, suffix: str) -> Path:
        title = (self.data.cohort or tr("Semua angkatan")).replace(" · ", " ")
        return self.folder / f"{words} {title}.{suffix}"

    def _report(self) -> Path:
        return report.write(self._path(tr("Laporan"), "pdf"), self.data, self._setting)

    def _figures(self) -> Path:
        sheets = lists.figures(all_figures(self.data, self._setting.names, self._setting.officers))
        return spreadsheet.write(self._path(tr("Angka"), "xlsx"), sheets, made=datetime.combine(self.day, time()))

    def _word(self) -> Path:
        return self._as_word(tr("Laporan"), story.tell(self.data, self._setting))

    def _dossier(self) -> Path:
        return self._as_word(tr("Dossier"), dossier.tell(self.data, self._setting))

    def _letter(self, code: str) -> Path:
        return self._as_word(f"{tr('Surat')} {regency(code)}", letter.tell(self.data, code, self._setting))

    def _as_word(self, words: str, document: Document) -> Path:
        from ftd_desktop.evaluation import word  # python-docx: only where Word is asked for

        return report.write_bytes(self._path(words, "docx"), word.render(document))

    def _research(self) -> Path:
        form, path = FormLibrary(self.file).form(SURVEY), self._path(tr("Berkas riset"), "zip")
        research_export.export(self.file, form, path, day=self.day, salt=secrets.token_bytes(16))
        return path
