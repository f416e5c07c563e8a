"""The right to erasure (UU 27/2022 art. 8): what of a person would go, what stays and why, and the order itself.

`store.changes.erasure` does the work in the log; here the person is found in all forms, attendance lists too, which
name participants by code.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.programme.attendance import ROWS, has_form
from ftd_desktop.programme.participants import participant
from ftd_desktop.store.changes import erasure
from ftd_desktop.store.file import DataFile

SHORTEST_REASON = 10


@dataclass(frozen=True)
class Plan:
    """`rows` are (table, row); `counts` how many of each table; `certificates` are numbers that stay registered."""

    participant_id: str
    name: str
    code: str
    rows: tuple[tuple[str, str], ...]
    counts: dict[str, int]
    certificates: tuple[str, ...]


def plan(file: DataFile, participant_id: str) -> Plan:
    """What an erasure of this person would take; writes nothing. UserError when the file does not hold the person."""
    person = participant(file, participant_id)
    rows = erasure.rows_of_person(file, participant_id)
    if person.code and has_form(file):
        rows += [(ROWS, row) for (row,) in file.execute(f"SELECT _id FROM {ROWS} WHERE peserta_id = ?",
                                                        (person.code,))]
    numbers = [number for (number,) in file.execute(
        "SELECT number FROM certificate WHERE participant_id = ? AND number IS NOT NULL ORDER BY sequence",
        (participant_id,))]
    return Plan(participant_id, person.name, person.code, tuple(rows), dict(Counter(table for table, _ in rows)),
                tuple(numbers))


def carry_out(file: DataFile, of: Plan, reason: str) -> None:
    """Erase for good, here and, by the return files, at every laptop. The reason is kept without the person's name.

    UserError in a file that is not the province's, or without a real reason; then nothing is erased.
    """
    if file.role != "province":
        raise UserError("Penghapusan data pribadi hanya dapat diperintahkan di berkas provinsi.")
    said = " ".join(reason.split())
    if len(said) < SHORTEST_REASON:
        raise UserError("Tulis alasan penghapusan dengan kalimat, paling sedikit {n} huruf.", n=SHORTEST_REASON)
    file.journal("erase order", {"participant": of.participant_id, "reason": said, "rows": len(of.rows)})
    erasure.erase(file, of.rows)  # after the journal: what cannot be noted is not done
