"""Who has seen what others wrote and writes it once more settles it: one change that names all heads of the row."""

from __future__ import annotations

from ftd_desktop.store.changes import capture, log
from ftd_desktop.store.changes.fold import DELETED, fold
from ftd_desktop.store.changes.log import FIELDS
from ftd_desktop.store.changes.materialize import materialize
from ftd_desktop.store.file import DataFile


def settle_as_it_stands(file: DataFile, table: str, row: str) -> None:
    """Close the conflicts of a row for the values that stand in it now, inside an open write."""
    state = fold(log.of_row(file, row))
    fields = {conflict.field for conflict in state.conflicts} - {DELETED}
    capture.note(file, table, row, FIELDS, {field: state.values.get(field) for field in fields}, state.heads)
    materialize(file, [row])
