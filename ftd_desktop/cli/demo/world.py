"""The world the demo plays in: a folder, three data files, a clock that can be set, and a voice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.record import OpenRecord
from ftd_desktop.store.file import DataFile

#: One passphrase for all demo files: they hold nobody's data.
PASSPHRASE = "contoh-demo-ftd"
WIB = timezone(timedelta(hours=7), "WIB")


@dataclass
class Clock:
    """A clock that says what the story says."""

    moment: datetime = datetime(2022, 8, 1, 9, 0, tzinfo=WIB)

    def __call__(self) -> datetime:
        """The moment of the story."""
        return self.moment

    def set(self, day: date, hour: int = 9) -> None:
        """Turn the clock to a day."""
        self.moment = datetime.combine(day, time(hour), WIB)

    def pass_by(self, minutes: int) -> None:
        """Turn the clock on."""
        self.moment += timedelta(minutes=minutes)


@dataclass
class World:
    """Everything a step of the story works on. `tell` gets each sentence; `counts` what the steps found."""

    folder: Path
    tell: Callable[[str], None]
    today: date
    """The real day: machines are enrolled and certificates issued on it, while the interviews are of 2022."""
    clock: Clock = field(default_factory=Clock)
    province: DataFile = field(init=False)
    officers: dict[str, DataFile] = field(default_factory=dict)
    desks: dict[str, Desk] = field(default_factory=dict)
    participants: dict[str, str] = field(default_factory=dict)
    """name -> id"""
    cohort_id: str = ""
    signatory_id: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def seat(self, name: str, file: DataFile) -> Desk:
        """Put somebody at a file; `name` is an officer's or "provinsi"."""
        self.desks[name] = Desk(file, FormLibrary(file), now=self.clock)
        return self.desks[name]

    def close(self) -> None:
        """Close all files."""
        for file in (*self.officers.values(), *([self.province] if hasattr(self, "province") else [])):
            file.close()


def key_in(
    record: OpenRecord, answers: Mapping[str, str], reason: str = "Sudah ditanyakan lagi (contoh)",
    before_finishing: Callable[[], object] = lambda: None,
) -> None:
    """Give answers by question name, in the order of the form, as long as questions are asked; then finish.

    Warnings that want a reason get `reason`; `before_finishing` lets the time pass that the interview took.
    AssertionError when anything stands in the way: the story is wrong then.
    """
    given: set[str] = set()
    while _answer_asked(record, answers, given):
        record.write(record.pending())
    for problem in record.blocking():
        if problem.severity == "warning":
            record.reason(problem.ref, reason)
    before_finishing()
    left = record.finish()
    assert not left, f"{record.form.form_id}: {[(problem.ref, problem.message) for problem in left]}"


def _answer_asked(record: OpenRecord, answers: Mapping[str, str], given: set[str]) -> bool:
    """One pass over the questions asked now; whether any was answered."""
    before = len(given)
    for ref in record.interview.refs():
        name = ref.rsplit("/", 1)[1]
        if ref in given or name not in answers:
            continue
        state = record.interview.state(ref)
        if state.relevant and not state.readonly:
            record.answer(ref, answers[name])
            given.add(ref)
    return len(given) > before

