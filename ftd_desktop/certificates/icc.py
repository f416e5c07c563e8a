"""A small sRGB colour profile (ICC version 2, matrix and curve), written from the published figures.

PDF/A asks for one in every file. Primaries and white are IEC 61966-2-1 adapted to D50 (Bradford), as in ICC's own
sRGB profile; the curve is a table of 256 steps of the sRGB transfer function. About 1 KB, half of it when deflated.
"""

from __future__ import annotations

import struct
from functools import cache

_WHITE = (0.9642, 1.0, 0.8249)
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392), b"gXYZ": (0.38515, 0.71687, 0.09708), b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CREATED = (2026, 1, 1, 0, 0, 0)


@cache
def srgb() -> bytes:
    """The profile's bytes, always the same."""
    curve = _curve()
    tags = {
        b"desc": _description("sRGB"), b"cprt": b"text\0\0\0\0Public domain\0", b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(value) for tag, value in _PRIMARIES.items()},
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }
    places: dict[bytes, int] = {}
    body, start = b"", 128 + 4 + 12 * len(tags)
    for data in tags.values():
        if data not in places:  # the three curves are one
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        struct.pack(">4sII", tag, places[data], len(data)) for tag, data in tags.items()
    )
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s6H4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ", *_CREATED, b"acsp")
    head += bytes(68 - len(head)) + b"".join(_fixed(value) for value in _WHITE)
    return head + bytes(128 - len(head))


def _description(name: str) -> bytes:
    said = name.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(said)) + said + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(part) for part in value)


def _curve() -> bytes:
    steps = (step / 255 for step in range(256))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in steps)
    return b"curv\0\0\0\0" + struct.pack(">I256H", 256, *(round(value * 65535) for value in linear))


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))
