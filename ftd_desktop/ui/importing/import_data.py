"""Sheets of records for the page Formulir: weighed, brought in and taken back; on the file's thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.exchange import record_sheets, spreadsheet
from ftd_desktop.exchange.spreadsheet import Column, Sheet
from ftd_desktop.forms.dictionary import describe
from ftd_desktop.forms.form import Form
from ftd_desktop.i18n import language, tr
from ftd_desktop.programme.importing import bringing
from ftd_desktop.programme.importing.bringing import Brought, LastImport, TakenBack
from ftd_desktop.programme.importing.lines import DRAFT, READY, REFUSED, THERE, Finding, Line
from ftd_desktop.programme.importing.weighing import Weighed, weigh
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job


@dataclass(frozen=True)
class Told:
    """A finding as a line of the result: its row, how that row stands, the question, what was written, the remedy."""

    row: int
    cell: BadgeCell
    question: str
    written: str
    words: str


@dataclass(frozen=True)
class Result:
    """A weighed sheet as it is shown: the worst rows first. `said`: a sentence on each thing that is passed over."""

    weighed: Weighed
    told: tuple[Told, ...]
    said: tuple[str, ...]

    @property
    def coming(self) -> int:
        """How many records would come in."""
        return self.weighed.count(READY) + self.weighed.count(DRAFT)


def read(context: Context, form_id: str, path: Path, job: Job) -> Result:
    """Weigh a sheet; nothing is written."""
    weighed = weigh(context.interviews, form_id, path.name, record_sheets.rows(path), job.report, job.cancelled)
    labels = {entry.name: entry.label for entry in describe(weighed.form, language())}
    worst = sorted(weighed.lines, key=lambda line: (-_ORDER.index(line.standing), line.row))
    return Result(weighed, tuple(_told(worst, labels)), tuple(_passed_over(weighed)))


def bring(context: Context, weighed: Weighed, job: Job) -> Brought:
    """Write what is ready and the drafts."""
    return bringing.bring(context.interviews, weighed, job.report, job.cancelled)


def take_back(context: Context, brought: Brought) -> TakenBack:
    """Delete what was brought and nobody touched since."""
    return bringing.take_back(context.opened, brought)


def last(context: Context, form: Form) -> LastImport | None:
    """The last import of a form, when it still stands."""
    return bringing.last(context.opened, form)


def taken_words(taken: TakenBack) -> str:
    """How taking an import back ended."""
    words = tr("{n} catatan dikeluarkan lagi.").format(n=number(taken.gone))
    if taken.kept:
        words += " " + tr("{n} tetap, karena sudah dikerjakan orang.").format(n=number(taken.kept))
    return words


def write_blank(context: Context, form: Form, path: Path) -> Path:
    """A blank sheet for a form, with what goes under each head."""
    return spreadsheet.write(path, record_sheets.blank(form, language()), made=context.now())


def write_findings(context: Context, result: Result, path: Path) -> Path:
    """The findings as a sheet, for whoever mends the rows."""
    columns = (Column(tr("Baris"), "whole", 8), Column(tr("Keadaan"), width=16), Column(tr("Pertanyaan"), width=40),
               Column(tr("Di berkas"), width=30), Column(tr("Keterangan"), width=80))
    rows = [(told.row, told.cell.text, told.question, told.written, told.words) for told in result.told]
    return spreadsheet.write(path, [Sheet(tr("Temuan"), columns, rows, expected=len(rows))], made=context.now())


_ORDER = (READY, DRAFT, THERE, REFUSED)


def _told(lines: list[Line], labels: dict[str, str]) -> Iterator[Told]:
    for line in lines:
        for finding in line.findings:
            yield Told(line.row, _cell(line), _name(finding, labels), finding.written, finding.words)


def _name(finding: Finding, labels: dict[str, str]) -> str:
    return (labels.get(finding.question) or finding.question) if finding.question else tr("seluruh baris")


def _cell(line: Line) -> BadgeCell:
    return {
        READY: BadgeCell("ok", tr("Siap, diperingatkan")), DRAFT: BadgeCell("warn", tr("Belum lengkap")),
        THERE: BadgeCell("muted", tr("Sudah ada")), REFUSED: BadgeCell("error", tr("Salah")),
    }[line.standing]


def _passed_over(weighed: Weighed) -> Iterator[str]:
    for head, meant in weighed.unknown:
        hint = " " + tr("Mungkin yang dimaksud {nama}?").format(nama=meant) if meant else ""
        yield tr("Kolom “{kolom}” dilewati.").format(kolom=head) + hint
