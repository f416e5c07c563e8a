"""Checks whether a certificate is genuine, from its PDF, a picture of it, or the text of its code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.message import MessageDialog
from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.certificates.trust import TrustList
    from ftd_desktop.certificates.verify import Verdict


class CheckButton(Button):
    """Opens the choice of what to check; the verdict comes in a dialog, and `told` says that it is there."""

    told = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Periksa sertifikat …"))
        self._context = context
        self.dialog: MessageDialog | None = None
        self.clicked.connect(self._open)

    def check(self, source: Path | str) -> None:
        """Judge a file or the text of a code: what this file trusts is read on its thread, the rest goes elsewhere."""
        self._context.tasks.store(lambda: _data().trust(self._context), lambda trust: self._judge(source, trust))

    def _judge(self, source: Path | str, trust: TrustList | None) -> None:
        self._context.tasks.pool(lambda: _data().judge(source, trust), self._tell)

    def _tell(self, verdicts: list[Verdict]) -> None:
        genuine = all(verdict.genuine for verdict in verdicts)
        words = "\n\n".join(_data().verdict_words(verdict) for verdict in verdicts)
        tone: Tone = "ok" if genuine else "warn"
        self.dialog = MessageDialog(words, self.window(), title=tr("Periksa sertifikat"), tone=tone)
        self.dialog.open()
        self.told.emit()

    def _open(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("PDF atau gambar …"), self._ask_file)
        menu.addAction(tr("Teks kode …"), self._ask_text)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask_file(self) -> None:
        kinds = tr("Sertifikat (*.pdf *.png *.jpg *.jpeg)")
        chosen, _ = QFileDialog.getOpenFileName(self.window(), tr("Periksa sertifikat"), "", kinds)
        if chosen:
            self.check(Path(chosen))

    def _ask_text(self) -> None:
        text, accepted = QInputDialog.getMultiLineText(self.window(), tr("Periksa sertifikat"),
                                                       tr("Teks dari kode QR (FTD1:…)"))
        if accepted:
            self.check(text)


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_check  # loads reportlab and pypdfium2: when it is first needed

    return certificate_check
