"""Pages of a PDF as pictures, for the window and for checking a certificate from its file. pypdfium2 draws."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ftd_desktop.errors import UserError

# PDFium is one state machine for the whole process and crashes when two threads use it: one document at a time.
_PDFIUM = threading.RLock()


def page(pdf: bytes, number: int, dpi: float) -> bytes:
    """Page `number` (from 0) as PNG bytes at `dpi`."""
    out = io.BytesIO()
    with _opened(pdf) as document:
        _picture(document[number], dpi).save(out, format="PNG")
    return out.getvalue()


@dataclass(frozen=True)
class Raster:
    """A drawn page as plain RGB, three bytes a dot."""

    width: int
    height: int
    data: bytes


def raster(pdf: bytes, number: int, dpi: float) -> Raster:
    """Page `number` (from 0) as dots, for a printer: a PNG of that size would cost ten times the drawing."""
    with _opened(pdf) as document:
        picture = _picture(document[number], dpi).convert("RGB")
    return Raster(picture.width, picture.height, picture.tobytes())


def count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def pictures_with_texts(pdf: bytes, dpi: float) -> Iterator[tuple[Any, str]]:
    """Each page as a PIL picture with its text; UserError when the PDF is torn or locked."""
    with _opened(pdf) as document:
        for number in range(len(document)):
            sheet = document[number]
            yield _picture(sheet, dpi), sheet.get_textpage().get_text_range()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
            try:
                yield document
            finally:
                document.close()
        except pypdfium2.PdfiumError as fault:  # also while a page is read: a torn file may open
            raise UserError("Berkas PDF rusak atau terkunci. Minta berkas aslinya.") from fault


def _picture(sheet: Any, dpi: float) -> Any:
    """A page drawn at `dpi`; a page of a foreign size at less, so that none fills the memory."""
    width, height = sheet.get_size()
    return sheet.render(scale=min(dpi / 72, 4_000 / max(width, height, 1))).to_pil()
