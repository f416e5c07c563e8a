"""Classes before (rows) and after (columns) as a grid of counts; staying is framed."""

from __future__ import annotations

from collections.abc import Mapping

from ftd_desktop.evaluation.charts.shapes import SIZE, Chart, Rect, Shape, Text, text_width
from ftd_desktop.evaluation.charts.tiles import SHADES
from ftd_desktop.evaluation.classes import Transition
from ftd_desktop.i18n import tr
from ftd_desktop.wording import number

_HIGH, _LEAST, _GAP, _TOP = 26.0, 16.0, 3.0, 34.0


def matrix(
    of: Transition, width: float = 515, height: float = 0.0, people: Mapping[str, tuple[str, ...]] | None = None
) -> Chart:
    """One cell a pair of classes, the darker the more firms; 0 is a broken edge. `people` by cell, "0-1" for those who
    went from the first class to the second. The chart is as high as its rows need, or `height` where that is more."""
    labels = of.indicator.classes
    left = 16 + max(text_width(words) for words in (*labels, tr("baris: awal")))
    wide = (width - left - _GAP * len(labels)) / len(labels)
    high = max(_LEAST, min(_HIGH, (height - _TOP - 4) / len(labels) - _GAP)) if height else _HIGH
    height = max(height, _TOP + (high + _GAP) * len(labels) + 4)
    shapes: list[Shape] = [
        Text(left, 10, tr("kolom: sesudah"), colour="muted"), Text(0, 10, tr("baris: awal"), colour="muted"),
    ]
    for i, label in enumerate(labels):
        y = _TOP + i * (high + _GAP)
        shapes.append(Text(left - 8, y + high / 2 + 3, label, "end"))
        shapes.append(Text(left + i * (wide + _GAP) + wide / 2, _TOP - 6, label, "middle", colour="muted"))
        for j in range(len(labels)):
            box = (left + j * (wide + _GAP), y, wide, high)
            shapes += _cell(int(of.counts[i, j]), of.n, box, i == j, f"{i}-{j}")
    words = tr("{n} usaha: {up} naik kelas, {down} turun kelas.").format(
        n=number(of.n), up=number(of.up), down=number(of.down))
    return Chart(width, height, tuple(shapes), words, keys=people or {})


def _cell(count: int, n: int, box: tuple[float, float, float, float], stays: bool, key: str) -> list[Shape]:
    x, y, w, h = box
    step = 0 if count == 0 else 1 + sum(count > share * n for share in (0.05, 0.25, 0.5))
    edge = "text" if stays else "control" if step == 0 else None
    ink = "onaccent" if step >= 3 else "text"
    return [Rect(x, y, w, h, fill="accent", shade=SHADES[step], edge=edge, dash=step == 0 and not stays, radius=2.5,
                 key=key if count else ""),
            Text(x + w / 2, y + h / 2 + 3, number(count), "middle", SIZE, bold=count > 0, colour=ink)]
