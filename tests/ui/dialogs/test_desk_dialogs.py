"""The desk's dialogs in both languages and at 100 and 200 %: names, room, and the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from ftd_desktop.programme.erasing import Plan
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.ui import i18n, theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.choose import ChooseDialog
from ftd_desktop.ui.dialogs.erase import EraseDialog
from ftd_desktop.ui.dialogs.filters import FilterDialog
from ftd_desktop.ui.dialogs.undo import UndoDialog
from ftd_desktop.ui.models.history_data import Line, Record
from ftd_desktop.ui.models.participant_data import Options
from ftd_desktop.ui.models.undoing import Reversal
from ftd_desktop.ui.widgets.button import Button
from tests.ui.pages_at_large import controls, spoken


def erase(context: Context) -> QDialog:
    counts = {"ftd_profil": 1, "ftd_survei": 3, "ftd_presensi__presensi": 12, "membership": 1, "attachment": 2}
    return EraseDialog(context, Plan("p1", "Siti Aminah br. Ginting", "FTD-2022-01-01001", (), counts, ("1/CONTOH",)))


def undo(context: Context) -> QDialog:
    of = Record("Survei akhir", "ftd_survei", "r1", (1, 1), datetime(2026, 11, 24, tzinfo=UTC), "Rina (contoh)")
    changes = tuple((f"Pertanyaan karangan nomor {n} yang panjang", "Rp1.500.000", "Rp150.000") for n in range(20))
    return UndoDialog(context, Reversal(Line(of, "laba", "Laba", "1", "2", 1), changes, {"laba": 1}))


def filters(context: Context) -> QDialog:
    options = Options({"12.71": "Kota Medan"}, {"c1": "FTD 2022 · Angkatan 01"}, {"P01": "Rina (contoh)"},
                      {"Medan belum survei": Wanted(missing_round="tl6")})
    return FilterDialog(Wanted(), options, {"nik": "NIK", "business": "Usaha"}, frozenset())


def choose(context: Context) -> QDialog:
    return ChooseDialog("Masukkan 12 peserta ke angkatan", {"c1": "FTD 2022 · Angkatan 01"}, "Masukkan")


@pytest.fixture(params=[("id", 1.0), ("en", 1.0), ("id", 2.0), ("en", 2.0)], ids=lambda one: f"{one[0]}-{one[1]}")
def looked(look: QApplication, request: pytest.FixtureRequest) -> Any:
    language, scale = request.param
    i18n.use(look, language)
    theme.apply(look, "light", scale)
    yield
    i18n.use(look, "id")


@pytest.mark.parametrize("make", [erase, undo, filters, choose])
def test_dialogs_fit_a_laptop_and_speak(looked: None, context: Context, qtbot: QtBot,
                                        make: Callable[[Context], QDialog]) -> None:
    dialog = make(context)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QApplication.processEvents()
    assert dialog.windowTitle()
    assert all(spoken(widget).strip() for widget in controls(dialog))
    screen = dialog.screen().availableGeometry()
    assert dialog.width() <= max(screen.width(), 1366)
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            assert label.heightForWidth(label.width()) <= label.height() + 2, label.text()
    for button in dialog.findChildren(Button):
        assert not button.isVisible() or button.sizeHint().width() <= button.width() + 1


@pytest.mark.parametrize("make", [erase, undo, filters, choose])
def test_escape_leaves_everything_as_it_was(look: QApplication, context: Context, qtbot: QtBot,
                                            make: Callable[[Context], QDialog]) -> None:
    dialog = make(context)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected and not dialog.isVisible()


def test_enter_alone_erases_nobody(look: QApplication, context: Context, qtbot: QtBot) -> None:
    dialog = erase(context)
    assert isinstance(dialog, EraseDialog)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClick(dialog.fields["name"], Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Rejected
