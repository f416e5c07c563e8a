"""A monkey in the whole window over a real file: keys, mouse, wheel, pastes, rows, pages, looks, languages, locks.

After each step the keyboard must be somewhere that can be seen and what is shown must be what stands; every so often
the file, as it lies on the disk, must hold exactly what the interview has. `benchmarks/entry_monkey.py` plays for long.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ftd_desktop import resources
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import Form, MediaSource, load
from ftd_desktop.forms.workbook import convert
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary, add_workbook
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.idle import IdleLock
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms import gallery, pictured, rarities
from tests.ui.test_entry_monkey import PRESSES

PASSPHRASE = "sawah hijau 7"
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PASTES = ("👩‍👩‍👧 toko", "مرحبا", "\u202a+62 812-3456\u202c", "Rp 1.500.000,-", "1,5 jt", "24 nov 2026", "a\0b",
          "kata " * 400, "3.5, 98.6", "9" * 40, "<b>&\"'", "")  # fmt: skip
TYPED = ("12", "siti", "241126", "3,5", "0", "9.30", "br. ginting", "-7")
FORMS = ("ragam", "kisi", "bergambar", "jarang", "ftd_profil", "ftd_survei", "ftd_presensi")


def workbook(name: str, folder: Path) -> tuple[Form, str, MediaSource]:
    """(form, XForm, media) of one of `FORMS`."""
    if name.startswith("ftd_"):
        xform, source = convert(resources.path("forms", f"{name}.xlsx")).xform, media.shipped()
        return load(xform, source), xform, source
    if name in ("ragam", "kisi"):
        survey, style = (gallery.SURVEY, "") if name == "ragam" else (gallery.GRID, "theme-grid")
        form, xform = gallery._made(tuple(survey), style, "1")
        return form, xform, media.shipped()
    make: Any = {"bergambar": pictured.pictured, "jarang": rarities.rarities}[name]
    make(folder)
    source = media.beside(folder / f"{name}.xlsx")
    xform = convert(folder / f"{name}.xlsx").xform
    return load(xform, source), xform, source


class Monkey:
    """One window, one form, one record after the other."""

    def __init__(self, name: str, seed: int, folder: Path, window: MainWindow, settle: Callable[[], None]) -> None:
        self.chance = random.Random(f"{name} {seed}")
        self.folder, self.window, self.settle = folder, window, settle
        self.lock = IdleLock(window)
        self.trail: list[str] = []
        self.form_id = ""
        self.compared = 0

    def open(self) -> None:
        """Begin a record."""
        self.window.go("entry", {"form": self.form_id, "participant": None, "round": None})
        self.settle()

    @property
    def bench(self) -> Any:
        page = self.window.page
        return page.bench if isinstance(page, EntryPage) else None

    def step(self) -> None:
        """One act; then all must be right."""
        acts = [self._press] * 16 + [self._click] * 4 + [self._wheel] * 2 + [self._paste] * 2 + [self._type] * 4
        act = self.chance.choice([*acts, self._resize, self._rows, self._elsewhere, self._look, self._lock])
        self.trail.append(act.__name__)
        act()
        QApplication.processEvents()
        if self.bench is None:
            self.settle()
            if self.bench is None:
                self.trail.append("open")
                self.open()
        self._check()

    def compare(self) -> None:
        """What lies on the disk is what the interview has."""
        self.settle()
        bench = self.bench
        if bench is None or not bench.session.is_saved:
            return
        record = bench.session.record
        copy = Path(tempfile.mkdtemp(dir=self.folder))
        try:
            shutil.copytree(self.folder / "kerja", copy / "kerja", ignore=shutil.ignore_patterns("*.lock"))
            with DataFile.open(copy / "kerja" / "rina.ftdb", PASSPHRASE) as file:
                desk = Desk(file, FormLibrary(file), now=self.window.context.now)
                if not desk.holds(record.record_id):
                    assert not bench.session.given, self.trail[-30:]
                    return
                there = desk.resume(record.record_id)
                differ = {ref: (value, there.interview.values().get(ref, ""))
                          for ref, value in record.interview.values().items()
                          if value != there.interview.values().get(ref, "")}  # fmt: skip
                assert not differ, (self.trail[-30:], dict(list(differ.items())[:5]))
            self.compared += 1
        finally:
            shutil.rmtree(copy)

    def _check(self) -> None:
        from tests.ui.test_entry_random_forms import amiss

        widget = self._focus()
        assert widget is not None and widget.isVisible(), self.trail[-12:]
        if self.bench is not None and self.bench.isVisible():
            faults = list(amiss(self.bench))
            assert not faults, (self.trail[-12:], faults[:3])

    def _focus(self) -> QWidget | None:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        return top.focusWidget() or (top if top is not self.window else None)

    def _press(self) -> None:
        key, modifier = self.chance.choice([*PRESSES, (Qt.Key.Key_F3, NONE), (Qt.Key.Key_F9, NONE),
                                            *([(Qt.Key.Key_Escape, NONE)] if self.chance.random() < 0.1 else [])])
        self.trail.append(f"{key.name} {modifier.name}")
        widget = self._focus()
        if widget is not None:
            QTest.keyClick(widget, key, modifier)

    def _type(self) -> None:
        widget = self._focus()
        if widget is not None:
            QTest.keyClicks(widget, self.chance.choice(TYPED))

    def _click(self) -> None:
        if self.bench is None:
            return
        at = QPoint(self.chance.randrange(self.bench.width()), self.chance.randrange(max(self.bench.height() - 60, 1)))
        target = self.bench.childAt(at)
        if target is not None:
            self.trail.append(f"{type(target).__name__} {at.x()},{at.y()}")
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(self.bench, at))

    def _wheel(self) -> None:
        if self.bench is not None:
            view = self.bench.paper.viewport()
            at = QPointF(view.rect().center())
            turn = QPoint(0, self.chance.choice((-480, -120, 120, 240)))
            event = QWheelEvent(at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton,
                                NONE, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QApplication.sendEvent(view, event)

    def _paste(self) -> None:
        widget = self._focus()
        if self.chance.random() < 0.3:
            picture = QImage(self.chance.randrange(20, 200), 30, QImage.Format.Format_RGB32)
            picture.fill(self.chance.randrange(2**24))
            QApplication.clipboard().setImage(picture)
        else:
            QApplication.clipboard().setText(self.chance.choice(PASTES))
        if widget is not None:
            QTest.keyClick(widget, Qt.Key.Key_V, CTRL)

    def _rows(self) -> None:
        widget = self._focus()
        if widget is not None:
            QTest.keyClick(widget, self.chance.choice((Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus)), CTRL)

    def _resize(self) -> None:
        self.window.resize(self.chance.choice((900, 1100, 1366, 1600)), self.chance.choice((560, 700, 900)))

    def _elsewhere(self) -> None:
        """To another page and back to the record."""
        bench = self.bench
        self.window.go(self.chance.choice(("start", "participants", "settings", "help")))
        if self.chance.random() < 0.5:
            self.settle()
        if bench is not None:
            self.window.go("back")
            self.settle()

    def _look(self) -> None:
        preferences = self.window.context.preferences
        preferences.theme = self.chance.choice(theme.THEMES)
        preferences.scale = self.chance.choice((1.0, 1.0, 1.5, 2.0))
        preferences.language = self.chance.choice(("id", "en"))
        self.window.context.signals.look_changed.emit()
        self.settle()

    def _lock(self) -> None:
        self.lock.lock()
        self.settle()
        dialog = self.lock._dialog
        assert dialog is not None
        dialog._typed.setText(PASSPHRASE)
        QTest.keyClick(dialog._typed, Qt.Key.Key_Return)
        self.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.window.activateWindow()


def prepare(name: str, folder: Path) -> str:
    """A file with the form; gives the form's id."""
    (folder / "kerja").mkdir()
    form, xform, source = workbook(name, folder)
    with DataFile.create(folder / "kerja" / "rina.ftdb", PASSPHRASE, role="officer") as file:
        for shipped in ("ftd_profil", "ftd_survei"):  # other pages ask for them
            add_workbook(file, resources.path("forms", f"{shipped}.xlsx"), media.shipped())
        if not name.startswith("ftd_"):
            form_tables.install(file, form, xform, source)
        elif name not in ("ftd_profil", "ftd_survei"):
            add_workbook(file, resources.path("forms", f"{name}.xlsx"), media.shipped())
    return form.form_id


def play(name: str, seed: int, steps: int, folder: Path, context: Context, settle: Callable[[], None]) -> Monkey:
    """`steps` acts; the file is compared every 40."""
    form_id = prepare(name, folder)

    def take() -> None:
        context.file = DataFile.open(folder / "kerja" / "rina.ftdb", PASSPHRASE)
        context.desk = Desk(context.file, FormLibrary(context.file), now=context.now)

    context.tasks.store(take)
    settle()
    window = MainWindow(context)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    monkey = Monkey(name, seed, folder, window, settle)
    monkey.form_id = form_id
    monkey.open()
    for n in range(steps):
        monkey.step()
        if n % 40 == 39:
            monkey.compare()
    monkey.compare()
    window.page.leave()
    settle()
    window.close()
    window.deleteLater()
    context.tasks.store(lambda: context.opened.close())
    settle()
    return monkey
