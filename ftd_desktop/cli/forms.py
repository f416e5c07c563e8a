"""``ftd forms check FILE…`` finds the faults of XLSForm workbooks; ``ftd forms add DATA FILE…`` installs them."""

from __future__ import annotations

import argparse
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd forms``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="TINDAKAN")
    check = actions.add_parser("check", help="periksa buku kerja XLSForm, tanpa memasangnya")
    check.add_argument("workbooks", nargs="+", type=Path, metavar="FORMULIR.xlsx")
    add = actions.add_parser("add", help="pasang formulir ke berkas data")
    add.add_argument("file", type=Path, metavar="DATA.ftdb")
    add.add_argument("workbooks", nargs="+", type=Path, metavar="FORMULIR.xlsx")


def run(arguments: argparse.Namespace) -> int:
    """Check or install; 1 when any workbook has faults."""
    if arguments.action == "add":
        return _add(arguments.file, arguments.workbooks)
    return max(_check(workbook) for workbook in arguments.workbooks)


def _check(workbook: Path) -> int:
    from ftd_desktop.forms.definition import FolderMedia, load
    from ftd_desktop.forms.workbook import convert

    try:
        converted = convert(workbook)
        form = load(converted.xform, FolderMedia(workbook.parent))
    except UserError as error:
        print(f"{workbook.name}: {error}")
        return 1
    for warning in converted.warnings:
        print(f"{workbook.name}: {tr('catatan')}: {warning}")
    summary = tr("{form} versi {version}: baik, {questions} pertanyaan, {tables} tabel.")
    print(summary.format(form=form.form_id, version=form.version, questions=len(form.questions),
                         tables=len(form.tables)))
    return 0


def _add(path: Path, workbooks: list[Path]) -> int:
    from ftd_desktop.forms.definition import FolderMedia
    from ftd_desktop.programme.library import add_workbook

    with open_file(path) as file:
        for workbook in workbooks:
            form = add_workbook(file, workbook, FolderMedia(workbook.parent))
            print(tr("{form} versi {version} terpasang.").format(form=form.form_id, version=form.version))
    return 0
