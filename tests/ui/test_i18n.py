"""Qt's own buttons and menus speak Indonesian; the compiled file is that of its source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from ftd_desktop import resources
from ftd_desktop.ui import i18n


def test_buttons_and_menus(look: QApplication, qtbot: QtBot) -> None:
    i18n.use(look, "en")
    i18n.use(look, "id")
    i18n.use(look, "id")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save)
    field = QLineEdit()
    qtbot.addWidget(buttons)
    qtbot.addWidget(field)
    assert {b.text().replace("&", "") for b in buttons.buttons()} == {"Batal", "Simpan"}
    menu = field.createStandardContextMenu()
    assert "Tempel" in " ".join(action.text().replace("&", "") for action in menu.actions())
    menu.deleteLater()
    i18n.use(look, "en")
    english = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(english)
    assert english.buttons()[0].text().replace("&", "") == "Cancel"


def test_compiled_file_is_up_to_date(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([lrelease, resources.path("i18n", "qtbase_id.ts"), "-qm", made], check=True, capture_output=True)
    assert made.read_bytes() == resources.path("i18n", "qtbase_id.qm").read_bytes()
