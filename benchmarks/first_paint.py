"""First paint of the start page beside a bare QMainWindow: medians of fresh processes, taken in turn.

Time runs from the first line of the program (Python is up, nothing imported) to the end of the first paint. Both run
from compiled files kept in a folder of their own, as an installed program does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

RUNS = 15
MUST_HOLD = 2.0

BARE = """
import time; begun = time.perf_counter()
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def event(self, event):
        handled = super().event(event)
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, app.quit)
        return handled
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
print(time.perf_counter() - begun, time.process_time())
"""

OURS = """
import time; begun = time.perf_counter()
import ftd_desktop.app
from PySide6.QtWidgets import QApplication
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.tasks import Tasks
app = QApplication([])
theme.apply(app)
tasks = Tasks(print)
window = MainWindow(Context(tasks))
window.painted.connect(app.quit)
window.show()
app.exec()
print(time.perf_counter() - begun, time.process_time())
tasks.close()
"""


def seconds(program: str, compiled: str) -> tuple[float, float]:
    """One run in a fresh process: seconds on the clock, and of the processor."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    wall, cpu = run.stdout.split()
    return float(wall), float(cpu)


def main() -> None:
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as compiled:
        seconds(BARE, compiled), seconds(OURS, compiled)  # compile, and warm the disk
        for _ in range(RUNS):
            bare.append(seconds(BARE, compiled))
            ours.append(seconds(OURS, compiled))
    print(f"{'first paint':<28}{'ms':>8}{'ratio':>8}{'cpu ms':>8}{'ratio':>8}   must hold")
    for name, runs in (("bare QMainWindow", bare), ("start page", ours)):
        wall, cpu = (statistics.median(run[i] for run in runs) for i in (0, 1))
        floor, cpu_floor = (statistics.median(run[i] for run in bare) for i in (0, 1))
        held = f"<= {MUST_HOLD}" if runs is ours else ""
        print(f"{name:<28}{wall * 1000:>8.0f}{wall / floor:>8.2f}{cpu * 1000:>8.0f}{cpu / cpu_floor:>8.2f}   {held}")


if __name__ == "__main__":
    main()
