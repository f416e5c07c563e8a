"""Takes out of pictures and films what they tell beside the picture: place, device, owner, small previews.

Nothing is decoded or compressed again: what is seen and heard stays as it is, bit for bit, with its colours (ICC) and
the way it is to be turned. Formats: JPEG (ITU T.81, Exif 2.32), PNG (W3C third edition), WebP (RFC 9649), and the box
files of ISO/IEC 14496-12 (HEIC, AVIF, MP4, MOV, 3GP, M4A). Other files pass unchanged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ftd_desktop.store import box_metadata

_JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # all else between 0xE0 and 0xEF goes
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a length
_PNG_KEPT = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP",
    b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT",
))
_WEBP_DROPPED = (b"EXIF", b"XMP ")


class DamagedError(ValueError):
    """The file begins like a picture or film and does not go on like one."""


def without(data: bytes) -> bytes:
    """`data` without what it tells of place, device and people; DamagedError when its structure is broken."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return b"".join(_jpeg(data))
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            return data[:8] + b"".join(_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
        if data[4:8] == b"ftyp":
            return box_metadata.without(data)
    except (struct.error, IndexError, ValueError) as error:
        raise DamagedError(str(error)) from error
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segment by segment up to the end of the image; what hangs behind it (films, second pictures) goes."""
    yield data[:2]
    at, turned = 2, 1
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:  # padding
            at += 1
        if data[at] != 0xFF:
            raise DamagedError(f"no marker at {at}")
        marker = data[at + 1]
        if marker == 0xD9:
            yield data[at:at + 2]
            return
        if marker in _JPEG_ALONE:
            yield data[at:at + 2]
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end > len(data):
            raise DamagedError("cut off in a segment")
        body = data[at + 4:end]
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and turned == 1:
            turned = orientation(body[6:])
            if turned != 1:
                yield _exif_segment(turned)
        elif marker == 0xDA:
            end = _scan_end(data, end)
            yield data[at:end]
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE) or (
                marker in _JPEG_KEPT and body.startswith(_JPEG_KEPT[marker])):
            yield data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded picture that begins at `at` ends: before the next marker that is neither stuffing nor restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise DamagedError("cut off in the picture")
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7 and data[at + 1] != 0xFF:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _png(data: bytes) -> Iterator[bytes]:
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise DamagedError("cut off in a chunk")
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    kept, at = [], 12
    whole = 8 + struct.unpack_from("<I", data, 4)[0]
    if whole > len(data):
        raise DamagedError("cut off")
    while at + 8 <= whole:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if at + 8 + length > whole:
            raise DamagedError("cut off in a chunk")
        chunk = data[at:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~0x0C,)) + chunk[9:]  # says no longer that Exif and XMP follow
        if kind not in _WEBP_DROPPED:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def orientation(tiff: bytes) -> int:
    """The orientation (1 to 8) an Exif block tells; 1 when it tells none that can be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, at)
        for n in range(count):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * n)
            if tag == 0x0112 and kind == 3:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _exif_segment(turned: int) -> bytes:
    """An Exif segment that tells the orientation and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, turned, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
