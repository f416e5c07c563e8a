"""Opens the file after the window has been painted: with a known passphrase, or by asking for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Identity
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.ui.dialogs.unlock import UnlockDialog


@dataclass
class Opened:
    """What opening gives: the long-lived objects of the file's thread, and what the window says at once.

    `news` are sentences about what has happened to the file since it was last open here.
    """

    file: DataFile
    desk: Desk
    identity: Identity
    news: tuple[str, ...] = ()


class Opening(QObject):
    """Calls `open_file(path, passphrase)` on the file's thread until it succeeds or the user gives up.

    `remembered(path)` is tried first when no passphrase is given: the system's key store may know the file. `opened`
    then, else `given_up`. A wrong passphrase is said in the dialog; any other UserError after a passphrase
    was given from outside ends in the same dialog, for it says what to do.
    """

    opened = Signal()
    given_up = Signal()

    def __init__(self, window: MainWindow, path: Path, open_file: Callable[[Path, str], Opened],
                 passphrase: str | None = None, remembered: Callable[[Path], Opened | None] | None = None) -> None:
        super().__init__(window)
        self._window, self._path, self._open_file = window, path, open_file
        self._passphrase, self._remembered = passphrase, remembered
        self._dialog: UnlockDialog | None = None
        window.painted.connect(self.start)

    def start(self) -> None:
        """Open, or ask first."""
        if self._passphrase is not None:
            self._try(self._passphrase)
        elif self._remembered is not None:
            path, remembered = self._path, self._remembered
            self._window.context.tasks.store(lambda: remembered(path), self._take_or_ask, self._refused)
        else:
            self._ask()

    def _take_or_ask(self, opened: Opened | None) -> None:
        if opened is None:
            self._ask()
        else:
            self._take(opened)

    def _ask(self, message: str = "") -> None:
        from ftd_desktop.ui.dialogs.unlock import UnlockDialog

        self._dialog = UnlockDialog(self._path.name, self._window)
        self._dialog.tried.connect(self._try)
        self._dialog.rejected.connect(self.given_up)
        if message:
            self._dialog.refuse(message)
        self._dialog.open()

    def _try(self, passphrase: str) -> None:
        path, open_file = self._path, self._open_file
        self._window.context.tasks.store(lambda: open_file(path, passphrase), self._take, self._refused)

    def _take(self, opened: Opened) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        context = self._window.context
        context.file, context.desk, context.identity = opened.file, opened.desk, opened.identity
        self._window.opened()
        self._begin_watching()
        self.opened.emit()
        if opened.news:
            self._tell(opened.news)

    def _tell(self, news: tuple[str, ...]) -> None:
        from ftd_desktop.ui.dialogs.message import MessageDialog

        dialog = MessageDialog("\n\n".join(news), self._window, title=tr("Tentang berkas ini"))
        ask(dialog)

    def _begin_watching(self) -> None:
        from ftd_desktop.ui.autobackup import AutoBackup  # loads the store: after the first paint only
        from ftd_desktop.ui.idle import IdleLock

        AutoBackup(self._window)
        IdleLock(self._window)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._dialog is None:
            self._ask(str(error))
        else:
            self._dialog.refuse(str(error))
