"""A person's way through the programme as one list: stages, rounds, training, certificates, papers that run out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.cohorts import stage_label
from ftd_desktop.programme.documents import label as paper_label
from ftd_desktop.programme.participants import SURVEY
from ftd_desktop.programme.rounds import Round
from ftd_desktop.ui.models.cells import Column, RoundsCell, state_words
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.detail import round_words
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.ui.models.person_data import PersonCard, Training

TRAINING, PAPERS = "training", "papers"
SEEN_AHEAD, NEAR = 365, 30
"""Days: papers that run out later are not on the way yet; those that run out sooner ask for action."""


@dataclass(frozen=True)
class Event:
    """One line: a mark of `widgets.paint.mark`, what, when. `entry` opens a record, `view` a view of the page."""

    day: date | None
    mark: str
    what: str
    when: str
    entry: dict[str, Any] | None = None
    view: str = ""


def events(card: PersonCard, today: date) -> list[Event]:
    """The way so far and what lies ahead, in order of days; what has no day comes last."""
    found: list[Event] = []
    for training in card.training:  # of one day, a stage comes before the survey held in it
        found += _training(training)
    found += [_round(card, held, today) for held in card.person.rounds]
    found += [Event(paper.entry_day, "c" if paper.in_force else "x",
                    tr("Sertifikat terbit") if paper.in_force else tr("Sertifikat gugur"),
                    wording.long_date(paper.entry_day), view=PAPERS) for paper in card.certificates]
    found += _papers(card, today)
    return sorted(found, key=lambda one: (one.day is None, one.day or date.max))


def timeline_table(now: Callable[[], datetime]) -> Table:
    """An empty table of events; the caller connects `opened`."""
    columns = (
        Column("", lambda e: RoundsCell((e.mark,), state_words(e.mark)), 40),
        Column(tr("Langkah"), lambda e: e.what, 116, bold=True, whole=True),
        Column(tr("Tanggal"), lambda e: e.when, 150, muted=True, stretch=True),
    )
    return Table(RowsModel(columns), tr("Perjalanan peserta"))


def _round(card: PersonCard, held: Round, today: date) -> Event:
    mark, changed = held.mark(today), card.changed_in(held.name)
    when = wording.long_date(held.due) if mark == "o" and held.due else round_words(held, mark)
    if changed:
        when += " · " + tr("{n} berubah").format(n=changed)
    entry = ({"record": held.record_id} if held.record_id
             else {"form": SURVEY, "participant": card.person.id, "round": held.name})
    return Event(held.day or held.due, mark, rounds.label(held.name), when, entry)


def _training(of: Training) -> Iterator[Event]:
    last = ""
    for step in of.stages:
        if step.stage != last:
            mark = "x" if step.stage == "left" else "c"
            yield Event(step.since, mark, stage_label(step.stage),
                        f"{wording.long_date(step.since)} · {of.cohort.programme_code} {of.cohort.number}",
                        view=TRAINING)
        last = step.stage
    held = [one for one in of.sessions if one.session.held]
    if held:
        there = sum(1 for one in held if one.status and not one.missed)
        words = tr("hadir {n} dari {semua} sesi").format(n=there, semua=len(held))
        yield Event(held[-1].session.plan.day, "c" if there == len(held) else "d", tr("Presensi"), words, view=TRAINING)


def _papers(card: PersonCard, today: date) -> Iterator[Event]:
    for one in card.documents:
        if one.expires is not None and (one.expires - today).days <= SEEN_AHEAD:
            near = (one.expires - today).days <= NEAR
            words = tr("habis {tanggal}") if one.expires < today else tr("berlaku sampai {tanggal}")
            yield Event(one.expires, "l" if near else "o", paper_label(one.paper),
                        words.format(tanggal=wording.long_date(one.expires)), view=PAPERS)
