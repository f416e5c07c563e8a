"""Answers of an interview as typed rows of the form's tables, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ftd_desktop.forms.form import Form, Table
from ftd_desktop.forms.live import Live
from ftd_desktop.forms.values import typed, untyped

Row = dict[str, Any]


def rows_of(form: Form, root: Live, text: Callable[[Live], str], *, whole: bool = False) -> dict[str, list[Row]]:
    """table name -> rows. `text` gives the answer of a leaf; only the relevant are asked, unless `whole`.

    Repeat rows carry `_position` (from 1) and, when nested, `_parent_position`: the place of their parent row among
    all rows of the parent table, from 1.
    """
    tables = {form.tables[0].name: [_row(form, form.tables[0], root, text, whole)]}
    holders: dict[str, list[Live]] = {form.tables[0].name: [root]}
    for table in form.tables[1:]:
        assert table.parent is not None
        tables[table.name], holders[table.name] = [], []
        item = form.model.items[table.path]
        for number, holder in enumerate(holders[table.parent], 1):
            for position, live in enumerate((r for r in holder.below(item) if whole or r.relevant), 1):
                row = _row(form, table, live, text, whole) | {"_position": position}
                if table.parent != form.tables[0].name:
                    row["_parent_position"] = number
                tables[table.name].append(row)
                holders[table.name].append(live)
    return tables


def _row(form: Form, table: Table, live: Live, text: Callable[[Live], str], whole: bool) -> Row:
    row: Row = {}
    for column in table.columns:
        found = next(live.below(form.model.items[column.path]), None)
        asked = found is not None and (whole or found.relevant)
        row[column.name] = typed(column.sql_type, text(found) if found is not None and asked else "")
    return row


def rows_to_values(form: Form, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, str]:
    """The inverse of `Interview.rows()`: ref -> text for every column of every row; columns unknown are passed over."""
    values: dict[str, str] = {}
    refs: dict[str, list[str]] = {}
    for table in form.tables:
        stored = rows.get(table.name, ())
        refs[table.name] = list(_row_refs(table, stored, refs))
        for row, ref in zip(stored, refs[table.name], strict=True):
            for column in table.columns:
                kind = form.questions[column.path].type
                values[ref + column.path.removeprefix(table.path)] = untyped(kind, row.get(column.name))
    return values


def _row_refs(table: Table, stored: Sequence[Mapping[str, Any]], refs: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if table.parent is None:
        yield from (table.path for _ in stored)
        return
    parents = refs[table.parent]
    for row in stored:
        parent = parents[int(row.get("_parent_position") or 1) - 1]
        outer = table.path.removeprefix(_without_positions(parent))
        yield f"{parent}{outer}[{row['_position']}]"


def _without_positions(ref: str) -> str:
    return "/".join(step.partition("[")[0] for step in ref.split("/"))
