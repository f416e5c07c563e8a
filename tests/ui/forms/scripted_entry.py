"""A clerk who never stops: keys answers into a real file until somebody kills the program.

Run as ``python -m tests.ui.forms.scripted_entry FILE PASSPHRASE SEED LOG FORM``. The log has a line
``G <n> <ref> <value>`` for each answer given and ``S <n>`` whenever the page shows that the first n answers are saved.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.tasks import Tasks

_BEHIND = 8  # writes under way
_LONGEST = 600  # seconds: whoever forgets to kill the clerk does not find the disk full
_WORDS = ("Siti", "Tiurma", "tenun ulos", "Balige", "kopi", "Jalan Karangan 7", "br. Ginting")


def main(path: Path, passphrase: str, seed: int, log: Path, form: str) -> None:
    """Key until killed, left alone, or too old."""
    app = QApplication([])
    theme.apply(app)
    tasks = Tasks(_fail)
    context = Context(tasks, now=lambda: datetime.now().astimezone())

    def open_file() -> None:
        context.file = DataFile.open(path, passphrase)
        context.desk = Desk(context.file, FormLibrary(context.file), now=context.now)

    tasks.store(open_file)
    _wait(tasks)
    page = EntryPage(context)
    page.resize(1310, 680)
    page.show()
    page.show_with({"form": form, "participant": None, "round": None})
    _wait(tasks)
    assert page.bench is not None
    with log.open("w", encoding="utf-8") as told:
        _key(page.bench, random.Random(seed), told)


def _fail(error: BaseException) -> None:
    raise error


def _wait(tasks: Tasks) -> None:
    while tasks.running:
        QApplication.processEvents()
        time.sleep(0.002)


def _key(bench: Any, chance: random.Random, told: TextIO) -> None:
    session, answer, count = bench.session, bench.session.answer, 0

    def give(ref: str, value: str) -> None:
        nonlocal count
        _tell(told, f"G {count} {ref} {json.dumps(value)}")
        count += 1
        answer(ref, value)

    session.answer = give
    session.saved.connect(lambda _: _tell(told, f"S {count}"))
    consent = next((q.path for q in session.record.form.questions.values() if q.name == "setuju_data"), None)
    if consent:
        session.answer(consent, "ya")
    parent, until = os.getppid(), time.monotonic() + _LONGEST
    places = [stop for stop in bench.guide.steps._stops if not stop.is_foot]
    while True:
        stop = chance.choice(places)
        if bench.guide.steps.can_answer(stop) and stop.ref != consent:
            bench.guide.go_to(stop)
            _answer(bench, chance)
        QApplication.processEvents()
        while session.tasks.running > _BEHIND:  # a slow disk must not pile up what was given and never saved
            QApplication.processEvents()
        if os.getppid() != parent or time.monotonic() > until:
            return


def _answer(bench: Any, chance: random.Random) -> None:
    kind = bench.paper.current.face.shape.kind
    widget = bench.window().focusWidget()
    if kind in (Kind.TEXT, Kind.LINES):
        QTest.keyClicks(widget, f"{chance.choice(_WORDS)} {chance.randrange(1000)}")
    elif kind is Kind.FIGURES:
        QTest.keyClicks(widget, str(chance.randrange(10**12)))
    elif kind is Kind.ONE:
        QTest.keyClicks(widget, str(chance.randrange(1, 3)))
    elif kind is Kind.FILE and bench.paper.current.editor.kind == "image":
        _paste(widget, chance)
        return
    elif kind is Kind.FILE:
        content = b"%PDF " + chance.randbytes(chance.randrange(100, 60_000))
        bench.paper.current.editor.take(content, "pdf", "nota (contoh).pdf")
    else:
        return
    QTest.keyClick(bench.window().focusWidget(), Qt.Key.Key_Return)


def _paste(widget: Any, chance: random.Random) -> None:
    """A picture that nobody has seen before, copied elsewhere and pasted here."""
    picture = QImage(chance.randrange(200, 500), 240, QImage.Format.Format_RGB32)
    picture.fill(chance.randrange(2**24))
    QApplication.clipboard().setImage(picture)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def _tell(told: TextIO, line: str) -> None:
    told.write(line + "\n")
    told.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5])
