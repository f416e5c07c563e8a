"""A long form stays smooth: it is built as it is seen, a slice of a frame at a time, and memory is searched apart."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import paper
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms import records
from tests.ui.forms.gallery import versioned


@pytest.fixture
def page(context: Context, settle: Callable[[], None], qtbot: Any) -> Any:
    rows = tuple(("text", f"q{n}", f"Pertanyaan {n}", "", "") for n in range(120))
    page = EntryPage(context)
    qtbot.addWidget(page)
    page.resize(1310, 690)
    page.show()
    page._opened(records.Record(records.interview(versioned("1", rows)[0])))  # type: ignore[arg-type]
    yield page
    page.leave()
    settle()


def test_a_jump_builds_what_is_seen_in_slices(page: EntryPage, monkeypatch: pytest.MonkeyPatch, qtbot: Any) -> None:
    assert page.bench is not None
    view, bar = page.bench.paper, page.bench.paper.verticalScrollBar()
    monkeypatch.setattr(paper, "_SLICE", -1.0)  # every band is a slice of its own
    built = len(list(view.sheet.blocks()))
    assert built < 40  # of 120: only what is seen
    bar.setValue(bar.maximum() // 2)

    def is_left() -> bool:
        return view.sheet.reveal(bar.value(), bar.value() + view.viewport().height(), most=0)

    assert is_left()
    assert len(list(view.sheet.blocks())) <= built + 2
    qtbot.waitUntil(lambda: not is_left(), timeout=5_000)


def test_memory_is_searched_whole_again_once_the_record_is_away(page: EntryPage) -> None:
    assert gc.get_freeze_count() > 0
    page.leave()
    assert gc.get_freeze_count() == 0
