"""Memory of the program with a page open beside a bare QMainWindow, each in a fresh process on a copy of a data file.

Usage: ``[FTD_PASSPHRASE=…] python benchmarks/memory.py [DATA.ftdb] [--stages]`` (without a file: of a demo). `peak` is
the largest resident set so far (VmHWM), `now` the resident set when the page stands, `own` what is not shared with
other programs (PSS), all in MB of 1024² bytes. Linux only. Opening derives the key with Argon2id at its real cost.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MUST_HOLD = 120
PAGES = ("start", "participants", "person", "entry")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--page", help="used by the benchmark itself")
    parser.add_argument("--stages", action="store_true", help="say what each step costs, in one process")
    asked = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if asked.page == "bare":
        _bare()
    elif asked.page:
        _program(asked.file, asked.page, stages=asked.stages)
    elif asked.file:
        _table(asked.file, stages=asked.stages)
    else:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["FTD_PASSPHRASE"] = "contoh-demo-ftd"
            subprocess.run([sys.executable, "-m", "ftd_desktop", "demo", folder], check=True, capture_output=True)
            _table(Path(folder) / "petugas-rina.ftdb", stages=asked.stages)


def _table(file: Path, *, stages: bool) -> None:
    if stages:
        _in_copy(file, "entry", "--stages")
        return
    print(f"{'MB with the page open':<28}{'peak':>8}{'now':>8}{'own':>8}   must hold")
    for page in ("bare", *PAGES):
        _in_copy(file, page, note="" if page == "bare" else f"peak <= {MUST_HOLD}")


def _in_copy(file: Path, page: str, *more: str, note: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("", ".key"):
            shutil.copy2(file.with_name(file.name + suffix), folder)
        run = subprocess.run([sys.executable, __file__, str(Path(folder) / file.name), "--page", page, *more],
                             capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr)
    print(run.stdout.rstrip(), f"  {note}" if note else "")


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    _tell("bare QMainWindow")


def _program(file: Path, page: str, *, stages: bool) -> None:
    from PySide6.QtWidgets import QApplication

    from ftd_desktop import app
    from ftd_desktop.ui.preferences import Preferences

    qt = QApplication([])
    window = app.build_window(Preferences())
    sys.excepthook = sys.__excepthook__
    opened: list[bool] = []
    opening = app.attach(window, file, os.environ["FTD_PASSPHRASE"])
    opening.opened.connect(lambda: opened.append(True))
    window.show()
    if stages:
        qt.processEvents()
        _tell("window painted")
    while not opened:
        qt.processEvents()
    _settle(qt, window)
    if stages:
        _tell("file open, start page")
    person: list[Any] = []
    window.context.tasks.store(lambda: person.append(window.context.opened.value(
        "SELECT _id FROM participant ORDER BY nama LIMIT 1")))
    _settle(qt, window)
    arguments = {"person": {"participant": person[0]},
                 "entry": {"form": "ftd_survei", "participant": person[0], "round": "endline"}}
    if page != "start":
        window.go(page, arguments.get(page))
        _settle(qt, window)
    _tell(page)
    window.page.leave()
    app.close(window)


def _settle(qt: Any, window: Any) -> None:
    """Until nothing is under way and everything is painted."""
    for _ in range(5):
        while window.context.tasks.running:
            qt.processEvents()
        qt.processEvents()


def _tell(name: str) -> None:
    status = Path("/proc/self/status").read_text()
    own = sum(int(size) for size in re.findall(r"^Pss:\s+(\d+)", Path("/proc/self/smaps_rollup").read_text(), re.M))
    peak, now = (int(re.search(rf"{field}:\s+(\d+)", status)[1]) for field in ("VmHWM", "VmRSS"))  # type: ignore[index]
    print(f"{name:<28}{peak / 1024:>8.0f}{now / 1024:>8.0f}{own / 1024:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
