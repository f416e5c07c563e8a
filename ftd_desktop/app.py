"""The only place that creates and joins the long-lived objects: preferences, tasks, window, file, desk."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ftd_desktop import i18n
from ftd_desktop.ui import system_keys, theme
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.errors import Reporter
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.opening import Opened, Opening
from ftd_desktop.ui.preferences import Preferences
from ftd_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.store.keystore import KeyStore
    from ftd_desktop.ui.dialogs.welcome import WelcomeDialog

Clock = Callable[[], datetime]
LAST_FILE = "last-file.txt"


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
    window.context.key_store = system_keys.find
    chosen = path or _last_file(folder)
    if chosen is None:
        window.painted.connect(lambda: welcome(window, folder))
    else:
        attach(window, chosen, passphrase, folder)
    window.painted.connect(window.context.copies.clear_left_behind)
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
    reporter = Reporter(preferences=preferences.path)
    context = Context(tasks=Tasks(reporter), now=clock, preferences=preferences)
    window = MainWindow(context)
    reporter.parent = window
    reporter.install()
    return window


def attach(window: MainWindow, path: Path, passphrase: str | None, folder: Path | None = None) -> Opening:
    """Open `path` once the window has been painted, asking for the passphrase when none is given.

    `folder` is the user's own: it keeps which file was last open, and how far each file has come.
    """
    context = window.context
    context.marks = folder / "marks" if folder else None
    find = context.key_store
    remembered = None if find is None else lambda file: open_remembered(file, find(), context)
    opening = Opening(window, path, lambda file, word: open_for_work(file, word, context.now, context.marks),
                      passphrase, remembered)
    opening.given_up.connect(window.close)
    if folder is not None:
        opening.opened.connect(lambda: _remember(folder, path))
    return opening


def welcome(window: MainWindow, folder: Path | None = None) -> WelcomeDialog:
    """Ask how to begin: open a file, take an assignment, or found a master; then open the file there is."""
    from ftd_desktop.ui.dialogs.welcome import WelcomeDialog

    dialog = WelcomeDialog(window.context, window)
    dialog.chosen.connect(lambda path, passphrase: attach(window, path, passphrase, folder).start())
    dialog.rejected.connect(window.close)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def open_for_work(path: Path, passphrase: str, clock: Clock = now, marks: Path | None = None) -> Opened:
    """Open a file and make its desk ready (on the file's thread); `marks` tells whether it is an older copy."""
    from ftd_desktop.store import keys

    key = keys.key_of(path, passphrase)  # takes 32 MB for a moment: before the store and the forms are loaded
    from ftd_desktop.store.file import DataFile  # SQL and its helpers cost 0.1 s: after the first paint

    return _made_ready(DataFile.open_with_key(path, key), clock, marks)


def open_remembered(path: Path, store: KeyStore | None, context: Context) -> Opened | None:
    """Open a file whose key this system's key store keeps; None when it does not (on the file's thread)."""
    if store is None or not path.is_file():
        return None
    from ftd_desktop.store import keystore

    if not keystore.is_remembered(path, store):
        return None
    return _made_ready(keystore.open_remembered(path, store), context.now, context.marks)


def _made_ready(file: DataFile, clock: Clock, marks: Path | None) -> Opened:
    """As `ready`; the file is closed again when something is wrong."""
    try:
        return ready(file, clock, marks)
    except BaseException:
        file.close()
        raise


def ready(file: DataFile, clock: Clock = now, marks: Path | None = None) -> Opened:
    """The desk and the identity of an open file, and what its user must hear at once."""
    from ftd_desktop.programme.interviews import Desk
    from ftd_desktop.programme.library import FormLibrary
    from ftd_desktop.ui.models import file_state

    news = file_state.news(file, marks)
    desk = Desk(file, FormLibrary(file), now=clock)
    who = desk.identity
    role = who.role if who.role in ("officer", "trainer", "province") else "officer"
    return Opened(file, desk, Identity(who.officer_name, role, who.scope, who.officer_id), news)  # type: ignore[arg-type]


def close(window: MainWindow) -> None:
    """Finish what was asked of the file, then close it; pages hear no more that there is something to read again."""
    context = window.context
    context.signals.blockSignals(True)
    context.copies.clear()
    if context.file is not None:
        context.tasks.store(lambda: _put_away(context))
    context.tasks.close()


def _put_away(context: Context) -> None:
    """Note how far the file has come, and close it."""
    from ftd_desktop.ui.models import file_state

    try:
        file_state.note(context)
    finally:
        context.opened.close()


def _settings_folder() -> Path:
    from platformdirs import user_config_path

    return user_config_path("ftd-desktop")


def _last_file(folder: Path) -> Path | None:
    """The file opened last, if it is still where it was."""
    kept = folder / LAST_FILE
    if not kept.is_file():
        return None
    path = Path(kept.read_text(encoding="utf-8").strip())
    return path if path.is_file() else None


def _remember(folder: Path, path: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LAST_FILE).write_text(str(path.resolve()), encoding="utf-8")
