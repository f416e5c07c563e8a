"""The only place that creates and joins the long-lived objects: preferences, tasks, window, file, desk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ftd_desktop import i18n
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.errors import Reporter
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.opening import Opened, Opening
from ftd_desktop.ui.preferences import Preferences
from ftd_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.ui.dialogs.welcome import WelcomeDialog

Clock = Callable[[], datetime]


def now() -> datetime:
    """This moment in local time, with its offset."""
    return datetime.now().astimezone()


def run(path: Path | None, passphrase: str | None = None, *, settings: Path | None = None) -> int:
    """Open the window on a data file and stay until it is closed; returns the exit code.

    Without `path` the last file is opened, or the user is asked. `settings` is the folder of the preferences.
    """
    app = QApplication(sys.argv[:1])
    app.setApplicationName("FTD Desktop")
    folder = settings or _settings_folder()
    preferences = Preferences.load(folder / "preferences.json")
    window = build_window(preferences)
    remembered = folder / "last-file.txt"
    chosen = path or _last_file(remembered)
    if chosen is None:
        window.painted.connect(lambda: welcome(window, remembered))
    else:
        attach(window, chosen, passphrase, remembered)
    window.show()
    code = app.exec()
    close(window)
    return code


def build_window(preferences: Preferences, clock: Clock = now) -> MainWindow:
    """The window with its workers, no file opened yet. Needs a QApplication."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.use(preferences.language)
    theme.apply(app, preferences.theme, preferences.scale)
    reporter = Reporter()
    context = Context(tasks=Tasks(reporter), now=clock, preferences=preferences)
    window = MainWindow(context)
    reporter.parent = window
    reporter.install()
    return window


def attach(window: MainWindow, path: Path, passphrase: str | None, remembered: Path | None = None) -> Opening:
    """Open `path` once the window has been painted, asking for the passphrase when none is given."""
    clock = window.context.now
    opening = Opening(window, path, lambda file, word: open_for_work(file, word, clock), passphrase)
    opening.given_up.connect(window.close)
    if remembered is not None:
        opening.opened.connect(lambda: _remember(remembered, path))
    return opening


def welcome(window: MainWindow, remembered: Path | None = None) -> WelcomeDialog:
    """Ask how to begin: open a file, take an assignment, or found a master; then open the file there is."""
    from ftd_desktop.ui.dialogs.welcome import WelcomeDialog

    dialog = WelcomeDialog(window.context, window)
    dialog.chosen.connect(lambda path, passphrase: attach(window, path, passphrase, remembered).start())
    dialog.rejected.connect(window.close)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_for_work(path: Path, passphrase: str, clock: Clock = now) -> Opened:
    """Open a file and make its desk ready (on the file's thread)."""
    from ftd_desktop.store.file import DataFile  # SQL and its helpers cost 0.1 s: after the first paint

    return ready(DataFile.open(path, passphrase), clock)


def ready(file: DataFile, clock: Clock = now) -> Opened:
    """The desk and the identity of an open file."""
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary

    desk = Desk(file, FormLibrary(file), now=clock)
    who = desk.identity
    role = who.role if who.role in ("officer", "trainer", "province") else "officer"
    return Opened(file, desk, Identity(who.officer_name, role, who.scope, who.officer_id))  # type: ignore[arg-type]


def close(window: MainWindow) -> None:
    """Finish what was asked of the file, then close it."""
    tasks, file = window.context.tasks, window.context.file
    if file is not None:
        tasks.store(file.close)
    tasks.close()


def _settings_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("ftd-desktop")


def _last_file(remembered: Path) -> Path | None:
    """The file opened last, if it is still where it was."""
    if not remembered.is_file():
        return None
    path = Path(remembered.read_text(encoding="utf-8").strip())
    return path if path.is_file() else None


def _remember(remembered: Path, path: Path) -> None:
    remembered.parent.mkdir(parents=True, exist_ok=True)
    remembered.write_text(str(path.resolve()), encoding="utf-8")
