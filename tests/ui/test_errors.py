"""The crash report helps a developer and names nobody."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.ui.dialogs.message import CrashDialog, MessageDialog, QuestionDialog
from ftd_desktop.ui.errors import Reporter, report


def broken(name: str) -> None:
    try:
        raise KeyError(name)
    except KeyError as error:
        raise ValueError(f"no such person {name}") from error


def test_report_says_where_and_nothing_about_people() -> None:
    with pytest.raises(ValueError) as caught:
        broken("Tiurma br. Manurung")
    text = report(caught.value)
    assert "Tiurma" not in text and "/" not in text.split("\n")[6].lstrip("/")
    assert "ValueError" in text and "KeyError" in text and "broken" in text


def test_each_kind_of_error_gets_its_dialog(look: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QDialog] = []
    for cls in (MessageDialog, CrashDialog):
        monkeypatch.setattr(cls, "open", lambda self: shown.append(self))
    tell = Reporter()
    tell(UserError("Berkas {nama} tidak terbaca. Minta kiriman ulang.", nama="a.ftd"))
    tell(Cancelled())
    tell(ZeroDivisionError())
    assert [type(d) for d in shown] == [MessageDialog, CrashDialog]
    assert isinstance(shown[0], MessageDialog) and "a.ftd" in shown[0].message


def test_report_is_copied(look: QApplication, qtbot: QtBot) -> None:
    dialog = CrashDialog("ValueError\n  a.py:1 f")
    qtbot.addWidget(dialog)
    dialog._copy.click()
    assert look.clipboard().text() == "ValueError\n  a.py:1 f"


@pytest.mark.parametrize("language", ["id", "en"])
def test_dialogs_open_in_both_languages(look: QApplication, qtbot: QtBot, language: str) -> None:
    i18n.use(language)
    for dialog in (MessageDialog("x" * 200), QuestionDialog("Yakin?", "Hapus"), CrashDialog("x")):
        qtbot.addWidget(dialog)
        dialog.show()
        assert dialog.windowTitle()
