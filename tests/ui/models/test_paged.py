"""A list of any length: pages come when seen, overtaken ones come again, memory stays bounded."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.paged import KEPT, PAGE, Deliver, PagedModel
from ftd_desktop.ui.widgets.table import Table


class Source:
    """Delivers when told; only the latest request, as `Tasks` does with a key."""

    def __init__(self) -> None:
        self.waiting: tuple[Sequence[int], Deliver] | None = None
        self.asked = 0

    def fetch(self, numbers: Sequence[int], deliver: Deliver) -> None:
        self.asked += 1
        self.waiting = (numbers, deliver)

    def deliver(self) -> None:
        assert self.waiting is not None
        (numbers, deliver), self.waiting = self.waiting, None
        deliver([f"row {n}" for n in numbers])


def make() -> tuple[PagedModel, Source]:
    source = Source()
    columns = (Column("Nama", lambda row: row, stretch=True), Column("Lagi", lambda row: row))
    return PagedModel(columns, source.fetch), source


def test_a_million_rows_are_shown_and_jumped_through(look: QApplication, qtbot: QtBot) -> None:
    model, source = make()
    model.set_numbers(array("q", range(1_000_000)), [f"row {n}" for n in range(PAGE)])
    table = Table(model, "x")
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    QApplication.processEvents()
    assert source.asked == 0 and model.index(5, 0).data() == "row 5"
    table.scrollToBottom()
    QApplication.processEvents()
    table.viewport().grab()
    assert model.index(999_999, 0).data() == "…" and model.index(999_999, 1).data() == ""
    source.deliver()
    assert model.index(999_999, 0).data() == "row 999999"


def test_a_page_overtaken_is_asked_for_again() -> None:
    model, source = make()
    model.set_numbers(array("q", range(1000)))
    assert model.row(0) is None and model.row(150) is None  # both pages are in view
    source.deliver()  # only the second came
    assert model.row(150) == "row 150" and model.row(0) is None
    source.deliver()
    assert model.row(0) == "row 0"


def test_rows_of_an_older_list_are_dropped() -> None:
    model, source = make()
    model.set_numbers(array("q", range(1000)))
    model.row(0)
    late = source.waiting
    model.set_numbers(array("q", range(500, 600)))
    assert late is not None
    late[1](["old"] * PAGE)
    assert model.row(0) is None


def test_memory_is_bounded() -> None:
    model, source = make()
    model.set_numbers(array("q", range(100_000)))
    for place in range(KEPT * 3):
        model.row(place * PAGE)
        source.deliver()
    assert len(model._pages) == KEPT


def test_a_row_that_has_gone_is_an_ellipsis() -> None:
    model, source = make()
    model.set_numbers(array("q", [1, 2]), ["row 1", None])
    assert model.index(1, 0).data() == "…"
    assert source.asked == 0
