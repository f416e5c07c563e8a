"""F1 opens the guide at the page's chapter; every page that names a chapter has it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import guide, i18n, pages
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.help import HelpPage


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> HelpPage:
    made = HelpPage(context)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    return made


def test_opens_the_chapter_asked_for(page: HelpPage) -> None:
    page.show_with({"chapter": "peserta"})
    assert page._text.toPlainText().startswith("Peserta")
    page.show_with(None)
    assert page._text.toPlainText().startswith("Peserta")
    page.show_with({"chapter": "tidak-ada"})
    assert page._list.current().chapter.name == "mulai"


def test_links_lead_to_other_chapters(page: HelpPage) -> None:
    page.show_with({"chapter": "mulai"})
    page._follow(QUrl("03-isian.md"))
    assert page._list.current().chapter.name == "isian"


def test_every_page_names_a_chapter_that_exists() -> None:
    for path in Path(pages.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "guide":
                assert isinstance(node.value, ast.Constant)
                assert node.value.value.startswith(guide.chapters()[guide.place(node.value.value)].name), path.name


def test_pictures_fit_and_those_not_shipped_leave_no_gap(page: HelpPage, tmp_path: Path) -> None:
    image = QImage(1366, 768, QImage.Format.Format_RGB32)
    image.save(str(tmp_path / "ada.png"))
    path = tmp_path / "01-x.md"
    path.write_text("# X\n\n![ada](ada.png)\n\n![tidak](tidak.png)\n\nteks\n", encoding="utf-8")
    page._show(guide.Found(guide.Chapter("x", "X", path), 0))
    shown = page._text.toPlainText()
    assert shown.count("\N{OBJECT REPLACEMENT CHARACTER}") == 1
    assert page._text.document().idealWidth() < page._text.viewport().width()


def test_words_are_found_in_all_chapters(page: HelpPage, qtbot: QtBot) -> None:
    page.show_with({"chapter": "mulai"})
    qtbot.keyClicks(page._find, "flashdisk")
    rows = list(page._list.rows_model.rows)
    assert 0 < len(rows) < len(guide.chapters()) and all(one.times for one in rows)
    assert page._text.textCursor().selectedText().casefold() == "flashdisk"
    first = page._list.current()
    for _ in range(first.times):
        qtbot.keyClick(page._find, Qt.Key.Key_Return)
    assert page._text.textCursor().selectedText().casefold() == "flashdisk"
    assert len(rows) == 1 or page._list.current() != first
    page._find.setText("kata yang tidak ada")
    assert page._list.isHidden() and "kata yang tidak ada" in page._none.text()
    page.show_with({"chapter": "peserta"})
    assert page._find.text() == "" and page._list.current().chapter.name == "peserta"


@pytest.fixture
def english(look: QApplication) -> Iterator[None]:
    i18n.use(look, "en")
    yield
    i18n.use(look, "id")


def test_in_english_the_main_road_is_english_and_the_rest_says_so(english: None, context: Context,
                                                                  qtbot: QtBot) -> None:
    page = HelpPage(context)
    qtbot.addWidget(page)
    page.show_with({"chapter": "mulai"})
    assert page._text.toPlainText().startswith("Getting started")
    chapters = guide.chapters()
    assert [one.name for one in chapters] == [path.stem.split("-", 1)[1] for path in sorted(
        guide.folder().glob("[0-9][0-9]-*.md"))]
    assert {"mulai", "peserta", "isian", "kirim", "sertifikat", "cadangan"} <= {
        one.name for one in chapters if not one.foreign}
    for foreign in [one for one in chapters if one.foreign]:
        page._show(guide.Found(foreign, 0))
        assert page._text.toPlainText().startswith("This chapter is in Indonesian only")


def test_every_picture_of_the_guide_exists_and_is_packed() -> None:
    missing = [f"{path.name}: {name}" for path in guide.folder().rglob("*.md")
               for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
               if not (path.parent / name).is_file()]
    assert not missing
    root = Path(__file__).resolve().parents[3]
    packed = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    spec = (root / "build.spec").read_text("utf-8")
    for source, target in (("docs/panduan", "guide"), ("docs/gambar", "gambar")):
        assert packed["force-include"][source] == f"ftd_desktop/resources/{target}"
        assert re.search(rf'"{source}", "[^"]*resources/{target}"', spec)


def test_pictures_grow_with_the_window(page: HelpPage) -> None:
    page.show_with({"chapter": "peserta"})
    page.resize(900, 684)
    QApplication.processEvents()
    narrow = page._text.document().idealWidth()
    page.resize(1190, 684)
    QApplication.processEvents()
    assert narrow < page._text.document().idealWidth() <= page._text.viewport().width()
