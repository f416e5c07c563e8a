"""A monkey in the whole window, for long: ``python -m benchmarks.entry_monkey FORM,FORM FIRST-LAST STEPS``.

Each game is a window over a file of its own (`tests.ui.forms.monkey`); the first fault of each is printed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from ftd_desktop.store import keys
from ftd_desktop.ui import theme, viewing
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.tasks import Tasks
from tests.ui.forms import monkey, records


def main(names: tuple[str, ...] = monkey.FORMS, seeds: range = range(3), steps: int = 300) -> None:
    """Print a line a game; the exit code says whether there was a fault."""
    keys.ITERATIONS, keys.MEMORY_KIB = 1, 64
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    viewing.show_bytes = lambda *given: None
    QDesktopServices.openUrl = lambda *given: True  # type: ignore[method-assign, assignment]
    QFileDialog.getOpenFileName = lambda *given: ("", "")  # type: ignore[method-assign, assignment]
    faults = sum(_game(app, name, seed, steps) for name in names for seed in seeds)
    print(f"{len(names) * len(seeds)} games of {steps} steps, {faults} with a fault")
    sys.exit(faults > 0)


def _game(app: QApplication, name: str, seed: int, steps: int) -> bool:
    theme.apply(app)
    errors: list[BaseException] = []
    tasks = Tasks(errors.append)
    context = Context(tasks, identity=Identity("Rina (contoh)"), now=lambda: records.NOW)
    with tempfile.TemporaryDirectory() as folder:
        try:
            played = monkey.play(name, seed, steps, Path(folder), context, _settling(tasks))
            print(f"{name} {seed}: {steps} steps, {played.compared} comparisons with the file", flush=True)
        except Exception as error:  # noqa: BLE001  # the campaign goes on with the next game
            errors.append(error)
        for error in errors[:2]:
            print(f"{name} {seed}:", *[line[:600] for line in traceback.format_exception(error)[-5:]], flush=True)
        tasks.close()
    for window in app.topLevelWidgets():
        window.hide()
    return bool(errors)


def _settling(tasks: Tasks) -> Callable[[], None]:
    """Waits until nothing is under way, also what a result started."""

    def settle() -> None:
        until = time.monotonic() + 300  # a loaded machine is no fault
        for _ in range(3):
            while tasks.running and time.monotonic() < until:
                QApplication.processEvents()
                time.sleep(0.001)
            QApplication.processEvents()
        assert not tasks.running

    return settle


if __name__ == "__main__":
    given = sys.argv[1:]
    if given:
        first, _, last = given[1].partition("-")
        main(tuple(given[0].split(",")), range(int(first), int(last) + 1), int(given[2]))
    else:
        main()
