"""Pictures, signatures and other files of answers: kept once by their content, named by it in the answer.

The row in `attachment` is synced like any other; the bytes lie in `_blob`, local to the file until they are carried in
parts of their own (MERGE.md section 9). A name is the first 16 hexadecimal digits of the SHA-256 and the suffix.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re

from ftd_desktop.errors import UserError
from ftd_desktop.store.connection import Connection

MOST_BYTES = 16 * 1024 * 1024  # one attachment must fit one part of a carried file
DIGITS = 16


def name(data: bytes, suffix: str) -> str:
    """What an answer calls this file; the same content has the same name.

    `suffix` is the ending without or with its dot. UserError when the file is too large to be carried.
    """
    if len(data) > MOST_BYTES:
        raise UserError("Berkas ini {ukuran} MB, paling besar {batas} MB. Perkecil gambarnya, lalu pilih lagi.",
                        ukuran=-(-len(data) // 1024**2), batas=MOST_BYTES // 1024**2)
    return f"{hashlib.sha256(data).hexdigest()[:DIGITS]}.{_ending(suffix)}"


def keep(file: Connection, data: bytes, suffix: str, participant_id: str | None = None) -> str:
    """Keep a file that was picked, drawn or pasted; gives its name. The same content is kept once."""
    found, digest = name(data, suffix), hashlib.sha256(data).hexdigest()
    with file.write():
        _store(file, digest, data)
        if not file.row("SELECT 1 FROM attachment WHERE sha256 = ? AND participant_id IS ?", (digest, participant_id)):
            mime = mimetypes.guess_type(found)[0] or "application/octet-stream"
            file.insert("attachment", {"participant_id": participant_id, "sha256": digest, "bytes": len(data),
                                       "mime": mime})
    return found


def data(file: Connection, name: str) -> bytes | None:
    """The bytes behind a name, or None when they are not in this file (yet)."""
    found = re.fullmatch(rf"([0-9a-f]{{{DIGITS}}})\.\w+", name)
    if not found:
        return None
    kept: bytes | None = file.value("SELECT data FROM _blob WHERE sha256 >= ? AND sha256 < ?",
                                    (found[1], found[1] + "g"))
    return kept


def wanted(file: Connection) -> list[str]:
    """The SHA-256 of attachments whose bytes have not come."""
    return [digest for (digest,) in file.execute(
        "SELECT DISTINCT sha256 FROM attachment WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM _blob) "
        "ORDER BY sha256")]


def arrive(file: Connection, content: bytes) -> bool:
    """Keep bytes that were carried here; False when nobody asks for them."""
    digest = hashlib.sha256(content).hexdigest()
    if not file.row("SELECT 1 FROM attachment WHERE sha256 = ?", (digest,)):
        return False
    _store(file, digest, content)
    return True


def sweep(file: Connection) -> int:
    """Forget bytes that no attachment and no form names any more (after an erasure); gives how many."""
    return int(file.execute("DELETE FROM _blob WHERE sha256 NOT IN (SELECT sha256 FROM attachment WHERE sha256 IS NOT "
                            "NULL) AND sha256 NOT IN (SELECT sha256 FROM _form_media)").rowcount)


def _store(file: Connection, digest: str, content: bytes) -> None:
    file.execute("INSERT INTO _blob (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", (digest, content))


def _ending(suffix: str) -> str:
    return re.sub(r"[^a-z0-9]", "", suffix.lower())[:8] or "bin"
