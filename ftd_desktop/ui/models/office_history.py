"""What the office decided about a person, from the change log: stages, exceptions, certificates; each with why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.certificates import register
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts, overrides
from ftd_desktop.store.changes import log
from ftd_desktop.store.changes.log import Id
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Step:
    """One decision: when and by whom (code or id), from what to what, and why."""

    title: str
    table: str
    row: str
    id: Id
    at: datetime
    who: str
    what: str
    before: str
    after: str
    why: str


def steps(file: DataFile, participant_id: str) -> list[Step]:
    """Every decision about a person."""
    found: list[Step] = []
    for table, read in (("membership", _stage), ("certificate", _certificate), (overrides.TABLE, _override)):
        for row in file.rows(f"SELECT _id FROM {quote(table)} WHERE participant_id = ?", (participant_id,)):
            found += _of_row(file, table, row["_id"], read)
    return found


def _of_row(file: DataFile, table: str, row: str, read: Any) -> Iterator[Step]:
    now: dict[str, Any] = {}
    for step in log.history(file, table, row):
        before, now = now, {**now, **step.after}
        said = read(file, before, now)
        if said is not None:
            title, what, old, new, why = said
            yield Step(title, table, row, step.change.id, step.change.at, step.change.usr or "", what, old, new, why)


Said = tuple[str, str, str, str, str] | None
"""Title, what changed, before, after, why; None when nothing worth a line did."""


def _stage(file: DataFile, before: dict[str, Any], now: dict[str, Any]) -> Said:
    if before.get("stage") == now.get("stage"):
        return None
    old = cohorts.stage_label(before["stage"]) if before else ""
    of = next((one.title for one in cohorts.cohorts(file) if one.id == now.get("cohort_id")), tr("Angkatan"))
    return of, tr("Tahap"), old, cohorts.stage_label(now["stage"]), now.get("reason") or ""


def _certificate(file: DataFile, before: dict[str, Any], now: dict[str, Any]) -> Said:
    if before.get("status") == now.get("status"):
        return None
    return (tr("Sertifikat"), now.get("number") or "", _status(before.get("status")), _status(now.get("status")),
            now.get("reason") or "")


def _override(file: DataFile, before: dict[str, Any], now: dict[str, Any]) -> Said:
    if now.get("withdrawn"):
        return tr("Kelulusan"), tr("Pengecualian"), tr("Berlaku"), tr("Dicabut"), now["withdrawn"]
    by, reason = now.get("asked_name") or "", now.get("reason") or ""
    if not now.get("approved_name"):
        return tr("Kelulusan"), tr("Pengecualian"), "", tr("diminta {asked}").format(asked=by), reason
    words = tr("disetujui {approved}").format(approved=now["approved_name"])
    return tr("Kelulusan"), tr("Pengecualian"), tr("diminta {asked}").format(asked=by), words, reason


def _status(status: str | None) -> str:
    return {register.ISSUED: tr("Terbit"), register.SIGNED: tr("Bertanda tangan elektronik"),
            register.VOID: tr("Batal"), register.REPLACED: tr("Diganti")}.get(status or "", status or "")
