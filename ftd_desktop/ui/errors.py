"""How an error reaches the user: one that can be acted on is said kindly, a bug as a report to copy."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QDialog, QWidget

from ftd_desktop import __version__
from ftd_desktop.errors import Cancelled, UserError

LAST_FAULT = "last-fault.txt"


class Reporter:
    """Shows errors over the window; the fallback of `Tasks` and of Python itself.

    The last report is kept beside the file of preferences, if there is one.
    """

    def __init__(self, parent: QWidget | None = None, preferences: Path | None = None) -> None:
        self.parent = parent
        self._preferences = preferences
        self.last_report = ""
        self._shown: QDialog | None = None

    def __call__(self, error: BaseException) -> None:
        """Say what happened; nothing for `Cancelled`, which the user asked for."""
        from ftd_desktop.ui.dialogs.message import CrashDialog, MessageDialog  # seldom needed, never at start

        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            dialog: QDialog = MessageDialog(str(error), self.parent)
        else:
            self.last_report = report(error)
            keep(self._preferences, self.last_report)
            dialog = CrashDialog(self.last_report, self.parent)
        self._shown = dialog  # kept: a dialog without a parent would vanish at once
        dialog.open()

    def install(self) -> None:
        """Take what Python would print to a console nobody sees."""
        sys.excepthook = self._uncaught

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self(error)


def report(error: BaseException) -> str:
    """What a developer needs and nothing about people: versions, the kind of error, and where it rose.

    The error's own words are left out, for they can quote what somebody typed; paths are cut to the program's part.
    """
    import traceback

    lines = [*versions(), ""]
    for link in _chain(error):
        lines.append(type(link).__name__)
        frames = traceback.extract_tb(link.__traceback__)
        lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines)


def keep(preferences: Path | None, text: str) -> None:
    """Keep a report beside the preferences, for who closed the dialog too soon; nowhere when that is not possible."""
    if preferences is None:
        return
    try:
        preferences.parent.mkdir(parents=True, exist_ok=True)
        preferences.with_name(LAST_FAULT).write_text(text, encoding="utf-8")
    except OSError:  # a full disk must not hide the fault itself, which the dialog shows
        return


def last_fault(preferences: Path | None) -> str:
    """The report kept last; "" when there is none."""
    kept = preferences.with_name(LAST_FAULT) if preferences else None
    return kept.read_text(encoding="utf-8") if kept and kept.is_file() else ""


def versions() -> list[str]:
    """The program and what it runs on; for the about page and for reports."""
    import platform  # neither is needed before the first paint

    from PySide6.QtCore import QLibraryInfo

    return [f"FTD Desktop {__version__}", f"Python {platform.python_version()}",
            f"Qt {QLibraryInfo.version().toString()}", f"{platform.system()} {platform.release()}"]


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in found:
        found.append(link)
        link = link.__cause__ or link.__context__
    return found


def _short(path: str) -> str:
    """The path from the program or package on: home folders carry people's names."""
    parts = re.split(r"[\\/]", path)
    for anchor in ("ftd_desktop", "site-packages"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor):])
    return parts[-1]
