"""The photo on a certificate: 3 x 4 cm, cut from the middle of a picture, or an empty frame to paste one into."""

from __future__ import annotations

import io

from ftd_desktop.certificates.fonts import REGULAR
from ftd_desktop.certificates.pdf import Objects
from ftd_desktop.certificates.pen import HAIRLINE, MM, MUTED, Pen
from ftd_desktop.errors import UserError

WIDTH, HEIGHT = 30 * MM, 40 * MM
LEFT, BOTTOM = 404.0, 60.0  # between what stands beside the code and the signature
NAME = "Photo"
_DOTS = (354, 472)  # 300 dpi
_QUALITY = 85


def prepared(data: bytes, whose: str) -> bytes:
    """The picture as a JPEG of the photo's shape; the same picture gives the same bytes. UserError: it is none."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as opened:
            opened.draft("RGB", _DOTS)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as fault:
        raise UserError("Foto {name} rusak atau bukan gambar. Ganti fotonya di profil.", name=whose) from fault
    out = io.BytesIO()
    ImageOps.fit(upright, _DOTS).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def add(jpeg: bytes, objects: Objects) -> int:
    """Put a `prepared` photo into a file; returns its number."""
    entries = (f"/Type /XObject /Subtype /Image /Width {_DOTS[0]} /Height {_DOTS[1]} /ColorSpace /DeviceRGB "
               "/BitsPerComponent 8 /Filter /DCTDecode")
    return objects.stream(jpeg, entries, packed=False)


def draw(pen: Pen, there: bool) -> None:
    """The photo, or the empty frame."""
    if there:
        pen.picture(NAME, LEFT, BOTTOM, WIDTH, HEIGHT)
        return
    pen.box(LEFT, BOTTOM, WIDTH, HEIGHT, 0.5, HAIRLINE, dash="2 2")
    pen.text(LEFT + WIDTH / 2, BOTTOM + HEIGHT / 2 - 3, "Foto 3 × 4", REGULAR, 8, colour=MUTED, align="center")
