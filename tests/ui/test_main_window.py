"""The window: pages at first visit, rail and keys, back, role, saving on leaving, look at run time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.i18n import tr
from ftd_desktop.ui import registry, theme
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button

SEEN: list[Any] = []


class PlainPage(Page):
    """A page that notes what happens to it."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, f"{name} {tr('selesai')}", "sub")
        self.name = name
        SEEN.append(("made", name))
        self.field = QLineEdit()
        self.field.setAccessibleName("x")
        column = QVBoxLayout(self)
        column.addWidget(QLabel(name))
        column.addWidget(self.field)
        self.head_actions = (Button("Aksi " + name),)

    def show_with(self, argument: object = None) -> None:
        SEEN.append(("shown", self.name, argument))

    def leave(self) -> None:
        SEEN.append(("left", self.name))

    def first_focus(self) -> QWidget:
        return self.field


@pytest.fixture
def window(context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    SEEN.clear()
    monkeypatch.setattr(registry.PageSpec, "make", lambda self, context: PlainPage(context, self.name))
    context.file = object()  # type: ignore[assignment]
    made = MainWindow(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made


def test_pages_are_made_at_the_first_visit(window: MainWindow) -> None:
    assert SEEN == [("made", "start"), ("shown", "start", None)]
    window.go("participants", {"search": "x"})
    window.go("start")
    assert SEEN[2:] == [("left", "start"), ("made", "participants"), ("shown", "participants", {"search": "x"}),
                        ("left", "participants"), ("shown", "start", None)]


def test_rail_by_key_and_by_mouse(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.page.name == "carry"  # type: ignore[attr-defined]
    qtbot.mouseClick(window._rail.buttons["report"], Qt.MouseButton.LeftButton)
    assert window.page.name == "report"  # type: ignore[attr-defined]
    assert [name for name, button in window._rail.buttons.items() if button.isChecked()] == ["report"]
    assert window._head._title.text() == "report selesai"


def test_ctrl_k_searches_and_alt_left_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    window.go("report")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert SEEN[-1] == ("shown", "participants", {"search": ""})
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert SEEN[-1] == ("shown", "report", None)
    for _ in range(5):
        window.go("back")
    assert window.page.name == "start"  # type: ignore[attr-defined]


def test_a_page_under_another_keeps_the_rail(window: MainWindow) -> None:
    window.go("person", {"participant": "p1"})
    assert window._rail.buttons["participants"].isChecked()


def test_an_unknown_page_changes_nothing(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.go("nowhere")
    assert window.page.name == "start" and ("left", "start") not in SEEN  # type: ignore[attr-defined]


def test_head_takes_the_page_and_its_actions(window: MainWindow) -> None:
    first = window.page.head_actions[0]
    window.go("report")
    assert first.isHidden() or first.parent() is None
    assert window.page.head_actions[0].isVisible()
    window.page.set_head("Judul baru")
    assert window._head._title.text() == "Judul baru"


def test_a_page_left_at_once_leaves_no_window(window: MainWindow) -> None:
    window.go("report")
    window.go("start")
    QApplication.processEvents()
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window]


def test_role_decides_the_rail(context: Context, qtbot: QtBot, window: MainWindow) -> None:
    assert "master" not in window._rail.buttons
    context.identity = Identity("Dewi (contoh)", "province", "Data Induk, Medan")
    window.opened()
    assert "master" in window._rail.buttons
    assert window._status._who.text() == "Dewi (contoh) · Data Induk, Medan"


def test_closing_saves(window: MainWindow) -> None:
    window.close()
    assert SEEN[-1] == ("left", "start")


def test_saved_mark(window: MainWindow, context: Context) -> None:
    context.signals.saved.emit(context.now())
    assert window._status._saved.text() == "Tersimpan 10.42"
    window.set_backup(context.now())
    assert window._status._backup.text() == "Cadangan hari ini 10.42"
    context.signals.counted.emit({"carry": 14})
    assert window._rail.buttons["carry"].accessibleDescription() == "14"


def test_language_theme_and_size_change_where_the_user_stands(window: MainWindow, context: Context) -> None:
    window.go("settings", {"a": 1})
    context.signals.saved.emit(context.now())
    context.preferences.language, context.preferences.theme, context.preferences.scale = "en", "dark", 1.5
    context.signals.look_changed.emit()
    assert window._head._title.text() == "settings done"
    assert SEEN[-1] == ("shown", "settings", {"a": 1})
    assert window._rail.buttons["start"].words == "Home"
    assert window._status._saved.text() == "Saved 10:42"
    assert theme.look().theme == "dark" and window._rail.width() == theme.px(56)
    assert i18n.language() == "en"


def test_focus_starts_where_the_page_says(window: MainWindow) -> None:
    window.go("report")
    assert window.page.field.hasFocus()  # type: ignore[attr-defined]
