"""``ftd open [DATA.ftdb]`` (also plain ``ftd``): the window."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ftd_desktop.cli.unlock import VARIABLE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``ftd open``."""
    parser.add_argument("file", nargs="?", type=Path, metavar="DATA.ftdb", help="berkas data (bawaan: yang terakhir)")


def run(arguments: argparse.Namespace) -> int:
    """Open the window; the passphrase is asked for in it unless the environment gives one."""
    from ftd_desktop import app

    return app.run(arguments.file, os.environ.get(VARIABLE))
