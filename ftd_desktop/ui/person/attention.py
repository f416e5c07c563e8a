"""What of a person asks for action now, each a button that leads to exactly that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.documents import label as paper_label
from ftd_desktop.programme.participants import SURVEY
from ftd_desktop.programme.rounds import LOST_AFTER
from ftd_desktop.ui.person.timeline import NEAR, PAPERS, TRAINING
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import clear

if TYPE_CHECKING:
    from ftd_desktop.programme.rounds import Round
    from ftd_desktop.ui.models.person_data import PersonCard

SOON = 14
MISSED_IS_MUCH = 2
MOST = 5


@dataclass(frozen=True)
class Alert:
    """A sentence, and where it leads: `entry` opens a record, `view` a view of the page, `page` another page."""

    words: str
    entry: dict[str, Any] | None = None
    view: str = ""
    page: str = ""


class Attention(QWidget):
    """The alerts as a row of buttons; hidden when there are none. `asked` carries the alert."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = FlowLayout()
        self.setLayout(self._row)
        self.hide()

    def show_alerts(self, alerts: Sequence[Alert]) -> None:
        """Show these, at most a handful: the rest is on the page itself."""
        clear(self._row)
        for alert in alerts[:MOST]:
            button = Button(alert.words, icon="warn")
            button.clicked.connect(lambda checked=False, alert=alert: self.asked.emit(alert))
            self._row.addWidget(button)
        self.setVisible(bool(alerts))
        self.updateGeometry()


def alerts(card: PersonCard, today: date) -> list[Alert]:
    """Questions of the province, rounds late or due soon, papers that run out, sessions missed; the gravest first."""
    found = []
    if card.questions:
        found.append(Alert(tr("{n} pertanyaan dari provinsi").format(n=card.questions), page="carry"))
    found += _rounds(card, today)
    for one in card.documents:
        if one.expires is not None and -365 < (one.expires - today).days <= NEAR:
            words = tr("{dokumen} habis {tanggal}").format(dokumen=paper_label(one.paper),
                                                          tanggal=wording.long_date(one.expires))
            found.append(Alert(words, view=PAPERS))
    return found + _training(card)


def _rounds(card: PersonCard, today: date) -> list[Alert]:
    """The last round whose day has come, else the next one soon; those long overdue are nobody's work any more."""
    if card.person.stage == "left":
        return []
    near = [held for held in card.person.rounds
            if held.status == "none" and held.due is not None and -LOST_AFTER <= (held.due - today).days <= SOON]
    come = [held for held in near if held.due is not None and held.due <= today]
    return [_round(card, held, today) for held in (come[-1:] or near[:1])]


def _round(card: PersonCard, held: Round, today: date) -> Alert:
    name, late = rounds.label(held.name), (today - held.due).days if held.due else 0
    words = (tr("{survei} terlambat {n} hari").format(survei=name, n=wording.number(late)) if late > 0
             else tr("{survei} jatuh tempo {tanggal}").format(survei=name, tanggal=wording.long_date(held.due)))
    return Alert(words, {"form": SURVEY, "participant": card.person.id, "round": held.name})


def _training(card: PersonCard) -> list[Alert]:
    """Of the newest cohort: sessions missed, or completion not reached though the cohort is over its training."""
    for of in card.training[:1]:
        missed = sum(one.missed for one in of.sessions)
        if of.standing is not None and not of.standing.certificate and missed >= MISSED_IS_MUCH:
            return [Alert(tr("Tidak hadir {n} sesi").format(n=missed), view=TRAINING)]
        if of.standing is not None and of.standing.held:
            return [Alert(of.standing.reasons[0], view=TRAINING)]
    return []
