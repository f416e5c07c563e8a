"""COSE_Sign1 (RFC 9052) with Ed25519: the one signature form of codes on certificates and of trust lists.

Strict on purpose: one algorithm, the key id in the protected header, an empty unprotected header, deterministic CBOR
(RFC 8949 section 4.2). Bytes that say the same thing in another way are refused, so nothing altered is ever accepted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_SIGN1_TAG = 18
_ALG, _KID, _EDDSA = 1, 4, -8
_KEY_ID_BYTES = 8


def key_id(public: bytes) -> bytes:
    """The 8-byte name of a 32-byte public key: the head of its SHA-256."""
    return hashlib.sha256(public).digest()[:_KEY_ID_BYTES]


class Signer:
    """A private Ed25519 key that signs; made from its 32 raw bytes."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public: bytes = self._key.public_key().public_bytes_raw()
        self.key_id: bytes = key_id(self.public)
        self._protected = dumps({_ALG: _EDDSA, _KID: self.key_id})

    @staticmethod
    def generate() -> bytes:
        """32 new private bytes, to be kept in the data file's secrets."""
        return Ed25519PrivateKey.generate().private_bytes_raw()

    def sign(self, payload: bytes) -> bytes:
        """The tagged COSE_Sign1 of `payload`."""
        signature = self._key.sign(_to_be_signed(self._protected, payload))
        return dumps(cbor2.CBORTag(_SIGN1_TAG, [self._protected, {}, payload, signature]))


@dataclass(frozen=True)
class Signed:
    """A taken-apart COSE_Sign1 whose signature has not been judged yet."""

    key_id: bytes
    payload: bytes
    protected: bytes
    signature: bytes

    def good(self, public: bytes) -> bool:
        """Whether `public` (32 bytes) is the key named in the header and made this signature."""
        if len(public) != 32 or key_id(public) != self.key_id:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(
                self.signature, _to_be_signed(self.protected, self.payload)
            )
        except InvalidSignature:
            return False
        return True


def take_apart(data: bytes) -> Signed:
    """Read a COSE_Sign1; ValueError when it is not exactly what `Signer.sign` makes."""
    whole = loads(data)
    if not isinstance(whole, cbor2.CBORTag) or whole.tag != _SIGN1_TAG:
        raise ValueError("not a COSE_Sign1")
    parts = whole.value
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        raise ValueError("COSE_Sign1 has four parts")
    protected, unprotected, payload, signature = parts
    if unprotected or not all(isinstance(part, bytes) for part in (protected, payload, signature)):
        raise ValueError("COSE_Sign1 parts of the wrong kind")
    header = loads(protected)
    if not isinstance(header, dict) or set(header) != {_ALG, _KID} or header[_ALG] != _EDDSA:
        raise ValueError("another algorithm or header")
    if not isinstance(header[_KID], bytes) or len(header[_KID]) != _KEY_ID_BYTES or len(signature) != 64:
        raise ValueError("key id or signature of the wrong length")
    return Signed(header[_KID], payload, protected, signature)


def dumps(value: Any) -> bytes:
    """`value` as deterministic CBOR."""
    return cbor2.dumps(value, canonical=True)


def loads(data: bytes) -> Any:
    """The value of deterministic CBOR; ValueError for anything torn, trailing or written another way."""
    try:
        value = cbor2.loads(data)
        same = dumps(value) == data
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError) as fault:
        raise ValueError("not CBOR") from fault
    if not same:
        raise ValueError("CBOR not in its deterministic form")
    return value


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return dumps(["Signature1", protected, b"", payload])
