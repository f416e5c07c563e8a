"""What the province asks this laptop back and nobody has answered yet."""

from __future__ import annotations

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts
from ftd_desktop.sync.kinds import QUESTIONS


def unanswered(file: DataFile) -> tuple[str | None, ...]:
    """For each question whose field is still in dispute here, the participant it is about (None: about nobody)."""
    asked = {(one["row"], one["field"]) for one in file.setting(QUESTIONS, [])}
    found = (one for row in sorted({row for row, _ in asked}) for one in conflicts.of_row(file, row))
    return tuple(one.participant_id for one in found if not one.decided and (one.row, one.field) in asked)
