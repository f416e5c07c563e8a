"""The report as a Word document: opens, says the same, the same bytes twice; charts as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import numpy as np
from PIL import Image

from ftd_desktop.evaluation import picture, report, story
from ftd_desktop.evaluation.charts.tiles import tiles
from ftd_desktop.evaluation.document import Figure, Heading, Table
from tests.evaluation.test_report import made


def test_the_document_says_what_the_report_says(tmp_path: Path) -> None:
    data, setting = made(40)
    path = report.write_word(tmp_path / "a.docx", data, setting)
    found, told = docx.Document(str(path)), story.tell(data, setting)
    words = "\n".join(paragraph.text for paragraph in found.paragraphs)
    assert all(block.text in words for block in told.blocks if isinstance(block, Heading))
    tables = [block for block in told.blocks if isinstance(block, Table)]
    assert len(found.tables) == len(tables)
    for shown, block in zip(found.tables, tables, strict=True):
        assert [cell.text for cell in shown.rows[0].cells] == list(block.header)
        assert len(shown.rows) == len(block.rows) + 1
    assert len(found.inline_shapes) == sum(isinstance(block, Figure) for block in told.blocks)
    assert found.sections[0].footer.paragraphs[0].text == told.footer
    again = report.write_word(tmp_path / "b.docx", data, setting)
    assert path.read_bytes() == again.read_bytes()


def test_tables_keep_their_widths_and_rows_and_name_their_columns_on_each_page(tmp_path: Path) -> None:
    """LibreOffice reads the widths of the grid, Word those of the cells: both are set."""
    data, setting = made(40)
    found = docx.Document(str(report.write_word(tmp_path / "a.docx", data, setting)))
    told = [block for block in story.tell(data, setting).blocks if isinstance(block, Table)]
    for shown, block in zip(found.tables, told, strict=True):
        grid = [column.width for column in shown.columns]
        assert grid == [cell.width for cell in shown.rows[0].cells]
        assert all("w:cantSplit" in row._tr.xml for row in shown.rows) and "w:tblHeader" in shown.rows[0]._tr.xml
        for place in block.groups:
            assert len(shown.rows[place + 1]._tr.tc_lst) == 1, "a subheading goes across"
    assert any(len({column.width for column in shown.columns}) > 1 for shown in found.tables)


def test_a_picture_is_a_whole_png() -> None:
    chart = tiles({"12.71": 30, "12.07": 3})
    content = picture.png(chart, dpi=96)
    image = Image.open(io.BytesIO(content))
    image.load()
    assert abs(image.size[0] - chart.width * 96 / 72) <= 1 and abs(image.size[1] - chart.height * 96 / 72) <= 1
    colours = set(map(tuple, np.array(image.convert("RGB")).reshape(-1, 3).tolist()))
    assert (255, 255, 255) in colours and (0x0B, 0x5E, 0x6B) in colours
    assert content == picture.png(chart, dpi=96)


def test_pixels_survive_encoding() -> None:
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    read = np.array(Image.open(io.BytesIO(picture.encode(pixels))).convert("RGB"))
    assert (read == pixels).all()
