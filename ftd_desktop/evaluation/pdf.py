"""A document as PDF: A4, Open Sans, the same bytes for the same document. Imports reportlab, so import it late."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    ListFlowable,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from ftd_desktop.evaluation import paper
from ftd_desktop.evaluation.charts.shapes import Chart
from ftd_desktop.evaluation.document import Block, Bullets, Document, Figure, Heading, PageBreak, Paragraph, Table
from ftd_desktop.evaluation.paper import BOLD, INK, REGULAR
from ftd_desktop.i18n import language, tr

_MARGIN = 40.0
_WIDTH = A4[0] - 2 * _MARGIN
_BODY: dict[str, Any] = {"fontName": REGULAR, "fontSize": 9.5, "leading": 13.5, "textColor": INK["text"]}
_STYLES = {
    "title": ParagraphStyle("title", **{**_BODY, "fontName": BOLD, "fontSize": 18, "leading": 23}),
    "subtitle": ParagraphStyle("subtitle", **{**_BODY, "textColor": INK["muted"]}, spaceAfter=10),
    "h1": ParagraphStyle("h1", **{**_BODY, "fontName": BOLD, "fontSize": 13, "leading": 18}, spaceBefore=12,
                         spaceAfter=5),
    "h2": ParagraphStyle("h2", **{**_BODY, "fontName": BOLD}, spaceBefore=7, spaceAfter=2),
    "lead": ParagraphStyle("lead", **{**_BODY, "fontSize": 12, "leading": 17}, spaceAfter=5),
    "body": ParagraphStyle("body", **_BODY, spaceAfter=4),
    "note": ParagraphStyle("note", **{**_BODY, "fontSize": 8, "leading": 11, "textColor": INK["muted"]},
                           spaceBefore=4, spaceAfter=4),
    "caution": ParagraphStyle("caution", **{**_BODY, "textColor": INK["warn"]}, backColor=INK["warnsoft"],
                              borderColor=INK["warn"], borderWidth=0.75, borderPadding=(6, 8, 7, 8), spaceBefore=10,
                              spaceAfter=10, leftIndent=8, rightIndent=8),
    "cell": ParagraphStyle("cell", **{**_BODY, "fontSize": 8.5, "leading": 11}),
    "head": ParagraphStyle("head", **{**_BODY, "fontSize": 8.5, "leading": 11, "textColor": INK["muted"]}),
    "head right": ParagraphStyle("head right", **{**_BODY, "fontSize": 8.5, "leading": 11, "textColor": INK["muted"]},
                                 alignment=TA_RIGHT),
}
#: Tables of up to so many rows are not parted between pages.
_SHORT = 8


class _Drawing(Flowable):  # type: ignore[misc]
    """A chart as a flowable."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart, self.width, self.height = chart, chart.width, chart.height

    def draw(self) -> None:
        """Called by reportlab when the place is known."""
        paper.paint(self.canv, self.chart, 0, 0)


def render(document: Document) -> bytes:
    """The PDF of `document`."""
    paper.register_fonts()
    out = io.BytesIO()
    template = BaseDocTemplate(
        out, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=_MARGIN, bottomMargin=_MARGIN + 14,
        title=document.title, author=document.footer, subject=document.subtitle, invariant=1, lang=language(),
    )
    frame = Frame(_MARGIN, _MARGIN + 14, _WIDTH, A4[1] - 2 * _MARGIN - 14, 0, 0, 0, 0)
    template.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _: _foot(canvas, document)))
    flowables: list[Flowable] = [
        Words(escape(document.title), _STYLES["title"]), Words(escape(document.subtitle), _STYLES["subtitle"]),
    ]
    for place, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            # a heading never stands alone at the foot of a page
            flowables.append(CondPageBreak(_room(document.blocks[place + 1 :])))
        flowables += _flowables(block)
    template.build(flowables)
    return out.getvalue()


def _room(following: Sequence[Block]) -> float:
    """The height a heading and the beginning of what follows it need."""
    match following:
        case [Figure(chart=chart), *_]:
            return chart.height + 70
        case [Table() as table, *_]:
            high = float(_grid(table).wrap(_WIDTH, A4[1])[1])
            return (high if len(table.rows) <= _SHORT else min(high, 240.0)) + 40
        case [Heading(), *rest]:
            return 30 + _room(rest)
    return 90.0


def _foot(canvas: Any, document: Document) -> None:
    canvas.setFillColor(INK["muted"])
    canvas.setFont(REGULAR, 8)
    canvas.drawString(_MARGIN, _MARGIN - 6, document.footer)
    canvas.drawRightString(A4[0] - _MARGIN, _MARGIN - 6, tr("Halaman {n}").format(n=canvas.getPageNumber()))


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading():
            return [Words(escape(block.text), _STYLES["h1" if block.level == 1 else "h2"])]
        case Paragraph():
            return [Words(escape(block.text), _STYLES[block.kind])]
        case Bullets():
            items = [Words(escape(item), _STYLES["body"]) for item in block.items]
            return [ListFlowable(items, bulletType="bullet", start="–", leftIndent=12, bulletFontName=REGULAR,
                                 bulletFontSize=9.5, bulletColor=INK["muted"])]
        case Table():
            grid = _grid(block)
            return [KeepTogether([grid]) if len(block.rows) <= _SHORT else grid, Spacer(0, 8)]
        case Figure():
            title = Words(escape(block.title), _STYLES["h2"])
            return [KeepTogether([title, Spacer(0, 4), _Drawing(block.chart), Spacer(0, 8)])]
        case PageBreak():
            return [NewPage()]


def _grid(table: Table) -> Grid:
    """No vertical lines, hairlines between rows, figures right, subheadings bold across."""
    cells = [[text if i in table.right else Words(escape(text), _STYLES["cell"]) for i, text in enumerate(row)]
             for row in table.rows]
    rules: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, 8.5, 11), ("TEXTCOLOR", (0, 0), (-1, -1), INK["text"]),
        ("TEXTCOLOR", (0, 0), (-1, 0), INK["muted"]), ("BACKGROUND", (0, 0), (-1, 0), INK["raised"]),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, INK["line"]), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
        *(("ALIGN", (column, 0), (column, -1), "RIGHT") for column in table.right),
    ]
    for row in sorted(table.groups):
        cells[row][0] = Words(f"<b>{escape(table.rows[row][0])}</b>", _STYLES["cell"])
        rules += [("SPAN", (0, row + 1), (-1, row + 1)), ("NOSPLIT", (0, row + 1), (0, row + 2))]
    for row in sorted(table.bold):
        cells[row][0] = Words(f"<b>{escape(table.rows[row][0])}</b>", _STYLES["cell"])
        rules += [("FONTNAME", (0, row + 1), (-1, row + 1), BOLD), ("NOSPLIT", (0, row + 1), (0, row + 2))]
    header = [Words(escape(text), _STYLES["head right" if i in table.right else "head"])
              for i, text in enumerate(table.header)]
    return Grid([header, *cells], colWidths=list(table.widths) or None, repeatRows=1, style=rules,
                hAlign="LEFT")
