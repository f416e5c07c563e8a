"""Paints a chart on paper: the shapes of ``charts`` onto a reportlab canvas, in the ink of the light theme."""

from __future__ import annotations

from typing import Any

from ftd_desktop.evaluation.charts.shapes import Chart, Dot, Line, Rect, Shape, Text, hatching

#: The light theme's tokens: paper is always white (design/README.md, section 1).
INK = {
    "text": "#1A2328", "muted": "#53616A", "line": "#D8DEE1", "control": "#7F8C93", "accent": "#0B5E6B",
    "onaccent": "#FFFFFF", "surface": "#FFFFFF", "warn": "#7E4F00", "warnsoft": "#FDF3DF", "soft": "#E1EFF1",
    "raised": "#F7F9FA",
}
REGULAR, BOLD = "OpenSans", "OpenSans-Semibold"


def register_fonts() -> None:
    """Make Open Sans known to reportlab (once; it keeps fonts for the whole process)."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from ftd_desktop import resources

    known = pdfmetrics.getRegisteredFontNames()
    for name, file in ((REGULAR, "OpenSans-Regular.ttf"), (BOLD, "OpenSans-Semibold.ttf")):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(resources.path("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)


def paint(canvas: Any, chart: Chart, x: float, y: float) -> None:
    """Draw `chart` with its lower left corner at (x, y) of the reportlab `canvas`."""
    canvas.saveState()
    canvas.translate(x, y + chart.height)
    for shape in chart.shapes:
        _paint_shape(canvas, shape)
    canvas.restoreState()


def _paint_shape(canvas: Any, shape: Shape) -> None:
    match shape:
        case Line():
            _stroke(canvas, shape.colour, shape.width, shape.dash)
            canvas.line(shape.x1, -shape.y1, shape.x2, -shape.y2)
        case Rect():
            _rect(canvas, shape)
        case Dot():
            _stroke(canvas, shape.edge, 1.25)
            canvas.setFillColor(INK[shape.fill or "surface"])
            canvas.circle(shape.x, -shape.y, shape.r, stroke=int(shape.edge is not None), fill=1)
        case Text():
            _text(canvas, shape)


def _stroke(canvas: Any, colour: str | None, width: float, dash: bool = False) -> None:
    canvas.setStrokeColor(INK[colour or "line"])
    canvas.setLineWidth(width)
    canvas.setDash([3, 2] if dash else [])


def _rect(canvas: Any, shape: Rect) -> None:
    if shape.fill:
        canvas.setFillColor(mixed(shape.fill, shape.shade))
    box = (shape.x, -shape.y - shape.h, shape.w, shape.h)
    _stroke(canvas, shape.edge, 0.75, shape.dash)
    flags = {"stroke": int(shape.edge is not None), "fill": int(shape.fill is not None)}
    if shape.radius:
        canvas.roundRect(*box, shape.radius, **flags)
    else:
        canvas.rect(*box, **flags)
    if shape.hatch:
        _hatch(canvas, shape)


def _hatch(canvas: Any, shape: Rect) -> None:
    _stroke(canvas, shape.edge, 0.5)
    for x1, y1, x2, y2 in hatching(shape):
        canvas.line(x1, -y1, x2, -y2)


def _text(canvas: Any, shape: Text) -> None:
    canvas.setFillColor(INK[shape.colour])
    canvas.setFont(BOLD if shape.bold else REGULAR, shape.size)
    draw = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
    draw[shape.anchor](shape.x, -shape.y, shape.text)


def mixed(token: str, shade: float, onto: str = "surface") -> str:
    """The colour `token` mixed into `onto` by `shade` (0: none of it), as #RRGGBB."""
    top, base = _parts(INK[token]), _parts(INK[onto])
    return "#" + "".join(f"{round(b + (t - b) * shade):02X}" for t, b in zip(top, base, strict=True))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
