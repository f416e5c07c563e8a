"""Opening the window loads nothing heavy: the file, the forms and the reports come after the first paint."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("sqlite_utils", "sqlcipher3", "reportlab", "numpy", "pyxform", "lokal", "openpyxl", "xlsxwriter", "pypdfium2",
         "zxingcpp", "cbor2", "cryptography", "pyrage", "rapidfuzz", "defusedxml", "lxml", "PIL", "asyncio", "email",
         "http", "multiprocessing", "unittest")

PRINT_LOADED = """
import sys
print([name for name in {heavy!r} if name in sys.modules])
"""


def loaded(program: str) -> str:
    """What `program` leaves loaded of the heavy modules, in an interpreter of its own."""
    code = program + PRINT_LOADED.format(heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip().splitlines()[-1]


def test_importing_app_loads_nothing_heavy() -> None:
    assert loaded("import ftd_desktop.app") == "[]"


def test_first_paint_loads_nothing_heavy() -> None:
    program = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
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
tasks.close()
"""
    assert loaded(program) == "[]"


def test_opening_a_file_loads_nothing_that_only_networks_need() -> None:
    program = """
import ftd_desktop.app, builtins, linecache, sys
import ftd_desktop.store.file, ftd_desktop.programme.interviews
import cryptography, sqlcipher3
assert builtins.__import__ is getattr(builtins, "__orig_import__", builtins.__import__)  # else sources are kept
assert len(linecache.cache) <= 1
print([name for name in ("ssl", "urllib.request", "http", "email", "socket", "reportlab", "pyxform", "numpy")
       if name in sys.modules])
"""
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60,
                          check=True).stdout.strip() == "[]"
