"""The open conflicts on a page: read, shown one by one, settled, settled many at once, asked back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.conflict_card import ConflictCard
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.settling import Reopened, Settled
    from ftd_desktop.ui.models.conflict_data import ShownConflict
    from ftd_desktop.ui.models.settling_data import Way


class Disputes(QObject):
    """Joins a `card` to the file. `said(what, note, tone)` tells what came of it, `counted` how many are open.

    `undo` is a button for the page to show: it puts the last batch back into dispute, and hides when there is none.
    """

    said = Signal(str, str, object)
    counted = Signal(int)

    def __init__(self, context: Context, page: QWidget, quiet: str, *, can_ask: bool = False) -> None:
        super().__init__(page)
        self._context = context
        self.card = ConflictCard(quiet, can_ask=can_ask)
        self.card.settled.connect(lambda one, value: self._settle(_data().settle, one, value))
        self.card.typed.connect(lambda one, text: self._settle(_data().settle_typed, one, text))
        self.card.asked.connect(self._ask)
        self.card.many.connect(self._begin_many)
        self.undo = Button(tr("Urungkan penyelesaian"))
        self.undo.clicked.connect(self._undo_many)
        self.undo.hide()
        self._shown: list[ShownConflict] = []
        self._under_way: set[tuple[str, str]] = set()
        self._batch = ""

    def read(self) -> None:
        """Read the open ones afresh."""
        self._context.tasks.store(lambda: _data().read(self._context), self._show, key="disputes")

    def _show(self, found: list[ShownConflict]) -> None:
        self._shown = [one for one in found if _key(one) not in self._under_way]
        self.card.show_conflicts(self._shown)
        self.counted.emit(len(found))

    def _settle(self, way: Callable[..., bool], one: ShownConflict, value: object) -> None:
        """Decide; the next one is shown at once, so that keys pressed fast each meet their own conflict."""
        self._under_way.add(_key(one))
        self.card.show_conflicts([other for other in self._shown if _key(other) not in self._under_way])
        self._context.tasks.store(lambda: (one, way(self._context, one, value, "")), self._settled, self._not_settled)

    def _settled(self, done: tuple[ShownConflict, bool]) -> None:
        one, closed = done
        self._under_way.discard(_key(one))
        self._go_on(closed)

    def _go_on(self, closed: bool) -> None:
        self.read()
        self.card.setFocus()
        if closed:
            self._context.signals.saved.emit(self._context.now())
            self._context.signals.data_changed.emit()

    def _not_settled(self, error: BaseException) -> None:
        self._under_way.clear()  # what was decided meanwhile is not read again
        if isinstance(error, ValueError):
            self.said.emit(tr("Nilai itu bukan angka"), tr("Isi dengan angka, misalnya 12."), "warn")
            self.read()
        elif isinstance(error, UserError):
            self.said.emit(tr("Belum berhasil"), str(error), "error")
            self.read()
        else:
            raise error

    # --- many at once

    def _begin_many(self, one: ShownConflict) -> None:
        shown = self._shown
        self._context.tasks.store(lambda: (one, shown, _many().ways(self._context, shown)), self._open_many)

    def _open_many(self, found: tuple[ShownConflict, list[ShownConflict], list[Way]]) -> None:
        from ftd_desktop.ui.dialogs.settle_many import SettleManyDialog

        one, shown, ways = found
        dialog = SettleManyDialog(self._context, one, shown, ways, self.card)
        dialog.settled.connect(self._many_settled)
        ask(dialog)

    def _many_settled(self, done: Settled) -> None:
        self._batch = done.batch
        self.undo.setVisible(done.rows > 0)
        notes = [tr("{n} catatan menunggu keputusan untuk pertanyaan lainnya.").format(n=number(done.waiting))
                 ] if done.waiting else []
        if done.skipped:
            notes.append(tr("{n} sudah diselesaikan di tempat lain.").format(n=number(len(done.skipped))))
        self.said.emit(tr("{n} bentrok diselesaikan").format(n=number(done.fields)), " ".join(notes), "ok")
        self._go_on(done.rows > 0)

    def _undo_many(self) -> None:
        batch = self._batch
        self.undo.hide()
        self._context.tasks.store(lambda: _many().undo(self._context, batch), self._reopened, self._not_settled)

    def _reopened(self, done: Reopened) -> None:
        note = tr("{n} catatan dibiarkan, karena sudah diubah lagi sesudahnya.").format(
            n=number(len(done.changed_since))) if done.changed_since else ""
        self.said.emit(tr("Penyelesaian diurungkan: {n} catatan terbuka lagi").format(n=number(done.rows)), note, "ok")
        self._go_on(True)

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


def _key(one: ShownConflict) -> tuple[str, str]:
    return one.conflict.row, one.conflict.field


def _many() -> Any:
    from ftd_desktop.ui.models import settling_data

    return settling_data


def _data() -> Any:
    from ftd_desktop.ui.models import conflict_data  # loads the carry: at the first visit

    return conflict_data
