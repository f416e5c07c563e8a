"""Pictures, signatures and other files of answers: kept once by their content, named by it in the answer.

The row in `attachment` says whose file it is and is synced like any other; it is written with the answer that names it
(store.letting_go). The bytes lie in `_blob`, local to the file until they are carried in parts of their own (MERGE.md
section 9). A name is the first 16 hexadecimal digits of the SHA-256 and the suffix; what the file was called where it
was picked is a label inside the file and never part of a name outside it.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store import metadata
from ftd_desktop.store.connection import Connection
from ftd_desktop.store.ids import now

MOST_BYTES = 16 * 1024 * 1024  # one attachment must fit one part of a carried file
DIGITS = 16
NAME = re.compile(rf"([0-9a-f]{{{DIGITS}}})\.[a-z0-9]{{1,8}}")
NEVER_NAMED = ""  # `_blob_note.let_go` of bytes that no saved answer has named yet
ALL = "~"  # after every moment


def clean(data: bytes, called: str = "") -> bytes:
    """The bytes to keep of what was picked as `called`: pictures and films tell no place, device or person.

    UserError when the file is too large to be carried, or begins like a picture or film and is broken off.
    """
    try:
        plain = metadata.without(data)
    except metadata.DamagedError:
        raise UserError("Berkas {nama} rusak atau terpotong. Salin lagi dari ponsel atau kameranya, lalu pilih lagi.",
                        nama=called) from None
    if len(plain) > MOST_BYTES:
        raise UserError("Berkas ini {ukuran} MB, paling besar {batas} MB. Perkecil gambarnya, lalu pilih lagi.",
                        ukuran=-(-len(plain) // 1024**2), batas=MOST_BYTES // 1024**2)
    return plain


def name(plain: bytes, suffix: str) -> str:
    """What an answer calls this cleaned file; the same content has the same name. `suffix` with or without its dot."""
    return f"{hashlib.sha256(plain).hexdigest()[:DIGITS]}.{_ending(suffix)}"


def hold(file: Connection, plain: bytes, label: str = "") -> None:
    """Put cleaned bytes into the file before an answer names them; without one they go at the next tidying."""
    digest = hashlib.sha256(plain).hexdigest()
    with file.write():
        is_new = store(file, digest, plain)
        file.execute("INSERT INTO _blob_note (sha256, label, let_go) VALUES (?, ?, ?) "
                     "ON CONFLICT (sha256) DO UPDATE SET label = coalesce(excluded.label, label)",
                     (digest, label or None, NEVER_NAMED if is_new else None))


def keep(file: Connection, data: bytes, suffix: str, participant_id: str | None = None, label: str = "") -> str:
    """Keep a file that comes with its answer (an import); gives its name. The same content is kept once."""
    plain = clean(data, label)
    found = name(plain, suffix)
    with file.write():
        hold(file, plain, label)
        belong(file, found, participant_id)
    return found


def belong(file: Connection, found: str, participant_id: str | None) -> None:
    """Write down that a named file, whose bytes are here, is of this person; harmless when it is known."""
    digest = whole_digest(file, found)
    if digest is None:
        return
    label = file.value("SELECT label FROM _blob_note WHERE sha256 = ?", (digest,))
    if not file.row("SELECT 1 FROM attachment WHERE sha256 = ? AND participant_id IS ?", (digest, participant_id)):
        file.insert("attachment", {
            "participant_id": participant_id, "sha256": digest, "label": label,
            "bytes": file.value("SELECT length(data) FROM _blob WHERE sha256 = ?", (digest,)),
            "mime": mimetypes.guess_type(found)[0] or "application/octet-stream"})


def data(file: Connection, name: str) -> bytes | None:
    """The bytes behind a name, or None when they are not in this file (yet)."""
    digest = whole_digest(file, name)
    kept: bytes | None = file.value("SELECT data FROM _blob WHERE sha256 = ?", (digest,)) if digest else None
    return kept


def label(file: Connection, name: str) -> str:
    """What the file was called where it was picked; "" when nobody knows."""
    return _told(file, name, "label") or file.value(
        "SELECT label FROM _blob_note WHERE sha256 = ?", (whole_digest(file, name),)) or ""


def size(file: Connection, name: str) -> int | None:
    """Its bytes, as told by whoever has them; None when nobody has told."""
    told: int | None = _told(file, name, "bytes")
    return told


def _told(file: Connection, name: str, column: str) -> Any:
    found = NAME.fullmatch(name)
    return None if not found else file.value(
        f"SELECT {column} FROM attachment WHERE sha256 >= ? AND sha256 < ? ORDER BY {column} IS NULL LIMIT 1",
        (found[1], found[1] + "g"))


def whole_digest(file: Connection, name: str) -> str | None:
    """The SHA-256 of the bytes behind a name; None when they are not here."""
    found = NAME.fullmatch(name)
    if not found:
        return None
    digest: str | None = file.value("SELECT sha256 FROM _blob WHERE sha256 >= ? AND sha256 < ?",
                                    (found[1], found[1] + "g"))
    return digest


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
    store(file, digest, content)
    return True


def store(file: Connection, digest: str, content: bytes) -> bool:
    """Put bytes under their digest; False when they are there already."""
    return bool(file.execute("INSERT INTO _blob (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
                             (digest, content)).rowcount)


def sweep(file: Connection, let_go_before: str = ALL) -> int:
    """Forget bytes that no attachment, no form and no open journal names; gives how many.

    `let_go_before` spares what was named until that moment or later (ISO text); without it all go at once, as an
    erasure wants it. What no saved answer ever named is never spared.
    """
    unnamed = ("sha256 NOT IN (SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL) AND sha256 NOT IN "
               "(SELECT sha256 FROM _form_media)")
    with file.write():
        file.execute("UPDATE _blob_note SET let_go = NULL WHERE let_go IS NOT NULL AND "
                     "sha256 IN (SELECT sha256 FROM attachment)")
        loose = [digest for (digest,) in file.execute(f"SELECT sha256 FROM _blob WHERE {unnamed}")]
        going = set(loose) - _spared(file, loose, let_go_before)
        for digest in going:
            file.execute("DELETE FROM _blob WHERE sha256 = ?", (digest,))
            file.execute("DELETE FROM _blob_note WHERE sha256 = ?", (digest,))
    return len(going)


def _spared(file: Connection, loose: list[str], let_go_before: str) -> set[str]:
    """Which of the bytes that nothing names stay for now; from now on it is known since when nothing names them."""
    if not loose:
        return set()
    open_picks = {found[1] for (text,) in file.execute("SELECT value FROM _trail_entry WHERE value GLOB '*.*'")
                  for found in NAME.finditer(text)}
    known = dict(file.execute("SELECT sha256, let_go FROM _blob_note").fetchall())
    spared = {digest for digest in loose if digest[:DIGITS] in open_picks}
    for digest in loose:
        since = known.get(digest)
        if since is None and let_go_before != ALL:
            since = now()
            file.execute("INSERT INTO _blob_note (sha256, let_go) VALUES (?, ?) "
                         "ON CONFLICT (sha256) DO UPDATE SET let_go = excluded.let_go", (digest, since))
        if since and since >= let_go_before:
            spared.add(digest)
    return spared


def _ending(suffix: str) -> str:
    return re.sub(r"[^a-z0-9]", "", suffix.lower())[:8] or "bin"
