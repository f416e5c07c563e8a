"""Who a machine is: its signing key and its box key, kept in the file's secrets, and the short code said aloud.

A box key is an age X25519 identity (files are encrypted to its public half), a signing key is Ed25519. Public keys
travel as text: 64 hexadecimal digits for signing, ``age1…`` for the box. docs/formats/bundle.md.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import x25519

# Crockford's base 32 lacks I, L, O and U: nothing that is read aloud or copied by hand can be mistaken.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None})


@dataclass(frozen=True)
class PublicKeys:
    """What others know of a machine: `sign` (hexadecimal Ed25519) and `box` (age recipient)."""

    sign: str
    box: str


@dataclass(frozen=True)
class Identity:
    """A machine's own two keys. They never leave the file's secrets except inside an assignment."""

    sign_seed: bytes
    box_text: str

    @classmethod
    def generate(cls) -> Identity:
        """A new identity from the system's random source."""
        return cls(secrets.token_bytes(32), str(x25519.Identity.generate()))

    @property
    def public(self) -> PublicKeys:
        """The public halves."""
        key = Ed25519PrivateKey.from_private_bytes(self.sign_seed).public_key()
        return PublicKeys(key.public_bytes_raw().hex(), str(self.box.to_public()))

    @property
    def box(self) -> x25519.Identity:
        """The age identity that opens what was encrypted to this machine."""
        return x25519.Identity.from_str(self.box_text)

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature of `message`."""
        return Ed25519PrivateKey.from_private_bytes(self.sign_seed).sign(message)


def signed_by(sender: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the holder of the public key `sender` (32 bytes) signed `message`."""
    try:
        Ed25519PublicKey.from_public_bytes(sender).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_code(groups: int = 4, width: int = 4) -> str:
    """A one-time code to be read aloud, e.g. ``7K2M-Q0ZT-4HXV-9B3C`` (five bits a sign)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(width)) for _ in range(groups))


def normal_code(typed: str) -> str:
    """A typed code in its one form: capitals, no dashes or blanks, the signs people misread put right."""
    return typed.strip().upper().translate(_MISREAD)


def short(device_id: str) -> str:
    """The eight signs of a device id that stand in file names; the end of a UUIDv7 is its random part."""
    return device_id.replace("-", "")[-8:]
