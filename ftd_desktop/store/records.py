"""Records: a form's main row with the rows of its repeats, written as one save and read back.

A save writes only what differs: one change per row that really changed, none when nothing did.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.forms.definition import Form, Table
from ftd_desktop.store import form_tables
from ftd_desktop.store.connection import Connection, Row, quote
from ftd_desktop.store.ids import new_id, now

Rows = Mapping[str, Sequence[Mapping[str, Any]]]  # table name -> rows, as Interview.rows() gives them
PLACES = ("_position", "_parent_position")


@dataclass(frozen=True)
class StoredRecord:
    """A record as it stands in the file; `rows` as Interview.rows() gave them, blanks as None."""

    record_id: str
    form_id: str
    rows: dict[str, list[Row]]
    status: str
    version: str
    participant_id: str | None
    reasons: dict[str, str]
    owner: str | None
    created: datetime | None
    updated: datetime | None


def save(file: Connection, form: Form, rows: Rows, *, record_id: str, participant_id: str | None, status: str,
         owner: str | None, reasons: Mapping[str, str]) -> bool:
    """Write a record as one write; True when anything changed.

    `rows` holds the main table's one row and the repeats' rows with `_position` (and `_parent_position`, the place of
    the parent row in its table's list, from 1). Repeat rows keep their `_id` by position; those no longer there go.
    """
    main, *repeats = form.tables
    values = {
        **_answers(main, rows[main.name][0]), "_participant": participant_id, "_status": status,
        "_form_version": form.version, "_owner": owner,
        "_reasons": json.dumps(dict(reasons), ensure_ascii=False, sort_keys=True) if reasons else None,
    }
    moment = now()
    with file.write():
        before = file.row(f"SELECT * FROM {quote(main.name)} WHERE _id = ?", (record_id,))
        if before is None:
            file.insert(main.name, {"_id": record_id, **values, "_created": moment, "_updated": moment})
        ids = {main.name: [record_id]}
        changed = [_save_repeat(file, table, rows.get(table.name, ()), ids) for table in repeats]
        differs = before is not None and any(before[name] != value for name, value in values.items())
        if before is not None and (differs or any(changed)):
            file.update(main.name, record_id, {**_different(before, values), "_updated": moment})
    return before is None or differs or any(changed)


def delete(file: Connection, form: Form, record_id: str) -> None:
    """Delete a record with the rows of its repeats as one write; KeyError when there is none. The log keeps it all."""
    main, *repeats = form.tables
    ids = {main.name: [record_id]}
    for table in repeats:
        assert table.parent is not None
        ids[table.name] = [row["_id"] for row in _below(file, table.name, ids[table.parent])]
    with file.write():
        for table in reversed(repeats):
            for row_id in ids[table.name]:
                file.delete(table.name, row_id)
        file.delete(main.name, record_id)


def _answers(table: Table, row: Mapping[str, Any]) -> Row:
    """Every column of the form's table; what is not relevant now is blank."""
    return {column.name: row.get(column.name) for column in table.columns}


def _different(before: Row, values: Row) -> Row:
    return {name: value for name, value in values.items() if before[name] != value}


def _save_repeat(file: Connection, table: Table, rows: Iterable[Mapping[str, Any]], ids: dict[str, list[str]]) -> bool:
    """Write one repeat's rows; adds its row ids, in the order of `rows`, to `ids`. True when anything changed."""
    assert table.parent is not None
    parents = ids[table.parent]
    existing = _existing(file, table.name, parents)
    mine, changed = [], False
    for row in rows:
        parent = parents[(row.get("_parent_position") or 1) - 1]
        values = {"_parent": parent, "_position": row["_position"], **_answers(table, row)}
        old = existing.pop((parent, row["_position"]), None)
        if old is None:
            mine.append(file.insert(table.name, {"_id": new_id(), **values}))
            changed = True
            continue
        mine.append(old["_id"])
        if different := _different(old, values):
            file.update(table.name, old["_id"], different)
            changed = True
    for gone in existing.values():
        file.delete(table.name, gone["_id"])
    ids[table.name] = mine
    return changed or bool(existing)


def _existing(file: Connection, table: str, parents: Sequence[str]) -> dict[tuple[str, int], Row]:
    """The rows below `parents` by (parent, position). Two at one position (added by two officers) are both kept."""
    found: dict[tuple[str, int], Row] = {}
    for row in _below(file, table, parents):
        place = row["_position"] or 1
        while (row["_parent"], place) in found:
            place += 1
        found[row["_parent"], place] = row
    return found


def _below(file: Connection, table: str, parents: Sequence[str]) -> list[Row]:
    return [row for parent in parents for row in file.rows(
        f"SELECT * FROM {quote(table)} WHERE _parent = ? ORDER BY _position, _id", (parent,))]


def load(file: Connection, form: Form, record_id: str) -> StoredRecord:
    """The record `record_id` of `form`; KeyError when there is none."""
    found = _read(file, form.form_id, record_id)
    if found is None:
        raise KeyError(f"{form.form_id}: no record {record_id}")
    return found


def find(file: Connection, record_id: str) -> StoredRecord | None:
    """The record of whatever form, or None."""
    for form_id in form_tables.forms(file):
        if found := _read(file, form_id, record_id):
            return found
    return None


def drafts(file: Connection) -> list[tuple[str, datetime]]:
    """The records with status draft: (record id, last touched)."""
    return [(row_id, datetime.fromisoformat(updated)) for form_id in form_tables.forms(file)
            for row_id, updated in file.execute(
                f"SELECT _id, _updated FROM {quote(form_id)} WHERE _status = 'draft' AND _updated IS NOT NULL "
                "ORDER BY _updated DESC").fetchall()]


def updated(file: Connection, record_id: str) -> datetime | None:
    """When a record was last saved, or None when there is no such record."""
    for form_id in form_tables.forms(file):
        if text := file.value(f"SELECT _updated FROM {quote(form_id)} WHERE _id = ?", (record_id,)):
            return datetime.fromisoformat(text)
    return None


def _read(file: Connection, form_id: str, record_id: str) -> StoredRecord | None:
    main = file.row(f"SELECT * FROM {quote(form_id)} WHERE _id = ?", (record_id,))
    if main is None:
        return None
    rows = {form_id: [_questions(main)]}
    _read_repeats(file, form_id, [record_id], rows)
    return StoredRecord(
        record_id, form_id, rows, main["_status"] or "draft", main["_form_version"] or "", main["_participant"],
        json.loads(main["_reasons"] or "{}"), main["_owner"], _time(main["_created"]), _time(main["_updated"]))


def _read_repeats(file: Connection, parent: str, parents: Sequence[str], rows: dict[str, list[Row]]) -> None:
    nested = len(rows[parent]) > 0 and "_position" in rows[parent][0]
    for (table,) in file.execute("SELECT t FROM _sync WHERE parent = ? ORDER BY rowid", (parent,)).fetchall():
        found = _below(file, table, parents)
        rows[table] = []
        counted: dict[str, int] = {}
        for row in found:
            # Positions run from 1 without a gap, whatever two officers did to them.
            counted[row["_parent"]] = counted.get(row["_parent"], 0) + 1
            place = {"_position": counted[row["_parent"]]}
            if nested:
                place["_parent_position"] = parents.index(row["_parent"]) + 1
            rows[table].append({**place, **_questions(row)})
        _read_repeats(file, table, [row["_id"] for row in found], rows)


def _questions(row: Row) -> Row:
    return {name: value for name, value in row.items() if not name.startswith("_")}


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
