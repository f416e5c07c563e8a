"""The first start, on the file's thread: a file made from an assignment or a backup, or a master founded.

Whatever goes wrong leaves the folder as it was.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.forms import media
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.library import SHIPPED, add_workbook
from ftd_desktop.store import backup, keys
from ftd_desktop.store.file import SUFFIX, DataFile
from ftd_desktop.sync import enrolment, office
from ftd_desktop.ui.models.refusal import Refusal, beside
from ftd_desktop.ui.tasks import Job

_SEALED = b"age-encryption.org/"
_LARGEST = 64 * 1024 * 1024
_BACKUP = re.compile(r"(.+)-\d{8}-\d{6}(?:-\d+)?")


@dataclass(frozen=True)
class Founding:
    """What the province says at its first start: the office, who works there, the first programme and cohort."""

    path: Path
    passphrase: str
    office: str
    unit: str
    admin: str
    city: str
    programme: str
    code: str
    year: int
    cohort: str
    starts: date
    ends: date
    jp_total: float


def data_path(path: Path) -> Path:
    """The place with the ending of a data file."""
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def enrol(path: Path, assignment: Path, code: str, passphrase: str) -> Path:
    """Make the file at `path` from an assignment file and its code; Refusal beside "file", "code" or "place"."""
    data = _read_assignment(assignment)
    _check_place(path)

    with beside("code"):
        plain = enrolment.open_with_code(data, code)
    with beside("file"):
        enrolment.read(data, code, unseal=lambda sealed, typed: plain)
    with leaving_nothing(path):
        enrolment.accept(path, data, code, passphrase, unseal=lambda sealed, typed: plain).close()
    return path


def restore(path: Path, chosen: Path, passphrase: str) -> Path:
    """Put a backup at `path`, where nothing stands yet; Refusal beside "file", "word" or "place"."""
    _check_place(path)
    with beside("file"):
        if not chosen.is_file():
            raise UserError("Berkas {nama} tidak ada. Pasang flashdisknya, atau pilih berkas lain.", nama=chosen.name)
        sidecar = keys.read(chosen)
    with beside("word"):
        keys.unwrap(sidecar, passphrase)
    with beside("file"), leaving_nothing(path):
        backup.restore(chosen, path, passphrase).close()
    return path


def is_backup(path: Path) -> bool:
    """Whether a data file is a backup of another one, by its name and what lies beside it."""
    named = _BACKUP.fullmatch(path.stem)
    return named is not None and path in {one.path for one in backup.listing(path.parent, named[1])}


def restored_name(path: Path) -> str:
    """The name of the file that a backup was made of."""
    named = _BACKUP.fullmatch(path.stem)
    return f"{named[1] if named else path.stem}{SUFFIX}"


def found(start: Founding, job: Job) -> Path:
    """Make the province's master with the shipped forms, its first programme and cohort; Refusal beside "place"."""
    _check_place(start.path)
    with leaving_nothing(start.path), DataFile.create(start.path, start.passphrase, role="province") as file:
        office.found(file, name=start.office, admin_name=start.admin, unit=start.unit, city=start.city)
        for place, form_id in enumerate(SHIPPED, 1):
            if job.cancelled():
                raise Cancelled
            job.report(place, len(SHIPPED), tr("Memasang formulir {n} dari {semua} …").format(
                n=place, semua=len(SHIPPED)))
            add_workbook(file, resources.path("forms", f"{form_id}.xlsx"), media.shipped())
        programme = cohorts.add_programme(file, start.code, start.programme, start.year)
        cohorts.add_cohort(file, programme, start.cohort, starts=start.starts, ends=start.ends,
                           jp_total=start.jp_total)
        if job.cancelled():
            raise Cancelled
    return start.path


@contextmanager
def leaving_nothing(path: Path) -> Iterator[None]:
    """If anything goes wrong inside, whatever is new beside `path` goes away; what cannot be written is said."""
    before = _beside(path)
    try:
        yield
    except BaseException as error:
        for left in _beside(path) - before:
            left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_writable(path.parent, error) from error
        raise


def _beside(path: Path) -> set[Path]:
    return {one for one in path.parent.iterdir() if one.name.startswith(path.name)}


def _read_assignment(path: Path) -> bytes:
    with beside("file"):
        try:
            if path.stat().st_size > _LARGEST:
                raise _no_assignment(path)
            data = path.read_bytes()
        except OSError as error:
            raise UserError("Berkas {nama} tidak dapat dibaca ({sebab}). Periksa flashdisk atau foldernya, lalu coba "
                            "lagi.", nama=path.name, sebab=error.strerror or type(error).__name__) from error
        if not data.startswith(_SEALED):
            raise _no_assignment(path)
    return data


def _no_assignment(path: Path) -> UserError:
    return UserError("Berkas {nama} bukan surat tugas. Pilih berkas FTD-tugas-….ftd yang dikirim provinsi.",
                     nama=path.name)


def _check_place(path: Path) -> None:
    """Refusal when the file cannot be made there; nothing is written to find out."""
    with beside("place"):
        if not path.parent.is_dir():
            raise UserError("Folder {nama} tidak ada. Pilih folder lain.", nama=str(path.parent))
        if path.exists():
            raise UserError("Sudah ada berkas {nama}. Pilih nama lain.", nama=path.name)
        if not os.access(path.parent, os.W_OK):
            raise UserError("Folder {nama} tidak dapat ditulis. Pilih folder lain, misalnya Dokumen.",
                            nama=str(path.parent))


def _not_writable(folder: Path, error: OSError) -> Refusal:
    return Refusal("place", UserError(
        "Berkas tidak dapat dibuat di {nama} ({sebab}). Pilih folder lain, atau kosongkan ruang di disk.",
        nama=str(folder), sebab=error.strerror or type(error).__name__))
