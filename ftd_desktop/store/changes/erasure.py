"""The right to erasure (UU 27/2022): op 4, ordered by the province, absorbing in the fold (MERGE.md section 10).

The bodies of all changes of an erased row are set to NULL here and wherever the erasure arrives; row id and stamps
stay, so that a late bundle or an old backup cannot bring the person back. The erasures are also kept beside the file
(`NAME.ftdb.shun`, ids and stamps only) and applied again to whatever is restored under its name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from ftd_desktop.store import attachments
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import fold
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.connection import Connection, quote

# The erasing change as it stands in the log, but for who and where: table, row, id, parents, column list.
Order = tuple[str, str, int, int, int | None, int | None, str | None, int]


def rows_of_person(file: Connection, participant_id: str) -> list[tuple[str, str]]:
    """(table, row) of everything about a person: profile, records, their repeats, memberships, attachments.

    Certificates are the office's own record of what it issued and are not among them.
    """
    found = [("ftd_profil", participant_id)]
    parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())
    for table in parents:
        columns = capture.described(file, table).names
        for reference in {"_participant", "participant_id"} & set(columns) if table != "certificate" else ():
            found += [(table, row) for (row,) in file.execute(
                f"SELECT _id FROM {quote(table)} WHERE {reference} = ? AND _id <> ?", (participant_id, participant_id))]
    for table in capture.tables(file):
        if parent := parents[table]:
            for owner in [row for t, row in found if t == parent]:
                found += [(table, row) for (row,) in file.execute(
                    f"SELECT _id FROM {quote(table)} WHERE _parent = ?", (owner,))]
    return found


def erase(file: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Erase rows for good, as one write; the caller has asked twice. The journal says how many, not who."""
    rows = list(rows)
    with file.write():
        for table, row in rows:
            capture.note(file, table, row, log.ERASE, {}, fold(log.of_row(file, row)).parents(log.DELETE))
        materialize(file, [row for _, row in rows])
        _forget_drafts(file)
        attachments.sweep(file)
        file.journal("erase", {"rows": len(rows)})
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _forget_drafts(file: Connection) -> None:
    """Drop the open journals of erased records and people."""
    erased = "(SELECT row FROM _chg WHERE op = 4)"
    gone = f"(SELECT record_id FROM _trail WHERE record_id IN {erased} OR participant_id IN {erased})"
    with file.write():
        file.execute(f"DELETE FROM _trail_entry WHERE record_id IN {gone}")
        file.execute(f"DELETE FROM _trail WHERE record_id IN {erased} OR participant_id IN {erased}")


def orders(file: Connection) -> set[Order]:
    """All erasures this file knows."""
    return set(file.execute("SELECT t, row, hlc, rnd, phlc, prnd, xp, sv FROM _chg WHERE op = 4"))


def shun_path(path: Path) -> Path:
    """Where the erasures are kept beside the data file `path`."""
    return path.with_name(path.name + ".shun")


def keep_beside(file: Connection, path: Path) -> None:
    """Make the list beside the file and the log hold the same erasures; an older file learns those it missed."""
    inside, beside = orders(file), _read(shun_path(path))
    if missed := beside - inside:
        with capture.applying(file):
            file.raw.executemany("INSERT INTO _chg (t, row, hlc, rnd, phlc, prnd, xp, sv, op, dev) "
                                 "SELECT ?, ?, ?, ?, ?, ?, ?, ?, 4, dev FROM _st", list(missed))
            materialize(file, {order[1] for order in missed})
    if inside - beside or missed:
        _forget_drafts(file)  # what is begun about people who were erased by an order that arrived, and their pictures
        attachments.sweep(file)
    if inside - beside:
        _write(shun_path(path), inside | beside)


def _read(path: Path) -> set[Order]:
    if not path.exists():
        return set()
    found: set[Order] = {tuple(order) for order in json.loads(path.read_bytes())}
    return found


def _write(path: Path, known: set[Order]) -> None:
    draft = path.with_name(path.name + ".baru")
    with draft.open("w", encoding="utf-8") as out:
        json.dump(sorted(known, key=lambda order: order[1:4]), out)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
