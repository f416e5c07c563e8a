"""The survey's answers of all rounds side by side, with the change of every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.button import Chip
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.ui.models.answers import Answers
    from ftd_desktop.ui.models.person_data import PersonCard


class AnswersView(Panel):
    """`table` is None until a card with a finished or begun round is shown."""

    def __init__(self) -> None:
        self.changed_only = Chip(tr("Hanya yang berubah"))
        self.changed_only.toggled.connect(self._refill)
        super().__init__(tr("Jawaban antar putaran"), QWidget(), "", (self.changed_only,))
        self._card: PersonCard | None = None
        self.table: Table | None = None

    def show_card(self, card: PersonCard) -> None:
        """Another person, or the same one read again."""
        self._card = card
        changed = sum(one.changed for one in card.answers)
        self.note.setText(tr("{n} pertanyaan, {berubah} berubah").format(n=len(card.answers), berubah=changed)
                          if card.answers else "")
        self.changed_only.setVisible(changed > 0)
        self._refill()

    def _refill(self) -> None:
        if self._card is None:
            return
        if not self._card.answers:
            self.table = None
            self.set_body(EmptyState(tr("Belum ada survei. Tekan Lanjut survei (Ctrl+Enter) untuk memulai.")))
            return
        shown = [one for one in self._card.answers if one.changed or not self.changed_only.isChecked()]
        self.table = Table(RowsModel(_columns(self._card.rounds), shown), tr("Jawaban antar putaran"), preselect=False)
        self.set_body(self.table)


def _columns(held: tuple[str, ...]) -> tuple[Column, ...]:
    """The question, one column a round, and from the second round on what changed since the first."""

    def value(place: int) -> Any:
        return lambda answers: answers.values[place] or wording.NONE

    rest = [Column(rounds.label(name), value(place), 150, rank=max(len(held) - 1 - place, 0) if place else 0)
            for place, name in enumerate(held)]
    change = [Column(tr("Selisih"), _difference, 150, bold=True, whole=True, rank=8)] if len(held) > 1 else []
    return (Column(tr("Pertanyaan"), _question, 200, stretch=True), *rest, *change)


def _question(answers: Answers) -> str:
    return answers.question


def _difference(answers: Answers) -> str:
    return answers.difference or (tr("berubah") if answers.changed else "")
