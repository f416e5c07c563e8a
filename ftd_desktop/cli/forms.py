"""``ftd forms check FILE…`` finds the faults of XLSForm workbooks; ``ftd forms add DATA FILE…`` installs them.

``ftd forms audit DATA FOLDER`` writes the audits of all records, one csv a form, as ODK Briefcase does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.media import beside
from ftd_desktop.i18n import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd forms``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="TINDAKAN")
    check = actions.add_parser("check", help="periksa buku kerja XLSForm, tanpa memasangnya")
    check.add_argument("workbooks", nargs="+", type=Path, metavar="FORMULIR.xlsx")
    add = actions.add_parser("add", help="pasang formulir ke berkas data")
    add.add_argument("file", type=Path, metavar="DATA.ftdb")
    add.add_argument("workbooks", nargs="+", type=Path, metavar="FORMULIR.xlsx")
    audit = actions.add_parser("audit", help="tulis jejak pengisian (audit) semua catatan ke folder")
    audit.add_argument("file", type=Path, metavar="DATA.ftdb")
    audit.add_argument("folder", type=Path, metavar="FOLDER")


def run(arguments: argparse.Namespace) -> int:
    """Check or install; 1 when any workbook has faults."""
    if arguments.action == "add":
        return _add(arguments.file, arguments.workbooks)
    if arguments.action == "audit":
        return _audits(arguments.file, arguments.folder)
    return max(_check(workbook) for workbook in arguments.workbooks)


def _check(workbook: Path) -> int:
    from ftd_desktop.forms.checking import check

    found = check(workbook, beside(workbook))
    for fault in found.faults:
        print(f"{workbook.name}: {fault}")
    for warning in found.warnings:
        print(f"{workbook.name}: {tr('catatan')}: {warning}")
    if found.form is None:
        return 1
    summary = tr("{form} versi {version}: baik, {questions} pertanyaan, {tables} tabel.")
    print(summary.format(form=found.form.form_id, version=found.form.version, questions=_asked(found.form),
                         tables=len(found.form.tables)))
    return 0


def _asked(form: Form) -> int:
    """How many questions the workbook has, without what every record has."""
    return sum("/meta/" not in path for path in form.questions)


def _add(path: Path, workbooks: list[Path]) -> int:
    from ftd_desktop.programme.library import add_workbook

    with open_file(path) as file:
        for workbook in workbooks:
            form = add_workbook(file, workbook, beside(workbook))
            print(tr("{form} versi {version} terpasang.").format(form=form.form_id, version=form.version))
    return 0


def _audits(path: Path, folder: Path) -> int:
    from ftd_desktop.programme import audit
    from ftd_desktop.programme.library import FormLibrary

    folder.mkdir(parents=True, exist_ok=True)
    with open_file(path) as file:
        for form in FormLibrary(file).forms():
            names = audit.names(file, form)
            if names:
                target = folder / f"{form.form_id}-audit.csv"
                target.write_bytes(audit.exported(file, form, names))
                file.journal("export", {"what": "audit", "form": form.form_id, "records": len(names)})
                print(tr("{file}: jejak {count} catatan.").format(file=target.name, count=len(names)))
    return 0
