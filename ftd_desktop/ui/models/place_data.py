"""Carry folders on sticks and shared directories: where they are, and what lies there for this file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.sync import folder, returns
from ftd_desktop.sync.folder import Lying, Place
from ftd_desktop.ui.models import carry_data, file_state
from ftd_desktop.ui.models.carried import size
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.sync.bundle import Written
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job

KEPT = "carry.places"
"""Setting: roots of carry folders that the user named and that no stick list has, such as a shared directory."""


@dataclass(frozen=True)
class Found:
    """A carry folder and what waits in it for this file."""

    place: Place
    lying: tuple[Lying, ...]

    @property
    def paths(self) -> list[Path]:
        """The files that wait."""
        return [one.path for one in self.lying]


def named(context: Context) -> list[Path]:
    """The places the user named (on the file's thread)."""
    return [Path(root) for root in context.opened.setting(KEPT, [])]


def places(extra: Sequence[Path]) -> list[Place]:
    """The carry folders to be found now; off the file's thread, for a stick may be slow."""
    return folder.find([*folder.roots(), *extra])


class Looker:
    """Looks again and again (on the file's thread); after a restore it begins afresh with the new file."""

    def __init__(self) -> None:
        self._file: DataFile | None = None
        self._watch: folder.Watch | None = None

    def look(self, context: Context, found: Sequence[Place]) -> list[Found]:
        """What waits in each place, those with something first."""
        if self._watch is None or self._file is not context.opened:
            self._file, self._watch = context.opened, folder.Watch(context.opened)
        watch = self._watch
        looked = [Found(place, tuple(watch.waiting(place))) for place in found]
        return sorted(looked, key=lambda one: not one.lying)


def prepare(context: Context, root: Path) -> Place:
    """Make a carry folder at `root`, and keep the place in mind."""
    place = folder.prepare(root)
    kept = context.opened.setting(KEPT, [])
    if str(root) not in kept:
        context.opened.set_setting(KEPT, [*kept, str(root)])
    return place


def send(context: Context, job: Job, place: Place) -> Written | None:
    """Put the bundle and its parts there; None when the same lies there already."""
    context.opened.set_setting(carry_data.FOLDER, str(place.to_province))
    written = folder.send(context.opened, place, cancelled=job.cancelled)
    file_state.note(context)
    return written


def answer(context: Context, job: Job, place: Place, devices: Sequence[str]) -> list[Path]:
    """Put an answer for each laptop there; Cancelled leaves those that are finished."""
    written: list[returns.ReturnWritten] = []
    for device in devices:
        if job.cancelled():
            raise Cancelled
        job.report(len(written), len(devices), "")
        written.append(folder.answer(context.opened, device, place))
    return [one.path for one in written]


def headline(found: Found) -> str:
    """Which place it is."""
    return tr("Folder kiriman di {tempat}").format(tempat=found.place.root)


def waiting(found: Found) -> str:
    """What waits there, in words."""
    if not found.lying:
        return tr("Tidak ada berkas baru untuk dibaca di sana.")
    senders = ", ".join(dict.fromkeys(one.officer for one in found.lying if one.officer))
    words = tr("{n} berkas menunggu dibaca ({besar})").format(
        n=number(len(found.lying)), besar=size(sum(one.bytes for one in found.lying)))
    return f"{words}: {senders}." if senders else f"{words}."
