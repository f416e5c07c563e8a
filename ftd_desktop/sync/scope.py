"""Which rows a laptop may have: those of the participants of its regencies, and what the office shares with everybody.

A survey, a membership, a certificate follow their participant; a repeat's rows follow their record. A training session
goes to every laptop that has somebody in its cohort, wherever it was planned, with the attendance of these people only.
Another record about nobody goes to the laptop that wrote it, and to those whose scope is the whole province.
"""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.programme import attendance
from ftd_desktop.store.changes import capture
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

# What the office alone writes and every machine needs: names for lists, letterhead, signatories, numbers.
OFFICE_TABLES = ("office", "programme", "cohort", "officer", "device", "signatory", "number_block")

# Those of the cohorts that have one of the people.
_SESSIONS = ("SELECT s._id FROM membership AS m JOIN cohort AS o ON o._id = m.cohort_id "
             "JOIN programme AS p ON p._id = o.programme_id "
             f"JOIN {attendance.FORM} AS s ON s.program = p.code AND s.tahun_program = p.year "
             "AND s.angkatan = o.number WHERE m.participant_id IN {people}")


def mark(master: DataFile, device: int, regencies: Sequence[str]) -> None:
    """Fill the temporary table `_scope` with the ids of the rows that the machine with ordinal `device` may have.

    `regencies` are BPS codes; none means the whole province.
    """
    master.execute("CREATE TEMP TABLE IF NOT EXISTS _scope (row TEXT PRIMARY KEY) WITHOUT ROWID")
    master.execute("DELETE FROM temp._scope")
    for table in capture.tables(master):  # parents before children
        condition, params = _condition(master, table, device, regencies)
        master.execute(f"INSERT OR IGNORE INTO temp._scope SELECT _id FROM {quote(table)} AS x WHERE {condition}",
                       params)
    # An erasure goes to everybody: ids and stamps only, so that no copy and no old file brings the person back.
    master.execute("INSERT OR IGNORE INTO temp._scope SELECT row FROM _chg WHERE op = 4")


def _condition(master: DataFile, table: str, device: int, regencies: Sequence[str]) -> tuple[str, list[object]]:
    columns = set(capture.described(master, table).names)
    if not regencies or table in OFFICE_TABLES:
        return "1", []
    there = f"participant WHERE kab IN ({', '.join('?' * len(regencies))})"
    mine = "EXISTS (SELECT 1 FROM _chg AS c WHERE c.row = x._id AND c.dev = ?)"
    if "_position" in columns:
        below = "_parent IN (SELECT row FROM temp._scope)"
        if table != attendance.ROWS:
            return below, []
        return f"{below} AND (peserta_id IN (SELECT kode FROM {there}) OR {mine})", [*regencies, device]
    people = f"(SELECT _id FROM {there})"
    if table == attendance.FORM:
        return f"(_id IN ({_SESSIONS.format(people=people)}) OR {mine})", [*regencies, device]
    if "_participant" in columns:
        about = f"(_participant IN {people} OR _id IN {people})"
        nobody = f"(_participant IS NULL AND _id NOT IN (SELECT _id FROM participant) AND {mine})"
        return f"{about} OR {nobody}", [*regencies, *regencies, device]
    if "participant_id" in columns:
        return f"(participant_id IN {people} OR (participant_id IS NULL AND {mine}))", [*regencies, device]
    return "0", []
