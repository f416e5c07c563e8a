"""Where an officer's records are: only here, in a bundle on its way, received by the province, safe in its backup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import machine, peers

HERE, CARRIED, RECEIVED, SAFE = "here", "carried", "received", "safe"

_NEWEST = """SELECT c.row, c.t, max(c.lsn) AS lsn, max(c.hlc) AS hlc
FROM _chg AS c JOIN _sync AS s ON s.t = c.t AND s.parent IS NULL
WHERE NOT EXISTS (SELECT 1 FROM _bundle AS b WHERE c.lsn BETWEEN b.lsn_first AND b.lsn_last)
AND c.row NOT IN (SELECT row FROM _chg WHERE op = 4)
GROUP BY c.row ORDER BY lsn DESC"""


@dataclass(frozen=True)
class Whereabouts:
    """A record changed here: its table, the stamp of its newest change made here, and how far that has got."""

    row: str
    table: str
    hlc: int
    state: str


def records(file: DataFile) -> Iterator[Whereabouts]:
    """Every record that was changed in this file and not erased, the newest first."""
    carried = file.value("SELECT max(last) FROM _bundle WHERE kind = 'sent' AND epoch = (SELECT epoch FROM _st)") or 0
    held = peers.acknowledged(file, machine.province(file).device_id)
    for row, table, lsn, hlc in file.execute(_NEWEST).fetchall():
        state = SAFE if lsn <= held.safe else RECEIVED if lsn <= held.lsn else CARRIED if lsn <= carried else HERE
        yield Whereabouts(row, table, hlc, state)
