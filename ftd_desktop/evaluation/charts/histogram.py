"""The spread of individual percent changes: falls hatched, median and mean marked."""

from __future__ import annotations

import numpy as np

from ftd_desktop.evaluation.charts.scale import Scale, apart, ticks
from ftd_desktop.evaluation.charts.shapes import SIZE, Chart, Line, Rect, Shape, Text, text_width
from ftd_desktop.evaluation.claims import signed
from ftd_desktop.evaluation.columns import Floats
from ftd_desktop.evaluation.income import IncomeLine
from ftd_desktop.i18n import tr
from ftd_desktop.wording import number

_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 12.0, 40.0, 34.0
#: Widths of a bar in percent points; the narrowest that needs at most MOST_BARS is taken.
_WIDTHS = (5, 10, 15, 20, 25, 50, 100, 200, 250, 500, 1000)
MOST_BARS = 16


def histogram(line: IncomeLine, width: float = 560, height: float = 200) -> Chart:
    """Bars of how many firms changed by how much; the last bar holds all beyond it. `keys` hold the people."""
    changes = line.percents
    there = ~np.isnan(changes)
    known = changes[there]
    if not len(known):
        return Chart(width, height, (Text(12, height / 2, tr("Tidak ada perubahan persen untuk digambar."),
                                          colour="muted"),), tr("Bagan kosong."))
    edges, open_start, open_end = bins(known)
    places = np.clip(np.searchsorted(edges, changes[there], side="right") - 1, 0, len(edges) - 2)
    counts = np.bincount(places, minlength=len(edges) - 1)
    people = np.array(line.people, dtype=object)[there]
    keys = {f"bar{i}": tuple(people[places == i]) for i in range(len(counts)) if counts[i]}
    x = Scale(float(edges[0]), float(edges[-1]), _LEFT, width - _RIGHT)
    tops = ticks(0, float(counts.max()), 3, whole=True)
    y = Scale(0, tops[-1], height - _BOTTOM, _TOP)
    shapes: list[Shape] = [*_grid(tops, y, width), *_bars(edges, counts, x, y),
                           *_edge_labels(edges, (open_start, open_end), x, height), *_marks(line, x, y, width)]
    return Chart(width, height, tuple(shapes), _words(line, known), keys=keys)


def bins(changes: Floats) -> tuple[Floats, bool, bool]:
    """Edges of the bars, 0 among them; whether the first and the last bar also hold what lies beyond them.

    Where a few changes are enormous the axis ends before them (they are at least three, at most a twelfth of the firms
    above and a fortieth below), so that they do not press all others into one bar.
    """
    ordered = np.sort(changes)
    n = len(ordered)
    low, high = float(ordered[0]), float(ordered[-1])
    if n >= 20:
        low, high = max(low, 2 * float(ordered[n // 40])), min(high, 1.5 * float(ordered[n - 1 - max(3, n // 12)]))
    low, high = min(low, 0.0), max(high, 0.0)
    size = next((w for w in _WIDTHS if (high - low) / w <= MOST_BARS - 2), _WIDTHS[-1])
    last = min(int(np.floor(high / size)) + 1, MOST_BARS)
    first = max(int(np.floor(low / size)), last - 2 * MOST_BARS)
    edges = np.arange(first, last + 1, dtype=np.float64) * size
    return edges, bool(ordered[0] < edges[0]), bool(ordered[-1] >= edges[-1])


def _grid(tops: list[float], y: Scale, width: float) -> list[Shape]:
    shapes: list[Shape] = []
    for top in tops:
        shapes.append(Line(_LEFT, y(top), width - _RIGHT, y(top), "line"))
        shapes.append(Text(_LEFT - 6, y(top) + 3, number(top), "end", colour="muted"))
    return shapes


def _bars(edges: Floats, counts: np.ndarray, x: Scale, y: Scale) -> list[Shape]:
    shapes: list[Shape] = []
    for i, count in enumerate(counts.tolist()):
        left, right, top = x(float(edges[i])), x(float(edges[i + 1])), y(count)
        falls = edges[i] < 0
        if count:
            shapes.append(Rect(left + 1, top, right - left - 2, y(0) - top, fill="surface" if falls else "accent",
                               edge="accent", hatch=falls, key=f"bar{i}"))
    shapes.append(Line(x.start, y(0), x.end, y(0), "text", 1.0))
    return shapes


def _edge_labels(edges: Floats, beyond: tuple[bool, bool], x: Scale, height: float) -> list[Shape]:
    """Values under some edges, 0 among them; "≤" and "≥" at ends that hold what lies beyond."""
    y = height - _BOTTOM + 13
    shapes: list[Shape] = []
    room_from, room_to = x.start - 20, x.end + 20
    if beyond[0]:
        words = "≤ " + signed(float(edges[1]))
        shapes.append(Text(x.start, y, words, colour="muted"))
        room_from = x.start + text_width(words) + 4
    if beyond[1]:
        words = "≥ " + signed(float(edges[-2]))
        shapes.append(Text(x.end, y, words, "end", colour="muted"))
        room_to = x.end - text_width(words) - 4
    bar = x(float(edges[1])) - x(float(edges[0]))
    every = max(1, int(np.ceil(text_width("+1.000%") * 1.15 / bar)))
    zero = int(np.flatnonzero(edges == 0)[0])
    for i in range(zero % every, len(edges), every):
        words = "0" if edges[i] == 0 else signed(float(edges[i]))
        half = text_width(words) / 2
        if room_from <= x(float(edges[i])) - half and x(float(edges[i])) + half <= room_to:
            shapes.append(Text(x(float(edges[i])), y, words, "middle", colour="muted"))
    shapes.append(Text((x.start + x.end) / 2, height - 6, tr("perubahan tiap usaha"), "middle", colour="muted"))
    return shapes


def _marks(line: IncomeLine, x: Scale, y: Scale, width: float) -> list[Shape]:
    """Median (solid) and mean (broken); one beyond the axis stands at its end, with a » in its label."""
    if line.change is None:
        return []
    marks = [(tr("median {value}"), line.change.median.value, False), (tr("rata-rata {value}"),
                                                                       line.change.mean.value, True)]
    heights = apart([12.0, 24.0], 12.0, 10.0, 26.0)
    shapes: list[Shape] = []
    for (words, value, is_mean), top in zip(marks, heights, strict=True):
        beyond = value > x.high
        at = min(max(x(value), x.start), x.end)
        text = words.format(value=signed(value)) + (" »" if beyond else "")
        left = at + 5 + text_width(text, SIZE, not is_mean) > width
        shapes.append(Line(at, top - 8, at, y(0), "text", 1.25, dash=is_mean))
        shapes.append(Text(at - 5 if left else at + 5, top, text, "end" if left else "start", bold=not is_mean))
    return shapes


def _words(line: IncomeLine, known: Floats) -> str:
    fell = int((known < 0).sum())
    change = line.change
    if change is None:
        return ""
    return tr("Sebaran perubahan {n} usaha: {fell} turun; median {median}, rata-rata {mean}.").format(
        n=number(len(known)), fell=number(fell), median=signed(change.median.value), mean=signed(change.mean.value))
