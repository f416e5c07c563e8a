"""A carry folder on a stick or a shared directory: `FTD-Kirim`, in it one folder for each way.

The layout is the same for everybody, so a stick goes from hand to hand: laptops put bundles into `ke-provinsi` and
look for answers in `ke-petugas`, the province the other way round. Nothing is ever opened in place, and what lies there
is known by the id in its signed header, never by its name or time.
"""

from __future__ import annotations

import contextlib
import string
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, envelope, machine, outgoing, parts, receipt, returns, shapes
from ftd_desktop.sync.bundle import Written
from ftd_desktop.sync.returns import ReturnWritten

MARKER, UP, DOWN, README = "FTD-Kirim", "ke-provinsi", "ke-petugas", "BACA-SAYA.txt"
# Where systems put sticks: the mount points are children or grandchildren (user, then label) of these.
_UNIX = ("/media", "/run/media", "/mnt", "/Volumes")


@dataclass(frozen=True)
class Place:
    """A carry folder below `root` (a stick, a shared directory)."""

    root: Path

    @property
    def to_province(self) -> Path:
        """Where laptops put what the province shall read."""
        return self.root / MARKER / UP

    @property
    def to_officers(self) -> Path:
        """Where the province puts what laptops shall read."""
        return self.root / MARKER / DOWN


@dataclass(frozen=True)
class Lying:
    """A file that lies in a carry folder and waits for this file: its kind, which laptop it speaks of, when it was
    made (by its maker's clock).
    """

    path: Path
    kind: str
    device_id: str
    officer: str
    made: datetime
    bytes: int


def roots(platform: str = sys.platform) -> list[Path]:
    """The places where sticks and disks are to be found on this system; ask off the window's thread."""
    if platform == "win32":
        drives = [Path(f"{letter}:/") for letter in string.ascii_uppercase[2:]]  # A and B are floppy drives
        return [drive for drive in drives if _exists(drive)]
    return list(_mounts([Path(base) for base in _UNIX]))


def _mounts(bases: Iterable[Path]) -> Iterator[Path]:
    for base in bases:
        for child in _folders(base):
            yield child
            yield from _folders(child)


def find(candidates: Iterable[Path]) -> list[Place]:
    """The carry folders directly below the candidates, each once; what cannot be read holds none."""
    return [Place(root) for root in dict.fromkeys(candidates) if _exists(root / MARKER)]


def prepare(root: Path) -> Place:
    """Make `root` a place to carry with; what is there already stays. UserError when it cannot be written."""
    place = Place(Path(root))
    try:
        for folder in (place.to_province, place.to_officers):
            folder.mkdir(parents=True, exist_ok=True)
        (place.root / MARKER / README).write_text(tr(
            "Folder ini dibuat FTD Desktop untuk membawa data antara petugas dan provinsi. Isinya tersandi dan hanya "
            "dapat dibuka oleh penerimanya. Jangan ubah nama atau isinya."), encoding="utf-8")
    except OSError as error:
        raise UserError("Folder kiriman tidak dapat dibuat di {tempat} ({sebab}). Periksa flashdisknya, atau pilih "
                        "tempat lain.", tempat=str(root), sebab=error.strerror or type(error).__name__) from error
    return place


