"""What the province asks this laptop back and nobody has answered yet; at the province, what it has asked."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, returns


@dataclass(frozen=True)
class Question:
    """A field of a record about which a word is wanted, and whom it is about (None: about nobody)."""

    table: str
    row: str
    field: str
    participant_id: str | None
    note: str


def unanswered(file: DataFile) -> tuple[Question, ...]:
    """Questions whose field is still in dispute here; a field that was settled is answered."""
    asked = {(one["row"], one["field"]): one for one in file.setting(returns.QUESTIONS, [])}
    found = (conflict for row in dict.fromkeys(row for row, _ in asked) for conflict in conflicts.of_row(file, row))
    return tuple(Question(one.table, one.row, one.field, one.participant_id, asked[one.row, one.field].get("note", ""))
                 for one in found if not one.decided and (one.row, one.field) in asked)
