"""The merge: the chosen bundles into the master, all or none, journalled; what came is said afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, seals
from ftd_desktop.sync.arrival import Taken, take, take_part
from ftd_desktop.sync.inbox import Preview, Progress, in_order
from ftd_desktop.sync.parcel import Parcel
from ftd_desktop.sync.parts import Carried, arrival


@dataclass(frozen=True)
class MergeReport:
    """What a merge did, bundle by bundle, part by part and in all; `devices` are those to whom a receipt is owed."""

    at: datetime
    bundles: tuple[tuple[Parcel, Taken], ...]
    parts: tuple[tuple[Carried, Taken], ...] = ()

    @property
    def devices(self) -> tuple[str, ...]:
        """Device ids of the senders, each once."""
        senders = [one.device_id for one, _ in self.bundles] + [one.device_id for one, _ in self.parts]
        return tuple(dict.fromkeys(senders))

    @property
    def attachments(self) -> int:
        """Attachments that were not here before."""
        return sum(taken.attachments for _, taken in self.parts)

    @property
    def arrived(self) -> int:
        """Changes that were not here before."""
        return sum(taken.effect.arrived for _, taken in self.bundles)

    @property
    def new_rows(self) -> int:
        """New records."""
        return sum(taken.effect.new_rows for _, taken in self.bundles)

    @property
    def changed_rows(self) -> int:
        """Changed records."""
        return sum(taken.effect.changed_rows for _, taken in self.bundles)

    @property
    def conflicts(self) -> int:
        """Fields about which two people now disagree."""
        return sum(taken.effect.conflicts for _, taken in self.bundles)


def merge(master: DataFile, previews: Sequence[Preview], progress: Progress = lambda done, total, words: None,
          cancelled: Callable[[], bool] = lambda: False, *, now: datetime | None = None) -> MergeReport:
    """Take the bundles of `previews` into the master in one transaction; refused ones are left out.

    Cancelled or UserError leave the master as it was. Receipts are written afterwards, never before the commit.
    """
    moment = now or datetime.now().astimezone()
    chosen = [one for one in in_order(previews) if (one.parcel or one.part) and one.refusal is None]
    if not chosen:
        raise UserError("Tidak ada berkas yang dapat diterima. Pilih berkas lain, atau minta pengirim membuat ulang.")

    def pulse() -> None:
        if cancelled():
            raise Cancelled

    bundles: list[tuple[Parcel, Taken]] = []
    parts: list[tuple[Carried, Taken]] = []
    with master.write():
        for n, one in enumerate(chosen):
            progress(n, len(chosen), one.officer)
            pulse()
            if one.parcel is not None:
                bundles.append((one.parcel, take(master, one.parcel, now=moment, pulse=pulse)))
                _note(master, *bundles[-1], moment)
            elif one.part is not None:
                parts.append((one.part, take_part(master, one.part)))
                arrival.note(master, one.part, parts[-1][1].effect, moment)
        chain.seal(master)
        pulse()
        report = MergeReport(moment, tuple(bundles), tuple(parts))
        files = [one.file_id for one, _ in bundles] + [one.file_id for one, _ in parts]
        master.journal("merge", {"files": files, "changes": report.arrived})
    progress(len(chosen), len(chosen), "")
    return report


def _note(master: DataFile, one: Parcel, taken: Taken, at: datetime) -> None:
    """The journal of what came when from whom; a file that comes again keeps its first line. One merge, one moment."""
    effect = taken.effect
    master.execute(
        "INSERT INTO _bundle (file_id, kind, peer, epoch, first, last, digest, changes, new, lsn_first, lsn_last, at, "
        "name, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_id) DO NOTHING",
        (one.file_id, bundle.KIND, one.device_id, one.epoch, one.first, one.last, one.digest, effect.changes,
         effect.arrived, effect.lsn_first, effect.lsn_last, at.isoformat(), one.path.name,
         json.dumps({"set": one.set_id, "of": one.parts, "before": one.before.hex(),
                     seals.SEAL: seals.of(master, effect.lsn_first, effect.lsn_last)})))
