"""Open records over the real forms, without a file: answers are journalled into a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from ftd_desktop import resources
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.forms.workbook import convert

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))


@cache
def shipped(name: str) -> Form:
    """One of the four forms."""
    return load(convert(resources.path("forms", f"{name}.xlsx")).xform, media.shipped())


@dataclass
class Person:
    """Made up."""

    id: str = "0193"
    name: str = "Tiurma br. Manurung"
    business: str = "Tenun Sigura Jaya"


@dataclass
class Previous:
    name: str
    day: date
    answers: dict[str, str]


@dataclass
class Record:
    """Stands in for programme.record.OpenRecord: the same names, a list instead of a file."""

    interview: Interview
    participant: Person | None = field(default_factory=Person)
    previous: Previous | None = None
    round: str | None = "tl12"
    last_ref: str | None = None
    title: str = "Survei 12 bulan"
    record_id: str = "0192"
    journal: list[Any] = field(default_factory=list)
    status: str = ""
    broken: bool = False
    broken_leave: bool = False

    def __post_init__(self) -> None:
        self._pending: list[Any] = []

    @property
    def form(self) -> Form:
        return self.interview.form

    def answer(self, ref: str, value: str) -> Any:
        self.last_ref = ref
        self._pending.append((ref, value))
        return self.interview.set(ref, value)

    def reason(self, ref: str, text: str) -> Any:
        self._pending.append(("!" + ref, text))
        return self.interview.set_reason(ref, text)

    def add_repeat(self, ref: str) -> Any:
        self._pending.append(("+", ref))
        return self.interview.add_repeat(ref)

    def remove_repeat(self, ref: str) -> Any:
        self._pending.append(("-", ref))
        return self.interview.remove_repeat(ref)

    def pending(self) -> list[Any]:
        found, self._pending = self._pending, []
        return found

    def write(self, entries: list[Any]) -> None:
        if self.broken:
            raise OSError("disk full")
        self.journal += entries

    def blocking(self) -> list[Any]:
        return [p for p in self.interview.problems() if p.severity == "error" or p.needs_reason]

    def leave(self) -> None:
        if self.broken_leave:
            raise OSError("disk full")
        self.status = "draft"

    def finish(self) -> list[Any]:
        left = self.blocking()
        if not left:
            self.status = "complete"
        return left


def interview(
    form: Form,
    values: dict[str, str] | None = None,
    previous: dict[str, str] | None = None,
    now: Callable[[], datetime] = lambda: NOW,
) -> Interview:
    return Interview(form, values, context=Context(now=now, previous=previous))


def record(
    name: str, answers: dict[str, str] | None = None, previous: dict[str, str] | None = None, **more: Any
) -> Record:
    """A record of a shipped form with some questions answered by name."""
    form = shipped(name)
    made = interview(form, None, previous)
    refs = {q.name: q.path for q in form.questions.values()}
    for question, value in (answers or {}).items():
        if question in refs:
            made.set(refs[question], value)
    before = Previous("tl6", date(2026, 5, 18), previous) if previous else None
    return Record(made, previous=before, **more)
