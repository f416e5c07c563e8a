"""Two plain dialogs: a message the user can act on, and the report of a bug."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import Tone, px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Icon, Label


class MessageDialog(QDialog):
    """What happened and what to do; Enter or Esc closes it."""

    def __init__(self, message: str, parent: QWidget | None = None, *, title: str = "", tone: Tone = "warn") -> None:
        super().__init__(parent)
        self.message = message
        self.setWindowTitle(title or tr("Perlu diperhatikan"))
        words = Label(message, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setMinimumWidth(px(380))
        close = Button(tr("Mengerti"), "primary")
        close.clicked.connect(self.accept)
        self.setAccessibleDescription(message)
        self.setLayout(down(
            across(down(Icon("warn" if tone == "warn" else "info", tone, 20), None), (words, 1), gap=12),
            across(None, close), margins=(16, 16, 16, 12), gap=16,
        ))
        close.setFocus()


class QuestionDialog(QDialog):
    """A decision that cannot be taken back: the words, and a button that says what it does."""

    def __init__(self, question: str, action: str, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title or action)
        words = Label(question, wrap=True)
        words.setMinimumWidth(px(380))
        self.setAccessibleDescription(question)
        act, stay = Button(action), Button(tr("Batal"), "primary")
        act.clicked.connect(self.accept)
        stay.clicked.connect(self.reject)
        self.setLayout(down(words, across(None, act, stay), margins=(16, 16, 16, 12), gap=16))
        stay.setFocus()


class CrashDialog(QDialog):
    """The program's own fault: what is safe, and a report to copy that names nobody."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = report
        self.setWindowTitle(tr("Kesalahan program"))
        said = Label(tr(
            "Program menemui kesalahan yang bukan salah Anda. Isian yang sudah bertanda Tersimpan tetap aman. "
            "Salin rincian di bawah dan kirimkan kepada pengelola; rincian itu tidak memuat data peserta."), wrap=True)
        said.setMinimumWidth(px(480))
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(tr("Rincian kesalahan"))
        self._report.setMinimumHeight(px(180))
        self._copy, close = Button(tr("Salin rincian")), Button(tr("Tutup"), "primary")
        self._copy.clicked.connect(self._to_clipboard)
        close.clicked.connect(self.accept)
        self.setLayout(down(
            across(down(Icon("error", "error", 20), None), (said, 1), gap=12), (self._report, 1),
            across(None, self._copy, close), margins=(16, 16, 16, 12), gap=12,
        ))
        close.setFocus()

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
        self._copy.say(tr("Sudah disalin"))
