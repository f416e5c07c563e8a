"""Panduan: the user guide in the program; F1 opens the chapter of the page it was pressed on; words can be searched."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import guide, theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.guide import Found
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.guide_text import GuideText
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.search_line import SearchLine
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label


class HelpPage(Page):
    """Shown with `{"chapter": name}`; without, the chapter read last stays. F3 goes to the next place found."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Panduan"), tr("Untuk petugas, pelatih, dan provinsi"))
        back = Button(tr("Kembali"), icon="back")
        back.setToolTip("Alt+Left")
        back.clicked.connect(lambda: self.go.emit("back", None))
        self.head_actions = (back,)
        self._find = self._make_search()
        self._list = self._make_list()
        self._none = Label(token="muted", wrap=True)
        self._none.setContentsMargins(*(theme.px(12),) * 4)
        self._none.hide()
        self._text = GuideText()
        self._text.anchorClicked.connect(self._follow)
        self._lay_out()

    def show_with(self, argument: object = None) -> None:
        """Open a chapter by name; the first when there is no such chapter."""
        if isinstance(argument, dict):
            self._open(str(argument.get("chapter", "")))
        elif self._list.current() is None:
            self._open("")

    def first_focus(self) -> QWidget | None:
        """The text: arrows and page keys read on."""
        return self._text

    def _make_search(self) -> SearchLine:
        made = SearchLine(tr("Cari di panduan"), tr("Cari di panduan"))
        made.textChanged.connect(self._search)
        made.returnPressed.connect(self._next)
        QShortcut(QKeySequence("Ctrl+F"), self, made.setFocus)
        QShortcut(QKeySequence("F3"), self, self._next)
        return made

    def _make_list(self) -> Table:
        columns = (Column(tr("Bab"), lambda one: one.chapter.title, 200, stretch=True),
                   Column("", lambda one: str(one.times or ""), 40, muted=True, right=True))
        table = Table(RowsModel(columns, guide.find("")), tr("Daftar bab"), preselect=False)
        table.chosen.connect(self._show)
        return table

    def _lay_out(self) -> None:
        contents = Card(down(boxed(down(self._find, margins=8)), (self._list, 1), self._none, margins=1, gap=0))
        text = Card(down((self._text, 1), margins=1))
        if theme.large_text():
            contents.setMinimumHeight(theme.px(220))
            text.setMinimumHeight(theme.px(360))
            self.setLayout(down(contents, (text, 1), margins=16, gap=16))
        else:
            self.setLayout(across(fixed(boxed(down(contents)), width=300), (text, 1), margins=16, gap=16))

    def _open(self, name: str) -> None:
        self._find.clear()
        self._list.choose_row(guide.place(name))

    def _show(self, found: Found | None) -> None:
        if found is None:
            return
        note = tr("Bab ini baru ada dalam Bahasa Indonesia.") if found.chapter.foreign else ""
        self._text.show_chapter(found.chapter.path, note)
        if found.times:
            self._text.find_first(self._find.text().strip())

    def _search(self, words: str) -> None:
        """Only the chapters that hold the words, each with how often; the first is opened."""
        found = guide.find(words)
        self._list.set_rows(found)
        self._list.setVisible(bool(found))
        self._none.setVisible(not found)
        self._none.setText(tr("“{kata}” tidak ada di panduan. Coba kata lain, misalnya: kirim, draf, sandi.").format(
            kata=words.strip()))
        if words.strip() and found:
            self._list.choose_row(0)

    def _next(self) -> None:
        """The next place in this chapter, else the first of the next chapter."""
        words = self._find.text().strip()
        if not words or self._text.find_next(words):
            return
        rows = self._list.rows_model.rowCount()
        if rows > 1:
            self._list.choose_row((self._list.currentIndex().row() + 1) % rows)
        elif rows:
            self._text.find_first(words)

    def _follow(self, link: QUrl) -> None:
        """A link to another chapter opens it; others are left alone: no network is ever used."""
        target = link.path().rsplit("/", 1)[-1].removesuffix(".md")
        self._open(target.split("-", 1)[-1])
