"""The open conflicts on a page: read, shown one by one, settled, settled many at once, asked back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.conflict_card import ConflictCard

if TYPE_CHECKING:
    from ftd_desktop.ui.models.conflict_data import ShownConflict


class Disputes(QObject):
    """Joins a `card` to the file. `said(what, note, tone)` tells what came of it, `counted` how many are open."""

    said = Signal(str, str, object)
    counted = Signal(int)

    def __init__(self, context: Context, page: QWidget, quiet: str, *, can_ask: bool = False) -> None:
        super().__init__(page)
        self._context = context
        self.card = ConflictCard(quiet, can_ask=can_ask)
        self.card.settled.connect(lambda one, value: self._settle(_data().settle, one, value))
        self.card.typed.connect(lambda one, text: self._settle(_data().settle_typed, one, text))
        self.card.asked.connect(self._ask)

    def read(self) -> None:
        """Read the open ones afresh."""
        self._context.tasks.store(lambda: _data().read(self._context), self._show, key="disputes")

    def _show(self, found: list[ShownConflict]) -> None:
        self.card.show_conflicts(found)
        self.counted.emit(len(found))

    def _settle(self, way: Callable[..., bool], one: ShownConflict, value: object) -> None:
        self._context.tasks.store(lambda: way(self._context, one, value, ""), self._settled, self._not_settled)

    def _settled(self, closed: bool) -> None:
        self.read()
        self.card.setFocus()
        if closed:
            self._context.signals.saved.emit(self._context.now())
            self._context.signals.data_changed.emit()

    def _not_settled(self, error: BaseException) -> None:
        if isinstance(error, ValueError):
            self.said.emit(tr("Nilai itu bukan angka"), tr("Isi dengan angka, misalnya 12."), "warn")
        elif isinstance(error, UserError):
            self.said.emit(tr("Belum berhasil"), str(error), "error")
            self.read()
        else:
            raise error

    # --- asking back

    def _ask(self, one: ShownConflict) -> None:
        self._context.tasks.store(lambda: _data().ask(self._context, one), self._asked, self._not_settled)

    def _asked(self, officer: str) -> None:
        self.read()
        if officer:
            self.said.emit(tr("Ditanyakan ke {nama}").format(nama=officer),
                           tr("Pertanyaannya ikut dalam balasan berikutnya, dan terbuka sampai dijawab."), "ok")
        else:
            self.said.emit(tr("Tidak ada petugas yang dapat ditanya"),
                           tr("Kedua nilai diisi di Data Induk ini; putuskan di sini."), "warn")


def _data() -> Any:
    from ftd_desktop.ui.models import conflict_data  # loads the carry: at the first visit

    return conflict_data
