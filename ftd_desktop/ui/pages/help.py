"""Panduan: the user guide in the program; F1 opens the chapter of the page it was pressed on."""

from __future__ import annotations

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import guide, theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.guide import Chapter
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.table import Table

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
PICTURE_WIDTH = 640  # px at 100 %: the pictures are of whole windows


class HelpPage(Page):
    """Shown with `{"chapter": name}`; without, the chapter read last stays."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Panduan"), tr("Untuk petugas, pelatih, dan provinsi"))
        back = Button(tr("Kembali"), icon="back")
        back.setToolTip("Alt+Left")
        back.clicked.connect(lambda: self.go.emit("back", None))
        self.head_actions = (back,)
        columns = (Column(tr("Bab"), lambda chapter: chapter.title, 200, stretch=True),)
        self._list = Table(RowsModel(columns, guide.chapters()), tr("Daftar bab"), preselect=False)
        self._text = QTextBrowser()
        self._text.setAccessibleName(tr("Isi panduan"))
        self._text.setOpenLinks(False)
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.document().setDocumentMargin(theme.px(16))
        self._text.anchorClicked.connect(self._follow)
        self._list.chosen.connect(self._show)
        contents, text = Card(down((self._list, 1), margins=1)), Card(down((self._text, 1), margins=1))
        if theme.large_text():
            contents.setMinimumHeight(theme.px(180))
            text.setMinimumHeight(theme.px(360))
            self.setLayout(down(contents, (text, 1), margins=16, gap=16))
        else:
            self.setLayout(across(fixed(boxed(down(contents)), width=268), (text, 1), margins=16, gap=16))

    def show_with(self, argument: object = None) -> None:
        """Open a chapter by name; the first when there is no such chapter."""
        if isinstance(argument, dict):
            self._open(str(argument.get("chapter", "")))
        elif self._list.current() is None:
            self._open("")

    def first_focus(self) -> QWidget | None:
        """The text: arrows and page keys read on."""
        return self._text

    def _open(self, name: str) -> None:
        self._list.choose_row(guide.place(name))

    def _show(self, chapter: Chapter | None) -> None:
        if chapter is not None:
            self._text.setSearchPaths([str(chapter.path.parent)])
            self._text.setMarkdown(_with_pictures_there_are(chapter))
            _typeset(self._text.document())

    def _follow(self, link: QUrl) -> None:
        """A link to another chapter opens it; others are left alone: no network is ever used."""
        target = link.path().rsplit("/", 1)[-1].removesuffix(".md")
        self._open(target.split("-", 1)[-1])


def _with_pictures_there_are(chapter: Chapter) -> str:
    """The chapter's text; a picture that was not shipped leaves no gap."""
    text = chapter.path.read_text(encoding="utf-8")
    return _PICTURE.sub(lambda m: m[0] if (chapter.path.parent / m[1]).is_file() else "", text)


def _typeset(document: QTextDocument) -> None:
    """The program's two sizes for headings, and air between paragraphs (Markdown has no style sheet)."""
    block = document.begin()
    while block.isValid():
        _typeset_block(block)
        block = block.next()


def _typeset_block(block: QTextBlock) -> None:
    cursor, layout, level = QTextCursor(block), block.blockFormat(), block.blockFormat().headingLevel()
    layout.setBottomMargin(theme.px(4 if level or block.textList() else 8))
    _fit_pictures(block)
    if level:
        layout.setTopMargin(theme.px(0 if level == 1 else 12))
        words = QTextCharFormat()  # a fresh one: Markdown's own carries a size relative to the body
        words.setFont(theme.font(title=level == 1, bold=True))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(words)
        cursor.clearSelection()
    cursor.setBlockFormat(layout)


def _fit_pictures(block: QTextBlock) -> None:
    """Pictures as wide as the text, not as the screen they were taken of."""
    cursor = QTextCursor(block)
    while cursor.position() < block.position() + block.length() - 1:
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
        if cursor.charFormat().isImageFormat():
            picture = cursor.charFormat().toImageFormat()
            picture.setWidth(theme.px(PICTURE_WIDTH))
            cursor.setCharFormat(picture)
        cursor.clearSelection()
