"""The inbox: what each of many bundles would change in the master, found out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import parcel
from ftd_desktop.sync.arrival import Taken, take
from ftd_desktop.sync.parcel import Parcel
from ftd_desktop.wording import number

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Preview:
    """One file before the master. `refusal` says why it is not taken; otherwise `parcel` and `taken` are there."""

    path: Path
    refusal: UserError | None = None
    parcel: Parcel | None = None
    taken: Taken | None = None

    @property
    def state(self) -> str:
        """refused | known (all of it is here) | asks (nothing in it, but the laptop lacks something) | fork | missing |
        clock | conflicts | ready: the most urgent.
        """
        if self.taken is None:
            return "refused"
        if self.taken.fork:
            return "fork"
        if self.taken.missing:
            return "missing"
        if not self.taken.effect.arrived:
            return "known" if self.taken.effect.changes else "asks"
        if self.taken.effect.conflicts:
            return "conflicts"
        return "clock" if self.taken.odd_stamps else "ready"

    @property
    def officer(self) -> str:
        """Who sent it, or the file's name when that cannot be known."""
        return self.parcel.officer if self.parcel else self.path.name

    def words(self) -> list[str]:
        """What the province should know about this file, each one sentence."""
        if self.refusal is not None:
            return [str(self.refusal)]
        assert self.taken is not None
        found = []
        if self.taken.fork:
            found.append(tr("Dua laptop memakai identitas {nama}, atau laptopnya dipulihkan dari cadangan. "
                            "Isi keduanya disimpan; hubungi petugasnya.").format(nama=self.officer))
        if self.taken.missing:
            first, last = self.taken.missing
            found.append(tr("Kiriman {nama} sebelumnya belum ada di sini (perubahan {a} sampai {b}). Isi berkas ini "
                            "tetap disimpan; kiriman berikutnya akan memuat ulang yang kurang.")
                         .format(nama=self.officer, a=number(first), b=number(last)))
        if self.taken.odd_stamps:
            found.append(tr("Jam laptop {nama} tidak cocok pada {n} perubahan. Isinya diterima; minta petugas "
                            "membetulkan jamnya.").format(nama=self.officer, n=number(self.taken.odd_stamps)))
        if self.state == "asks":
            found.append(tr("Laptop {nama} meminta salinan data wilayahnya. Terima, lalu buat balasan untuknya.")
                         .format(nama=self.officer))
        elif not self.taken.effect.arrived:
            found.append(tr("Semua isi berkas ini sudah pernah diterima. Tidak ada yang berubah."))
        return found


class _LookedAt(Exception):  # noqa: N818 - ends a write that was only tried
    pass


def inspect(master: DataFile, paths: Sequence[Path], progress: Progress = lambda done, total, words: None,
            cancelled: Callable[[], bool] = lambda: False, *, now: datetime | None = None) -> list[Preview]:
    """What the files at `paths` would do if they were merged together, in the order in which they would be.

    The merge is tried and rolled back, so the preview cannot differ from the merge; nothing is written.
    """
    moment = now or datetime.now().astimezone()
    opened = []
    for done, path in enumerate(paths):
        if cancelled():
            raise Cancelled
        progress(done, len(paths), path.name)
        opened.append(_opened(master, path))
    previews = in_order(opened)
    try:
        with master.write():
            previews = [_tried(master, one, moment) for one in previews]
            raise _LookedAt
    except _LookedAt:
        return previews


def in_order(previews: Sequence[Preview]) -> list[Preview]:
    """Refused ones last, the others by sender and by their place in the sender's log."""
    def place(one: Preview) -> tuple[int, str, int, int]:
        sent = one.parcel
        return (1, one.path.name, 0, 0) if sent is None else (0, sent.device_id, sent.first, sent.last)

    return sorted(previews, key=place)


def _opened(master: DataFile, path: Path) -> Preview:
    try:
        return Preview(path, parcel=parcel.read(master, path))
    except UserError as refusal:
        return Preview(path, refusal=refusal)


def _tried(master: DataFile, one: Preview, now: datetime) -> Preview:
    """The preview with what its bundle did to the master as the ones before left it; a bad one leaves no trace."""
    if one.parcel is None:
        return one
    try:
        with master.write():
            return Preview(one.path, parcel=one.parcel, taken=take(master, one.parcel, now=now))
    except UserError as refusal:
        return Preview(one.path, refusal=refusal, parcel=one.parcel)
