"""``ftd demo [FOLDER]``: plays the 2022 pilot with made-up people and leaves all files in one folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from ftd_desktop.i18n import tr

SEATS = {"provinsi": "provinsi.ftdb", "rina": "petugas-rina.ftdb", "agus": "petugas-agus.ftdb"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd demo``."""
    parser.add_argument("folder", nargs="?", type=Path, default=Path("demo"), help="folder untuk semua berkas demo")
    parser.add_argument("--open", action="store_true", help="buka jendela pada berkas demo yang sudah ada")
    parser.add_argument("--as", dest="seat", choices=SEATS, default="provinsi", help="duduk sebagai siapa")


def run(arguments: argparse.Namespace) -> int:
    """Play, or open what was played."""
    from ftd_desktop.cli.demo.world import PASSPHRASE

    if arguments.open:
        from ftd_desktop import app

        return app.run(arguments.folder / SEATS[arguments.seat], PASSPHRASE)
    from ftd_desktop.cli.demo.story import play

    play(arguments.folder, print)
    print()
    print(tr("Semua berkas ada di {folder}. Kata sandi berkas demo: {passphrase}").format(
        folder=arguments.folder.resolve(), passphrase=PASSPHRASE))
    print(tr("Buka jendelanya: ftd demo {folder} --open --as rina (atau agus, provinsi)").format(
        folder=arguments.folder))
    return 0
