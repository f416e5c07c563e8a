"""No page of the carry scrolls sideways, whatever the text size and language; what is long goes on below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import folder, returns
from ftd_desktop.ui import theme
from ftd_desktop.ui.carrying.place_bar import PlaceBar
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.main_window import MainWindow
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send
from tests.ui.carrying.conftest import Wait

SIZES = [(1.0, "id"), (1.5, "id"), (2.0, "id"), (2.0, "en")]
Open = Callable[[DataFile, float, str], MainWindow]


@pytest.fixture
def window(context: Context, look: QApplication, qtbot: QtBot, ready: Wait) -> Iterator[Open]:
    """A window of a 1366x768 laptop on a file, at a text size and in a language."""
    def made(file: DataFile, scale: float, language: str) -> MainWindow:
        theme.apply(look, "light", scale)
        who = file.setting("identity")
        seat = replace(context, file=file, desk=Desk(file, FormLibrary(file), now=context.now),
                       identity=Identity(who["officer_name"], who["role"]),
                       preferences=replace(context.preferences, scale=scale, language=language))
        window = MainWindow(seat)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        ready()
        return window
    yield made
    i18n.use("id")


@pytest.fixture
def full(master: DataFile, budi: DataFile, sari: DataFile, stick: Path, sticks: list[Path]) -> Path:
    """Everything at once: a conflict, a question, a stick with a bundle, files of long names."""
    row = insert(budi, "Siti Nurhaliza Boru Simanjuntak Panggabean (rekaan)", "0800")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    budi.update(FORM, row, {"hp": "0811 kalau pagi, 0812 kalau malam, dan 0813 kalau hari Minggu"})
    sari.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick), send(sari, stick))
    device = budi.setting("identity")["device_id"]
    returns.ask(master, device, row, "hp")
    returns.accept_any(budi, returns.write(master, device, stick).path)
    insert(budi, "Rosa (rekaan)")
    folder.send(budi, folder.prepare(stick))
    sticks.append(stick)
    return stick


def sideways(window: MainWindow, ready: Wait) -> int:
    """By how many pixels the page does not fit, once it has looked for sticks as often as it takes."""
    for bar in window.page.findChildren(PlaceBar):
        for _ in range(2):
            bar.look()
            ready()
        assert bar.isVisible()
    area = window.page.parent().parent()
    assert isinstance(area, QScrollArea) and window.width() == 1366
    return area.horizontalScrollBar().maximum()


@pytest.mark.parametrize(("scale", "language"), SIZES)
def test_the_officers_page(window: Open, budi: DataFile, full: Path, ready: Wait, scale: float, language: str) -> None:
    shown = window(budi, scale, language)
    shown.go("carry")
    ready()
    assert shown.page.side._disputes.card.isVisible()  # type: ignore[attr-defined]
    assert sideways(shown, ready) == 0


@pytest.mark.parametrize(("scale", "language"), SIZES)
def test_the_masters_page(window: Open, master: DataFile, full: Path, ready: Wait, scale: float,
                          language: str) -> None:
    shown = window(master, scale, language)
    shown.go("master", {"files": sorted(full.glob("*.ftd"))})
    ready()
    assert sideways(shown, ready) == 0


@pytest.mark.parametrize("page", ["carry", "officers", "backup"])
@pytest.mark.parametrize(("scale", "language"), SIZES)
def test_the_provinces_other_pages(window: Open, master: DataFile, full: Path, ready: Wait, scale: float,
                                   language: str, page: str) -> None:
    shown = window(master, scale, language)
    shown.go(page)
    ready()
    assert sideways(shown, ready) == 0
