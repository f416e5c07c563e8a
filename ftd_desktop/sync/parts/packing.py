"""Writing attachments into part files: which have to go, how they are split, and each part sealed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ftd_desktop import __version__
from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import envelope, machine, outgoing, package, peers
from ftd_desktop.sync.identity import short

KIND = "attachments"
MESSENGER = 20 * 10**6  # what e-mail and older messengers carry
LARGEST = 64 * 2**20  # MERGE.md section 9; a part is encrypted in memory
CHANGES = "changes.sqlite"
LACKING = "attachments_lacking"  # setting: digests the province said it lacks, though it holds the rows that name them
# What a part needs beside the files: header, an empty set of changes, age's frame; and for each file its place in the
# zip and the changes that name it.
_FRAME, _EACH, _PER_CHUNK = 48_000, 1_000, 3_000

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Waiting:
    """Attachments that the province has not confirmed: how many, and how many bytes."""

    files: int
    bytes: int


@dataclass(frozen=True)
class Part:
    """A part that lies in a folder: `number` of `of`, with so many attachments in so many bytes."""

    path: Path
    number: int
    of: int
    files: int
    bytes: int


_UNCONFIRMED = """SELECT a.sha256, max(length(b.data)) AS bytes FROM attachment AS a JOIN _blob AS b USING (sha256)
WHERE a.sha256 IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM _chg AS c WHERE c.row = a._id AND c.lsn > ?
 AND NOT EXISTS (SELECT 1 FROM _bundle AS x WHERE c.lsn BETWEEN x.lsn_first AND x.lsn_last))
GROUP BY a.sha256 ORDER BY min(a._id)"""


def unconfirmed(file: DataFile) -> dict[str, int]:
    """digest -> bytes of the attachments here that the province has not said it holds, in the order they were made."""
    held = peers.acknowledged(file, machine.province(file).device_id).lsn
    return dict(file.execute(_UNCONFIRMED, (json.dumps(file.setting(LACKING, [])), held)).fetchall())


def waiting(file: DataFile) -> Waiting:
    """How much would go with the next bundle."""
    found = unconfirmed(file)
    return Waiting(len(found), sum(found.values()))


def planned(sizes: Mapping[str, int], part_bytes: int) -> list[list[str]]:
    """The digests part by part, so that no part is larger than `part_bytes`; a file larger than that goes alone."""
    room = min(part_bytes, LARGEST) - _FRAME
    found: list[list[str]] = []
    left = 0
    for digest, size in sizes.items():
        needed = size + _EACH + size // _PER_CHUNK
        if not found or needed > left:
            found.append([])
            left = room
        found[-1].append(digest)
        left -= needed
    return found


def write(file: DataFile, folder: Path, plan: Sequence[Sequence[str]], *, device_id: str, to: str, set_id: str,
          progress: Progress = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False) -> tuple[Part, ...]:
    """Write the planned parts of a set into `folder`, encrypted to `to`; `device_id` is the laptop at either end.

    UserError when the folder is full, Cancelled when asked to stop; the parts written by then are whole and stay.
    """
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    written = []
    for n, digests in enumerate(plan, start=1):
        if cancelled():
            raise Cancelled
        progress(n - 1, len(plan), tr("Lampiran, bagian {n} dari {m}").format(n=n, m=len(plan)))
        fields = {"id": new_id(), "device": device_id, "set": set_id, "number": n, "of": len(plan),
                  "files": len(digests), "app": __version__, "made": made}
        data = envelope.seal(KIND, fields, _payload(file, digests), sender=machine.keys(file), to=to,
                             packing=envelope.PLAIN)
        name = f"FTD-lampiran-{short(device_id)}-{short(set_id)}-{n}-dari-{len(plan)}{outgoing.SUFFIX}"
        written.append(Part(outgoing.put(folder, name, data), n, len(plan), len(digests), len(data)))
    return tuple(written)


def _payload(file: DataFile, digests: Sequence[str]) -> bytes:
    columns = ", ".join(f"c.{name}" for name in log.COLUMNS)
    changes = file.execute(f"SELECT {columns} FROM _chg AS c JOIN attachment AS a ON a._id = c.row WHERE a.sha256 IN "
                           "(SELECT value FROM json_each(?)) ORDER BY c.lsn", (json.dumps(list(digests)),)).fetchall()
    blobs = {digest: file.value("SELECT data FROM _blob WHERE sha256 = ?", (digest,)) for digest in digests}
    return package.zipped({CHANGES: package.pack(file, changes), **blobs})
