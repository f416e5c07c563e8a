"""The road for a signature made elsewhere: the issued PDF goes out, the signed one comes back, is checked and noted."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop.certificates import pades, register, verify
from ftd_desktop.certificates.files import Folder, safe
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Accepted:
    """A signed certificate that was taken in; `untouched`: the issued bytes stand unaltered before the signature."""

    path: Path
    number: str
    holder: str
    untouched: bool


def accept(file: DataFile, signed: Path, folder: Path) -> Accepted:
    """Take in a signed PDF: find its certificate by the code on it, check both, keep it, note it as signed.

    One that was taken in before and still lies in `folder` changes nothing.

    UserError, with nothing changed, when it carries no code of a certificate in force, its page differs from the code,
    it has no electronic signature, or one that does not hold.
    """
    data = verify.read_file(signed)
    row = _row_of(file, data)
    stamps = pades.stamps(data)
    if not stamps:
        raise UserError("{name} belum ditandatangani secara elektronik.", name=signed.name)
    if not all(stamp.intact for stamp in stamps) or not stamps[-1].whole:
        raise UserError("Tanda tangan elektronik pada {name} tidak cocok: isinya berubah sesudah ditandatangani.",
                        name=signed.name)
    name, digest = f"{safe(row['number'])} {safe(row['name_printed'])} bertanda tangan.pdf", _digest(data)
    known = folder / name
    if digest == row["file_digest"] and known.is_file() and _digest(known.read_bytes()) == digest:
        return Accepted(known, row["number"], stamps[-1].holder, True)
    untouched = _begins_with(data, row["file_digest"])
    with Folder(folder).draft(name, data) as draft:
        with file.write():
            file.update("certificate", row["_id"], {
                "status": register.SIGNED, "reason": tr("Berkas bertanda tangan: {holder}").format(
                    holder=stamps[-1].holder), "file_digest": digest})
        path = draft.keep()
    return Accepted(path, row["number"], stamps[-1].holder, untouched)


def _begins_with(data: bytes, digest: str) -> bool:
    """Whether the bytes up to the end of some revision of a PDF have that digest: those were issued, the rest added."""
    return any(_digest(data[:end.end()]) == digest for end in re.finditer(rb"%%EOF\r?\n?", data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _row_of(file: DataFile, data: bytes) -> dict[str, Any]:
    """The row of the register for the code on the PDF."""
    verdicts = verify.check_all(data, None)
    facts = verdicts[0].facts
    if len(verdicts) != 1 or facts is None or verdicts[0].paper is None or verdicts[0].paper.state != verify.GOOD:
        raise UserError("Halaman PDF itu berbeda dari kodenya, atau memuat lebih dari satu sertifikat.")
    row = file.row("SELECT * FROM certificate WHERE number = ?", (facts.number,))
    if row is None or row["status"] not in register.IN_FORCE:
        raise UserError("Sertifikat {number} tidak sedang berlaku di berkas ini.", number=facts.number)
    if row["payload"] not in verify.codes(data):
        raise UserError("Kode pada PDF bukan kode sertifikat {number} yang diterbitkan.", number=facts.number)
    return row
