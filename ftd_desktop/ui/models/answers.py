"""Answers of one question over the rounds, where a person's survey goes on, and times of the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import Participant

SURVEY = "ftd_survei"


@dataclass(frozen=True)
class Answers:
    """One question over the rounds: its label and the answers in the order of the rounds asked."""

    question: str
    values: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """True when finished rounds differ."""
        given = [value for value in self.values if value]
        return len(set(given)) > 1


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
