"""Which attachments lack, at the province by laptop and on a laptop, and how each tells the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ftd_desktop.store import attachments
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync.parts.packing import KIND, LACKING

MOST_WANTED = 500

@dataclass(frozen=True)
class Missing:
    """Attachments of a laptop whose records are here but whose bytes are not; `numbers`: which of the `of` parts that
    it made last have not come (none known: it was not said).
    """

    device_id: str
    officer: str
    files: int
    bytes: int
    numbers: tuple[int, ...]
    of: int
    made: datetime | None

_BY_LAPTOP = """SELECT d.device_id, d.name, count(*) AS files, sum(bytes) AS bytes FROM (
 SELECT a.sha256, max(a.bytes) AS bytes, min(c.dev) AS dev FROM attachment AS a
 JOIN _chg AS c ON c.row = a._id AND c.op = 1
 WHERE a.sha256 IS NOT NULL AND a.sha256 NOT IN (SELECT sha256 FROM _blob) GROUP BY a.sha256)
JOIN _dev AS d USING (dev) GROUP BY d.dev ORDER BY d.name, d.device_id"""


def lacking(master: DataFile, device_id: str) -> list[str]:
    """The digests of attachments that came from a laptop by name only: what its next receipt asks for."""
    return [digest for (digest,) in master.execute(
        "SELECT DISTINCT a.sha256 FROM attachment AS a JOIN _chg AS c ON c.row = a._id AND c.op = 1 "
        "JOIN _dev AS d ON d.dev = c.dev WHERE d.device_id = ? AND a.sha256 IS NOT NULL "
        "AND a.sha256 NOT IN (SELECT sha256 FROM _blob) ORDER BY a.sha256", (device_id,))]


def wanted(file: DataFile) -> list[str]:
    """The digests that this laptop asks the province for, in its next bundle."""
    return attachments.wanted(file)[:MOST_WANTED]


def missing(master: DataFile) -> list[Missing]:
    """What has not come, laptop by laptop; a laptop of which everything is here is not in it."""
    found = []
    for row in master.rows(_BY_LAPTOP):
        numbers, of, made = _unseen(master, row["device_id"])
        found.append(Missing(row["device_id"], row["name"] or "", row["files"], row["bytes"] or 0, numbers, of, made))
    return found


def _unseen(master: DataFile, device_id: str) -> tuple[tuple[int, ...], int, datetime | None]:
    """Of the newest set that a laptop is known to have made: the parts that never came, how many there are, and when
    a file of it came first.
    """
    told = [(json.loads(detail), at) for detail, at in master.execute(
        "SELECT detail, at FROM _bundle WHERE peer = ? AND kind IN (?, 'bundle') AND detail IS NOT NULL ORDER BY at",
        (device_id, KIND))]
    sets = [(one["set"], one["of"], one.get("number"), at) for one, at in told if one.get("of")]
    if not sets:
        return (), 0, None
    newest = max(one[0] for one in sets)
    mine = [one for one in sets if one[0] == newest]
    came = {n for _, _, n, _ in mine}
    of = mine[0][1]
    return tuple(n for n in range(1, of + 1) if n not in came), of, datetime.fromisoformat(mine[0][3])


def down(master: DataFile, device_id: str, rows: Iterable[str]) -> dict[str, int]:
    """digest -> bytes for a return file: what the laptop asked for and what the attachment rows that go to it name.

    `rows` are the row ids of the return file; nothing outside the laptop's scope (temp._scope) is ever given.
    """
    asked = master.setting(_wants(device_id), [])
    sql = """SELECT a.sha256, max(length(b.data)) FROM attachment AS a JOIN _blob AS b USING (sha256)
        JOIN temp._scope AS s ON s.row = a._id
        WHERE a.sha256 IN (SELECT value FROM json_each(?)) OR (a._id IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (SELECT 1 FROM _chg AS c JOIN _dev AS d USING (dev) WHERE c.row = a._id AND d.device_id = ?))
        GROUP BY a.sha256 ORDER BY min(a._id)"""
    return dict(master.execute(sql, (json.dumps(asked), json.dumps(list(rows)), device_id)).fetchall())


def told(master: DataFile, device_id: str, wants: Sequence[str]) -> None:
    """A bundle said which attachments its laptop lacks."""
    master.set_setting(_wants(device_id), list(wants))


def _wants(device_id: str) -> str:
    return f"wants.{device_id}"


def heard(file: DataFile, head: Mapping[str, Any]) -> None:
    """A receipt said which attachments the province lacks."""
    file.set_setting(LACKING, [str(digest) for digest in head.get("wants", [])])
