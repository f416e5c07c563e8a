"""New row ids and the time as the file writes it."""

from __future__ import annotations

from datetime import datetime

import uuid_utils


def new_id() -> str:
    """A new row id: UUIDv7 text, sortable by the moment it was made."""
    return str(uuid_utils.uuid7())


def now() -> str:
    """This moment as ISO text with the local offset, to the millisecond: ``2026-11-24T10:42:07.120+07:00``."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")
