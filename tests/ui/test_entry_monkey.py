"""A monkey at the keyboard: whatever is pressed, nothing breaks and the keyboard is never lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.entry import EntryPage
from tests.cheap_keys import make_keys_cheap
from tests.ui.forms import records
from tests.ui.forms.gallery import gallery, grid_form

KEY = Qt.Key
NONE, SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
PRESSES = [
    *[(key, NONE) for key in (KEY.Key_Return, KEY.Key_Return, KEY.Key_Tab, KEY.Key_Up, KEY.Key_Down, KEY.Key_Left)],
    *[(key, NONE) for key in (KEY.Key_Space, KEY.Key_Backspace, KEY.Key_Delete, KEY.Key_Home, KEY.Key_PageDown)],
    *[(key, NONE) for key in (KEY.Key_F1, KEY.Key_F2, KEY.Key_F4, KEY.Key_F6, KEY.Key_F7, KEY.Key_F8)],
    *[(KEY(ord(letter)), NONE) for letter in "12345907ABEKMST"],
    *[
        (key, CTRL)
        for key in (KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Minus, KEY.Key_Return, KEY.Key_PageDown, KEY.Key_PageUp)
    ],
    (KEY.Key_Return, SHIFT),
    (KEY.Key_Backtab, SHIFT),
    (KEY.Key_Down, ALT),
    (KEY.Key_Return, ALT),
]


def record(name: str) -> records.Record:
    if name == "ragam":
        return records.Record(records.interview(gallery()))
    if name == "kisi":
        return records.Record(records.interview(grid_form()))
    given = {"setuju_data": "ya", "status_usaha": "jalan", "tahap": "tl12"}
    before = {"omzet_bulan": "12900000", "banding": "biasa", "tk_l": "2"} if name == "ftd_survei" else None
    return records.record(name, given, before)


@pytest.mark.parametrize("name", ["ftd_survei", "ftd_profil", "ftd_presensi", "ftd_kelulusan", "ragam", "kisi"])
@pytest.mark.parametrize("seed", [1])
def test_a_monkey(name: str, seed: int, context: Context, settle: Callable[[], None], qtbot: Any) -> None:
    chance, page = random.Random(f"{name} {seed}"), EntryPage(context)
    qtbot.addWidget(page)
    page.resize(chance.choice([(1310, 680), (800, 500)])[0], 620)
    page.show()
    page._opened(record(name))  # type: ignore[arg-type]
    trail = []
    for _ in range(250):
        key, modifier = chance.choice(PRESSES)
        trail.append((key.name, modifier.name))
        widget = page.window().focusWidget()
        assert widget is not None and widget.isVisible(), trail[-5:]
        QTest.keyClick(widget, key, modifier)
        QApplication.processEvents()
        if page.bench is None:  # finished or left: sit down again
            page._opened(record(name))  # type: ignore[arg-type]
    page.leave()
    page.hide()
    settle()


@pytest.mark.parametrize(("name", "seed"), [("jarang", 5), ("ragam", 11)])
def test_a_monkey_in_the_whole_window(name: str, seed: int, context: Context, settle: Callable[[], None],
                                      tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also the mouse, pastes, pages, looks, languages and locks; the file has what the interview has."""
    from tests.ui.forms import monkey

    make_keys_cheap(monkeypatch)
    monkeypatch.setattr(viewing, "show_bytes", lambda *given: None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: ("", ""))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *given: True)
    played = monkey.play(name, seed, 90, tmp_path, context, settle)
    assert played.compared > 0
