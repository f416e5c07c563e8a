"""Backups for the window: the state of the light, making one, and putting one back; on the file's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store import backup
from ftd_desktop.store.backup import Backup, Health, Outcome
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.tasks import Job
from ftd_desktop.ui.theme import Tone
from ftd_desktop.wording import number


@dataclass(frozen=True)
class State:
    """The light, the places, and the backups that lie there now (the newest first)."""

    health: Health
    places: tuple[Path, ...]
    backups: tuple[Backup, ...]

    @property
    def light(self) -> tuple[Tone, str]:
        """Tone and words of the light."""
        return light(self.health, self.places)


def light(health: Health, places: Sequence[Path]) -> tuple[Tone, str]:
    """Tone and words of the light, on every page: good only when the next backup has somewhere to go as well."""
    if not places:
        return "warn", tr("Belum ada tempat")
    if health.faults:
        return "error", tr("Gagal di {n} tempat").format(n=number(len(health.faults)))
    return ("ok", tr("Sehat")) if health.good else ("warn", tr("Perlu dicadangkan"))


def state(context: Context) -> State:
    """Everything for the page."""
    file = context.opened
    places = backup.places(file)
    found = [one for place in places for one in backup.listing(place, file.path.stem)]
    found.sort(key=lambda one: one.at, reverse=True)
    return State(backup.health(file), tuple(places), tuple(found))


def health(context: Context) -> Health:
    """The light alone."""
    return backup.health(context.opened)


def add_place(context: Context, folder: Path) -> None:
    """Name one more folder that backups go to; the folder of the data file itself is refused: it is no second place."""
    file = context.opened
    if folder.resolve() == file.path.parent.resolve():
        raise UserError("Folder {folder} adalah tempat berkas data itu sendiri. Pilih flashdisk atau disk lain, supaya "
                        "cadangan selamat bila laptop rusak.", folder=str(folder))
    if folder not in backup.places(file):
        backup.set_places(file, [*backup.places(file), folder])


def remove_place(context: Context, folder: Path) -> None:
    """Name a folder no longer; the backups in it stay."""
    file = context.opened
    with file.write():
        backup.set_places(file, [place for place in backup.places(file) if place != folder])
        faults = file.setting("backup_faults", {})
        file.set_setting("backup_faults", {place: fault for place, fault in faults.items() if place != str(folder)})


def back_up(context: Context, job: Job) -> list[Outcome]:
    """Back up to every place."""
    return backup.back_up_everywhere(context.opened, job.report, job.cancelled)


def back_up_when_due(context: Context) -> Health | None:
    """Back up if a working day has passed and there is a place; None when there was nothing to do."""
    file = context.opened
    if not backup.places(file) or not backup.due(file):
        return None
    backup.back_up_everywhere(file)
    return backup.health(file)


def restore(context: Context, chosen: Path, passphrase: str) -> None:
    """Put a backup in the place of the open file, which stays beside it; on refusal the file is open as before."""
    old = context.opened
    path, key = old.path, old.data_key
    old.close()
    try:
        file = backup.restore(chosen, path, passphrase)
    except BaseException:
        _take(context, DataFile.open_with_key(path, key))
        raise
    _take(context, file)


def _take(context: Context, file: DataFile) -> None:
    context.file = file
    context.desk = Desk(file, FormLibrary(file), now=context.now)
