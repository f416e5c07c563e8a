"""The page Peserta on a million people: how long it stands still while one types, scrolls to the end and sorts.

A heartbeat of 5 ms in the GUI thread tells every stall (`benchmarks.master_page.Heart`); the floor is the same window
while nothing happens. A keystroke counts from the key to the painted rows.
Usage: ``python -m benchmarks.people_page [people] [--keep FILE.ftdb]`` (the file of benchmarks/people_list.py).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.master_page import Heart, say
from benchmarks.people_list import PASSPHRASE, _file, _person
from ftd_desktop import app
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.participants import ParticipantsPage
from ftd_desktop.ui.preferences import Preferences

STEPS = 300
"""Steps from the top of the list to its end, one a frame of 16 ms."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    qt = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "people.ftdb"
        if not path.exists():
            _file(path, asked.people).close()
        window = window_on(path)
        page = window.page
        assert isinstance(page, ParticipantsPage)
        _measure(window, page, Heart())
        app.close(window)
    qt.quit()


def window_on(path: Path) -> MainWindow:
    """The window at work on the file, on its list of participants."""
    window = app.build_window(Preferences())
    sys.excepthook = sys.__excepthook__
    window.show()
    opened: list[app.Opened] = []
    window.context.tasks.store(lambda: app.ready(DataFile.open(path, PASSPHRASE)), opened.append)
    _until(lambda: bool(opened))
    context = window.context
    context.file, context.desk = opened[0].file, opened[0].desk
    context.identity = Identity("Dewi (contoh)", "province")
    window.opened()
    window.go("participants")
    _until(lambda: not context.tasks.running)
    return window


def _measure(window: MainWindow, page: ParticipantsPage, heart: Heart) -> None:
    table, line, tasks = page._list.table, page._bar.typed, window.context.tasks
    _until(lambda: len(page._list.model.numbers) > 10_000 and not tasks.running)
    print(f"{len(page._list.model.numbers):,} people")
    until = time.perf_counter() + 2
    say("nothing happens", *heart.during(lambda: None, lambda: time.perf_counter() > until))
    taken: list[tuple[float, float]] = []
    say("typing 10 names", *heart.during(lambda: _type(line, page, taken), lambda: not tasks.running))
    for words, figures in (("a keystroke to its rows", sorted(wall for wall, _ in taken)),
                           ("of it the processor's time", sorted(cpu for _, cpu in taken))):
        print(f"{words:26} median {statistics.median(figures):.0f} ms, p95 {figures[int(len(figures) * 0.95)]:.0f} ms, "
              f"most {figures[-1]:.0f} ms")
    line.clear()
    _until(lambda: len(page._list.model.numbers) > 10_000 and not tasks.running)
    bar = table.verticalScrollBar()
    say(f"scrolling in {STEPS} steps", *heart.during(
        lambda: [_step(lambda n=n: bar.setValue(bar.maximum() * n // STEPS)) for n in range(STEPS + 1)],
        lambda: not tasks.running))
    for name in ("business", "updated"):
        say(f"sorting by {name}", *heart.during(
            lambda name=name: page._sort(name, False),  # type: ignore[misc]
            lambda: len(page._list.model.numbers) > 10_000 and not tasks.running))


def _type(line: object, page: ParticipantsPage, taken: list[tuple[float, float]]) -> None:
    """Each letter, then its rows and the first one's card; then the line is emptied."""
    for n in range(10):
        for letter in str(_person(1000 + n * 777)["nama"])[:12]:
            begun, worked = time.perf_counter(), time.process_time()
            QTest.keyClicks(line, letter)  # type: ignore[call-overload]
            _until(lambda: not page.context.tasks.running)
            taken.append(((time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000))
        page._bar.typed.clear()
        _until(lambda: not page.context.tasks.running)


def _step(move: Callable[[], object]) -> None:
    """Move, then a frame."""
    move()
    until = time.perf_counter() + 0.016
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)


def _until(done: Callable[[], bool]) -> None:
    while not done():
        QApplication.processEvents()
        time.sleep(0.0005)


if __name__ == "__main__":
    main()
