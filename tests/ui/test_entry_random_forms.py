"""A monkey on random forms: the keyboard is never lost, and what is shown is the interview's state after every key."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ftd_desktop.forms.definition import FolderMedia, Form
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.fixed import Fixed, shown_value
from ftd_desktop.ui.forms.listing import ListField
from ftd_desktop.ui.forms.lookup import label_of
from ftd_desktop.ui.forms.many_list import ManyListField
from ftd_desktop.ui.forms.options import Options
from ftd_desktop.ui.forms.typed import LineField
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.pages.entry import EntryPage
from tests.forms.oracles.__main__ import random_form
from tests.ui.forms import records
from tests.ui.forms.pictured import pictured
from tests.ui.test_entry_monkey import PRESSES, record

PLAIN = Qt.KeyboardModifier.NoModifier
LOOKS = ["", "", "minimal", "quick", "columns-2", "likert", "numbers", "multiline", "counter", "no-calendar"]


def wild(form: Form, chance: random.Random) -> Form:
    """The same form with appearances at random."""
    for question in form.questions.values():
        if not question.appearance:
            object.__setattr__(question, "appearance", chance.choice(LOOKS))
    return form


def amiss(bench: Any) -> Iterator[str]:
    """What is shown otherwise than it stands."""
    session, sheet = bench.session, bench.paper.sheet
    for block in sheet.blocks():
        state = session.state(block.ref)
        strip = sheet._of[block.ref]
        if block.isVisibleTo(sheet) != (state.relevant and not strip.hidden):
            yield f"{block.ref}: shown {block.isVisibleTo(sheet)}, relevant {state.relevant}"
        if not state.relevant:
            continue
        if block.face != block._face(state):
            yield f"{block.ref}: {block.face} is not {block._face(state)}"
        seen, wanted = shown(block, state)
        if seen != wanted:
            yield f"{block.ref}: shows {seen!r}, is {wanted!r}"
    heads = any("label" in question.appearance for question in session.record.form.questions.values())
    if not heads and session.interview.progress() != (bench.standings.answered, bench.standings.asked):
        yield f"progress {session.interview.progress()}: {bench.standings.answered} of {bench.standings.asked}"


def shown(block: Block, state: Any) -> tuple[object, object]:
    """What the field shows and what it should; the same twice for what is being typed."""
    field = block.editor
    match field:
        case Options():
            ticked = {option.words.value for option in field._options if option.isChecked()}
            many = field.many
            taken = set(state.value.split()) if many else {state.value} - {""}
            return ticked, taken & {choice.value for choice in state.choices} if len(state.choices) else ticked
        case ManyListField():
            return field._value, state.value
        case ListField() if not field.line.isModified():
            return field.line.text(), label_of(state.choices, state.value)
        case LineField() if not field.line.isModified() and not field.refusal():
            return field.line.text(), field.reading.show(state.value)
        case Fixed():
            return field.line.text(), shown_value(block.question, state.value, state.choices)
    return None, None


@pytest.mark.parametrize("seed", [1, 2, 14, 36])
def test_a_monkey_on_a_random_form(seed: int, context: Context, settle: Callable[[], None], qtbot: Any) -> None:
    chance = random.Random(seed)
    form = wild(random_form(seed, chance.randint(15, 50))[1], chance)
    record: Any = records.Record(records.interview(form))
    play(chance, 250, lambda: Workbench(context, record), qtbot)
    settle()


@pytest.mark.parametrize(("name", "seed"), [("ragam", 1), ("bergambar", 1), ("ftd_survei", 54), ("ftd_presensi", 1)])
def test_a_monkey_on_every_kind_of_question(name: str, seed: int, context: Context, settle: Callable[[], None],
                                            qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "show_bytes", lambda *given: None)
    if name == "bergambar":
        held: Any = records.Record(records.interview(pictured(tmp_path)))
    else:
        held = record(name)
    play(random.Random(f"{name}{seed}"), 300, lambda: Workbench(context, held, media=FolderMedia(tmp_path)), qtbot)
    settle()


def play(chance: random.Random, presses: int, sit: Callable[[], Workbench], qtbot: Any) -> None:
    """Press random keys and compare after each."""
    bench = sit()
    page = EntryPage(bench.context)
    qtbot.addWidget(page)
    page.resize(chance.choice([1310, 700]), 640)
    page.show()
    page._sit_at(bench)
    trail: list[str] = []
    for _ in range(presses):
        key, modifier = chance.choice([*PRESSES, (Qt.Key.Key_F3, PLAIN), (Qt.Key.Key_F9, PLAIN)])
        trail.append(f"{key.name} {modifier.name}")
        widget = page.window().focusWidget()
        assert widget is not None and widget.isVisible(), trail[-5:]
        QTest.keyClick(widget, key, modifier)
        QApplication.processEvents()
        if page.bench is None:  # finished: sit down again
            page._sit_at(sit())
        faults = list(amiss(page.bench))
        assert not faults, (trail[-5:], faults[:3])
        assert page.window().focusWidget() is not page.bench.paper, trail[-5:]
    page.grab()
    page.leave()
    page.hide()
