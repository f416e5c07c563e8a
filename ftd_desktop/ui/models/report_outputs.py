"""The files that leave the report page: written on the file's thread, each noted in the journal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.dashboard import Dashboard
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.outcomes import SMALLEST_GROUP
from ftd_desktop.evaluation.reading import FRAMES
from ftd_desktop.i18n import tr

if TYPE_CHECKING:
    from ftd_desktop.evaluation.story import Setting
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.models.report_data import Question

#: Writes one kind of file at a path; the text tells more (the regency of a letter).
Writer = Callable[["Context", "Question", Dashboard, Path, str], None]


#: What is read outside the office: never of a group so small that its people could be recognised.
PUBLISHED = ("report", "word", "dossier")


def write(context: Context, question: Question, of: Dashboard, path: Path, kind: str, detail: str = "") -> Path:
    """Write a file of `kind` (report, word, figures, dossier, letter, research, people) at `path`.

    The journal notes what left, and of how many people. UserError for a paper on a group of fewer than SMALLEST_GROUP,
    and those of the writer; then nothing is left behind.
    """
    if kind in PUBLISHED and question.asked.group and len(of.data.people) < SMALLEST_GROUP:
        raise UserError("Kelompok ini kurang dari {n} usaha, jadi laporannya tidak dibuat agar tidak seorang pun dapat"
                        " dikenali. Pilih kelompok yang lebih besar, atau semua peserta.", n=SMALLEST_GROUP)
    WRITERS[kind](context, question, of, path, detail)
    context.opened.journal("export", {"what": kind, "file": path.name, "people": len(of.data.people)})
    return path


def file_name(of: Dashboard, day: date, kind: str, detail: str = "") -> str:
    """A name for the file that is saved, e.g. ``Laporan FTD 2022 Angkatan 01 2026-11-24.pdf``."""
    words = "".join(c if c.isalnum() or c in " -" else " " for c in f"{of.data.cohort} {detail}")
    return " ".join(f"{label(kind)} {words} {day.isoformat()}".split()) + "." + SUFFIX[kind]


def label(kind: str) -> str:
    """What a kind of file is called."""
    return {
        "report": tr("Laporan"), "word": tr("Laporan"), "figures": tr("Angka"), "dossier": tr("Dossier"),
        "letter": tr("Surat"), "research": tr("Berkas riset"), "people": tr("Daftar peserta"),
    }[kind]


def _setting(context: Context, question: Question) -> Setting:
    from ftd_desktop.evaluation import setting

    return setting.gather(question.reader, question.asked.cohort_id, context.now().date())


def _whole(question: Question) -> PairedData:
    return question.asked.read(question.reader, FRAMES)


def _report(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import report

    report.write(path, _whole(question), _setting(context, question))


def _word(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import report

    report.write_word(path, _whole(question), _setting(context, question))


def _figures(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import figures
    from ftd_desktop.exchange import lists, spreadsheet

    around = _setting(context, question)
    sheets = lists.figures(figures.all_figures(_whole(question), around.names, around.officers))
    spreadsheet.write(path, sheets, made=datetime.combine(around.day, time()))  # one day, the same bytes


def _dossier(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import dossier, report, word

    report.write_bytes(path, word.render(dossier.tell(_whole(question), _setting(context, question))))


def _letter(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import letter, report, word

    report.write_bytes(path, word.render(letter.tell(_whole(question), detail, _setting(context, question))))


def _research(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.evaluation import research_export
    from ftd_desktop.programme.library import FormLibrary

    form = FormLibrary(context.opened).form("ftd_survei")
    research_export.export(context.opened, form, path, day=context.now().date(), salt=secrets.token_bytes(16))


def _people(context: Context, question: Question, of: Dashboard, path: Path, detail: str) -> None:
    from ftd_desktop.exchange import lists, spreadsheet

    rows = context.opened.rows("SELECT * FROM participant ORDER BY nama")
    chosen = [row for row in rows if row["_id"] in of.members]
    spreadsheet.write(path, [lists.participants(chosen, len(chosen))], made=context.now())


WRITERS: dict[str, Writer] = {
    "report": _report, "word": _word, "figures": _figures, "dossier": _dossier, "letter": _letter,
    "research": _research, "people": _people,
}
SUFFIX = {"report": "pdf", "word": "docx", "figures": "xlsx", "dossier": "docx", "letter": "docx", "research": "zip",
          "people": "xlsx"}
