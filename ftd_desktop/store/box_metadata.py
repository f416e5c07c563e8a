"""Blanks what HEIC pictures and MP4, MOV and 3GP films tell of place and device, in place, so that no offset moves.

Boxes of ISO/IEC 14496-12: a length, four letters, content. In films the boxes `udta`, `meta` and `uuid` become `free`
(what players skip). In pictures the items `Exif` and XMP (ISO/IEC 23008-12) are overwritten; the turning of a picture
stands in a property and stays.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

Box = tuple[bytes, int, int, int]  # kind, where it starts, where its content starts, where it ends

_WITHIN = frozenset((b"moov", b"trak", b"mdia", b"minf"))
_BLANKED = frozenset((b"udta", b"meta", b"uuid"))
_EMPTY_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"  # an Exif item with no entry


def without(data: bytes) -> bytes:
    """The same file of the same length; ValueError or struct.error when its boxes do not fit together."""
    made, boxes = bytearray(data), list(_boxes(data, 0, len(data)))
    film = any(kind == b"moov" for kind, *_ in boxes)
    for kind, start, inner, end in boxes:
        if kind == b"moov":
            _blank_below(made, inner, end)
        elif kind == b"uuid" or (film and kind in _BLANKED):
            _blank(made, start, inner, end)
        elif kind == b"meta":
            _blank_items(made, inner + 4, end)
    return bytes(made)


def _boxes(data: bytes | bytearray, at: int, end: int) -> Iterator[Box]:
    while at + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, at)
        inner = at + 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, inner)
            inner += 8
        elif length == 0:
            length = end - at
        if at + length > end or inner > at + length:
            raise ValueError(f"box {kind!r} at {at} does not fit")
        yield bytes(kind), at, inner, at + length
        at += length


def _blank_below(made: bytearray, at: int, end: int) -> None:
    for kind, start, inner, stop in list(_boxes(made, at, end)):
        if kind in _BLANKED:
            _blank(made, start, inner, stop)
        elif kind in _WITHIN:
            _blank_below(made, inner, stop)


def _blank(made: bytearray, start: int, inner: int, end: int) -> None:
    made[start + 4:start + 8] = b"free"
    made[inner:end] = bytes(end - inner)


def _blank_items(made: bytearray, at: int, end: int) -> None:
    found = {kind: (inner, stop) for kind, _, inner, stop in _boxes(made, at, end)}
    if b"iinf" not in found or b"iloc" not in found:
        return
    told = set(_telling_items(made, *found[b"iinf"]))
    base = found.get(b"idat", (0, 0))[0]
    for item, by_idat, start, length in list(_places(made, *found[b"iloc"])):
        if item in told:
            start += base if by_idat else 0
            if start + length > len(made):
                raise ValueError(f"item {item} lies outside the file")
            made[start:start + length] = (_EMPTY_EXIF if length >= len(_EMPTY_EXIF) else b"").ljust(length, b"\0")


def _telling_items(made: bytearray, at: int, end: int) -> Iterator[int]:
    """The ids of the items that hold Exif or XMP."""
    at += 4 + (4 if made[at] else 2)
    for kind, _, inner, stop in _boxes(made, at, end):
        if kind != b"infe" or made[inner] < 2:
            continue
        wide = 4 if made[inner] >= 3 else 2
        item = int.from_bytes(made[inner + 4:inner + 4 + wide])
        holds = bytes(made[inner + 6 + wide:inner + 10 + wide])
        if holds == b"Exif" or (holds == b"mime" and b"application/rdf+xml" in made[inner:stop]):
            yield item


def _places(made: bytearray, at: int, end: int) -> Iterator[tuple[int, bool, int, int]]:
    """(item, counted from idat, start, length) of every piece of every item (`iloc`, versions 0 to 2)."""
    version, sizes = made[at], made[at + 4:at + 6]
    offset, length, base, index = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4, (sizes[1] & 15) if version else 0
    at += 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > end:
            raise ValueError("iloc is cut off")
        return int.from_bytes(made[at - size:at])

    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        start = number(base)
        for _ in range(number(2)):
            number(index)
            piece = start + number(offset)
            yield item, method == 1, piece, number(length)
