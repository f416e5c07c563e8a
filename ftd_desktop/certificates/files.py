"""PDF files in a folder: written whole under a temporary name first, named so that Windows takes them."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST = 60
_DRAFT = ".baru"


def certificate_name(number: str, name: str) -> str:
    """The file name of a certificate: its number, then whose it is."""
    return f"{safe(number)} {safe(name)[:_LONGEST].rstrip(' .')}.pdf"


def print_name(first: str, last: str) -> str:
    """The file name of a batch for the printer."""
    return f"Cetak {safe(first)} sd {safe(last)}.pdf" if first != last else f"Cetak {safe(first)}.pdf"


def safe(text: str) -> str:
    """`text` with what a Windows file name may not hold as an underscore."""
    return _UNSAFE.sub("_", text).strip(" .") or "_"


class Draft:
    """A file under its temporary name; `keep` gives it the real one."""

    def __init__(self, temporary: Path, path: Path) -> None:
        self.temporary, self.path = temporary, path

    def keep(self) -> Path:
        """Give the file its name; one of that name that is already there keeps it, and this one gets a number."""
        path, copy = self.path, 1
        while path.exists():
            copy += 1
            path = self.path.with_stem(f"{self.path.stem} ({copy})")
        try:
            self.temporary.rename(path)
        except OSError as fault:
            raise _refused(self.path.parent, fault) from fault
        return path


class Folder:
    """The folder certificates go to; made when it is not there. UserError when it cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            for leftover in path.glob(f".*{_DRAFT}"):  # of a batch that was killed
                leftover.unlink()
        except OSError as fault:
            raise _refused(path, fault) from fault

    def refuse_known(self, numbers: Sequence[str]) -> None:
        """UserError when the folder holds a certificate of one of these numbers, which nobody should have taken yet."""
        heads = {file.name.split(" ", 1)[0] for file in self.path.glob("*.pdf")}
        for number in numbers:
            if safe(number).split(" ", 1)[0] in heads:
                raise UserError(
                    "Folder sudah memuat sertifikat {number}, yang tidak ada di daftar terbit: berkas data ini mungkin "
                    "pulih dari cadangan lama. Lewati nomor itu dengan alasannya di daftar terbit, lalu ulangi.",
                    number=number,
                )

    @contextmanager
    def draft(self, name: str, data: bytes) -> Iterator[Draft]:
        """Write `data` safely to disk under a temporary name; gone again unless it is kept. UserError: no room."""
        temporary = self.path / f".{name}{_DRAFT}"
        try:
            with temporary.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        except OSError as fault:
            temporary.unlink(missing_ok=True)
            raise _refused(self.path, fault) from fault
        try:
            yield Draft(temporary, self.path / name)
        finally:
            temporary.unlink(missing_ok=True)

    def put(self, name: str, data: bytes) -> Path:
        """Write a file whose older version may be replaced: whole, or not at all."""
        with self.draft(name, data) as draft:
            try:
                draft.temporary.replace(draft.path)
            except OSError as fault:
                raise _refused(self.path, fault) from fault
        return draft.path


def _refused(path: Path, fault: OSError) -> UserError:
    return UserError(
        "Folder {path} tidak dapat ditulis ({cause}). Pilih folder lain atau kosongkan ruang, lalu ulangi.",
        path=str(path), cause=_cause(fault),
    )


def _cause(fault: OSError) -> str:
    """Why, in words; the system's own where it is nothing usual."""
    known = {errno.ENOSPC: tr("penyimpanan penuh"), errno.EACCES: tr("tidak ada izin menulis"),
             errno.EPERM: tr("tidak ada izin menulis"), errno.EROFS: tr("hanya dapat dibaca"),
             errno.EEXIST: tr("itu bukan folder"), errno.ENOTDIR: tr("itu bukan folder"),
             errno.ENOENT: tr("tidak ditemukan")}
    return known.get(fault.errno or 0) or fault.strerror or str(fault)
