"""The way of the keyboard through a form: which question comes after which."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.ui.forms.outline import Entry, Rows, Section
from ftd_desktop.ui.forms.session import Session
from ftd_desktop.ui.forms.shape import SILENT, shape


@dataclass(frozen=True)
class Stop:
    """A place where the keyboard can stand: a question, or the end of a repeat where a row can be added."""

    ref: str
    section: int
    is_foot: bool = False


class Steps:
    """All stops of a form in reading order; what is not relevant or cannot be answered is passed over."""

    def __init__(self, session: Session, sections: list[Section]) -> None:
        self._session = session
        self._stops = [stop for place, section in enumerate(sections) for stop in _stops(section.entries, place)]
        self._at = {(stop.ref, stop.is_foot): place for place, stop in enumerate(self._stops)}
        self._sections = sections

    def find(self, ref: str, *, is_foot: bool = False) -> Stop | None:
        """The stop at a ref; None when the form has no such place now."""
        place = self._at.get((ref, is_foot))
        return None if place is None else self._stops[place]

    def after(self, stop: Stop) -> Stop | None:
        """The next place that can be answered."""
        return self._scan(self._at[stop.ref, stop.is_foot] + 1, 1)

    def before(self, stop: Stop) -> Stop | None:
        """The place before."""
        return self._scan(self._at[stop.ref, stop.is_foot] - 1, -1)

    def first(self, section: int = 0) -> Stop | None:
        """The first place of a section that can be answered, or of one after it."""
        start = next((i for i, stop in enumerate(self._stops) if stop.section >= section), None)
        return None if start is None else self._scan(start, 1)

    def first_blank(self) -> Stop | None:
        """The first question without an answer; None when there is none."""
        for stop in self._stops:
            if not stop.is_foot and self.can_answer(stop) and not self._session.state(stop.ref).value:
                return stop
        return None

    def section_with(self, section: int, step: int) -> Stop | None:
        """The first place of the nearest section before (-1) or after (+1) that has one."""
        at = section + step
        while 0 <= at < len(self._sections):
            stop = self.first(at)
            if stop is not None and stop.section == at:
                return stop
            at += step
        return None

    def near(self, ref: str) -> Stop | None:
        """Where the keyboard goes when the question at `ref` has gone: on, else back."""
        place = self._at.get((ref, False))
        if place is None:
            return self.first()
        return self._scan(place, 1) or self._scan(place, -1)

    def can_answer(self, stop: Stop) -> bool:
        """True when the keyboard can stand there now."""
        if stop.is_foot:
            return self._foot_counts(stop)
        state = self._session.state(stop.ref)
        if not state.relevant or state.readonly:
            return False
        return shape(self._session.question(stop.ref), state).kind not in SILENT

    def _foot_counts(self, stop: Stop) -> bool:
        section = self._sections[stop.section]
        refs = [asked.ref for asked in section.asked() if asked.ref.startswith(stop.ref + "[")]
        refs = refs or [asked.ref for asked in section.asked()]
        return not refs or any(self._session.state(ref).relevant for ref in refs)

    def _scan(self, place: int, step: int) -> Stop | None:
        while 0 <= place < len(self._stops):
            if self.can_answer(self._stops[place]):
                return self._stops[place]
            place += step
        return None


def _stops(entries: tuple[Entry, ...], section: int) -> list[Stop]:
    found: list[Stop] = []
    for entry in entries:
        if isinstance(entry, Rows):
            for row in entry.rows:
                found += _stops(row.entries, section)
            if not entry.fixed:
                found.append(Stop(entry.ref, section, is_foot=True))
        elif hasattr(entry, "number"):
            found.append(Stop(entry.ref, section))
    return found
