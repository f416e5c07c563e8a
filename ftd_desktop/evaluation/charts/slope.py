"""Before and after of each firm as a dot plot: one row a firm, two dots joined, on a logarithmic scale of rupiah."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ftd_desktop.evaluation.change import Pair
from ftd_desktop.evaluation.charts.scale import Scale, short_money
from ftd_desktop.evaluation.charts.shapes import SIZE, Chart, Dot, Line, Shape, Text, text_width
from ftd_desktop.evaluation.claims import signed
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.i18n import tr
from ftd_desktop.wording import NONE

_ROW, _LEAST_ROW = 18.0, 13.5
_TOP, _BOTTOM = 22.0, 30.0


def dots(line: IncomeLine, names: Mapping[str, str], width: float = 560, height: float = 0.0) -> Chart:
    """One row for each pair of `line` (meant for the pilot, at most some dozens); `names` by participant id.

    The chart is as high as its rows need, or `height` where that is more. Amounts of zero or below stand at the left
    edge. A fall is hollow and joined by a broken line.
    """
    pairs = line.pairs()
    if not pairs:
        return Chart(width, 60, (Text(12, 34, tr("Tidak ada pasangan untuk digambar."), colour="muted"),),
                     tr("Bagan kosong."))
    left = min(170.0, 14 + max(text_width(_name(pair, names)) for pair in pairs))
    row = max(_LEAST_ROW, min(_ROW, (height - _TOP - _BOTTOM) / len(pairs))) if height else _ROW
    height = max(height, _TOP + row * len(pairs) + _BOTTOM)
    x = _rupiah_scale(pairs, left + 14, width - 66)
    shapes: list[Shape] = [*_decades(x, height), *_legend(left + 14, height)]
    for i, pair in enumerate(pairs):
        shapes += _row(pair, _name(pair, names), _TOP + row * (i + 0.5), x, left, width)
    keys = {pair.person: (pair.person,) for pair in pairs}
    rose = sum(pair.after > pair.before for pair in pairs)
    words = tr("Nilai awal dan akhir {n} usaha: {rose} naik.").format(n=len(pairs), rose=rose)
    return Chart(width, height, tuple(shapes), words, keys=keys)


def _name(pair: Pair, names: Mapping[str, str]) -> str:
    name = names.get(pair.person, pair.person)
    return name if text_width(name) <= 156 else name[:25].rstrip() + "…"


def _rupiah_scale(pairs: list[Pair], start: float, end: float) -> Scale:
    """Log10 of rupiah, whole decades or halves of them around the data."""
    amounts = [value for pair in pairs for value in (pair.before, pair.after) if value > 0] or [1e6]
    low, high = math.log10(min(amounts)), math.log10(max(amounts))
    low, high = math.floor(low * 2 - 0.2) / 2, math.ceil(high * 2 + 0.2) / 2
    return Scale(low, high, start, end)


def _at(x: Scale, value: float) -> float:
    return x(math.log10(value)) if value > 0 else x.start


def _decades(x: Scale, height: float) -> list[Shape]:
    shapes: list[Shape] = []
    last = -100.0
    factors = (1,) if x.high - x.low > 2.5 else (1, 3)
    for exponent in range(math.floor(x.low), math.ceil(x.high) + 1):
        for factor in factors:
            power = exponent + math.log10(factor)
            if not x.low <= power <= x.high:
                continue
            at = x(power)
            shapes.append(Line(at, _TOP - 6, at, height - _BOTTOM, "line"))
            label = short_money(factor * 10**exponent)
            if at - last > text_width(label) * 1.25:
                shapes.append(Text(at, _TOP - 10, label, "middle", colour="muted"))
                last = at
    return shapes


def _legend(left: float, height: float) -> list[Shape]:
    y = height - 10
    first, second, fall = tr("awal"), tr("akhir"), tr("garis putus: turun")
    gap = 14
    x2 = left + 10 + text_width(first) + gap
    return [
        Dot(left + 4, y - 3, 3.2, fill="surface"), Text(left + 12, y, first, colour="muted"),
        Dot(x2 + 4, y - 3, 3.2), Text(x2 + 12, y, second, colour="muted"),
        Text(x2 + 12 + text_width(second) + gap, y, fall + "; " + tr("skala log"), colour="muted"),
    ]


def _row(pair: Pair, name: str, y: float, x: Scale, left: float, width: float) -> list[Shape]:
    first, second = _at(x, pair.before), _at(x, pair.after)
    fell = pair.after < pair.before
    text = NONE if pair.percent is None else signed(pair.percent)
    return [
        Text(left, y + 3, name, "end"),
        Line(first, y, second, y, "accent", 1.5, dash=fell),
        Dot(first, y, 3.2, fill="surface", key=pair.person),
        Dot(second, y, 3.2, key=pair.person),
        Text(width - 6, y + 3, text, "end", SIZE, bold=fell),
    ]
