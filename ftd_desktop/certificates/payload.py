"""The text inside a certificate's QR: what it says, signed. ``FTD1:`` + base45 of a COSE_Sign1.

Only what the paper shows: no NIK, no birth date, not even hashed. Format: docs/formats/certificate.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import base45

from ftd_desktop.certificates.signing import Signed, Signer, dumps, loads, take_apart

PREFIX = "FTD1:"
DIGEST_BYTES = 16
_EPOCH = date(1970, 1, 1)
_NUMBER, _NAME, _PROGRAMME, _STARTS, _ENDS, _JP, _ISSUED, _MATERIALS = range(1, 9)
_LONGEST_TEXT = 4_296  # what a QR of version 40 can hold at most: longer text cannot be one of ours


@dataclass(frozen=True)
class Material:
    """One row of the table on the back page: the subject taught and its JP (of 45 minutes)."""

    subject: str
    jp: float


@dataclass(frozen=True)
class Facts:
    """What a certificate says. `materials` is `digest` of the table on its back page."""

    number: str
    name: str
    programme: str
    starts: date
    ends: date
    jp: float
    issued: date
    materials: bytes


@dataclass(frozen=True)
class Sealed:
    """A code that was read: its facts and the signature, still to be judged."""

    facts: Facts
    signed: Signed


def digest(materials: Sequence[Material]) -> bytes:
    """16 bytes that stand for the table of materials: SHA-256 over deterministic CBOR ``[[subject, jp], …]``."""
    rows = [[material.subject, _figure(material.jp)] for material in materials]
    return hashlib.sha256(dumps(rows)).digest()[:DIGEST_BYTES]


def seal(facts: Facts, signer: Signer) -> str:
    """The signed text for the QR; the same facts and key always give the same text."""
    return PREFIX + _base45(signer.sign(encode(facts)))


def unseal(text: str) -> Sealed:
    """Read a code; ValueError when it is not exactly what `seal` writes. Says nothing about who signed it."""
    if not text.startswith(PREFIX) or len(text) > _LONGEST_TEXT:
        raise ValueError("not an FTD1 code")
    coded = text.removeprefix(PREFIX)
    try:
        data = base45.b45decode(coded)
    except (ValueError, UnicodeError) as fault:
        raise ValueError("not base45") from fault
    if _base45(data) != coded:
        raise ValueError("base45 written another way")
    signed = take_apart(data)
    return Sealed(decode(signed.payload), signed)


def encode(facts: Facts) -> bytes:
    """The facts as a CBOR map with small integer keys; dates are days since 1970-01-01."""
    return dumps(
        {
            _NUMBER: facts.number, _NAME: facts.name, _PROGRAMME: facts.programme, _STARTS: _days(facts.starts),
            _ENDS: _days(facts.ends), _JP: _figure(facts.jp), _ISSUED: _days(facts.issued),
            _MATERIALS: facts.materials,
        }
    )


def decode(data: bytes) -> Facts:
    """The facts of a payload; ValueError for any other map."""
    found = loads(data)
    if not isinstance(found, dict) or set(found) != set(range(1, 9)):
        raise ValueError("other facts than ours")
    texts = [_of(found[key], str) for key in (_NUMBER, _NAME, _PROGRAMME)]
    starts, ends, issued = (_day(found[key]) for key in (_STARTS, _ENDS, _ISSUED))
    jp = found[_JP]
    if isinstance(jp, bool) or not isinstance(jp, int | float) or not 0 <= jp < 100_000:
        raise ValueError("JP is no figure")
    materials = _of(found[_MATERIALS], bytes)
    if len(materials) != DIGEST_BYTES:
        raise ValueError("digest of the wrong length")
    return Facts(texts[0], texts[1], texts[2], starts, ends, float(jp), issued, materials)


def _base45(data: bytes) -> str:
    return str(base45.b45encode(data), "ascii")


def _days(day: date) -> int:
    return (day - _EPOCH).days


def _day(value: Any) -> date:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1_000_000:
        raise ValueError("not a day")
    return _EPOCH + timedelta(days=value)


def _figure(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _of(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"not {kind.__name__}")
    return value
