"""Putting a finished file into a folder: whole or not at all, and read back, for sticks lie."""

from __future__ import annotations

import os
from pathlib import Path

from ftd_desktop.errors import UserError

SUFFIX = ".ftd"


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
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UserError("Berkas {nama} tidak dapat ditulis di {folder} ({sebab}). Periksa ruang kosong dan izin "
                        "foldernya, atau pilih tempat lain.", nama=name, folder=str(folder),
                        sebab=error.strerror or type(error).__name__) from error
    return place
