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
    """One member's exception, with both names as they were written then; asked for only while `approved` is ""."""

    id: str
    participant_id: str
    reason: str
    asked: str
    approved: str
    decided: date | None
    asked_code: str = ""

    @property
    def granted(self) -> bool:
        """Whether the second person has approved."""
        return bool(self.approved)

    @property
    def words(self) -> str:
        """For every table that shows it."""
        said = tr("Dikecualikan: {reason} (diminta {asked}, disetujui {approved})") if self.granted else tr(
            "Pengecualian diminta {asked}, menunggu orang kedua: {reason}")
        return said.format(reason=self.reason.rstrip("."), asked=self.asked, approved=self.approved)


def overrides(file: DataFile, cohort_id: str) -> dict[str, Override]:
    """participant id -> the exception that stands, the newest where two were granted."""
    return {one.participant_id: one for one in _standing(file, cohort_id) if one.granted}


def pending(file: DataFile, cohort_id: str) -> dict[str, Override]:
    """participant id -> what was asked for and waits for a second person; not who has an exception already."""
    standing = _standing(file, cohort_id)
    granted = {one.participant_id for one in standing if one.granted}
    return {one.participant_id: one for one in standing if one.participant_id not in granted}


def request(file: DataFile, participant_id: str, cohort_id: str, *, reason: str, asked_code: str,
            asked_name: str) -> str:
    """Ask for an exception; it counts once somebody else approves it. Returns its id.

    UserError without a real reason, where nobody is known to sit here, or when one was asked for already.
    """
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasan pengecualian dengan kalimat, paling sedikit {n} huruf.", n=SHORTEST_REASON)
    if not asked_code:
        raise UserError("Berkas ini belum terhubung dengan petugas, jadi pengecualian tidak dapat diminta di sini.")
    if any(one.participant_id == participant_id for one in _standing(file, cohort_id)):
        raise UserError("Pengecualian untuk peserta ini sudah diminta. Setujui, tolak, atau cabut yang itu dahulu.")
    return file.insert(TABLE, {"participant_id": participant_id, "cohort_id": cohort_id, "reason": said,
                               "asked_by": asked_code, "asked_name": asked_name})


def approve(file: DataFile, override_id: str, *, code: str, name: str, on: date) -> None:
    """The second person, who sits at this file, approves what another asked for."""
    row = _row(file, override_id)
    if not code:
        raise UserError("Berkas ini belum terhubung dengan petugas, jadi pengecualian tidak dapat disetujui di sini.")
    if code.strip().casefold() == str(row["asked_by"]).strip().casefold():
        raise UserError("Orang kedua harus orang lain: {kode} adalah kode Anda sendiri.", kode=code)
    file.update(TABLE, override_id, {"approved_by": code, "approved_name": name, "decided": on.isoformat()})


def grant(file: DataFile, participant_id: str, cohort_id: str, *, reason: str, asked_code: str, asked_name: str,
          second_code: str, on: date) -> str:
    """Ask and approve in one write: the second person sits beside the first and gives the officer code.

    Returns the exception's id. UserError as of `request`, or when that code is unknown, no longer active, or of the
    one who asks.
    """
    with file.write():
        made = request(file, participant_id, cohort_id, reason=reason, asked_code=asked_code, asked_name=asked_name)
        second = _officer(file, second_code)
        approve(file, made, code=second["code"], name=second["name"], on=on)
    return made


def withdraw(file: DataFile, override_id: str, reason: str) -> None:
    """Take an exception back, or refuse one that was asked for, with a reason; it stays in the file's history."""
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasan pencabutan dengan kalimat, paling sedikit {n} huruf.", n=SHORTEST_REASON)
    file.update(TABLE, override_id, {"withdrawn": said})


def _standing(file: DataFile, cohort_id: str) -> list[Override]:
    rows = file.rows(f"SELECT * FROM {TABLE} WHERE cohort_id = ? AND withdrawn IS NULL ORDER BY decided, _id",
                     (cohort_id,))
    return [Override(row["_id"], row["participant_id"], row["reason"] or "",
                     row["asked_name"] or row["asked_by"] or "", row["approved_name"] or row["approved_by"] or "",
                     day(row["decided"]), row["asked_by"] or "") for row in rows]


def _row(file: DataFile, override_id: str) -> dict[str, object]:
    row = file.row(f"SELECT * FROM {TABLE} WHERE _id = ? AND withdrawn IS NULL", (override_id,))
    if row is None:
        raise UserError("Pengecualian itu sudah dicabut atau ditolak. Buka halaman ini lagi.")
    return row


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
