"""Axes: round steps, positions, and labels that stay apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ftd_desktop.i18n import tr
from ftd_desktop.wording import MINUS, number

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Maps values low…high onto positions start…end (end may be smaller: y grows downwards)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The position of `value`."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def round_step(span: float, about: int, whole: bool = False) -> float:
    """A step of 1, 2, 2.5 or 5 times a power of ten that divides `span` into about `about` parts."""
    if span <= 0:
        return 1.0
    raw = span / max(about, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = float(next(s for s in _STEPS if s * power >= raw * 0.999)) * power
    return max(1.0, round(step)) if whole else step


def ticks(low: float, high: float, about: int = 4, whole: bool = False) -> list[float]:
    """Round values from at or below `low` to at or above `high`."""
    step = round_step(high - low, about, whole)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [i * step for i in range(first, max(last, first + 1) + 1)]


def short_amount(value: float) -> str:
    """An amount short enough for an axis: 350 rb, 1,5 jt, 2,3 M (M is miliar)."""
    for size, unit in ((1e12, tr("T")), (1e9, tr("M")), (1e6, tr("jt")), (1e3, tr("rb"))):
        if abs(value) >= size * 0.9995:
            shown = value / size
            text = number(shown, 0 if abs(shown) >= 100 or shown == round(shown) else 1)
            return f"{text} {unit}"
    return number(value)


def short_money(value: float) -> str:
    """The same with Rp before it."""
    text = short_amount(value)
    return MINUS + "Rp" + text.removeprefix(MINUS) if text.startswith(MINUS) else "Rp" + text


def apart(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The positions moved as little as needed to lie `gap` apart within low…high; the order stays.

    Where they cannot all fit they are spread evenly.
    """
    n = len(positions)
    if n == 0:
        return []
    if (n - 1) * gap > high - low:
        return [low + i * (high - low) / max(n - 1, 1) for i in range(n)]
    order = sorted(range(n), key=lambda i: positions[i])
    moved = _spread([positions[i] for i in order], gap, low, high)
    found = [0.0] * n
    for place, i in enumerate(order):
        found[i] = moved[place]
    return found


def _spread(ordered: list[float], gap: float, low: float, high: float) -> list[float]:
    """Blocks of touching labels, each centred on what its members want (pool adjacent violators)."""
    blocks: list[tuple[float, int]] = []  # mean of the wanted starts, members
    for i, wanted in enumerate(ordered):
        blocks.append((wanted - i * gap, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, n), (b, m) = blocks[-2], blocks[-1]
            blocks[-2:] = [((a * n + b * m) / (n + m), n + m)]
    starts = [start for start, members in blocks for _ in range(members)]
    top = high - (len(ordered) - 1) * gap
    return [min(max(start, low), top) + i * gap for i, start in enumerate(starts)]
