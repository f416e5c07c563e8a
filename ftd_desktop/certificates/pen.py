"""Drawing on a page: text, lines, boxes and shared forms, as PDF operators. Points from the lower left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.certificates.fonts import Embedded, Face

MM = 72 / 25.4
INK, ACCENT, MUTED, HAIRLINE = "1A2328", "0B5E6B", "53616A", "B8C2C7"


class Pen:
    """Collects the operators of one page or form; `fonts` are the faces at hand by face name."""

    def __init__(self, fonts: Mapping[str, Embedded]) -> None:
        self._fonts = fonts
        self._names = {name: f"F{place}" for place, name in enumerate(fonts)}
        self._said: list[str] = []

    def content(self) -> bytes:
        """What was drawn, as the bytes of a content stream."""
        return "\n".join(self._said).encode("ascii")

    def text(self, x: float, y: float, words: str, font: str, size: float, *, colour: str = INK,
             align: str = "left", spacing: float = 0) -> None:
        """Write `words` on the baseline `y`; `x` is the left end, the middle or the right end as `align` says."""
        face = self._fonts[font]
        width = face.face.width(words, size) + spacing * (len(words) - 1)
        start = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        spaced = f"{number(spacing)} Tc " if spacing else ""
        self._said.append(
            f"BT {_rgb(colour)} rg {spaced}/{self._names[font]} {number(size)} Tf {number(start)} {number(y)} Td "
            f"<{face.encode(words)}> Tj{' 0 Tc' if spacing else ''} ET"
        )

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, colour: str) -> None:
        """A straight line."""
        self._said.append(
            f"{number(width)} w {_rgb(colour)} RG {number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"
        )

    def box(self, x: float, y: float, width: float, height: float, line: float, colour: str, dash: str = "") -> None:
        """The outline of a rectangle; `dash` is a PDF dash array such as "2 2"."""
        edge = f"{number(x)} {number(y)} {number(width)} {number(height)} re S"
        self._said.append(f"[{dash}] 0 d {number(line)} w {_rgb(colour)} RG {edge} [] 0 d")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle."""
        self._said.append(f"{_rgb(colour)} rg {number(x)} {number(y)} {number(width)} {number(height)} re f")

    def form(self, name: str, x: float = 0, y: float = 0, scale: float = 1) -> None:
        """A shared form or image of that resource name, its origin at (x, y)."""
        size = number(scale)
        self._said.append(f"q {size} 0 0 {size} {number(x)} {number(y)} cm /{name} Do Q")

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """An image of that resource name in a rectangle."""
        self._said.append(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(y)} cm /{name} Do Q")

    def path(self, operators: bytes, x: float, y: float, scale: float, colour: str = "000000") -> None:
        """A ready path in its own units, scaled and placed."""
        size = f"{scale:.5f}"
        self._said.append(
            f"q {_rgb(colour)} rg {size} 0 0 {size} {number(x)} {number(y)} cm\n{operators.decode('ascii')} Q"
        )


def font_entries(fonts: Mapping[str, Embedded]) -> str:
    """These fonts in a resources dictionary, under the names by which a Pen with them calls them."""
    return " ".join(f"/F{place} {font.number} 0 R" for place, font in enumerate(fonts.values()))


def number(value: float) -> str:
    """A figure of a content stream, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def wrap(words: str, face: Face, size: float, width: float) -> list[str]:
    """`words` broken at blanks into lines no wider than `width`; a single word too long keeps its own line."""
    lines: list[str] = []
    for word in words.split():
        if lines and face.width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fit(words: str, face: Face, width: float, sizes: tuple[float, float]) -> tuple[list[str], float]:
    """`words` on one line at the largest size that fits, or on two once that falls under the smaller of `sizes`.

    Returns (lines, size). Something always fits: two lines shrink as far as they must.
    """
    largest, smallest = sizes
    size = min(largest, largest * width / max(face.width(words, largest), 1e-9))
    if size >= smallest or " " not in words:
        return [words], size
    lines = _halves(words, face)
    return lines, min(smallest, *(width / max(face.width(line, 1), 1e-9) for line in lines))


def _halves(words: str, face: Face) -> list[str]:
    """The two lines, split at a blank, whose longer one is shortest."""
    parts = words.split()
    splits = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]
    return list(min(splits, key=lambda pair: max(face.width(line, 1) for line in pair)))


def _rgb(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
