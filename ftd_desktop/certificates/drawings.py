"""Logos: simple SVG drawings and PNG or JPEG pictures, each as one shared object of a PDF, one unit high and wide.

Of SVG only what a logo needs: ``path`` elements with a ``fill`` and absolute M, L, H, V, C, Z. Anything else is
refused, so that a logo is never printed half. Pictures lose transparency onto white (PDF/A without soft masks).
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError

from ftd_desktop.certificates.pdf import Objects
from ftd_desktop.errors import UserError

if TYPE_CHECKING:
    from PIL import Image

_SVG = "{http://www.w3.org/2000/svg}"
_PART = re.compile(r"([A-Za-z])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_LENGTHS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Z": 0}
_LARGEST = 1200  # pixels: 300 dpi at 10 cm; more only swells the file
_HEAVY, _TRAVELLING = 100_000, 600  # bytes of a logo as it is; pixels of one that is made lighter


def add_logo(data: bytes, name: str, objects: Objects) -> int:
    """Put a logo (bytes of an SVG, PNG or JPEG file; `name` for messages) into `objects`; returns its number."""
    if data.lstrip()[:1] == b"<":
        return _add_svg(data, name, objects)
    return _add_picture(data, name, objects)


def load(path: Path) -> bytes:
    """The bytes of a logo file; UserError when it is not there."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise UserError(
            "Berkas logo {path} tidak dapat dibaca. Pilih berkas logo lagi di pengaturan sertifikat.", path=str(path)
        ) from fault


def light(data: bytes, name: str) -> bytes:
    """A logo that travels to every laptop: a heavy picture in fewer dots (300 dpi at 5 cm); others as they are."""
    if len(data) <= _HEAVY or data.lstrip()[:1] == b"<":
        return data
    picture = _opened(data, name, _TRAVELLING)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _add_svg(data: bytes, name: str, objects: Objects) -> int:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        drawing: Element = fromstring(data)
        frame = _frame(drawing.attrib["viewBox"])
        shapes = [_shape(element) for element in drawing]
    except (ParseError, DefusedXmlException, KeyError, ValueError) as fault:
        raise UserError(
            "Logo {name} bukan gambar SVG sederhana. Simpan ulang sebagai bentuk polos (path), atau pakai PNG.",
            name=name,
        ) from fault
    return objects.stream((frame + "\n".join(shapes)).encode("ascii"),
                          "/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << >>")


def _frame(box: str) -> str:
    """The operator that puts a view box, centred, into the unit square, y upwards."""
    left, top, width, height = (float(part) for part in box.replace(",", " ").split())
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError(box)
    scale = 1 / max(width, height)
    dx, dy = (1 - width * scale) / 2, (1 - height * scale) / 2
    return f"{scale:.6f} 0 0 {-scale:.6f} {dx - left * scale:.6f} {1 - dy + top * scale:.6f} cm\n"


def _shape(element: Element) -> str:
    colour = element.attrib.get("fill", "#000000")
    if element.tag != _SVG + "path" or not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) or "transform" in element.attrib:
        raise ValueError(element.tag)
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg\n{path_operators(element.attrib['d'])} f"


def path_operators(d: str) -> str:
    """The PDF operators of SVG path data with absolute commands; ValueError for any other."""
    parts = _PART.findall(d)
    if re.sub(r"[\s,]+", "", _PART.sub("", d)):
        raise ValueError(d)
    said: list[str] = []
    at, x, y, command = 0, "0", "0", ""
    while at < len(parts):
        if parts[at][0]:
            command, at = parts[at][0], at + 1
        count = _LENGTHS[command]
        figures = [figure for _, figure in parts[at : at + count]]
        if "" in figures or len(figures) < count or (count == 0 and at < len(parts) and not parts[at][0]):
            raise ValueError(d)
        at += count
        x = figures[-2] if count > 1 else figures[0] if command == "H" else x
        y = figures[-1] if count > 1 else figures[0] if command == "V" else y
        said.append({"M": f"{x} {y} m", "C": " ".join(figures) + " c", "Z": "h"}.get(command, f"{x} {y} l"))
        command = "L" if command == "M" else command
    return "\n".join(said)


def _add_picture(data: bytes, name: str, objects: Objects) -> int:
    from PIL import Image

    picture = _opened(data, name, _LARGEST)
    side = max(picture.size)
    sheet = Image.new("RGB", (side, side), "white")
    sheet.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2), picture)
    return objects.stream(
        sheet.tobytes(),
        f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB /BitsPerComponent 8",
    )


def _opened(data: bytes, name: str, most: int) -> Image.Image:
    """The picture with transparency, at most `most` dots wide and high; UserError when it is none."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            opened.thumbnail((most, most))
            return opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as fault:
        raise UserError("Logo {name} bukan gambar PNG, JPEG, atau SVG yang utuh. Pilih berkas lain.", name=name) \
            from fault
