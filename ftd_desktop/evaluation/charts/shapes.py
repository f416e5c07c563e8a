"""The shapes a chart is made of. Points, origin at the top left, y downwards; colours are token names of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Body size of chart text, points.
SIZE = 9.0
_WIDE, _NARROW = frozenset("MWmw%@—"), frozenset("ijltfrI.,:;'’|()[] ")


@dataclass(frozen=True)
class Line:
    """A straight line; `dash` for a broken one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = "line"
    width: float = 0.75
    dash: bool = False


@dataclass(frozen=True)
class Rect:
    """A rectangle; `fill` None leaves it empty, `hatch` draws slanting lines in `edge` over the fill.

    `shade` 0…1 mixes the fill colour into the surface (1: the pure colour). `key` names the records behind it.
    """

    x: float
    y: float
    w: float
    h: float
    fill: str | None = "accent"
    edge: str | None = None
    hatch: bool = False
    dash: bool = False
    shade: float = 1.0
    radius: float = 0.0
    key: str = ""


@dataclass(frozen=True)
class Dot:
    """A circle; hollow when `fill` is None. `key` names the records behind it."""

    x: float
    y: float
    r: float
    fill: str | None = "accent"
    edge: str | None = "accent"
    key: str = ""


@dataclass(frozen=True)
class Text:
    """A line of text whose baseline is at `y`; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: float = SIZE
    bold: bool = False
    colour: str = "text"


Shape = Line | Rect | Dot | Text


@dataclass(frozen=True)
class Chart:
    """A finished chart: its size, what is drawn in order, and the same in words for those who cannot see it.

    `keys`: the participants behind the shapes that carry that key.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    description: str
    title: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def at(self, x: float, y: float) -> str:
        """The key of the topmost shape at a point; "" for none."""
        for shape in reversed(self.shapes):
            if isinstance(shape, Rect) and shape.key and _inside(shape, x, y):
                return shape.key
            if isinstance(shape, Dot) and shape.key and (x - shape.x) ** 2 + (y - shape.y) ** 2 <= (shape.r + 2) ** 2:
                return shape.key
        return ""


def _inside(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x <= rect.x + rect.w and rect.y <= y <= rect.y + rect.h


def text_width(text: str, size: float = SIZE, bold: bool = False) -> float:
    """About the width of `text` in points: enough to keep labels apart without asking a font."""
    units = sum(0.9 if c in _WIDE else 0.3 if c in _NARROW else 0.68 if c.isupper() else 0.57 for c in text)
    return units * size * (1.07 if bold else 1.0)


def hatching(rect: Rect, gap: float = 4.0) -> list[tuple[float, float, float, float]]:
    """The slanting lines inside `rect`, `gap` apart, as (x1, y1, x2, y2); both painters draw these."""
    found = []
    right, bottom = rect.x + rect.w, rect.y + rect.h
    offset = gap / 2
    while offset < rect.w + rect.h:
        x1, y1 = rect.x + min(offset, rect.w), rect.y + max(0.0, offset - rect.w)
        x2, y2 = rect.x + max(0.0, offset - rect.h), rect.y + min(offset, rect.h)
        found.append((min(x1, right), y1, x2, min(y2, bottom)))
        offset += gap
    return found
