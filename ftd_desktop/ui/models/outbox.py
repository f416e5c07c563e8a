"""What of this file the province has not confirmed, and what its last receipt said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Outbox:
    """Records changed here since the last receipt; `carried` of them are in a bundle made on `carried_at`."""

    waiting: int = 0
    carried: int = 0
    carried_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """The last word from the province: when it came and how many records it confirmed."""

    at: datetime
    name: str = ""
    changes: int = 0


_ROWS = "SELECT count(DISTINCT row) FROM _chg WHERE dev = (SELECT dev FROM _st) AND lsn > ? AND lsn <= ?"


def outbox(file: DataFile) -> Outbox:
    """Counted from the change log and the cursors of docs/formats (`_peer` way "up": what the province holds)."""
    held = file.value("SELECT max(lsn) FROM _peer WHERE way = 'up'") or 0
    newest = file.value("SELECT max(lsn) FROM _chg") or 0
    sent = file.row("SELECT last, at FROM _bundle WHERE kind = 'up' ORDER BY last DESC LIMIT 1")
    carried = file.value(_ROWS, (held, sent["last"])) if sent and sent["last"] > held else 0
    at = datetime.fromisoformat(sent["at"]).astimezone() if sent and carried else None
    return Outbox(file.value(_ROWS, (held, newest)) or 0, carried or 0, at)


def receipt(file: DataFile) -> Receipt | None:
    """The last receipt taken in; None before the first."""
    row = file.row("SELECT at, name, changes FROM _bundle WHERE kind IN ('receipt', 'down') ORDER BY at DESC LIMIT 1")
    return None if row is None else Receipt(
        datetime.fromisoformat(row["at"]).astimezone(), row["name"] or "", row["changes"] or 0)
