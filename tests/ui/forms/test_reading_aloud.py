"""Every field of the gallery: named for a screen reader, whole at every text size, in every theme's colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.newer_version import Move
from ftd_desktop.ui.forms.option import CheckOption, RadioOption, option_height
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.widgets.button import Button
from tests.ui.forms import records
from tests.ui.forms.gallery import gallery, grid_form
from tests.ui.forms.pictured import pictured
from tests.ui.pages_at_large import spoken
from tests.ui.test_accessibility import _cut

CONTROLS = QAbstractButton | QLineEdit | QPlainTextEdit
FORMS = ["ragam", "kisi", "bergambar"]


def sit(name: str, folder: Path, context: Context, qtbot: Any) -> EntryPage:
    form = {"ragam": gallery, "kisi": grid_form}.get(name, lambda: pictured(folder))()
    record: Any = records.Record(records.interview(form))
    page = EntryPage(context)
    qtbot.addWidget(page)
    page.resize(1310, 690)
    page.show()
    page._sit_at(Workbench(context, record, media=FolderMedia(folder)))
    return page


def every_block(page: EntryPage) -> list[Block]:
    """All questions of all sections, a section at a time, built."""
    assert page.bench is not None
    found: list[Block] = []
    for place in range(len(page.bench.guide.sections)):
        page.bench.guide.choose(place)
        page.bench.paper.sheet.reveal(0, 1_000_000)
        QApplication.processEvents()
        found += list(page.bench.paper.sheet.blocks())
    return found


@pytest.mark.parametrize("name", FORMS)
def test_every_control_is_named(name: str, tmp_path: Path, context: Context, settle: Callable[[], None],
                                qtbot: Any) -> None:
    page = sit(name, tmp_path, context, qtbot)
    nameless = []
    for block in every_block(page):
        controls = [w for w in block.findChildren(QWidget) if isinstance(w, CONTROLS)
                    and not w.objectName().startswith("qt_")]
        nameless += [f"{block.question.name}: {type(w).__name__}" for w in controls if not spoken(w).strip()]
        if block.editor is not None:
            assert block.face.label.split()[0] in spoken(block.editor.target()), block.question.name
    assert not nameless
    page.leave()
    settle()


def test_what_is_chosen_and_what_is_highlighted_is_said(tmp_path: Path, context: Context, settle: Callable[[], None],
                                                        qtbot: Any) -> None:
    page = sit("ragam", tmp_path, context, qtbot)
    bench = page.bench
    assert bench is not None
    bench.guide.go_to_ref("/data/pilih/p_satu")
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_2)
    assert bench.paper.current.editor.accessibleDescription() == "Dipilih: Kuning."
    bench.guide.go_to_ref("/data/pilih/p_cari")
    line = page.window().focusWidget()
    QTest.keyClicks(line, "i")
    assert line.accessibleDescription() == "Kuning, 1 dari 3"
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert line.accessibleDescription() == "Hijau, 2 dari 3"
    QTest.keyClicks(line, "zz")
    assert line.accessibleDescription() == "Tidak ada yang cocok"
    page.leave()
    settle()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_cut(name: str, scale: float, tmp_path: Path, context: Context, look: QApplication,
                        settle: Callable[[], None], qtbot: Any) -> None:
    theme.apply(look, "light", scale)
    page = sit(name, tmp_path, context, qtbot)
    faults = [f"{block.question.name}: {fault}" for block in every_block(page) for fault in cut(block)]
    assert not faults
    page.leave()
    settle()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_sheets_over_the_paper_are_whole(scale: float, tmp_path: Path, context: Context, look: QApplication,
                                         settle: Callable[[], None], qtbot: Any) -> None:
    theme.apply(look, "light", scale)
    page = sit("ragam", tmp_path, context, qtbot)
    bench = page.bench
    assert bench is not None
    move = Move(gallery(), {}, 3, (("Pertanyaan lama", "jawaban"),), ("Pertanyaan baru",))
    faults = []
    for lay in (bench.asides.help, bench.asides.ask_where, bench.asides.show_history, bench.finishing.check,
                lambda: bench.lookups.offer(move)):  # fmt: skip
        lay()
        QApplication.processEvents()
        sheet = next(sheet for sheet in bench.ground.findChildren(Overlay) if sheet.isVisible())
        parts = [part for part in sheet.findChildren(QWidget) if part.isVisible()]
        faults += [f"{type(sheet).__name__}: {_cut(part)}" for part in parts if _cut(part)]
        sheet.close_it()
    assert not faults
    page.leave()
    settle()


def cut(block: Block) -> list[str]:
    """What does not fit."""
    field, found = block.editor, []
    if field is None or not block.isVisible():
        return []
    if not block.rect().contains(field.geometry()):
        found.append(f"field {field.geometry()} in {block.rect()}")
    if block.face.shape.kind is not Kind.SCALE:
        options = field.findChildren(RadioOption) + field.findChildren(CheckOption)
        found += [f"option {o.words.label} {o.size()}" for o in options
                  if not o.words.bare and o.height() < option_height(o.words.label, o.width())]
    found += [f"button {b.text()}" for b in field.findChildren(Button)
              if b.isVisible() and b.text() and b.sizeHint().width() > b.width() + 1]
    found += [f"{type(child).__name__} leaves the field" for child in field.findChildren(
        QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not field.rect().adjusted(-1, -1, 1, 1).contains(child.geometry())]
    return found
