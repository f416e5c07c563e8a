"""The command line: parses ``ftd COMMAND …`` and hands over to the module of that command.

Each command is a module of this room with ``add_arguments(parser)`` and ``run(arguments) -> exit code``; it is imported
only when it is called, so that ``ftd`` opens its window as fast as it can.
"""

from __future__ import annotations

import argparse
import importlib
import sys

from ftd_desktop import __version__
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

#: command -> (module, what it does)
COMMANDS = {
    "open": ("window", "buka program pada satu berkas data (juga tanpa perintah)"),
    "demo": ("demo", "mainkan rintisan 2022 dengan orang karangan, dari isian sampai laporan"),
    "forms": ("forms", "periksa formulir XLSForm dan pasang ke berkas data"),
    "records": ("records", "lembar catatan: buat yang kosong, periksa, masukkan ke berkas data"),
    "bundle": ("bundle", "buat, periksa, dan gabungkan berkas kiriman"),
    "receipt": ("receipt", "buat dan terima tanda terima"),
    "certificate": ("certificate", "periksa keaslian sertifikat"),
    "report": ("report", "hitung hasil satu angkatan dan tulis laporannya"),
    "audit": ("audit", "periksa keutuhan berkas data dan catatan perubahannya"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 refused with a message, 2 wrong usage)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0].endswith(".ftdb"):
        words.insert(0, "open")
    try:
        arguments = _parse(words)
        return int(arguments.run(arguments))
    except UserError as error:
        print(str(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(tr("Dihentikan. Tidak ada yang berubah setengah jalan."), file=sys.stderr)
        return 130


def _parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="ftd", description=tr("FTD Desktop: isian, kiriman, sertifikat, laporan."))
    parser.add_argument("--version", action="version", version=f"FTD Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True)
    for name, (module_name, words_of_help) in COMMANDS.items():
        wanted = words[0] == name
        command = commands.add_parser(name, help=words_of_help, description=words_of_help)
        if wanted:  # only the command that was called is imported
            module = importlib.import_module(f"ftd_desktop.cli.{module_name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser.parse_args(words)
