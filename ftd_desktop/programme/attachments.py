"""Files picked, pasted or drawn for the answers of one open record, on their way into the data file."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store import attachments
from ftd_desktop.store.file import DataFile

if TYPE_CHECKING:
    from ftd_desktop.programme.record import OpenRecord


class Attachments:
    """`keep` works in memory and at once; `write` and `data` belong to the file's thread.

    The bytes must be written before the answer that names them is journalled, so that no answer names nothing.
    """

    def __init__(self, file: DataFile, record: OpenRecord) -> None:
        self._file = file
        self._owner = owner(record)
        self._waiting: deque[tuple[str, bytes, str]] = deque()

    def keep(self, data: bytes, suffix: str) -> str:
        """The name to answer with. UserError when the file is too large to be carried."""
        name = attachments.name(data, suffix)
        self._waiting.append((name, data, suffix))
        return name

    def write(self) -> None:
        """Put what waits into the file; what could not be put waits on."""
        while self._waiting:
            _, data, suffix = self._waiting[0]
            attachments.keep(self._file, data, suffix, self._owner)
            self._waiting.popleft()

    def data(self, name: str) -> bytes | None:
        """The bytes behind a name; None when they are not in this file (yet)."""
        waiting = next((data for known, data, _ in tuple(self._waiting) if known == name), None)
        return waiting if waiting is not None else attachments.data(self._file, name)


def owner(record: OpenRecord) -> str | None:
    """Whose file it is, so that it goes when the person is erased; a new profile is its person."""
    if record.participant is not None:
        return record.participant.id
    return record.record_id if record.form.form_id == PROFILE else None
