"""The envelope of every carried file: signed inside, encrypted to one recipient; opened only after all is checked.

Plain bytes inside the encryption, in this order::

    FTD-ENVELOPE-1\\n | sender's Ed25519 key, 32 | signature, 64 | header length, 4, big-endian | header JSON | payload

The signature covers everything but itself up to the end of the header; the header names recipient, kind, payload
size, packing (xz, a quarter smaller; zlib for large ones; none for pictures, which are packed already) and SHA-256 of
the packed payload. Nothing is parsed before sender and signature are known to be good, and nothing is unpacked beyond
the signed size. docs/formats/bundle.md has the fields and a test vector.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage

from ftd_desktop.errors import UserError
from ftd_desktop.sync.identity import Identity, signed_by

FAMILY = b"FTD-ENVELOPE-"
MAGIC = FAMILY + b"1\n"
FORMAT = 1
MAX_FILE = 256 * 2**20
MAX_PAYLOAD = 2**30
_XZ, _ZLIB, PLAIN = "xz", "zlib", "none"
_LONGEST_HEAD = 4 * 2**20
_SMALL, _XZ_MEMORY = 4 * 2**20, 64 * 2**20
_FIELDS: dict[str, type] = {"format": int, "kind": str, "to": str, "size": int, "sha256": str, "packing": str}
_AGE = b"age-encryption.org/v1\n"
_SENDER = slice(len(MAGIC), len(MAGIC) + 32)
_SIGNATURE = slice(_SENDER.stop, _SENDER.stop + 64)
_LENGTH = slice(_SIGNATURE.stop, _SIGNATURE.stop + 4)


class Refused(UserError):  # noqa: N818 - what happened to a file, not a fault of ours
    """A file that is not accepted. `reason` is damaged, stranger, forged, misdirected, oversized, newer or kind."""

    def __init__(self, reason: str, template: str, **params: object) -> None:
        super().__init__(template, **params)
        self.reason = reason


@dataclass(frozen=True)
class Opened:
    """A checked envelope: who signed it, what the header says, the payload."""

    sender: str
    kind: str
    header: Mapping[str, Any]
    payload: bytes


def seal(kind: str, fields: Mapping[str, Any], payload: bytes, *, sender: Identity, to: str,
         packing: str | None = None) -> bytes:
    """The bytes of a file of `kind` from `sender` that only the age recipient `to` can open."""
    return encrypt(sign(kind, fields, payload, sender=sender, to=to, packing=packing), to)


def sign(kind: str, fields: Mapping[str, Any], payload: bytes, *, sender: Identity, to: str,
         packing: str | None = None) -> bytes:
    """The signed plain bytes, before encryption; `to` is what the header names as recipient.

    `packing` is chosen by size unless it is given (PLAIN for what cannot be packed any smaller).
    """
    packing = packing or (_XZ if len(payload) <= _SMALL else _ZLIB)
    packed = _pack(payload, packing)
    header = {**fields, "format": FORMAT, "kind": kind, "to": to, "size": len(payload),
              "packing": packing, "sha256": hashlib.sha256(packed).hexdigest()}
    text = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    start = MAGIC + bytes.fromhex(sender.public.sign)
    tail = len(text).to_bytes(4, "big") + text
    return b"".join((start, sender.sign(start + tail), tail, packed))


def _pack(payload: bytes, packing: str) -> bytes:
    if packing == PLAIN:
        return payload
    return lzma.compress(payload, preset=6) if packing == _XZ else zlib.compress(payload, 6)


def encrypt(plain: bytes, to: str) -> bytes:
    """`plain` as an age file for one recipient (``age1…``)."""
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(to)]))


def read_file(path: Path) -> bytes:
    """The bytes of a carried file; Refused when it is too large, UserError when it cannot be read."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise _oversized(path.name)
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path.name, error) from error


def _unreadable(name: str, error: OSError) -> UserError:
    return UserError("Berkas {nama} tidak dapat dibaca ({sebab}). Periksa flashdisk atau foldernya, lalu coba lagi.",
                     nama=name, sebab=error.strerror or type(error).__name__)


def open_sealed(data: bytes, *, me: Identity, trusted: Callable[[str], bool], kinds: Collection[str],
                name: str) -> Opened:
    """The checked content of the file `name`; Refused with a sentence for the officer in every other case.

    `trusted` says whether a signing key (hexadecimal) is known here; `kinds` are those expected at this place.
    """
    return check(decrypt(data, me, name), to=me.public.box, trusted=trusted, kinds=kinds, name=name)


def decrypt(data: bytes, me: Identity, name: str) -> bytes:
    """The plain bytes of an age file; Refused when it is damaged, too large or for another recipient."""
    if len(data) > MAX_FILE:
        raise _oversized(name)
    if not data.startswith(_AGE):
        raise Refused("damaged", "Berkas {nama} bukan berkas FTD atau rusak. Minta pengirim menyalin ulang berkasnya.",
                      nama=name)
    try:
        return bytes(pyrage.decrypt(data, [me.box]))
    except pyrage.DecryptError as error:
        # age says no more than this: another recipient and a damaged key line look the same.
        if "No matching keys" in str(error):
            raise _misdirected(name) from None
        raise _damaged(name) from None


def check(plain: bytes, *, to: str, trusted: Callable[[str], bool], kinds: Collection[str], name: str) -> Opened:
    """What signed plain bytes hold, checked in the order sender, signature, header, payload; else Refused."""
    sender, header, end = head(plain, trusted=trusted, name=name)
    return Opened(sender, header["kind"], header, _payload(header, plain[end:], to, kinds, name))


