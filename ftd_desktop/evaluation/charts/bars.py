"""Shares before and after as pairs of bars, one row an outcome."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation.charts.scale import Scale
from ftd_desktop.evaluation.charts.shapes import Chart, Line, Rect, Shape, Text, text_width
from ftd_desktop.evaluation.outcomes import Outcome
from ftd_desktop.i18n import tr
from ftd_desktop.wording import percent

_ROW = 28.0
_TOP, _BOTTOM = 18.0, 10.0


def shares(outcomes: Sequence[Outcome], width: float = 560) -> Chart:
    """The outcomes that are shares asked in both rounds and have enough firms; the before bar is hatched."""
    shown = [o for o in outcomes if o.indicator.kind == "share" and o.before == o.before and not o.small]
    if not shown:
        return Chart(width, 60, (Text(12, 34, tr("Belum ada persentase untuk digambar."), colour="muted"),),
                     tr("Bagan kosong."))
    left = 16 + max(text_width(o.indicator.label) for o in shown)
    height = _TOP + _ROW * len(shown) + _BOTTOM
    x = Scale(0, 100, left, width - 46)
    shapes: list[Shape] = []
    for tick in (0, 25, 50, 75, 100):
        shapes.append(Line(x(tick), _TOP - 4, x(tick), height - _BOTTOM, "line"))
        shapes.append(Text(x(tick), _TOP - 7, percent(tick), "middle", colour="muted"))
    for i, outcome in enumerate(shown):
        shapes += _row(outcome, _TOP + _ROW * i + 4, x, left)
    shapes.append(Line(left, _TOP - 4, left, height - _BOTTOM, "text", 1.0))
    words = "; ".join(
        tr("{label}: {before} menjadi {after}").format(
            label=o.indicator.label, before=percent(o.before), after=percent(o.after)) for o in shown)
    return Chart(width, height, tuple(shapes), words)


def _row(outcome: Outcome, y: float, x: Scale, left: float) -> list[Shape]:
    shapes: list[Shape] = [Text(left - 8, y + 13, outcome.indicator.label, "end")]
    for value, top, hatched in ((outcome.before, y, True), (outcome.after, y + 10, False)):
        shapes.append(Rect(left, top, max(x(value) - left, 0.5), 9, fill="surface" if hatched else "accent",
                           edge="accent", hatch=hatched, key=outcome.indicator.id))
        shapes.append(Text(x(value) + 5, top + 8, percent(value), bold=not hatched, size=8))
    return shapes
