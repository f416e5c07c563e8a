"""``ftd records blank|check|import``: sheets of records for a form: handed out, checked by its rules, brought in."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.exchange import record_sheets, spreadsheet
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.media import beside
from ftd_desktop.i18n import tr
from ftd_desktop.programme.importing import bringing
from ftd_desktop.programme.importing.lines import DRAFT, READY, REFUSED, THERE, Line
from ftd_desktop.programme.importing.weighing import validate, weigh


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd records``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="TINDAKAN")
    blank = actions.add_parser("blank", help="tulis lembar kosong dengan kolom satu formulir")
    blank.add_argument("form", type=Path, metavar="FORMULIR.xlsx")
    blank.add_argument("target", type=Path, metavar="LEMBAR.xlsx")
    check = actions.add_parser("check", help="periksa tiap baris dengan aturan formulir, tanpa berkas data")
    check.add_argument("form", type=Path, metavar="FORMULIR.xlsx")
    check.add_argument("table", type=Path, metavar="LEMBAR.xlsx|csv")
    bring = actions.add_parser("import", help="masukkan baris yang benar ke berkas data")
    bring.add_argument("file", type=Path, metavar="DATA.ftdb")
    bring.add_argument("form", metavar="FORMULIR", help="nama formulir yang terpasang, misalnya ftd_profil")
    bring.add_argument("table", type=Path, metavar="LEMBAR.xlsx|csv")
    bring.add_argument("--check", action="store_true", help="hanya periksa; tidak menulis apa pun")


def run(arguments: argparse.Namespace) -> int:
    """Write, check or bring in; 1 when any row was refused."""
    if arguments.action == "blank":
        made = datetime.now()
        spreadsheet.write(arguments.target, record_sheets.blank(_form(arguments.form)), made=made)
        print(tr("{file} ditulis.").format(file=arguments.target))
        return 0
    if arguments.action == "check":
        return _check(arguments.form, arguments.table)
    return _import(arguments.file, arguments.form, arguments.table, write=not arguments.check)


def _form(workbook: Path) -> Form:
    from ftd_desktop.forms.checking import check

    found = check(workbook, beside(workbook))
    if found.form is None:
        raise FormFaults(found.faults)
    return found.form


def _check(workbook: Path, table: Path) -> int:
    lines = validate(_form(workbook), table.name, record_sheets.rows(table), lambda: datetime.now().astimezone())
    return _tell(table.name, lines)


def _import(path: Path, form_id: str, table: Path, *, write: bool) -> int:
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary

    with open_file(path) as file:
        desk = Desk(file, FormLibrary(file), now=lambda: datetime.now().astimezone())
        weighed = weigh(desk, form_id, table.name, record_sheets.rows(table))
        for head, meant in weighed.unknown:
            hint = " " + tr("Mungkin yang dimaksud {nama}?").format(nama=meant) if meant else ""
            print(tr("{file}: kolom “{kolom}” dilewati.").format(file=table.name, kolom=head) + hint)
        refused = _tell(table.name, weighed.lines)
        if write:
            brought = bringing.bring(desk, weighed)
            print(tr("{n} catatan masuk: {selesai} selesai, {draf} draf.").format(
                n=len(brought.records), selesai=brought.finished, draf=brought.drafts))
        return refused


def _tell(name: str, lines: Iterable[Line]) -> int:
    """Every finding by row and question, then how many rows stand how; 1 when any is refused."""
    counted = dict.fromkeys((READY, DRAFT, THERE, REFUSED), 0)
    for line in lines:
        counted[line.standing] += 1
        for finding in line.findings:
            where = tr("baris {row}").format(row=line.row) + (f", {finding.question}" if finding.question else "")
            print(f"{name}: {where}: {finding.words}")
    print(tr("{n} baris: {siap} siap, {draf} belum lengkap, {ada} sudah ada, {salah} salah.").format(
        n=sum(counted.values()), siap=counted[READY], draf=counted[DRAFT], ada=counted[THERE], salah=counted[REFUSED]))
    return int(counted[REFUSED] > 0)
