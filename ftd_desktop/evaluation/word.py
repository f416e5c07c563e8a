"""A document as a Word file (docx) that can be edited further. Imports python-docx, so import it late."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ftd_desktop.evaluation.document import Block, Bullets, Document, Figure, Heading, PageBreak, Paragraph, Table
from ftd_desktop.evaluation.picture import png

_MUTED, _INK = RGBColor(0x53, 0x61, 0x6A), RGBColor(0x1A, 0x23, 0x28)
_LINE, _RAISED, _WARN, _WARN_SOFT = "D8DEE1", "F7F9FA", "7E4F00", "FDF3DF"
_WIDE = 17.0  # usable width of the page, cm
_FONT = "Arial"  # on every laptop, or drawn by a font of the same widths


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
    _foot(page.footer, document)
    for name, size in (("Normal", 10), ("Title", 18), ("Heading 1", 13), ("Heading 2", 10)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
    made.styles["Title"].element.get_or_add_pPr().remove(made.styles["Title"].element.pPr.find(qn("w:pBdr")))
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
        run.font.color.rgb = RGBColor.from_string(_WARN)
        about = paragraph._p.get_or_add_pPr()
        about.append(_borders("w:pBdr", ("top", "left", "bottom", "right"), _WARN))
        about.append(_shading(_WARN_SOFT))


def _table(made: Any, block: Table) -> None:
    """Hairlines between rows, figures right, subheadings across; no row is parted, the header comes on each page."""
    table = made.add_table(rows=1 + len(block.rows), cols=len(block.header))
    table.autofit = False
    table._tbl.tblPr.append(_borders("w:tblBorders", ("bottom", "insideH"), _LINE))
    table._tbl.tblPr.append(_margins(70))
    share = [width / sum(block.widths) for width in block.widths] or [1 / len(block.header)] * len(block.header)
    widths = [Cm(_WIDE * part) for part in share]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, line) in enumerate(zip(table.rows, (block.header, *block.rows), strict=True), start=-1):
        _row(row, line, block, place, widths)
    table.rows[0]._tr.get_or_add_trPr().append(_mark("w:tblHeader"))
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _row(row: Any, line: Sequence[str], block: Table, place: int, widths: Sequence[int]) -> None:
    """The row of the block at `place` (-1: its header)."""
    row._tr.get_or_add_trPr().append(_mark("w:cantSplit"))
    cells, head, group = row.cells, place < 0, place in block.groups
    if group:
        cells, widths = (cells[0].merge(cells[-1]),), (sum(widths),)
    for i, (cell, text, width) in enumerate(zip(cells, line, widths, strict=False)):
        cell.width = width
        _words(cell, text, right=i in block.right, bold=head or group or place in block.bold, size=8 if head else 8.5)
        cell.paragraphs[0].paragraph_format.keep_with_next = head or group
        if head:
            cell._tc.get_or_add_tcPr().append(_shading(_RAISED))


def _words(cell: Any, text: str, *, right: bool, bold: bool, size: float) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _foot(footer: Any, document: Document) -> None:
    """The footer's words, and the number of the page at the right."""
    footer.paragraphs[0].text = document.footer
    page = footer.add_paragraph()
    page.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    page._p.append(field)
    for paragraph in footer.paragraphs:
        paragraph.paragraph_format.space_after = Pt(0)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8), _MUTED


def _mark(name: str) -> Any:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    return mark


def _shading(colour: str) -> Any:
    made = OxmlElement("w:shd")
    made.set(qn("w:val"), "clear")
    made.set(qn("w:color"), "auto")
    made.set(qn("w:fill"), colour)
    return made


def _margins(twips: int) -> Any:
    """The room left and right in each cell."""
    made = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        width = OxmlElement(f"w:{side}")
        width.set(qn("w:w"), str(twips))
        width.set(qn("w:type"), "dxa")
        made.append(width)
    return made


def _borders(name: str, sides: Iterable[str], colour: str) -> Any:
    """Hairlines of `colour` at the `sides` of a paragraph or table."""
    made = OxmlElement(name)
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "4" if name == "w:pBdr" else "0"),
                           ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        made.append(line)
    return made


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
