"""The 33 regencies and cities of North Sumatra as a tile grid: one square each, placed by its rough position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ftd_desktop.evaluation.charts.shapes import Chart, Rect, Shape, Text, text_width
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.wording import number

#: Kemendagri code -> (short name, column, row).
TILES: dict[str, tuple[str, int, int]] = {
    "12.05": ("Lkt", 3, 0), "12.75": ("Bjai", 4, 0), "12.71": ("Mdn", 5, 0),
    "12.07": ("DSer", 4, 1), "12.18": ("Sgai", 5, 1), "12.76": ("TTgi", 6, 1), "12.19": ("BBara", 7, 1),
    "12.11": ("Dairi", 2, 2), "12.06": ("Karo", 3, 2), "12.08": ("Simal", 4, 2), "12.72": ("PSian", 5, 2),
    "12.09": ("Asah", 6, 2), "12.74": ("TBal", 7, 2),
    "12.15": ("PBha", 2, 3), "12.17": ("Samo", 3, 3), "12.12": ("Toba", 4, 3), "12.23": ("LbUt", 5, 3),
    "12.10": ("Lbtu", 6, 3),
    "12.24": ("NiUt", 0, 4), "12.78": ("GSit", 1, 4), "12.16": ("Humb", 3, 4), "12.02": ("TaUt", 4, 4),
    "12.20": ("PLUt", 5, 4), "12.22": ("LbSe", 6, 4),
    "12.25": ("NiBa", 0, 5), "12.04": ("Nias", 1, 5), "12.01": ("TaTe", 2, 5), "12.73": ("Sibo", 3, 5),
    "12.03": ("TaSe", 4, 5), "12.77": ("PSid", 5, 5), "12.21": ("PLaw", 6, 5),
    "12.14": ("NiSe", 1, 6), "12.13": ("Madi", 4, 6),
}
#: Shades of the accent in the surface, by step; from the fourth on the ink is that of the accent.
SHADES = (0.0, 0.12, 0.32, 0.82, 1.0)
_COLUMNS, _ROWS, _GAP = 8, 7, 3.0
_LEGEND = 26.0
_WIDEST = 60.0


def tiles(counts: Mapping[str, int], width: float = 430, height: float = 330) -> Chart:
    """`counts` of participants by Kemendagri code, as tiles with name and number; none is a broken edge."""
    limits = steps([counts.get(code, 0) for code in TILES])
    w = min((width - 1 - _GAP * (_COLUMNS - 1)) / _COLUMNS, _WIDEST)
    h = min((height - _LEGEND - _GAP * (_ROWS - 1)) / _ROWS, w * 0.8)
    left = (width - _COLUMNS * w - _GAP * (_COLUMNS - 1)) / 2
    shapes: list[Shape] = []
    for code, (short, column, row) in TILES.items():
        box = (left + column * (w + _GAP), 0.5 + row * (h + _GAP), w, h)
        shapes += _tile(code, short, counts.get(code, 0), limits, box)
    shapes += _legend(limits, _ROWS * (h + _GAP) + 20)
    return Chart(width, height, tuple(shapes), _words(counts))


def steps(values: Sequence[int]) -> list[int]:
    """The lowest number of each shade above none: 1 and up to three more, from the spread of `values`."""
    there = sorted(value for value in values if value > 0)
    limits = [1]
    for share in (0.4, 0.7, 0.9):
        wanted = max(limits[-1] + 1, there[int(share * (len(there) - 1))] if there else 0)
        if there and wanted <= there[-1]:  # a shade that no tile has is not in the legend
            limits.append(wanted)
    return limits


def _tile(code: str, short: str, count: int, limits: list[int], box: tuple[float, float, float, float]) -> list[Shape]:
    x, y, w, h = box
    step = sum(count >= limit for limit in limits)
    ink = "onaccent" if step >= 3 else "text"
    size = min(9.0, h / 3.4)
    tile = Rect(x, y, w, h, fill="accent", shade=SHADES[step], edge="control" if step == 0 else None, dash=step == 0,
                radius=2.5, key=code)
    return [tile, Text(x + w / 2, y + h * 0.42, short, "middle", size, colour=ink),
            Text(x + w / 2, y + h * 0.84, number(count), "middle", size, bold=True, colour=ink)]


def _legend(limits: list[int], y: float) -> list[Shape]:
    x = 0.0
    shapes: list[Shape] = [Text(x, y, tr("Peserta"), colour="muted")]
    x += text_width(tr("Peserta")) + 12
    for step, words in enumerate(["0", *_ranges(limits)]):
        shapes.append(Rect(x, y - 8, 10, 10, fill="accent", shade=SHADES[step],
                           edge="control", dash=step == 0, radius=1.5))
        shapes.append(Text(x + 14, y, words, colour="muted"))
        x += 26 + text_width(words)
    return shapes


def _ranges(limits: list[int]) -> list[str]:
    words = [number(a) if b - a == 1 else f"{number(a)}–{number(b - 1)}"
             for a, b in pairwise(limits)]
    return [*words, f"{number(limits[-1])}+"]


def _words(counts: Mapping[str, int]) -> str:
    ranked = sorted(((n, code) for code, n in counts.items() if code in TILES and n), reverse=True)
    empty = sum(1 for code in TILES if not counts.get(code))
    first = ", ".join(f"{short_regency(code)} {number(n)}" for n, code in ranked[:3])
    return tr("Peserta di 33 kabupaten/kota; {empty} wilayah kosong; terbanyak: {first}.").format(
        empty=empty, first=first or "–")
