"""Plain stand-ins for what the programme room returns; all people are made up."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from ftd_desktop.programme.followups import DueRound
from ftd_desktop.programme.rounds import Round
from ftd_desktop.ui.models.outbox import Outbox, Receipt
from ftd_desktop.ui.models.start_data import Backup, StartData
from tests.ui.conftest import NOW

TODAY = NOW.date()


def draft(record_id: str = "d1", name: str = "Tiurma br. Manurung", *, recovered: bool = False) -> Any:
    return SimpleNamespace(record_id=record_id, form_id="ftd_survei", title="Survei 12 bulan", name=name,
                           business="Tenun Sigura Jaya", answered=52, asked=100, touched=NOW - timedelta(minutes=3),
                           recovered=recovered, participant_id="p1")


def due(name: str, days: int) -> Any:
    return DueRound("p-" + name, name, "Toba", "tl6", TODAY + timedelta(days), days)


def start_data(drafts: tuple[Any, ...] = (), dues: tuple[Any, ...] = (), waiting: int = 0, **more: Any) -> StartData:
    return StartData(
        drafts=drafts, draft_count=len(drafts), due=dues,
        outbox=Outbox(waiting, min(waiting, 9), NOW - timedelta(days=4)),
        backup=Backup(NOW - timedelta(minutes=12), "Flashdisk PLUT-04", date(2026, 11, 23), ("ok", "Sehat")),
        receipt=Receipt(NOW - timedelta(days=11), "FTD-balasan-07.ftd", 27), **more,
    )


def rounds(marks: str) -> tuple[Round, ...]:
    """c done, d draft, o not yet, l late; for baseline, endline, tl3, tl6, tl12."""
    status = {"c": "complete", "d": "draft", "o": "none", "l": "none"}
    made = []
    for name, mark in zip(("baseline", "endline", "tl3", "tl6", "tl12"), marks, strict=False):
        past = TODAY - timedelta(days=40) if mark == "l" else TODAY + timedelta(days=40)
        record = f"r-{name}" if mark in "cd" else None
        made.append(Round(name, status[mark], record, date(2026, 5, 18) if record else None, past))
    return tuple(made)


NAMES = ("Tiurma br. Manurung", "Maruli Sinaga", "Siti Rahmah Lubis", "Wagiman Prasetyo", "Yuniman Zebua",
         "Rosmaida Hutapea", "Tengku Amri Syah", "Mariana Situmorang", "Sri Wahyuningsih", "Dermawan Purba",
         "Otniel Telaumbanua", "Hotma Uli Panjaitan", "Fatimah Nasution", "Encik Zubaidah", "Famati Gulo")
STAGES = ("participant", "completed", "left", "registered", "alumnus")


def row(i: int) -> Any:
    return SimpleNamespace(
        id=f"p{i}", code=f"SU-{i:04}", name=NAMES[i % len(NAMES)], nik=f"121205••••••{i:04}",
        business=f"Usaha Contoh {i}", regency="Toba", cohort="FTD 2022 · 01", stage=STAGES[i % len(STAGES)],
        rounds=rounds(("ccd", "clo", "coo", "ooo")[i % 4]), updated=(NOW - timedelta(days=i)).isoformat(),
        status="complete")


def person(i: int = 0) -> Any:
    return SimpleNamespace(
        id=f"p{i}", code=f"SU-{i:04}", name=NAMES[i % len(NAMES)], business="Tenun Sigura Jaya",
        nik="1212056511800003", phone="081200003471", regency="12.12", cohort_id="c1", cohort="FTD 2022 · 01",
        stage=STAGES[i % len(STAGES)], rounds=rounds("ccdoo"), facts={})


def card() -> Any:
    from ftd_desktop.ui.models import answers

    return SimpleNamespace(person=person(), rounds=("baseline", "endline"), answers=(
        answers.Answers("Penjualan bulan lalu", ("Rp12.900.000", "Rp18.500.000")),
        answers.Answers("Cara bayar yang paling sering", ("Tunai", "QRIS")),
        answers.Answers("Punya NIB", ("Ya", "Ya"))))
