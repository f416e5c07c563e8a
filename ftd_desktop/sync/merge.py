"""The merge: the chosen bundles into the master, all or none, journalled; what came is said afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle
from ftd_desktop.sync.arrival import Taken, take
from ftd_desktop.sync.inbox import Preview, Progress, in_order
from ftd_desktop.sync.parcel import Parcel


@dataclass(frozen=True)
class MergeReport:
    """What a merge did, bundle by bundle and in all; `devices` are those to whom a receipt is owed."""

    at: datetime
    bundles: tuple[tuple[Parcel, Taken], ...]

    @property
    def devices(self) -> tuple[str, ...]:
        """Device ids of the senders, each once."""
        return tuple(dict.fromkeys(parcel.device_id for parcel, _ in self.bundles))

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
    chosen = [one for one in in_order(previews) if one.parcel is not None and one.refusal is None]
    if not chosen:
        raise UserError("Tidak ada berkas yang dapat diterima. Pilih berkas lain, atau minta pengirim membuat ulang.")

    def pulse() -> None:
        if cancelled():
            raise Cancelled

    done: list[tuple[Parcel, Taken]] = []
    with master.write():
        for n, one in enumerate(chosen):
            assert one.parcel is not None
            progress(n, len(chosen), one.officer)
            pulse()
            taken = take(master, one.parcel, now=moment, pulse=pulse)
            _note(master, one.parcel, taken, moment)
            done.append((one.parcel, taken))
        chain.seal(master)
        pulse()
        master.journal("merge", {"files": [one.file_id for one, _ in done],
                                 "changes": sum(taken.effect.arrived for _, taken in done)})
    progress(len(chosen), len(chosen), "")
    return MergeReport(moment, tuple(done))


def _note(master: DataFile, one: Parcel, taken: Taken, at: datetime) -> None:
    """The journal of what came when from whom; a file that comes again keeps its first line. One merge, one moment."""
    effect = taken.effect
    master.execute(
        "INSERT INTO _bundle (file_id, kind, peer, epoch, first, last, digest, changes, new, lsn_first, lsn_last, at, "
        "name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file_id) DO NOTHING",
        (one.file_id, bundle.KIND, one.device_id, one.epoch, one.first, one.last, one.digest, effect.changes,
         effect.arrived, effect.lsn_first, effect.lsn_last, at.isoformat(), one.path.name))
