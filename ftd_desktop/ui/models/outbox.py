"""What of this file the province has not confirmed, its last receipt; at the province, what came and waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store.changes import capture
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, machine, peers
from ftd_desktop.sync.kinds import BUNDLE, RECEIPT, RETURN


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


_MADE_HERE = "NOT EXISTS (SELECT 1 FROM _bundle b WHERE c.lsn BETWEEN b.lsn_first AND b.lsn_last)"
_RECORDS = f"""
SELECT count(DISTINCT c.row) FROM _chg c JOIN _sync s ON s.t = c.t AND s.parent IS NULL
WHERE c.lsn > ? AND c.lsn <= ? AND {_MADE_HERE}
"""
_ABOUT = {"_participant", "participant_id"}  # columns that say whom a record is about
_EVERYTHING = 2**62


def outbox(file: DataFile) -> Outbox:
    """Records changed here after the point the province has acknowledged; a file without a province holds all back."""
    held = _held(file)
    sent = file.row("SELECT last, at FROM _bundle WHERE kind = 'sent' ORDER BY last DESC LIMIT 1")
    carried = file.value(_RECORDS, (held, sent["last"])) if sent and sent["last"] > held else 0
    at = datetime.fromisoformat(sent["at"]) if sent and carried else None
    return Outbox(file.value(_RECORDS, (held, _EVERYTHING)), carried, at)


def people(file: DataFile) -> tuple[str, ...]:
    """The participants of whom a record was changed here and is not confirmed by the province."""
    found: dict[str, None] = {}
    held = _held(file)
    for (table,) in file.execute("SELECT t FROM _sync WHERE parent IS NULL").fetchall():
        known = {"_id"} if table == PROFILE else _ABOUT & set(capture.described(file, table).names)
        for about in known:
            sql = (f"SELECT DISTINCT r.{about} FROM _chg c JOIN {quote(table)} r ON r._id = c.row "
                   f"WHERE c.t = ? AND c.lsn > ? AND {_MADE_HERE}")
            found |= dict.fromkeys(one for (one,) in file.execute(sql, (table, held)) if one)
    return tuple(found)


def _held(file: DataFile) -> int:
    """The point of the log the province has acknowledged; 0 in a file without a province."""
    return peers.acknowledged(file, machine.province(file).device_id).lsn if file.setting("province") else 0


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
