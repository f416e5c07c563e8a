"""Putting a finished file into a folder: whole or not at all, and read back, for sticks lie."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.store import keys, leftovers
from ftd_desktop.sync.identity import short

SUFFIX = ".ftd"


def name(kind: str, device_id: str, numbers: str, *, digest: str) -> str:
    """``FTD-<kind>-<device>-<numbers>-<digest>.ftd``, without anything about people.

    Restored files and copies count through the same numbers again; the beginning of a `digest` of what was counted (or
    of the life it was counted in) keeps a file from taking the place of another that may be the last to hold a change.
    """
    return f"FTD-{kind}-{short(device_id)}-{numbers}-{digest[:8]}{SUFFIX}"


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` as `folder/name`: temporary name, fsync, read back and compare, rename; UserError when it fails.

    No half-written file is left behind.
    """
    place, draft = folder / name, folder / f".{name}.baru"
    try:
        with draft.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if draft.read_bytes() != data:
            raise OSError(0, "isi yang terbaca berbeda dari yang ditulis")
        draft.replace(place)
        leftovers.clear(folder.glob(f".FTD-*{SUFFIX}.baru"))
        with contextlib.suppress(OSError):  # network shares know no fsync of a folder; the file itself is durable
            keys.sync_folder(folder)
    except OSError as error:
        with contextlib.suppress(OSError):  # a stick that was drawn out cannot be tidied either
            draft.unlink(missing_ok=True)
        raise UserError("Berkas {nama} tidak dapat ditulis di {folder} ({sebab}). Periksa ruang kosong dan izin "
                        "foldernya, atau pilih tempat lain.", nama=name, folder=str(folder),
                        sebab=error.strerror or type(error).__name__) from error
    return place


def lies(path: Path, size: int) -> bool:
    """Whether a file of that size lies at `path`; also False for a stick that cannot be read."""
    with contextlib.suppress(OSError):
        return path.stat().st_size == size
    return False
