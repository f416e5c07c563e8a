"""Answers of one question over the rounds, where a person's survey goes on, and times of the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ftd_desktop import wording

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import Participant

SURVEY = "ftd_survei"


@dataclass(frozen=True)
class Answers:
    """One question over the rounds: its label and the answers in the order of the rounds asked.

    `figures` are the same answers as numbers where the question asks for one (money when `money`), else empty.
    """

    question: str
    values: tuple[str, ...]
    figures: tuple[float | None, ...] = ()
    money: bool = False

    @property
    def changed(self) -> bool:
        """True when finished rounds differ."""
        return len({value for value in self.values if value}) > 1

    @property
    def difference(self) -> str:
        """From the first to the last figure: ``+Rp7.600.000 (+100%)``; "" where there are no two, or no difference."""
        given = [figure for figure in self.figures if figure is not None]
        if len(given) < 2 or given[0] == given[-1]:
            return ""
        by = given[-1] - given[0]
        size = wording.money(abs(by)) if self.money else wording.number(abs(by), 0 if by == int(by) else 1)
        sign = "+" if by > 0 else wording.MINUS
        share = f" ({sign}{wording.percent(abs(100 * by / given[0]))})" if given[0] > 0 else ""
        return f"{sign}{size}{share}"

    def changed_at(self, place: int) -> bool:
        """Whether the answer of a round differs from the one given last before it."""
        earlier = [value for value in self.values[:place] if value]
        return bool(earlier and self.values[place] and self.values[place] != earlier[-1])


def next_step(person: Participant) -> dict[str, str | None]:
    """Where "Lanjut survei" leads: a draft first, else the first round not yet held, else the last one held."""
    for held in person.rounds:
        if held.status == "draft":
            return {"record": held.record_id}
    for held in person.rounds:
        if held.status == "none":
            return {"form": SURVEY, "participant": person.id, "round": held.name}
    return {"record": person.rounds[-1].record_id}


def moment(text: str) -> datetime | None:
    """A time of the file as a datetime; None for blank."""
    return datetime.fromisoformat(text) if text else None
