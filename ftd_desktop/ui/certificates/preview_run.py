"""Draws the certificate of the member chosen for its card, off the GUI thread; says why where there is none to draw."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.certificates.cards import PreviewCard
from ftd_desktop.ui.context import Context

if TYPE_CHECKING:
    from ftd_desktop.ui.models.certificate_board import Board, Member


class PreviewRun(QObject):
    """Shows one member at a time on `card`, the front first."""

    def __init__(self, context: Context, card: PreviewCard) -> None:
        super().__init__(card)
        self._context, self._card = context, card
        self._side, self._place = 0, ""

    def show(self, board: Board, member: Member, signatory: str | None, day: date, place: str) -> None:
        """Draw the certificate of `member`; `place` says which of how many it is."""
        if not member.standing.eligible and not member.standing.certificate:
            self._card.say(tr("{name} belum layak: {reason}.").format(name=member.standing.name, reason=member.reason))
            return
        if signatory is None:
            self._card.say(tr("Belum ada penanda tangan. Tambahkan di menu Lainnya."))
            return
        self._place = place
        cohort, number = board.cohort_id, board.number_of(member)
        self._context.tasks.store(
            lambda: (_data().draw(self._context, member, cohort, signatory, day, number), member),
            self._drawn, self._not_drawn, key="certificates-draw")

    def turn(self, side: int) -> None:
        """From now on show the front (0) or the back (1)."""
        self._side = side

    def _drawn(self, found: tuple[bytes, Member]) -> None:
        pdf, member = found
        self._context.tasks.pool(lambda: _data().picture(pdf, self._side),
                                 lambda png: self._card.show_page(png, member, self._place), self._not_drawn,
                                 key="certificates-picture")

    def _not_drawn(self, error: BaseException) -> None:
        if not isinstance(error, UserError | Cancelled):
            raise error
        if isinstance(error, UserError):
            self._card.say(str(error))


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_data  # loads reportlab: in the worker

    return certificate_data