class Watch:
    """What lies in carry folders for an open file. Keep one as long as the file is open: it remembers what it has
    looked at, so that looking again every few seconds costs only a listing.
    """

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._province = file.role == "province"
        self._seen: dict[tuple[Path, int, int], dict[str, Any] | None] = {}
        self._before: dict[Path, dict[Path, tuple[int, int]]] = {}

    def waiting(self, place: Place) -> list[Lying]:
        """The files for this file that were never taken in, oldest number first. One that grew since the last look is
        still being copied and waits until the next.
        """
        folder = place.to_province if self._province else place.to_officers
        now = dict(_listed(folder))
        before = self._before.get(folder, now)
        self._before[folder] = now
        found = []
        for path, (size, moment) in now.items():
            head = self._head(path, size, moment) if before.get(path) == (size, moment) else None
            if head is not None and not self._taken(head["id"]):
                officer = self._file.value("SELECT name FROM _dev WHERE device_id = ?", (head["device"],))
                found.append(Lying(path, head["kind"], head["device"], officer or "",
                                   datetime.fromisoformat(head["made"]), size))
        return sorted(found, key=lambda one: (one.kind != bundle.KIND, one.device_id, one.made, one.path.name))

    def _head(self, path: Path, size: int, moment: int) -> dict[str, Any] | None:
        """The header of a file that is for this file and from somebody known, else None; read once."""
        key = (path, size, moment)
        if key not in self._seen:
            try:
                self._seen[key] = self._checked(envelope.glance(path, me=machine.keys(self._file),
                                                                trusted=self._trusted()))
            except envelope.Refused:
                self._seen[key] = None
            except UserError:  # the stick was drawn out meanwhile: look again next time
                return None
        return self._seen[key]

    def _checked(self, head: dict[str, Any]) -> dict[str, Any] | None:
        kinds = {bundle.KIND, parts.KIND} if self._province else {receipt.KIND, returns.KIND, parts.KIND}
        return head if head["kind"] in kinds and shapes.HEADERS[head["kind"]](head) else None

    def _trusted(self) -> Callable[[str], bool]:
        if not self._province:
            return machine.province(self._file).signs_with
        known = {key for (key,) in self._file.execute("SELECT sign_key FROM _dev WHERE dev <> ? AND status = 'active'",
                                                      (machine.OWN_ORDINAL,))}
        return known.__contains__

    def _taken(self, file_id: str) -> bool:
        return self._file.value("SELECT 1 FROM _bundle WHERE file_id = ?", (file_id,)) is not None


def send(file: DataFile, place: Place, *, attachments: bool = True, part_bytes: int = parts.LARGEST,
         cancelled: Callable[[], bool] = lambda: False) -> Written | None:
    """Put a laptop's bundle and parts into a carry folder; None when the same lies there already.

    Earlier ones of this laptop that the new ones make superfluous are taken away afterwards. Errors as `bundle.write`.
    """
    folder = prepare(place.root).to_province
    if bundle.unchanged(file, folder, attachments=attachments, part_bytes=part_bytes):
        return None
    earlier = [(folder / name, size) for name, size in bundle.written_before(file)]
    written = bundle.write(file, folder, attachments=attachments, part_bytes=part_bytes, cancelled=cancelled)
    kept = {written.path, *(part.path for part in written.parts)}
    _clear((path, size) for path, size in earlier
           if path not in kept and (attachments or not path.name.startswith("FTD-lampiran")))
    return written


def answer(master: DataFile, device_id: str, place: Place, *, attachments: bool = True,
           part_bytes: int = parts.LARGEST) -> ReturnWritten:
    """Put the return file for a laptop into a carry folder, in the place of earlier ones. Errors as `returns.write`."""
    folder = prepare(place.root).to_officers
    earlier = [(folder / name, size) for name, size in returns.written_before(master, device_id)]
    written = returns.write(master, device_id, folder, attachments=attachments, part_bytes=part_bytes)
    _clear((path, size) for path, size in earlier if path != written.path)
    return written


def _clear(earlier: Iterable[tuple[Path, int]]) -> None:
    """Take away what this file itself had put there; what cannot be taken away does no harm.

    Only by name and size: a twin's file, or one from before a restore, may hold what nobody else has.
    """
    for path, size in earlier:
        if outgoing.lies(path, size):
            with contextlib.suppress(OSError):
                path.unlink()


def _listed(folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """(path, (size, time in ns)) of the carried files in a folder, by name; nothing when it is not there (any more)."""
    paths: list[Path] = []
    with contextlib.suppress(OSError):
        paths = sorted(folder.iterdir())
    for path in paths:
        if path.suffix == outgoing.SUFFIX and not path.name.startswith("."):
            with contextlib.suppress(OSError):  # gone meanwhile, or a link to nothing: the others are there still
                about = path.stat()
                yield path, (about.st_size, about.st_mtime_ns)


def _folders(base: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(one for one in base.iterdir() if one.is_dir())
    return []


def _exists(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return folder.is_dir()
    return False
