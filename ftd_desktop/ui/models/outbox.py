"""What of this file the province has not confirmed, its last receipt; at the province, what came and waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, machine, peers
from ftd_desktop.sync.bundle import KIND as BUNDLE
from ftd_desktop.sync.receipt import KIND as RECEIPT
from ftd_desktop.sync.returns import KIND as RETURN


@dataclass(frozen=True)
class Outbox:
    """Records changed here since the last receipt; `carried` of them are in a bundle made on `carried_at`."""

    waiting: int = 0
    carried: int = 0
    carried_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """A file that came: when, its name (or its maker's), and how many changes were new."""

    at: datetime
    name: str = ""
    changes: int = 0


@dataclass(frozen=True)
class Arrivals:
    """At the province: fields in conflict, and the last bundle taken in (when, from whom, how many changes)."""

    conflicts: int = 0
    last: Receipt | None = None


_RECORDS = """
SELECT count(DISTINCT c.row) FROM _chg c JOIN _sync s ON s.t = c.t AND s.parent IS NULL
WHERE c.lsn > ? AND c.lsn <= ? AND NOT EXISTS (SELECT 1 FROM _bundle b WHERE c.lsn BETWEEN b.lsn_first AND b.lsn_last)
"""
_EVERYTHING = 2**62


def outbox(file: DataFile) -> Outbox:
    """Records changed here after the point the province has acknowledged; a file without a province holds all back."""
    held = peers.acknowledged(file, machine.province(file).device_id).lsn if file.setting("province") else 0
    sent = file.row("SELECT last, at FROM _bundle WHERE kind = 'sent' ORDER BY last DESC LIMIT 1")
    carried = file.value(_RECORDS, (held, sent["last"])) if sent and sent["last"] > held else 0
    at = datetime.fromisoformat(sent["at"]) if sent and carried else None
    return Outbox(file.value(_RECORDS, (held, _EVERYTHING)), carried, at)


def receipt(file: DataFile) -> Receipt | None:
    """The last receipt or return file taken in; None before the first."""
    row = file.row("SELECT at, name, new FROM _bundle WHERE kind IN (?, ?) ORDER BY at DESC LIMIT 1", (RECEIPT, RETURN))
    return None if row is None else Receipt(datetime.fromisoformat(row["at"]), row["name"] or "", row["new"] or 0)


def arrivals(file: DataFile) -> Arrivals:
    """What came to the province and what waits for a decision."""
    row = file.row("SELECT b.at, b.new, b.name, d.name AS device FROM _bundle b "
                   "LEFT JOIN _dev d ON d.device_id = b.peer WHERE b.kind = ? ORDER BY b.at DESC LIMIT 1", (BUNDLE,))
    last = None if row is None else Receipt(
        datetime.fromisoformat(row["at"]), row["device"] or row["name"] or "", row["new"] or 0)
    return Arrivals(conflicts.count(file), last)
