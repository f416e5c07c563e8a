"""Labels that give way where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.widgets.text import Parts


@pytest.mark.parametrize(("room", "shown"), [
    ("FTD-2022-01-02004 · Hijab Dewi", "FTD-2022-01-02004 · Hijab Dewi"),
    ("FTD-2022-01-02004 · Hija", "FTD-2022-01-02004"), ("FTD-2022-01-0", ""),
])
def test_parts_are_whole_or_not_there(look: QApplication, qtbot: QtBot, room: str, shown: str) -> None:
    label = Parts("FTD-2022-01-02004 · Hijab Dewi")
    qtbot.addWidget(label)
    label.resize(label.fontMetrics().horizontalAdvance(room), 20)
    label.grab()
    assert label.shown() == shown
    assert label.toolTip() == ("" if shown == label.text() else label.text())
