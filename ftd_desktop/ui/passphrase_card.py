"""The passphrase among the settings: what it is for, a way to change it, and whether this machine remembers it."""

from __future__ import annotations

from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.dialogs.passphrase import PassphraseDialog
from ftd_desktop.ui.theme import Token
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.choice import ChoiceRow
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class PassphraseCard(Card):
    """Says afterwards what was changed. Where the system has a key store, the file may be opened by it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        officer = tr("Mengunci berkas data dan layar ini. Lupa kata sandi: provinsi dapat memulihkannya.")
        province = tr("Mengunci Data Induk. Tidak ada yang dapat memulihkannya: simpan salinan tertulis di brankas.")
        self._said = Label(province if context.identity.role == "province" else officer, token="muted", wrap=True)
        self.change = Button(tr("Ganti kata sandi …"))
        self.change.clicked.connect(self._ask)
        self.keep = ChoiceRow(tr("Buka tanpa kata sandi di komputer ini"), {True: tr("Ya"), False: tr("Tidak")}, False)
        self.keep.chosen.connect(self._choose)
        self.keep.hide()
        row = across((self._said, 1), self.change)
        self.setLayout(down(Label(tr("Kata sandi"), bold=True), row, self.keep, margins=16, gap=8))
        if context.file is not None:
            context.tasks.store(lambda: _data().state(context), self._show, self._failed)

    def _ask(self) -> None:
        from ftd_desktop.ui.dialogs.change_passphrase import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(self._context, self)
        dialog.accepted.connect(self._changed)
        ask(dialog)

    def _changed(self) -> None:
        self._say(tr("Kata sandi sudah diganti."), "ok")

    # --- the system's key store

    def _show(self, remembered: bool | None) -> None:
        self.keep.setVisible(remembered is not None)
        self.keep.set_value(bool(remembered))

    def _choose(self) -> None:
        if not self.keep.value():
            self._context.tasks.store(lambda: _data().forget(self._context), self._forgotten, self._failed)
            return
        dialog = PassphraseDialog(tr("Buka tanpa kata sandi"), tr(
            "Kuncinya disimpan di penyimpanan kunci komputer ini. Siapa pun yang masuk dengan akun komputer Anda dapat "
            "membuka berkas data. Jangan di komputer yang dipakai bersama. Layar yang terkunci tetap meminta kata "
            "sandi."), tr("Simpan kuncinya"), self)
        dialog.accepted.connect(lambda: self._remember(dialog.value))
        dialog.rejected.connect(lambda: self.keep.set_value(False))
        ask(dialog)

    def _remember(self, passphrase: str) -> None:
        self._context.tasks.store(lambda: _data().remember(self._context, passphrase), self._kept, self._failed)

    def _kept(self, _: object) -> None:
        self._say(tr("Mulai sekarang berkas ini terbuka tanpa kata sandi di komputer ini."), "ok")

    def _forgotten(self, _: object) -> None:
        self._say(tr("Mulai sekarang kata sandi ditanyakan lagi."), "ok")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.keep.set_value(False)
        self._say(str(error), "error")

    def _say(self, words: str, token: Token) -> None:
        self._said.setText(words)
        self._said.set_token(token)


def _data() -> Any:
    from ftd_desktop.ui.models import remembered

    return remembered
