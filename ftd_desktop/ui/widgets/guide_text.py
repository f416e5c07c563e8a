"""Shows a chapter of the guide: the program's own sizes, pictures as wide as the text, words found marked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme

_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
PICTURE_WIDTH = 760  # px at 100 %: the pictures are of whole windows
_MARGIN = 16


class GuideText(QTextBrowser):
    """`show_chapter` gives it Markdown of a file; links are told by `anchorClicked` and never followed."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._shown: tuple[Path, str] | None = None
        self._room = 0
        self.setAccessibleName(tr("Isi panduan"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(theme.px(_MARGIN))

    def show_chapter(self, path: Path, note: str = "") -> None:
        """Show a file, below `note` if there is one; a picture that was not shipped leaves no gap."""
        self._folder, self._shown = path.parent, (path, note)
        self._room = self.viewport().width()
        text = path.read_text(encoding="utf-8")
        text = _PICTURE.sub(lambda m: m[0] if (path.parent / m[1]).is_file() else "", text)
        self.setMarkdown(f"*{note}*\n\n{text}" if note else text)
        _typeset(self.document())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: other pictures. The place read stays, as near as can be."""
        super().resizeEvent(event)
        if self._shown is not None and abs(self.viewport().width() - self._room) > theme.px(_MARGIN):
            bar = self.verticalScrollBar()
            share = bar.value() / bar.maximum() if bar.maximum() else 0.0
            self.show_chapter(*self._shown)
            bar.setValue(round(share * bar.maximum()))

    def find_next(self, words: str) -> bool:
        """Mark the next place of `words`; False when there is none further on."""
        return bool(words) and self.find(words)

    def find_first(self, words: str) -> bool:
        """Mark the first place of `words`."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return self.find_next(words)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures as wide as the text, not as the screen they were taken of, and smooth."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        picture = QImage(str(self._folder / QUrl(name).toString()))
        room = self.viewport().width() - 2 * theme.px(_MARGIN)
        width = min(picture.width(), theme.px(PICTURE_WIDTH), room) if room > 200 else theme.px(PICTURE_WIDTH)
        return picture.scaledToWidth(max(width, 1), Qt.TransformationMode.SmoothTransformation)


def _typeset(document: QTextDocument) -> None:
    """The program's two sizes for headings, and air between paragraphs (Markdown has no style sheet)."""
    block = document.begin()
    while block.isValid():
        _typeset_block(block)
        block = block.next()


def _typeset_block(block: QTextBlock) -> None:
    cursor, layout, level = QTextCursor(block), block.blockFormat(), block.blockFormat().headingLevel()
    layout.setBottomMargin(theme.px(4 if level or block.textList() else 8))
    if level:
        layout.setTopMargin(theme.px(0 if level == 1 else 12))
        words = QTextCharFormat()  # a fresh one: Markdown's own carries a size relative to the body
        words.setFont(theme.font(title=level == 1, bold=True))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(words)
        cursor.clearSelection()
    cursor.setBlockFormat(layout)
