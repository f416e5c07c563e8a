"""The attendance of a cohort while it is being noted: marks in memory, undo and redo, written as they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import Grid, Key, Mark
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.training import later

Marks = Mapping[Key, Mark | None]


@dataclass(frozen=True)
class Step:
    """One thing done: the marks before and after it."""

    before: Marks
    after: Marks


class AttendanceBook(QObject):
    """What stands in the grid. A mark is shown at once and written at once; marks given meanwhile go in one write."""

    changed = Signal(list)
    """The keys whose mark is another now."""
    reset = Signal()
    """Another grid, or the same one read afresh."""
    saved = Signal()
    refused = Signal(str)
    """Nothing of the last marks was written, and why: the grid has to be read again."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.grid = Grid((), (), {}, ())
        self.marks: dict[Key, Mark] = {}
        self.doubles: dict[Key, tuple[Mark, ...]] = {}
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._waiting: dict[Key, Mark | None] = {}
        self._writing: dict[Key, Mark | None] = {}

    @property
    def unsaved(self) -> int:
        """How many marks are not yet on the disk."""
        return len({*self._waiting, *self._writing})

    def show_grid(self, grid: Grid, *, afresh: bool) -> None:
        """Take a grid as read; `afresh` forgets what could be undone. Marks still on their way stand over it."""
        self.grid, self.marks, self.doubles = grid, dict(grid.marks), dict(grid.doubles)
        for key, mark in {**self._writing, **self._waiting}.items():
            self._set(key, mark)
        if afresh:
            self._done, self._undone = [], []
        self.reset.emit()

    def put(self, marks: Marks) -> bool:
        """Note these, as one thing that can be undone; False when all stood so already."""
        wanted = {key: mark for key, mark in marks.items() if self.marks.get(key) != mark or key in self.doubles}
        if not wanted:
            return False
        self._done.append(Step({key: self.marks.get(key) for key in wanted}, wanted))
        self._undone = []
        self._apply(wanted)
        return True

    def undo(self) -> list[Key]:
        """Take the last thing back; gives the keys it was about."""
        return self._turn(self._done, self._undone, lambda step: step.before)

    def redo(self) -> list[Key]:
        """Do again what was taken back last."""
        return self._turn(self._undone, self._done, lambda step: step.after)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back."""
        return bool(self._undone)

    def leave(self) -> None:
        """Send what waits, whatever is still being written: the file's thread keeps the order."""
        self._send()

    def _turn(self, source: list[Step], target: list[Step], side: Callable[[Step], Marks]) -> list[Key]:
        if not source:
            return []
        step = source.pop()
        target.append(step)
        self._apply(side(step))
        return list(step.after)

    def _apply(self, marks: Marks) -> None:
        for key, mark in marks.items():
            self._set(key, mark)
        self._waiting.update(marks)
        self.changed.emit(list(marks))
        if not self._writing:
            self._send()

    def _set(self, key: Key, mark: Mark | None) -> None:
        self.doubles.pop(key, None)
        if mark is None:
            self.marks.pop(key, None)
        else:
            self.marks[key] = mark

    def _send(self) -> None:
        if self._waiting:
            marks, self._waiting = self._waiting, {}
            self._writing = {**self._writing, **marks}
            self._context.tasks.store(lambda: later.data().note(self._context, marks), self._written, self._failed)

    def _written(self, _: object) -> None:
        self._writing = {}
        if self._waiting:
            self._send()
        else:
            self._context.signals.saved.emit(self._context.now())
            self.saved.emit()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError | Cancelled):
            raise error
        self._waiting, self._writing = {}, {}
        self._done, self._undone = [], []
        self.refused.emit(str(error) if isinstance(error, UserError) else tr("Presensi terakhir tidak tersimpan."))
