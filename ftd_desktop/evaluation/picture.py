"""A chart as a PNG picture, for documents that cannot hold drawings. Imports reportlab and pypdfium2: late only."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import numpy as np
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from ftd_desktop.evaluation import paper
from ftd_desktop.evaluation.charts.shapes import Chart


def png(chart: Chart, dpi: int = 200) -> bytes:
    """The chart on white, painted as on paper; the same chart gives the same bytes."""
    paper.register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(chart.width, chart.height), invariant=1)
    paper.paint(canvas, chart, 0, 0)
    canvas.showPage()
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        bitmap = document[0].render(scale=dpi / 72, rev_byteorder=True)
        return encode(bitmap.to_numpy()[:, :, :3])
    finally:
        document.close()


def encode(pixels: np.ndarray[Any, np.dtype[np.uint8]]) -> bytes:
    """PNG of an array (height x width x 3, red green blue)."""
    height, width = pixels.shape[:2]
    lines = np.zeros((height, 1 + width * 3), dtype=np.uint8)  # each line begins with its filter, 0
    lines[:, 1:] = pixels.reshape(height, width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 6)) + _chunk(
        b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
