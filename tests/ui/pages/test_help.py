"""F1 opens the guide at the page's chapter; every page that names a chapter has it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ftd_desktop.ui import guide, pages
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
    assert page._list.current().name == "mulai"


def test_links_lead_to_other_chapters(page: HelpPage) -> None:
    page.show_with({"chapter": "mulai"})
    page._follow(QUrl("03-isian.md"))
    assert page._list.current().name == "isian"


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
    page._show(guide.Chapter("x", "X", path))
    shown = page._text.toPlainText()
    assert shown.count("\N{OBJECT REPLACEMENT CHARACTER}") == 1
    assert page._text.document().idealWidth() < 800
