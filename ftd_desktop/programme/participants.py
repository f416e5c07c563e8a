"""Participants: the list with search, one person with all rounds, and last round's answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.programme import rounds as round_rules
from ftd_desktop.programme.cohorts import day
from ftd_desktop.programme.filters import Wanted, condition
from ftd_desktop.programme.identity import mask_nik
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.programme.rounds import SURVEY as SURVEY
from ftd_desktop.programme.rounds import Round
from ftd_desktop.store.file import DataFile

PROFILE = "ftd_profil"


@dataclass(frozen=True)
class ParticipantRow:
    """One row of the list. `nik` is masked; `rounds` are those of `rounds.SHOWN`."""

    id: str
    code: str
    name: str
    nik: str
    business: str
    regency: str
    cohort: str
    stage: str
    rounds: tuple[Round, ...]
    updated: str
    status: str


@dataclass(frozen=True)
class Participant:
    """One person: the entity columns, the cohort and every round. `facts` are the columns of the profile form."""

    id: str
    code: str
    name: str
    business: str
    nik: str
    phone: str
    regency: str
    cohort_id: str | None
    cohort: str
    stage: str
    rounds: tuple[Round, ...]
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PreviousRound:
    """The last finished round before one: its name, its day, and its answers as text by question name."""

    name: str
    day: date | None
    answers: dict[str, str]


_FROM = """
FROM participant p
LEFT JOIN membership m ON m._id = (
    SELECT _id FROM membership WHERE participant_id = p._id ORDER BY since DESC, _id DESC LIMIT 1)
LEFT JOIN cohort c ON c._id = m.cohort_id
LEFT JOIN programme g ON g._id = c.programme_id
"""
_COLUMNS = """
SELECT p.*, m.stage, m.cohort_id, c.number AS cohort_number, c.starts, c.ends, g.code AS programme_code, g.year
"""


def search(file: DataFile, text: str = "", *, limit: int = 50, offset: int = 0,
           wanted: Wanted | None = None) -> list[ParticipantRow]:
    """The participants whose name, business, code, NIK or phone begin with what was typed; all of them for ""."""
    where, params = condition(replace(wanted or Wanted(), text=text))
    sql = f"{_COLUMNS}{_FROM}{where} ORDER BY p.nama COLLATE NOCASE, p._n LIMIT ? OFFSET ?"
    rows = file.rows(sql, (*params, limit, offset))
    surveys = _surveys(file, [row["_id"] for row in rows])
    return [_row(row, surveys.get(row["_id"], [])) for row in rows]


def count(file: DataFile, text: str = "", *, wanted: Wanted | None = None) -> int:
    """How many the search finds in all."""
    where, params = condition(replace(wanted or Wanted(), text=text))
    return int(file.value(f"SELECT count(*) {_FROM}{where}", params) or 0)


def participant(file: DataFile, participant_id: str) -> Participant:
    """One person; UserError when the file does not hold the record."""
    row = file.row(f"{_COLUMNS}{_FROM} WHERE p._id = ?", (participant_id,))
    if row is None:
        raise UserError("Peserta itu tidak ada di berkas ini. Terima berkas terbaru dari provinsi, lalu ulangi.")
    facts = file.row(f"SELECT * FROM {PROFILE} WHERE _id = ?", (participant_id,)) or {}
    return Participant(
        id=row["_id"], code=row["kode"] or "", name=row["nama"] or "", business=row["usaha"] or "",
        nik=row["nik"] or "", phone=row["hp"] or "", regency=row["kab"] or "", cohort_id=row["cohort_id"],
        cohort=_cohort_name(row), stage=row["stage"] or "registered",
        rounds=_rounds(row, _surveys(file, [participant_id]).get(participant_id, []), round_rules.ORDER[:-1]),
        facts=facts,
    )


def previous_answers(file: DataFile, participant_id: str, before: str) -> PreviousRound | None:
    """The answers of the nearest finished round before round `before`; None when there is none."""
    for name in round_rules.before(before):
        row = file.row(
            f"SELECT * FROM {SURVEY} WHERE _participant = ? AND tahap = ? AND _status <> 'draft' "
            "ORDER BY _updated DESC LIMIT 1",
            (participant_id, name),
        )
        if row:
            answers = {key: as_text(value) for key, value in row.items() if not key.startswith("_")}
            return PreviousRound(name, day(row["tgl_survei"]), answers)
    return None


def as_text(value: object) -> str:
    """A column's value as the text an XForm holds: whole numbers without a point, "" for none."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _surveys(file: DataFile, ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """participant id -> its survey rows (record, round, status, day)."""
    found: dict[str, list[dict[str, Any]]] = {}
    marks = ",".join("?" * len(ids))
    sql = (f"SELECT _id, _participant, tahap, _status, tgl_survei FROM {SURVEY} WHERE _participant IN ({marks}) "
           "ORDER BY _status = 'draft' DESC, _updated")
    for row in file.rows(sql, tuple(ids)):
        found.setdefault(row["_participant"], []).append(row)
    return found


def _rounds(row: dict[str, Any], surveys: list[dict[str, Any]], names: Sequence[str]) -> tuple[Round, ...]:
    held = {survey["tahap"]: survey for survey in surveys}  # a finished one comes last and wins over a draft
    made = []
    for name in names:
        due = round_rules.due(name, day(row["starts"]), day(row["ends"]))
        survey = held.get(name)
        if survey is None:
            made.append(Round(name, "none", due=due))
        else:
            made.append(Round(name, survey["_status"], survey["_id"], day(survey["tgl_survei"]), due))
    return tuple(made)


def _row(row: dict[str, Any], surveys: list[dict[str, Any]]) -> ParticipantRow:
    return ParticipantRow(
        id=row["_id"], code=row["kode"] or "", name=row["nama"] or "", nik=mask_nik(row["nik"]),
        business=row["usaha"] or "", regency=short_regency(row["kab"]), cohort=_cohort_name(row),
        stage=row["stage"] or "registered", rounds=_rounds(row, surveys, round_rules.SHOWN),
        updated=row["_updated"] or "", status=row["_status"] or "",
    )


def _cohort_name(row: dict[str, Any]) -> str:
    return f"{row['programme_code']} {row['year']} · {row['cohort_number']}" if row["cohort_number"] else ""
