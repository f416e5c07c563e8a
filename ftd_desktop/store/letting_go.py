"""Who replaces an answer lets go of its file (docs/decisions/0040).

After a save, `tidy` looks at the rows that were changed in this file since it last looked. A file that such a row names
becomes the person's (`attachment`); one that the row named before and that no answer of the person names any more is
deleted there, so it travels no further. Its bytes stay for `GRACE`, so that undo finds them. Rows that came in a bundle
are left alone: whoever changed them has tidied up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ftd_desktop.store import attachments
from ftd_desktop.store.attachments import NAME
from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.connection import Connection, quote

GRACE = timedelta(days=30)
SEEN = "attachments_seen"  # setting: the last change that was looked at
PROFILE = "ftd_profil"

Owner = str | None  # the participant; None for what is nobody's (a session, an office's own form)


@dataclass(frozen=True)
class _Row:
    """What a changed row names now, what it named before, whose it is and whose it was."""

    names: set[str]
    before: set[str]
    owner: Owner
    owners: set[Owner]


def tidy(file: Connection, grace: timedelta = GRACE) -> int:
    """Make `attachment` and the bytes fit the answers after what was changed here; gives how many files went.

    Costs what was changed since the last call. Runs in the caller's write, or as one of its own.
    """
    last = log.last_lsn(file)
    seen = file.setting(SEEN, 0)
    with file.write():
        if seen < last:
            for row in list(_changed(file, seen, last)):
                for found in row.names:
                    attachments.belong(file, found, row.owner)
                for owner in row.owners:
                    _let_go(file, row.before | (row.names if owner != row.owner else set()), owner)
            file.set_setting(SEEN, log.last_lsn(file))
        limit = (datetime.now().astimezone() - grace).isoformat(timespec="milliseconds")
        return attachments.sweep(file, limit)


def _changed(file: Connection, seen: int, last: int) -> Iterator[_Row]:
    """The rows of forms that were changed here and whose history names a file."""
    if not file.row("SELECT 1 FROM attachment UNION ALL SELECT 1 FROM _blob_note LIMIT 1"):
        return
    parents = _form_tables(file)
    lists = log.column_lists(file)
    for table, row_id in {(raw[1], raw[2]): None for raw in log.own(file, seen, last) if raw[1] in parents}:
        if file.value("SELECT 1 FROM _chg WHERE row = ? AND body GLOB '*[0-9a-f].[a-z0-9]*' LIMIT 1", (row_id,)):
            changes = log.of_row(file, row_id, lists)
            if any(_names(change.values) for change in changes):
                yield _told(file, table, row_id, changes, parents)


def _form_tables(file: Connection) -> dict[str, str | None]:
    """The tables of forms, each with the table above it."""
    parents = dict(file.execute("SELECT t, parent FROM _sync").fetchall())
    mains = {table for table in parents if "_form_version" in capture.described(file, table).names}
    return {table: parent for table, parent in parents.items() if parent or table in mains}


def _told(file: Connection, table: str, row_id: str, changes: list[log.Change],
          parents: Mapping[str, str | None]) -> _Row:
    now = file.row(f"SELECT * FROM {quote(table)} WHERE _id = ?", (row_id,)) or {}
    columns = set(capture.described(file, table).names)
    names, before = _names(now), set()
    disputed = set(file.execute("SELECT lhlc, lrnd FROM _conflict WHERE row = ?", (row_id,)).fetchall())
    for change in changes:
        known = {name: value for name, value in (change.values or {}).items() if name in columns}
        unknown = {name: value for name, value in (change.values or {}).items() if name not in columns}
        names |= _names(unknown)  # of a newer form: not ours to let go
        if change.id in disputed:
            names |= _names(known)  # the other value of a conflict that is not settled
        before |= _names(known)
    owners = _owners(file, table, row_id, changes, parents)
    return _Row(names, before - names, owners[-1], set(owners))


def _owners(file: Connection, table: str, row_id: str, changes: list[log.Change],
            parents: Mapping[str, str | None]) -> list[Owner]:
    """Whose a row was, by its changes, and is (last)."""
    above, told = parents[table], [change.values or {} for change in changes]
    if above is None:
        if table == PROFILE:
            return [row_id]
        return [values["_participant"] for values in told if "_participant" in values] or [None]
    over = [values["_parent"] for values in told if values.get("_parent")]
    if not over:
        return [None]
    return _owners(file, above, over[-1], log.of_row(file, over[-1]), parents)


def _let_go(file: Connection, names: set[str], owner: Owner) -> None:
    """Delete the person's rows of files that no answer of the person names."""
    if not names:
        return
    left = names - set(_named(file, owner))
    for found in left:
        digest = NAME.fullmatch(found)
        assert digest is not None
        for (row_id,) in file.execute(
                "SELECT _id FROM attachment WHERE sha256 >= ? AND sha256 < ? AND participant_id IS ?",
                (digest[1], digest[1] + "g", owner)).fetchall():
            file.delete("attachment", row_id)


def _named(file: Connection, owner: Owner) -> Iterator[str]:
    """The files that the answers of a person name, as they stand."""
    parents = _form_tables(file)
    mains = {table: [row["_id"] for row in _of(file, table, owner)] for table, above in parents.items() if not above}
    for table, ids in mains.items():
        yield from _below(file, table, ids, parents)


def _of(file: Connection, table: str, owner: Owner) -> list[dict[str, Any]]:
    where = "_participant IS ?" + (" OR _id = ?" if table == PROFILE else "")
    return file.rows(f"SELECT _id FROM {quote(table)} WHERE {where}", (owner, owner) if table == PROFILE else (owner,))


def _below(file: Connection, table: str, ids: Iterable[str], parents: Mapping[str, str | None]) -> Iterator[str]:
    for row_id in ids:
        yield from _names(file.row(f"SELECT * FROM {quote(table)} WHERE _id = ?", (row_id,)))
        for child, above in parents.items():
            if above == table:
                under = [found for (found,) in file.execute(
                    f"SELECT _id FROM {quote(child)} WHERE _parent = ?", (row_id,)).fetchall()]
                yield from _below(file, child, under, parents)


def _names(values: Mapping[str, Any] | None) -> set[str]:
    return {value for value in (values or {}).values() if isinstance(value, str) and NAME.fullmatch(value)}
