"""Completion granted against the rule: with a reason, asked by one person and approved by a second one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.file import DataFile

TABLE = "completion_override"
SHORTEST_REASON = 10


@dataclass(frozen=True)
class Override:
    """One member's exception, with both names as they were written then."""

    id: str
    participant_id: str
    reason: str
    asked: str
    approved: str
    decided: date | None

    @property
    def words(self) -> str:
        """For every table that shows it."""
        return tr("Dikecualikan: {reason} (diminta {asked}, disetujui {approved})").format(
            reason=self.reason.rstrip("."), asked=self.asked, approved=self.approved)


def overrides(file: DataFile, cohort_id: str) -> dict[str, Override]:
    """participant id -> the exception that stands, the newest where two were granted."""
    rows = file.rows(f"SELECT * FROM {TABLE} WHERE cohort_id = ? AND withdrawn IS NULL ORDER BY decided, _id",
                     (cohort_id,))
    return {row["participant_id"]: Override(
        row["_id"], row["participant_id"], row["reason"] or "", row["asked_name"] or row["asked_by"] or "",
        row["approved_name"] or row["approved_by"] or "", day(row["decided"])) for row in rows}


def grant(file: DataFile, participant_id: str, cohort_id: str, *, reason: str, asked_code: str, asked_name: str,
          second_code: str, on: date) -> str:
    """Record an exception; returns its id.

    UserError without a real reason, or when the second person is unknown, no longer active, or the one who asks.
    """
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasan pengecualian dengan kalimat, paling sedikit {n} huruf.", n=SHORTEST_REASON)
    if not asked_code:
        raise UserError("Berkas ini belum terhubung dengan petugas, jadi pengecualian tidak dapat diminta di sini.")
    second = _officer(file, second_code)
    if second["code"].casefold() == asked_code.strip().casefold():
        raise UserError("Orang kedua harus orang lain: {kode} adalah kode Anda sendiri.", kode=second["code"])
    return file.insert(TABLE, {
        "participant_id": participant_id, "cohort_id": cohort_id, "reason": said, "asked_by": asked_code,
        "asked_name": asked_name, "approved_by": second["code"], "approved_name": second["name"],
        "decided": on.isoformat(),
    })


def withdraw(file: DataFile, override_id: str, reason: str) -> None:
    """Take an exception back, with a reason; it stays in the file's history."""
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasan pencabutan dengan kalimat, paling sedikit {n} huruf.", n=SHORTEST_REASON)
    file.update(TABLE, override_id, {"withdrawn": said})


def _officer(file: DataFile, code: str) -> dict[str, str]:
    """The active officer with that code."""
    known = [row for row in file.rows("SELECT code, name, active FROM officer ORDER BY _id")
             if str(row["code"] or "").casefold() == code.strip().casefold() and code.strip()]
    if not known:
        raise UserError("Kode petugas {kode} tidak dikenal di berkas ini. Periksa kodenya, atau terima berkas "
                        "terbaru dari provinsi.", kode=code.strip() or "–")
    if not known[-1]["active"]:
        raise UserError("Petugas {kode} sudah tidak aktif, jadi tidak dapat menyetujui.", kode=known[-1]["code"])
    return {"code": str(known[-1]["code"]), "name": str(known[-1]["name"] or "")}
