"""What a foreign file says, held against the shape the documents give it, before any rule works with it.

A good signature tells who made a file, not that the program that made it was right. docs/formats has the fields.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pyrage

from ftd_desktop.sync.envelope import Refused

Shape = Callable[[Any], bool]

_HEXADECIMAL = re.compile(r"[0-9a-f]*")
_STORABLE = re.compile("[^\x00\ud800-\udfff]*")


def text(value: Any) -> bool:
    """A text that can be stored, not too long for a name or an id."""
    return isinstance(value, str) and len(value) <= 1_000 and bool(_STORABLE.fullmatch(value))


def count(value: Any) -> bool:
    """A number of the log, or of things."""
    return type(value) is int and 0 <= value < 2**63


def moment(value: Any) -> bool:
    """An ISO time with its offset: one without cannot be compared."""
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def digits(length: int) -> Shape:
    """So many hexadecimal digits: an epoch (16), a digest (64)."""
    return lambda value: isinstance(value, str) and len(value) == length and bool(_HEXADECIMAL.fullmatch(value))


def each(shape: Shape) -> Shape:
    """A list of such values."""
    return lambda value: isinstance(value, list) and all(map(shape, value))


def several(*shapes: Shape) -> Shape:
    """A list of exactly these."""
    return lambda value: isinstance(value, list) and len(value) == len(shapes) and all(
        shape(one) for shape, one in zip(shapes, value, strict=True))


def by(key: Shape, shape: Shape) -> Shape:
    """An object with such keys and such values."""
    return lambda value: isinstance(value, dict) and all(key(k) and shape(v) for k, v in value.items())


def having(**fields: Shape) -> Shape:
    """An object with at least these fields."""
    return lambda value: isinstance(value, dict) and all(name in value and shape(value[name])
                                                         for name, shape in fields.items())


def exactly(**fields: Shape) -> Shape:
    """An object with these fields and no other."""
    return lambda value: having(**fields)(value) and len(value) == len(fields)


def _read_by(reader: Callable[[str], object]) -> Shape:
    def readable(value: Any) -> bool:
        try:
            return isinstance(value, str) and reader(value) is not None
        except (pyrage.IdentityError, pyrage.RecipientError):
            return False
    return readable


def _free(value: Any) -> bool:
    """Text of any length."""
    return isinstance(value, str) and bool(_STORABLE.fullmatch(value))


epoch, digest = digits(16), digits(64)
identity, recipient = _read_by(pyrage.x25519.Identity.from_str), _read_by(pyrage.x25519.Recipient.from_str)
_EVERY = {"id": text, "device": text, "made": moment}
_STATEMENT = {**_EVERY, "epoch": epoch, "csn": count, "past": each(epoch), "files": each(text), "wants": each(digest),
              "held": by(epoch, having(lsn=count, digest=digest, safe=count)),
              "points": each(several(epoch, count, digest))}
HEADERS: Mapping[str, Shape] = {
    "assignment": having(**_EVERY),
    "attachments": having(**_EVERY, set=text, number=count, of=count, files=count),
    "bundle": having(**_EVERY, epoch=epoch, after=count, first=count, last=count, before=digest, digest=digest,
                     changes=count, applied=by(epoch, count)),
    "receipt": having(**_STATEMENT),
    "return": having(**_STATEMENT, base=count, changes=count),
}
_MAY_LACK: Mapping[str, Shape] = {"regencies": each(text), "amiss": each(text), "wants": each(digest), "set": text,
                                  "parts": count, "asks": lambda value: isinstance(value, bool)}
PARTS: Mapping[str, Shape] = {
    "left.json": each(text),
    "counts.json": by(text, several(count, digits(32))),
    "questions.json": each(having(device=text, row=text, field=text, note=_free)),
    "assignment.json": having(
        person=exactly(officer_id=text, officer_code=text, officer_name=text, role=text, device_id=text,
                      device_number=count, scope=_free, regencies=each(text)),
        sign_seed=digest, box_identity=identity,
        province=exactly(device_id=text, office=text, root=digest, sign=digest, box=recipient, recovery=recipient)),
}


def check(kind: str, header: Mapping[str, Any], name: str) -> None:
    """Refused when the header of the file `name` lacks a field of its kind or has one of another shape."""
    if not HEADERS[kind](header) or any(field in header and not shape(header[field])
                                        for field, shape in _MAY_LACK.items()):
        raise _contradiction(name)


def part(content: Mapping[str, bytes], part_name: str, name: str) -> Any:
    """The JSON part `part_name` of the file `name`; Refused when it is not there or not what it has to be."""
    try:
        found = json.loads(content[part_name])
    except (KeyError, ValueError, RecursionError):
        raise _contradiction(name) from None
    if not PARTS[part_name](found):
        raise _contradiction(name)
    return found


def _contradiction(name: str) -> Refused:
    return Refused("forged", "Isi berkas {nama} tidak sesuai dengan keterangan di kepalanya. Jangan dipakai; minta "
                   "pengirim membuat berkas baru.", nama=name)
