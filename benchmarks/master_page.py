"""Forty officers' bundles in the window of the master: how long preview and merge take, and how long it stands still.

A master of 20,000 rows of 41 columns; 40 bundles of 300 changes are dropped on the page, looked at, and merged. A
heartbeat of 5 ms in the GUI thread tells every stall: the gap between two beats less the 5 ms, and how much of it was
the GUI thread's own work (its CPU time; the rest is waiting for the interpreter or for a busy machine). The floor is
the same heartbeat in the same window while nothing happens.
Usage: python benchmarks/master_page.py [ROWS].
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import merge as carry
from ftd_desktop import app
from ftd_desktop.store import form_tables, keys
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, enrolment
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.master import MasterPage
from ftd_desktop.ui.preferences import Preferences

BEAT = 0.005
MOST = 0.050
_ARRIVED = "SELECT sum(new) FROM _bundle WHERE kind = 'bundle'"


class Heart:
    """Beats in the GUI thread and keeps every stall, as (seconds, CPU seconds of this thread)."""

    def __init__(self) -> None:
        self.stalls: list[tuple[float, float]] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=round(BEAT * 1000), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.stalls.append((max(now - self._last - BEAT, 0.0), worked - self._worked))
        self._last, self._worked = now, worked

    def during(self, begin: Callable[[], object], done: Callable[[], bool]) -> tuple[float, list[tuple[float, float]]]:
        """(seconds until done, the stalls meanwhile)."""
        QApplication.processEvents()
        self.stalls, self._last, self._worked = [], time.perf_counter(), time.thread_time()
        start = self._last
        begin()
        while not done():
            QApplication.processEvents()
            time.sleep(0.001)
        QApplication.processEvents()
        return time.perf_counter() - start, self.stalls


def forty(folder: Path, source: Path) -> tuple[Path, list[Path]]:
    """A master that knows forty officers, and a day's bundle of each."""
    with carry.copied(source, folder / "induk40.ftdb") as master:
        paths = []
        for n in range(carry.OFFICERS):
            made = enrolment.assign(master, name=f"Petugas {n}", code=f"P{n}", forms=[], seal=lambda data, code: data)
            with enrolment.accept(folder / f"p{n}.ftdb", made.data, made.code, carry.PASSPHRASE,
                                  unseal=lambda data, code: data) as file:
                form_tables.install(file, carry.form(), "<form/>", carry.NoMedia())
                carry.edit(file, carry.many(file, carry.DAY // 2))
                paths.append(bundle.write(file, folder).path)
        return master.path, paths


def window_on(path: Path) -> MainWindow:
    """The window at work on the master, on the master's page."""
    window = app.build_window(Preferences())
    sys.excepthook = sys.__excepthook__
    window.show()
    opened: list[app.Opened] = []
    window.context.tasks.store(lambda: app.ready(DataFile.open(path, carry.PASSPHRASE)), opened.append)
    while not opened:
        QApplication.processEvents()
    context = window.context
    context.file, context.desk, context.identity = opened[0].file, opened[0].desk, opened[0].identity
    window.opened()
    window.go("master")
    while context.tasks.running:
        QApplication.processEvents()
    return window


def say(what: str, seconds: float, stalls: list[tuple[float, float]], must: str = "") -> None:
    worst, own = max(wall for wall, _ in stalls), max(cpu for _, cpu in stalls)
    late = sum(1 for wall, _ in stalls if wall > MOST)
    print(f"{what:26} {seconds:6.2f} s   worst stall {1000 * worst:4.0f} ms, longest own work {1000 * own:4.0f} ms, "
          f"over 50 ms: {late}  {must}")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, paths = forty(folder, carry.build(folder, rows))
        window = window_on(path)
        page, tasks, heart = window.page, window.context.tasks, Heart()
        assert isinstance(page, MasterPage)
        until = time.perf_counter() + 2
        say("nothing happens", *heart.during(lambda: None, lambda: time.perf_counter() > until))
        looked, stalls = heart.during(lambda: page.look_at(paths), lambda: not tasks.running)
        say("40 bundles looked at", looked, stalls)
        merged, more = heart.during(page.merge, lambda: not tasks.running)
        say("40 bundles merged", merged, more)
        window.context.tasks.store(lambda: print(f"{window.context.opened.value(_ARRIVED):,} changes arrived"))
        while tasks.running:
            QApplication.processEvents()
        say("together", looked + merged, stalls + more, "must be < 5 s and no stall over 50 ms")
        app.close(window)
    qt.quit()


if __name__ == "__main__":
    main()
