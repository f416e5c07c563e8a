"""What falls due: one line a person, for the last round whose day has come; what is lost is not due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ftd_desktop.programme import cohorts, followups
from ftd_desktop.programme.rounds import LOST_AFTER
from ftd_desktop.store.file import DataFile

ENDS = date(2022, 9, 30)  # the cohort's of `tests.programme.world`
TL3, TL6 = date(2022, 12, 30), date(2023, 3, 30)


@pytest.fixture
def person(file: DataFile) -> str:
    found = file.insert("ftd_profil", {"nama": "Peserta Karangan", "peserta_id": "K1", "_status": "complete"})
    cohorts.join(file, found, cohorts.cohorts(file)[0].id, since=date(2022, 8, 1))
    for name in ("baseline", "endline"):
        file.insert("ftd_survei", {"_participant": found, "tahap": name, "_status": "complete"})
    return found


def due(file: DataFile, today: date) -> list[tuple[str, int]]:
    return [(one.round, one.days) for one in followups.due_rounds(file, today)]


@pytest.mark.parametrize(("today", "expected"), [
    (TL3 - timedelta(15), []), (TL3 - timedelta(14), [("tl3", 14)]), (TL3, [("tl3", 0)]),
    (TL6 - timedelta(14), [("tl3", -76), ("tl6", 14)]),
    (TL6, [("tl6", 0)]),  # the three months' round is overtaken
    (TL6 + timedelta(LOST_AFTER), [("tl6", -LOST_AFTER)]),
    (TL6 + timedelta(LOST_AFTER + 1), []),
])
def test_what_is_due_on_a_day(file: DataFile, person: str, today: date, expected: list[tuple[str, int]]) -> None:
    assert due(file, today) == expected


def test_a_round_held_or_a_person_gone_is_not_due(file: DataFile, person: str) -> None:
    file.insert("ftd_survei", {"_participant": person, "tahap": "tl3", "_status": "draft"})
    assert due(file, TL3) == [("tl3", 0)]  # begun is not held
    file.insert("ftd_survei", {"_participant": person, "tahap": "tl3", "_status": "complete"})
    assert due(file, TL3) == []
    membership = file.value("SELECT _id FROM membership")
    cohorts.set_stage(file, membership, "left", since=TL3, reason="Pindah (contoh)", officer_id="o1")
    assert due(file, TL6) == []
