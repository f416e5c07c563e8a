"""Opens a data file from the command line: the passphrase comes from the environment or is asked for."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile

VARIABLE = "FTD_PASSPHRASE"


def open_file(path: Path) -> DataFile:
    """The opened file; UserError for a wrong passphrase or a file that is not ours."""
    return DataFile.open(path, passphrase())


def passphrase() -> str:
    """``FTD_PASSPHRASE`` if it is set (for scripts), else what is typed."""
    known = os.environ.get(VARIABLE)
    return known if known is not None else getpass.getpass(tr("Kata sandi berkas: "))