def head(plain: bytes, *, trusted: Callable[[str], bool], name: str) -> tuple[str, dict[str, Any], int]:
    """(sender, header, where the packed payload begins) of signed plain bytes; Refused unless sender and signature are
    good. The payload may still lack: the signature covers the header, and the header the payload.
    """
    if not plain.startswith(MAGIC):
        raise _newer(name) if plain.startswith(FAMILY) else _damaged(name)
    end = _LENGTH.stop + int.from_bytes(plain[_LENGTH], "big")
    if len(plain) < max(end, _LENGTH.stop):  # slicing beyond the end gives a length of nothing
        raise _damaged(name)
    sender = plain[_SENDER]
    if not trusted(sender.hex()):
        raise Refused("stranger", "Pengirim berkas {nama} tidak terdaftar di sini. Minta pengirim memakai laptop yang "
                      "sudah didaftarkan, atau daftarkan petugasnya lebih dahulu.", nama=name)
    if not signed_by(sender, plain[_SIGNATURE], plain[:_SENDER.stop] + plain[_LENGTH.start:end]):
        raise Refused("forged", "Tanda tangan berkas {nama} tidak cocok: isinya diubah setelah dibuat. Jangan dipakai; "
                      "minta pengirim membuat berkas baru.", nama=name)
    return sender.hex(), _header(plain[_LENGTH.stop:end], name), end


def glance(path: Path, *, me: Identity, trusted: Callable[[str], bool]) -> dict[str, Any]:
    """The header of the file at `path`, from its first few kilobytes: what it is and for whom, however large it is.

    Refused as `open_sealed`, UserError when it cannot be read. The payload is not looked at.
    """
    first = _First()
    try:
        with path.open("rb") as source:
            if source.read(len(_AGE)) != _AGE:
                raise _damaged(path.name)
            source.seek(0)
            pyrage.decrypt_io(source, first, [me.box])
    except _Enough:
        pass
    except pyrage.DecryptError as error:
        raise (_misdirected if "No matching keys" in str(error) else _damaged)(path.name) from None
    except OSError as error:
        raise _unreadable(path.name, error) from error
    _, header, _ = head(bytes(first.plain), trusted=trusted, name=path.name)
    if header["to"] != me.public.box:
        raise _misdirected(path.name)
    return header


class _Enough(Exception):  # noqa: N818 - ends a decryption that has shown what was wanted
    pass


class _First:
    """Takes what age decrypts until the header is whole."""

    def __init__(self) -> None:
        self.plain = bytearray()

    def write(self, data: bytes) -> int:
        """Called by age with the next plain bytes."""
        self.plain += data
        end = _LENGTH.stop + int.from_bytes(self.plain[_LENGTH], "big")
        if len(self.plain) >= min(end, _LONGEST_HEAD):
            raise _Enough
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""


def _header(text: bytes, name: str) -> dict[str, Any]:
    """The header of a good signature; a known laptop can still be faulty, so its shape is checked too."""
    try:
        header = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(name) from None
    if not isinstance(header, dict) or any(not isinstance(header.get(key), kind) for key, kind in _FIELDS.items()):
        raise _damaged(name)
    return header


def _payload(header: Mapping[str, Any], packed: bytes, to: str, kinds: Collection[str], name: str) -> bytes:
    """The inflated payload of a header whose signature is good; Refused unless it is meant for here and whole."""
    if header["format"] > FORMAT:
        raise _newer(name)
    if header["to"] != to:
        raise _misdirected(name)
    if header["kind"] not in kinds:
        raise Refused("kind", "Berkas {nama} bukan jenis yang diterima di halaman ini. Buka di halaman yang sesuai "
                      "dengan jenisnya: kiriman, tanda terima, atau surat tugas.", nama=name)
    if hashlib.sha256(packed).hexdigest() != header["sha256"]:
        raise _damaged(name)
    if not 0 <= header["size"] <= MAX_PAYLOAD:
        raise _oversized(name)
    return _unpack(packed, header["size"], header["packing"], name)


def _unpack(packed: bytes, size: int, packing: str, name: str) -> bytes:
    """`packed` unpacked to exactly `size` bytes, never more than one byte beyond."""
    if packing not in (_XZ, _ZLIB, PLAIN):
        raise _newer(name)
    if packing == PLAIN:
        if len(packed) != size:
            raise _damaged(name)
        return packed
    opener = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY) if packing == _XZ else zlib.decompressobj()
    try:
        payload = opener.decompress(packed, size + 1)
    except (zlib.error, lzma.LZMAError):
        raise _damaged(name) from None
    if len(payload) != size or not opener.eof or opener.unused_data:
        raise _damaged(name)
    return payload


def _damaged(name: str) -> Refused:
    return Refused("damaged", "Berkas {nama} rusak atau terpotong di perjalanan. Minta pengirim menyalin ulang "
                   "berkasnya; yang sudah ada di sini tidak berubah.", nama=name)


def _misdirected(name: str) -> Refused:
    return Refused("misdirected", "Berkas {nama} dibuat untuk penerima lain, atau rusak di jalan. Serahkan kepada "
                   "penerimanya, atau minta pengirim membuat berkas baru untuk Anda.", nama=name)


def _oversized(name: str) -> Refused:
    return Refused("oversized", "Berkas {nama} terlalu besar untuk sebuah kiriman. Minta pengirim membuat berkas baru.",
                   nama=name)


def _newer(name: str) -> Refused:
    return Refused("newer", "Berkas {nama} dibuat oleh FTD Desktop yang lebih baru. Perbarui program di komputer ini, "
                   "lalu buka lagi berkasnya.", nama=name)
