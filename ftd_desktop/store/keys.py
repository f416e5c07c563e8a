"""The data key and its wrappings: the small JSON file `NAME.ftdb.key` beside the data file.

A file is encrypted with a random 32-byte data key. The sidecar holds it wrapped by the passphrase (Argon2id, then
AES-256-GCM) and, when given, to the province's recovery recipient (age). A change of passphrase rewrites only the
sidecar. Format: docs/formats/file.md.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ftd_desktop.errors import UserError

FORMAT = "ftd-key"
VERSION = 1
KEY_BYTES = 32
# Half the memory and twice the passes of RFC 9106's second recommended option: the same 0.15 s here, above every
# setting that OWASP recommends (19 MiB and 2 passes to 46 MiB and 1), and 32 MB less on an old laptop (decision 0041).
ITERATIONS, LANES, MEMORY_KIB = 6, 4, 32 * 1024
# What a sidecar may ask for at most, so that a hostile one cannot exhaust the machine.
MOST_ITERATIONS, MOST_LANES, MOST_MEMORY_KIB = 100, 64, 2 * 1024 * 1024
SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True)
class PassphraseWrap:
    """The data key under a passphrase: the Argon2id parameters and the AES-GCM box (nonce, then ciphertext)."""

    salt: bytes
    iterations: int
    lanes: int
    memory_kib: int
    box: bytes


@dataclass(frozen=True)
class Sidecar:
    """What `NAME.ftdb.key` holds. `id` is random and tells the data key apart; `recovery` is (recipient, age bytes)."""

    id: str
    passphrase: PassphraseWrap
    recovery: tuple[str, bytes] | None = None


def existing(path: Path) -> Path:
    """The path of a data file that is there; UserError when it is not."""
    path = Path(path)
    if not path.is_file():
        raise UserError("Berkas {nama} tidak ditemukan. Periksa tempatnya, atau pulihkan dari cadangan.",
                        nama=str(path))
    return path


def key_of(path: Path, passphrase: str) -> bytes:
    """The data key of a data file; UserError when there is no such file, no sound key file, or another passphrase."""
    return unwrap(read(existing(path)), passphrase)


def sidecar_path(path: Path) -> Path:
    """Where the wrapped keys of the data file `path` stand."""
    return path.with_name(path.name + ".key")


def new_key() -> bytes:
    """A new random data key."""
    return os.urandom(KEY_BYTES)


def wrap(key: bytes, passphrase: str, recovery: str | None) -> Sidecar:
    """A sidecar for `key`; `recovery` is an age recipient (``age1…``). UserError for a passphrase that is too short."""
    return Sidecar(os.urandom(16).hex(), _wrap_by_passphrase(key, passphrase),
                   _wrap_to(key, recovery) if recovery else None)


def rewrap(sidecar: Sidecar, key: bytes, passphrase: str) -> Sidecar:
    """The same sidecar under another passphrase."""
    return replace(sidecar, passphrase=_wrap_by_passphrase(key, passphrase))


def unwrap(sidecar: Sidecar, passphrase: str) -> bytes:
    """The data key; UserError when the passphrase is wrong."""
    part = sidecar.passphrase
    try:
        return AESGCM(_derive(part, passphrase)).decrypt(part.box[:12], part.box[12:], _bound(part))
    except InvalidTag as error:
        raise UserError("Kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.") from error


def unwrap_by_recovery(sidecar: Sidecar, identity: str) -> bytes:
    """The data key by the province's recovery key (``AGE-SECRET-KEY-1…``); UserError when it does not fit."""
    import pyrage

    if sidecar.recovery is None:
        raise UserError("Berkas ini dibuat tanpa kunci pemulihan, jadi hanya kata sandinya yang bisa membukanya.")
    try:
        key: bytes = pyrage.decrypt(sidecar.recovery[1], [pyrage.x25519.Identity.from_str(identity.strip())])
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise UserError("Kunci pemulihan ini bukan untuk berkas ini. Pakai kunci provinsi yang mendaftarkan "
                        "laptop ini.") from error
    return key


