"""What every page is given: the file, the desk, the workers, who sits here, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Signal

from ftd_desktop.ui.preferences import Preferences
from ftd_desktop.ui.private_copies import PrivateCopies
from ftd_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.store.keystore import KeyStore

Role = Literal["officer", "trainer", "province"]


@dataclass(frozen=True)
class Identity:
    """Who works at this machine. `scope` is said in the status line, e.g. "Petugas Toba dan Samosir"."""

    name: str = ""
    role: Role = "officer"
    scope: str = ""
    officer_id: str | None = None


class Signals(QObject):
    """What pages tell the window, and the window tells pages."""

    saved = Signal(object)  # datetime of a write that is on disk: shown as "Tersimpan 10.42"
    data_changed = Signal()  # rows of the file changed (merge, receipt, finish): start page and lists read again
    counted = Signal(dict)  # page name -> how many things wait there: shown in the rail
    backed_up = Signal()  # a backup was made
    look_changed = Signal()  # theme, text size or language: the window is rebuilt


@dataclass
class Context:
    """Long-lived objects, made by `app` and handed to each page.

    `file` and `desk` belong to the file's thread: touch them only inside `tasks.store(work)`. They are None until the
    file has been opened; a page's `show_with` is called after that.
    """

    tasks: Tasks
    file: DataFile | None = None
    desk: Desk | None = None
    identity: Identity = field(default_factory=Identity)
    preferences: Preferences = field(default_factory=Preferences)
    navigate: Callable[[str, Any], object] = lambda page, argument: None
    now: Callable[[], datetime] = lambda: datetime.now().astimezone()
    signals: Signals = field(default_factory=Signals)
    copies: PrivateCopies = field(default_factory=PrivateCopies)
    marks: Path | None = None
    """The user's folder that keeps how far each file has come (`store.restored`); None keeps nothing."""
    key_store: Callable[[], KeyStore | None] | None = None
    """Finds the system's key store, off the window's thread, or says that there is none; None: is not to be used."""

    def local(self, moment: datetime | None) -> datetime | None:
        """A moment as the clock on this desk shows it."""
        return None if moment is None else moment.astimezone(self.now().tzinfo)

    @property
    def opened(self) -> DataFile:
        """The open file, for use inside `tasks.store`; RuntimeError before it is open."""
        if self.file is None:
            raise RuntimeError("the file is not open yet")
        return self.file

    @property
    def interviews(self) -> Desk:
        """The desk, for use inside `tasks.store`; RuntimeError before the file is open."""
        if self.desk is None:
            raise RuntimeError("the file is not open yet")
        return self.desk
