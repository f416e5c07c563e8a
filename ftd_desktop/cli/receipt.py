"""``ftd receipt write|accept``: what the master says it holds, and the officer's taking in of whatever it sent."""

from __future__ import annotations

import argparse
from pathlib import Path

from ftd_desktop.cli.unlock import open_file
from ftd_desktop.i18n import tr
from ftd_desktop.sync import bundle, receipt, returns
from ftd_desktop.sync.parts import PartReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd receipt``."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="TINDAKAN")
    write = actions.add_parser("write", help="tulis tanda terima untuk setiap petugas")
    write.add_argument("file", type=Path, metavar="DATA.ftdb")
    write.add_argument("folder", type=Path)
    accept = actions.add_parser("accept", help="terima tanda terima, balasan, atau lampiran dari provinsi")
    accept.add_argument("file", type=Path, metavar="DATA.ftdb")
    accept.add_argument("receipt", type=Path, metavar="TANDA-TERIMA.ftd")


def run(arguments: argparse.Namespace) -> int:
    """Write receipts or take one in."""
    with open_file(arguments.file) as file:
        if arguments.action == "write":
            sql = "SELECT d._id FROM device d JOIN officer o ON o._id = d.officer_id WHERE o.role <> 'province'"
            for row in file.rows(sql):
                print(receipt.write(file, row["_id"], arguments.folder))
            return 0
        told = returns.accept_any(file, arguments.receipt)
        if not isinstance(told, PartReport):
            confirmed = told.receipt if isinstance(told, returns.ReturnReport) else told
            print(tr("{n} perubahan dinyatakan diterima, {left} menunggu.").format(
                n=confirmed.confirmed, left=bundle.waiting(file)))
        for sentence in told.words() if isinstance(told, returns.ReturnReport) else told.words:
            print(sentence)
        return 0
