"""Pages of a PDF as pictures, for the window and for checking a certificate from its file. pypdfium2 draws."""

from __future__ import annotations

import io
from typing import Any

from ftd_desktop.errors import UserError


def page(pdf: bytes, number: int, dpi: float) -> bytes:
    """Page `number` (from 0) as PNG bytes at `dpi`."""
    out = io.BytesIO()
    pictures(pdf, dpi, pages=(number,))[0].save(out, format="PNG")
    return out.getvalue()


def pictures(pdf: bytes, dpi: float, *, pages: tuple[int, ...] | None = None) -> list[Any]:
    """The pages (all, or those numbers) as PIL pictures; UserError when the PDF is torn or locked."""
    with _Opened(pdf) as document:
        return [document[at].render(scale=dpi / 72).to_pil() for at in pages or range(len(document))]


def texts(pdf: bytes) -> list[str]:
    """The text of each page."""
    with _Opened(pdf) as document:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]


class _Opened:
    """A PDF document for the length of a `with`."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            raise UserError("Berkas PDF rusak atau terkunci. Minta berkas aslinya.") from fault

    def __enter__(self) -> Any:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
