"""A document as a Word file (docx) that can be edited further. Imports python-docx, so import it late."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ftd_desktop.evaluation.document import Block, Bullets, Document, Figure, Heading, PageBreak, Paragraph, Table
from ftd_desktop.evaluation.picture import png

_MUTED = RGBColor(0x53, 0x61, 0x6A)
_WIDE = 17.0  # usable width of the page, cm
_FONT = "Segoe UI"


def render(document: Document) -> bytes:
    """The docx of `document`; the same document gives the same bytes."""
    made = docx.Document()
    _set_up(made, document)
    made.add_paragraph(document.title, style="Title")
    made.add_paragraph(document.subtitle).runs[0].font.color.rgb = _MUTED
    for block in document.blocks:
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return _without_times(out.getvalue())


def _set_up(made: Any, document: Document) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin = page.bottom_margin = Cm(1.8)
    page.footer.paragraphs[0].text = document.footer
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        made.styles[name].font.name = _FONT
    made.styles["Normal"].font.size = Pt(10)
    made.styles["Title"].font.size = Pt(20)
    about = made.core_properties
    about.title, about.subject, about.author = document.title, document.subtitle, document.footer
    about.created = about.modified = datetime.combine(document.day, time())
    about.language = "id-ID"


def _add(made: Any, block: Block) -> None:
    match block:
        case Heading():
            made.add_heading(block.text, block.level)
        case Paragraph():
            _paragraph(made, block)
        case Bullets():
            for item in block.items:
                made.add_paragraph(item, style="List Bullet")
        case Table():
            _table(made, block)
        case Figure():
            _figure(made, block)
        case PageBreak():
            made.add_page_break()


def _paragraph(made: Any, block: Paragraph) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(block.text)
    if block.kind == "lead":
        run.font.size = Pt(12)
    elif block.kind == "note":
        run.font.size, run.font.color.rgb = Pt(8.5), _MUTED
    elif block.kind == "caution":
        run.bold = True


def _table(made: Any, block: Table) -> None:
    table = made.add_table(rows=1, cols=len(block.header), style="Light List Accent 1")
    table.autofit = False
    share = [width / sum(block.widths) for width in block.widths] or [1 / len(block.header)] * len(block.header)
    lines = [(block.header, True), *((row, i in block.groups | block.bold) for i, row in enumerate(block.rows))]
    for place, (line, bold) in enumerate(lines):
        cells = table.rows[0].cells if place == 0 else table.add_row().cells
        for i, text in enumerate(line):
            _cell(cells[i], text, right=i in block.right, bold=bold, width=_WIDE * share[i])
    _repeat(table.rows[0])
    made.add_paragraph()


def _cell(cell: Any, text: str, *, right: bool, bold: bool, width: float) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(8.5), bold
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Any) -> None:
    """The header row again on each page the table reaches."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _figure(made: Any, block: Figure) -> None:
    made.add_heading(block.title, 2)
    wide = min(_WIDE, block.chart.width / 72 * 2.54)
    picture = made.add_picture(io.BytesIO(png(block.chart)), width=Cm(wide))
    picture._inline.docPr.set("descr", block.chart.description)  # read aloud to those who cannot see it


def _without_times(content: bytes) -> bytes:
    """The same package with all its entries dated 1980."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            undated = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            undated.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(undated, old.read(entry))
    return out.getvalue()
