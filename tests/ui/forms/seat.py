"""Somebody at a page of entry, for tests: what is open there, and what has the keyboard."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.pages.entry import EntryPage


class Seat:
    """A page of entry with a record."""

    def __init__(self, page: EntryPage) -> None:
        self.page = page

    @property
    def bench(self) -> Any:
        assert self.page.bench is not None
        return self.page.bench

    @property
    def widget(self) -> QWidget:
        widget = self.page.window().focusWidget()
        assert widget is not None, "the keyboard has been lost"
        return widget
