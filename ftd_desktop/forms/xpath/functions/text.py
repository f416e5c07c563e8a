"""Functions on texts."""

from __future__ import annotations

import base64
import hashlib
import secrets
import uuid as uuids
from functools import lru_cache
from math import floor, isinf
from typing import Any, Final

from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.functions.registry import Table
from ftd_desktop.forms.xpath.patterns import matches
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value, string_of

TABLE = Table()
add = TABLE.add


def texts(values: tuple[Value, ...]) -> list[str]:
    """The text of each value; of each node of a node set."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found.extend(node.string_value() for node in value)
        else:
            found.append(string_of(value))
    return found


@add("s>s", "string")
def string(_: Scope, value: str) -> str:
    """`string(value)`; without argument the compiler passes the context node."""
    return value


@add("v*>s", "concat")
def concat(_: Scope, *values: Value) -> str:
    """All texts, one after the other; every node of a node set counts."""
    return "".join(texts(values))


@add("sv*>s", "join")
def join(_: Scope, glue: str, *values: Value) -> str:
    """All texts with `glue` between them."""
    return glue.join(texts(values))


@add("snn?>s", "substr")
def substr(_: Scope, text: str, start: float, end: float | None = None) -> str:
    """From `start` (from 0) up to but without `end`; negative places count from the end."""
    if start != start or (end is not None and end != end):
        return ""
    first = _place(start, len(text))
    last = len(text) if end is None else _place(end, len(text))
    return text[first:last]


def _place(number: float, length: int) -> int:
    if isinf(number):
        return length if number > 0 else 0
    place = int(number)
    return max(0, length + place) if place < 0 else min(place, length)


@add("snn?>s", "substring", origin="xpath")
def substring(_: Scope, text: str, start: float, length: float | None = None) -> str:
    """XPath 1.0: from `start` (from 1), rounded, NaN and infinity as section 4.2 says."""
    first = _round(start)
    last = float("inf") if length is None else first + _round(length)
    if first != first or last != last:
        return ""
    begin = 0 if first <= 1 else int(min(first - 1, len(text)))
    stop = int(min(max(last - 1, 0), len(text)))
    return text[begin:stop]


def _round(number: float) -> float:
    return number if number != number or isinf(number) else float(floor(number + 0.5))


@add("ss>s", "substring-before")
def substring_before(_: Scope, text: str, mark: str) -> str:
    """What stands before the first `mark`."""
    return text.partition(mark)[0] if mark and mark in text else ""


@add("ss>s", "substring-after")
def substring_after(_: Scope, text: str, mark: str) -> str:
    """What stands after the first `mark`."""
    return text if not mark else text.partition(mark)[2]


@add("sss>s", "translate")
def translate(_: Scope, text: str, old: str, new: str) -> str:
    """Each letter of `old` becomes the one at its place in `new`, or nothing."""
    table: dict[int, str | None] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else None)
    return text.translate(table)


@add("s>n", "string-length")
def string_length(_: Scope, text: str) -> float:
    """The number of letters."""
    return float(len(text))


@add("s>s", "normalize-space")
def normalize_space(_: Scope, text: str) -> str:
    """Without space at the ends, one blank for each run of space inside."""
    return " ".join(word for word in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if word)


@add("ss>b", "contains")
def contains(_: Scope, text: str, part: str) -> bool:
    """Whether `part` stands in `text`."""
    return part in text


@add("ss>b", "starts-with")
def starts_with(_: Scope, text: str, part: str) -> bool:
    """Whether `text` begins so."""
    return text.startswith(part)


@add("ss>b", "ends-with")
def ends_with(_: Scope, text: str, part: str) -> bool:
    """Whether `text` ends so."""
    return text.endswith(part)


@add("ss>b", "regex")
def regex(_: Scope, text: str, pattern: str) -> bool:
    """Whether the whole text matches (as in Collect, not a part of it as in Enketo)."""
    return matches(pattern, text)


@add("n?>s", "uuid")
def uuid(_: Scope, length: float | None = None) -> str:
    """A random UUID, or so many random letters and digits."""
    if length is None:
        return str(uuids.uuid4())
    if not 0 <= length <= 10_000:
        raise XPathError("Panjang untuk uuid() harus 0 sampai 10000.")
    return secrets.token_hex(int(length) // 2 + 1)[:int(length)]


_ALGORITHMS: Final = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@add("sss?>s", "digest")
def digest(_: Scope, text: str, algorithm: str, encoding: str = "base64") -> str:
    """The hash of the text, in base64 or hex."""
    if algorithm not in _ALGORITHMS:
        raise XPathError("Algoritma {name} untuk digest() tidak dikenal. Pakai MD5, SHA-1, SHA-256, SHA-384 atau "
                         "SHA-512.", name=algorithm)
    hashed = hashlib.new(_ALGORITHMS[algorithm], text.encode(), usedforsecurity=False)
    if encoding == "hex":
        return hashed.hexdigest()
    if encoding == "base64":
        return base64.b64encode(hashed.digest()).decode("ascii")
    raise XPathError("Pengodean {name} untuk digest() tidak dikenal. Pakai base64 atau hex.", name=encoding)


@add("s>s", "base64-decode")
def base64_decode(_: Scope, text: str) -> str:
    """The UTF-8 text in a base64 text; "" when it is none."""
    data = _decoded(text)
    return "" if data is None else data.decode("utf-8", "replace")


@add("ss>s", "extract-signed")
def extract_signed(_: Scope, content: str, public_key: str) -> str:
    """The text of `content` (base64 of an Ed25519 signature, then the UTF-8 text) if `public_key` (base64) signed it.

    "" for anything else: a wrong signature, a key that is none, content that is no base64.
    """
    data, key = _decoded(content), _decoded(public_key)
    if data is None or key is None or len(data) < 64 or len(key) != 32:
        return ""
    return _verified(data, key)


@lru_cache(maxsize=64)
def _verified(data: bytes, key: bytes) -> str:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(data[:64], data[64:])
        return data[64:].decode()
    except (InvalidSignature, ValueError):
        return ""


def _decoded(text: str) -> bytes | None:
    compact = "".join(text.split())
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except ValueError:
        return None


@add("ssss>s", "pulldata")
def pulldata(scope: Scope, instance: str, column: str, key_column: str, key: str) -> str:
    """The cell of a table: `instance(instance)/root/item[key_column = key]/column`."""
    return scope.env.pulldata(instance, column, key_column, key)


@add("s>s", "jr:itext")
def itext(scope: Scope, name: str) -> str:
    """The translated text of that id."""
    return scope.env.itext(name)


@add("ss>s", "jr:choice-name")
def choice_name(scope: Scope, value: str, question: str) -> str:
    """The label of a choice of the question whose path stands in the text `question`."""
    return scope.env.choice_label(value, question, scope.current)


@add("s>s", "property", origin="javarosa")
def property_(scope: Scope, name: str) -> str:
    """A preload value of the device."""
    return scope.env.property(name)


@add(">s", "version", origin="javarosa")
def version(scope: Scope) -> str:
    """The version of the form."""
    return scope.env.version()


@add("vv*>v", "depend", origin="javarosa")
def depend(_: Scope, value: Value, *__: Any) -> Value:
    """The first argument; the others only tell what it depends on."""
    return value
