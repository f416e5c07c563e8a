"""How far a section is: answered of asked, what must be mended, what wants a reason."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.ui.forms.outline import Section
from ftd_desktop.ui.forms.saying import is_missing
from ftd_desktop.ui.forms.session import Session


@dataclass(frozen=True)
class Standing:
    """Counts of one section. `relevant`: something of it is asked at all."""

    answered: int = 0
    asked: int = 0
    errors: int = 0
    warnings: int = 0
    relevant: bool = True

    @property
    def mark(self) -> str:
        """The icon: error, warn, check when all is answered, dash otherwise."""
        if self.errors:
            return "error"
        if self.warnings:
            return "warn"
        return "check" if self.relevant and self.answered >= self.asked else "dash"


class Standings:
    """The standing of every section, kept by question so that an answer costs only what it changed."""

    def __init__(self, session: Session, sections: list[Section]) -> None:
        self._session = session
        self._of = {asked.ref: place for place, section in enumerate(sections) for asked in section.asked()}
        self._counts: dict[str, tuple[int, int, int, int, int]] = {}
        self.sections = [Standing() for _ in sections]
        self.update(frozenset(self._of))

    def update(self, refs: frozenset[str]) -> set[int]:
        """Count what has changed; returns the sections whose standing is another now."""
        touched = set()
        for ref in refs:
            place = self._of.get(ref)
            if place is not None:
                now = self._count(ref)
                if self._counts.get(ref) != now:
                    self._counts[ref] = now
                    touched.add(place)
        if touched:
            self._sum(touched)
        return touched

    @property
    def answered(self) -> int:
        """Answered questions of the whole form."""
        return sum(standing.answered for standing in self.sections)

    @property
    def asked(self) -> int:
        """Questions of the whole form that are asked now."""
        return sum(standing.asked for standing in self.sections)

    def _count(self, ref: str) -> tuple[int, int, int, int, int]:
        """(answered, asked, errors, warnings, relevant) of one question, each 0 or 1."""
        state = self._session.state(ref)
        if not state.relevant:
            return 0, 0, 0, 0, 0
        question = self._session.question(ref)
        silent = state.readonly or question.control == "note" or "label" in question.appearance.split()
        asked = 0 if silent else 1
        wrong = int(state.error is not None or is_missing(self._session, state))
        odd = int(state.warning is not None and state.warning.needs_reason)
        return asked * int(state.value != ""), asked, wrong, odd, 1

    def _sum(self, places: set[int]) -> None:
        totals = {place: [0, 0, 0, 0, 0] for place in places}
        for ref, place in self._of.items():
            if place in totals:
                for i, count in enumerate(self._counts.get(ref, (0, 0, 0, 0, 0))):
                    totals[place][i] += count
        for place, (answered, asked, errors, warnings, relevant) in totals.items():
            self.sections[place] = Standing(answered, asked, errors, warnings, relevant > 0)
