"""Pictures of every page, in both languages and, with ``--all``, in every theme and at 100, 150 and 200 %.

Usage: ``FTD_PASSPHRASE=… python scripts/screenshots.py DATA.ftdb FOLDER [--all]``. Needs no display. Pages are shown as
they are on a 1366x768 laptop with the data of the file; nothing in the file is changed but drafts the entry page opens.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ftd_desktop import app, i18n
from ftd_desktop.ui import registry
from ftd_desktop.ui.dialogs.message import CrashDialog
from ftd_desktop.ui.dialogs.unlock import UnlockDialog
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.preferences import Preferences

LONGEST_WAIT = 60.0
LOOKS = (("light", 1.0), ("dark", 1.0), ("contrast", 1.0), ("light", 1.5), ("light", 2.0))


def main() -> None:
    """Take the pictures and say where they lie."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    window = app.build_window(Preferences())
    sys.excepthook = sys.__excepthook__  # a fault here is said on the console, not in a dialog
    opened: list[bool] = []
    opening = app.attach(window, arguments.file, os.environ["FTD_PASSPHRASE"])
    opening.opened.connect(lambda: opened.append(True))
    window.show()
    wait(qt, lambda: bool(opened) or bool(window.findChildren(UnlockDialog)))
    if not opened:
        raise RuntimeError(window.findChildren(UnlockDialog)[0].message)
    taken = [_take(qt, window, name, argument, look, language, arguments.out)
             for look, language in itertools.product(LOOKS if arguments.all else LOOKS[:1], i18n.languages())
             for name, argument in _pages(qt, window)]
    app.close(window)
    print(f"{len(taken)} pictures in {arguments.out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all", action="store_true", help="every theme, and text at 150 and 200 %%")
    return parser.parse_args()


def _pages(qt: QApplication, window: MainWindow) -> Iterator[tuple[str, Any]]:
    """Every page this role has, with an argument that gives it something to show."""
    person = _ask(qt, window, "SELECT _id FROM participant ORDER BY nama LIMIT 1")
    role = window.context.identity.role
    for page in registry.PAGES:
        if role not in page.roles:
            continue
        if page.name == "person":
            yield page.name, {"participant": person}
        elif page.name == "entry":
            yield page.name, {"form": "ftd_survei", "participant": person, "round": "endline"}
        elif page.name == "training":
            for section in ("members", "timetable", "attendance", "absences", "completion"):
                yield f"training/{section}", {"section": section}
        else:
            yield page.name, None


def _take(qt: QApplication, window: MainWindow, name: str, argument: Any, look: tuple[str, float], language: str,
          out: Path) -> Path:
    chosen = window.context.preferences
    if (chosen.theme, chosen.scale, chosen.language) != (*look, language):
        (chosen.theme, chosen.scale), chosen.language = look, language
        window.context.signals.look_changed.emit()
        window.resize(1366, 768)
    window.go(name.partition("/")[0], argument)
    settle(qt, window)
    size = "" if look[1] == 1 else f"-{look[1] * 100:.0f}"
    if faults := window.findChildren(CrashDialog):
        raise RuntimeError(f"{name}: {faults[0].report}")
    path = out / f"{name.replace('/', '-')}-{language}-{look[0]}{size}.png"
    keep(window.grab().toImage(), path)
    return path


def _ask(qt: QApplication, window: MainWindow, sql: str) -> Any:
    got: list[Any] = []
    window.context.tasks.store(lambda: window.context.opened.value(sql), got.append)
    wait(qt, lambda: bool(got))
    return got[0]


def keep(image: QImage, path: Path) -> None:
    """Write it with 256 colours: a third of the bytes, and no eye sees it on a window's flat surfaces."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    whole = Image.frombytes("RGB", (rgb.width(), rgb.height()), bytes(rgb.constBits()), "raw", "RGB",
                            rgb.bytesPerLine(), 1)
    whole.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


def settle(qt: QApplication, window: MainWindow) -> None:
    """Until every job is delivered and painted, also those the page puts off until nobody types."""
    wait(qt, lambda: window.context.tasks.running == 0 and not any(
        timer.isSingleShot() and timer.isActive() for timer in window.page.findChildren(QTimer)))
    for _ in range(5):
        qt.processEvents()


def wait(qt: QApplication, ready: Callable[[], bool]) -> None:
    """Until `ready`; TimeoutError when that takes too long."""
    until = time.monotonic() + LONGEST_WAIT
    qt.processEvents()
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError("the window did not get ready")
        qt.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    main()
