"""The passphrase among the settings: what it is for, and a way to change it."""

from __future__ import annotations

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class PassphraseCard(Card):
    """Says afterwards that it was changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        officer = tr("Mengunci berkas data dan layar ini. Lupa kata sandi: provinsi dapat memulihkannya.")
        province = tr("Mengunci Data Induk. Tidak ada yang dapat memulihkannya: simpan salinan tertulis di brankas.")
        self._said = Label(province if context.identity.role == "province" else officer, token="muted", wrap=True)
        self.change = Button(tr("Ganti kata sandi …"))
        self.change.clicked.connect(self._ask)
        row = across((self._said, 1), self.change)
        self.setLayout(down(Label(tr("Kata sandi"), bold=True), row, margins=16, gap=8))

    def _ask(self) -> None:
        from ftd_desktop.ui.dialogs.change_passphrase import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(self._context, self)
        dialog.accepted.connect(self._changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _changed(self) -> None:
        self._said.setText(tr("Kata sandi sudah diganti."))
        self._said.set_token("ok")
