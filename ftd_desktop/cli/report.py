"""``ftd report DATA.ftdb FOLDER``: the results of one cohort (or all) as a PDF and a spreadsheet."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts
from ftd_desktop.store.file import DataFile

if TYPE_CHECKING:
    from ftd_desktop.evaluation.data import PairedData


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd report``."""
    parser.add_argument("file", type=Path, metavar="DATA.ftdb")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cohort", metavar="NOMOR", help="nomor angkatan (bawaan: semua)")
    parser.add_argument("--before", default="baseline")
    parser.add_argument("--after", default="endline")
    parser.add_argument("--note", default="", help="catatan di setiap halaman")


def run(arguments: argparse.Namespace) -> int:
    """Write both files and say the headline."""
    from ftd_desktop.evaluation import claims, data, income

    with open_file(arguments.file) as file:
        cohort_id = _cohort_id(file, arguments.cohort)
        pairs = data.paired(file, cohort_id, arguments.before, arguments.after)
        arguments.folder.mkdir(parents=True, exist_ok=True)
        for path in write(file, pairs, arguments.folder, date.today(), arguments.note, cohort_id):
            print(path)
        line = income.line(pairs)
        print(claims.headline(line))
        for sentence in claims.caution(line):
            print(sentence)
    return 0


def write(
    file: DataFile, pairs: PairedData, folder: Path, day: date, note: str, cohort_id: str | None
) -> tuple[Path, Path]:
    """The printed report on the cohort and the figures behind it, in `folder`; `note` stands on every page."""
    from ftd_desktop.evaluation import dashboard, figures, quality_board, report
    from ftd_desktop.evaluation.reading import Reader
    from ftd_desktop.evaluation.story import Setting
    from ftd_desktop.exchange import lists, spreadsheet

    names = {row["_id"]: row["nama"] or "" for row in file.rows("SELECT _id, nama FROM participant")}
    regencies = dashboard.regencies(Reader(file).people(cohort_id))
    office = str(file.value("SELECT name FROM office ORDER BY _id LIMIT 1") or "")
    officers = tuple(quality_board.board(file, cohort_id))
    setting = Setting(office, day, names, regencies, note, officers)
    title = (pairs.cohort or tr("Semua angkatan")).replace(" · ", " ")
    paper = report.write(folder / tr("Laporan {cohort}.pdf").format(cohort=title), pairs, setting)
    book = folder / tr("Angka {cohort}.xlsx").format(cohort=title)
    sheets = lists.figures(figures.all_figures(pairs, names, officers))
    spreadsheet.write(book, sheets, made=datetime.now().astimezone())
    return paper, book


def _cohort_id(file: DataFile, number: str | None) -> str | None:
    if number is None:
        return None
    found = [cohort.id for cohort in cohorts.cohorts(file) if cohort.number == number]
    if len(found) != 1:
        raise UserError("Angkatan {number} tidak ada di berkas ini, atau ada lebih dari satu. Periksa nomornya.",
                        number=number)
    return found[0]
