"""What cannot be in a timetable: somebody in two sessions at one time, a number twice, a session of no cohort."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ftd_desktop.i18n import tr
from ftd_desktop.programme import attendance, cohorts, sessions
from ftd_desktop.programme.sessions import Session
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import long_date

_BETWEEN = re.compile(r"\s*(?:;|/|&|\bdan\b)\s*", re.IGNORECASE)  # not the comma: it stands before a degree


@dataclass(frozen=True)
class Clash:
    """Two sessions at one time; `trainer` is who would be in both, "" where it is the cohort itself."""

    first: Session
    second: Session
    trainer: str
    first_cohort: str
    second_cohort: str

    @property
    def words(self) -> str:
        """For the timetable."""
        who = self.trainer or tr("Angkatan ini")
        return tr("{siapa} di dua sesi pada {tanggal}: {satu} dan {dua}.").format(
            siapa=who, tanggal=long_date(self.first.plan.day), satu=_named(self.first, self.first_cohort),
            dua=_named(self.second, self.second_cohort))


def clashes(file: DataFile, cohort_id: str) -> list[Clash]:
    """The clashes of a cohort's sessions, with each other and with other cohorts' (same trainer)."""
    placed = [(one, of) for of in cohorts.cohorts(file) for one in sessions.timetable(file, of.id)]
    by_day: dict[object, list[tuple[Session, cohorts.Cohort]]] = {}
    for session, of in placed:
        if session.plan.starts and session.plan.ends:
            by_day.setdefault(session.plan.day, []).append((session, of))
    return [clash for day in by_day.values() for clash in _of_day(day, cohort_id)]


def numbered_twice(timetable: Iterable[Session]) -> list[int]:
    """Numbers that two sessions bear, as after two machines planned one each."""
    counted = Counter(one.plan.number for one in timetable)
    return sorted(number for number, count in counted.items() if count > 1)


def strays(file: DataFile) -> list[str]:
    """Sessions whose programme, year and number are no cohort's, as somebody typed them in the form: in words."""
    if not attendance.has_form(file):
        return []
    known = {attendance.key(of) for of in cohorts.cohorts(file)}
    rows = file.rows(f"""SELECT program, tahun_program, angkatan, sesi_ke FROM {attendance.FORM}
                         WHERE sesi_ke IS NOT NULL ORDER BY program, tahun_program, angkatan, sesi_ke""")
    return [tr("{program} {tahun} angkatan {angkatan}, sesi {n}").format(
        program=row["program"] or "–", tahun=row["tahun_program"] or "–", angkatan=row["angkatan"] or "–",
        n=row["sesi_ke"])
        for row in rows if (row["program"], row["tahun_program"], row["angkatan"]) not in known]


def _of_day(placed: list[tuple[Session, cohorts.Cohort]], cohort_id: str) -> Iterator[Clash]:
    for (one, of_one), (two, of_two) in combinations(placed, 2):
        if cohort_id not in (of_one.id, of_two.id) or not _overlap(one, two):
            continue
        if of_one.id != cohort_id:  # this cohort's session is named first
            (one, of_one), (two, of_two) = (two, of_two), (one, of_one)
        trainers = _trainers(one)
        same = trainers.keys() & _trainers(two).keys()
        for folded in sorted(same):
            yield Clash(one, two, trainers[folded], _beside(of_one, cohort_id), _beside(of_two, cohort_id))
        if not same and of_one.id == of_two.id:
            yield Clash(one, two, "", "", "")


def _overlap(one: Session, two: Session) -> bool:
    return one.plan.starts < two.plan.ends and two.plan.starts < one.plan.ends


def _trainers(session: Session) -> dict[str, str]:
    """Folded name -> as it is written first."""
    found: dict[str, str] = {}
    for name in _BETWEEN.split(session.plan.trainer):
        if name.strip():
            found.setdefault(" ".join(name.casefold().split()), name.strip())
    return found


def _beside(of: cohorts.Cohort, cohort_id: str) -> str:
    """The other cohort by name; this one needs none."""
    return "" if of.id == cohort_id else of.title


def _named(session: Session, cohort: str) -> str:
    return tr("sesi {n} {cohort}").format(n=session.short, cohort=cohort).strip()