def read(path: Path) -> Sidecar:
    """The sidecar of the data file `path`; UserError when it is missing or damaged."""
    place = sidecar_path(path)
    try:
        return _from_json(json.loads(place.read_bytes()))
    except FileNotFoundError as error:
        raise UserError("Berkas kunci {nama} tidak ada di sebelah berkas data. Salin kembali dari tempat asalnya "
                        "atau dari cadangan.", nama=place.name) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError("Berkas kunci {nama} rusak. Ambil kembali dari cadangan.", nama=place.name) from error


def write(path: Path, sidecar: Sidecar) -> None:
    """Put the sidecar beside the data file `path`: whole or not at all (temporary name, fsync, rename).

    UserError when there is no room for it; then what stood there stands.
    """
    place = sidecar_path(path)
    draft = place.with_name(place.name + ".baru")
    try:
        with draft.open("wb") as out:
            out.write(json.dumps(_to_json(sidecar), indent=1).encode())
            out.flush()
            os.fsync(out.fileno())
        draft.replace(place)
        sync_folder(place.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise no_room() from error


def no_room() -> UserError:
    """What is said when a file beside which the user works cannot be written."""
    return UserError("Penyimpanan penuh atau tidak bisa ditulis; tidak ada yang berubah. "
                     "Kosongkan ruang di disk, lalu coba lagi.")


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable where the system allows it (not on Windows, where a rename is)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _wrap_by_passphrase(key: bytes, passphrase: str) -> PassphraseWrap:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UserError("Kata sandi terlalu pendek: paling sedikit {jumlah} huruf. Kalimat pendek yang mudah diingat "
                        "lebih kuat daripada kata yang rumit.", jumlah=SHORTEST_PASSPHRASE)
    part = PassphraseWrap(os.urandom(16), ITERATIONS, LANES, MEMORY_KIB, b"")
    nonce = os.urandom(12)
    return replace(part, box=nonce + AESGCM(_derive(part, passphrase)).encrypt(nonce, key, _bound(part)))


def _wrap_to(key: bytes, recipient: str) -> tuple[str, bytes]:
    import pyrage

    return recipient, pyrage.encrypt(key, [pyrage.x25519.Recipient.from_str(recipient)])


def _derive(part: PassphraseWrap, passphrase: str) -> bytes:
    # NFKC: the same passphrase typed on another keyboard or system gives the same bytes.
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    return Argon2id(salt=part.salt, length=KEY_BYTES, iterations=part.iterations, lanes=part.lanes,
                    memory_cost=part.memory_kib).derive(secret)


def _bound(part: PassphraseWrap) -> bytes:
    """The additional data of the box: nobody can weaken the parameters without breaking it."""
    return f"{FORMAT} {VERSION} argon2id {part.iterations} {part.lanes} {part.memory_kib}".encode()


def _to_json(sidecar: Sidecar) -> dict[str, Any]:
    part = sidecar.passphrase
    recovery = sidecar.recovery
    return {
        "format": FORMAT, "version": VERSION, "id": sidecar.id,
        "passphrase": {"kdf": "argon2id", "salt": _b64(part.salt), "iterations": part.iterations, "lanes": part.lanes,
                       "memory_kib": part.memory_kib, "cipher": "aes-256-gcm", "box": _b64(part.box)},
        "recovery": None if recovery is None else {"recipient": recovery[0], "age": _b64(recovery[1])},
    }


def _from_json(data: dict[str, Any]) -> Sidecar:
    if data["format"] != FORMAT or data["version"] != VERSION:
        raise ValueError("another format")
    part, recovery = data["passphrase"], data["recovery"]
    wrapped = PassphraseWrap(_bytes(part["salt"]), part["iterations"], part["lanes"], part["memory_kib"],
                             _bytes(part["box"]))
    if part["kdf"] != "argon2id" or not _sane(wrapped):
        raise ValueError("unreasonable parameters")
    return Sidecar(str(data["id"]), wrapped,
                   None if recovery is None else (str(recovery["recipient"]), _bytes(recovery["age"])))


def _sane(part: PassphraseWrap) -> bool:
    return (all(type(number) is int for number in (part.iterations, part.lanes, part.memory_kib))
            and 1 <= part.iterations <= MOST_ITERATIONS and 1 <= part.lanes <= MOST_LANES
            and 8 * part.lanes <= part.memory_kib <= MOST_MEMORY_KIB
            and len(part.salt) >= 8 and len(part.box) == 12 + KEY_BYTES + 16)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
