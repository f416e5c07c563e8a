"""``ftd audit DATA.ftdb``: whether the file is whole and its change log says all that its tables hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import audit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd audit``."""
    parser.add_argument("file", type=Path, metavar="DATA.ftdb")


def run(arguments: argparse.Namespace) -> int:
    """Check the pages, the log and its hash chain; 1 when something is amiss. Unseen changes are logged, not undone."""
    with open_file(arguments.file) as file:
        pages = [row[0] for row in file.execute("PRAGMA cipher_integrity_check").fetchall()]
        check = str(file.value("PRAGMA integrity_check"))
        found = audit.run(file)
        changes = file.value("SELECT count(*) FROM _chg")
    if not pages and check == "ok" and not found:
        print(tr("Berkas utuh: {changes} perubahan, semuanya tercatat, rantai catatan tidak putus.").format(
            changes=changes))
        return 0
    for sentence in (*pages, *([] if check == "ok" else [check])):
        print(sentence)
    print(tr("{rows} baris diubah alat lain (sudah dicatat), {triggers} pencatat dipasang kembali, {breaks} putus di "
             "rantai catatan.").format(rows=found.rows, triggers=len(found.triggers), breaks=len(found.breaks)))
    return 1
