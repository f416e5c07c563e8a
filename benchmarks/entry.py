"""How soon the entry page answers a key: real key events into the 89-field survey and a 1,000-question form, offscreen.

The floor is the same key into a bare QLineEdit in the same run. A figure is the time from the key event until its
repaint is done: value, relevance, messages, marks and last round's change are on the screen then.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from ftd_desktop.forms import media
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.interview import Interview
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.tasks import Tasks
from tests.ui.forms import records

FRAME = 16  # ms from one turn of the wheel to the next
WHEEL = 120  # px that a turn of the wheel scrolls
REST = 60  # ms between two keys, not counted: sixteen keys a second, faster than any clerk
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))
SURVEY = {
    "tahap": "tl12",
    "tgl_survei": "2026-11-24",
    "cara": "tatap",
    "status_usaha": "jalan",
    "bulan_acuan": "2026-10-01",
}
BEFORE = {"omzet_bulan": "12900000", "banding": "biasa", "tk_l": "2", "status_usaha": "jalan"}


def main() -> None:
    """Print the table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    tasks = Tasks(_fail)
    context = Context(tasks, now=lambda: NOW)
    floor = _floor()
    bare_open, bare_wheel, bare_pages = _bare_page(1000)
    rows = [
        ("bare QLineEdit, a key", floor, None),
        ("bare page of 1,000, open", [bare_open], None),
        ("bare page of 1,000, a turn of the wheel", bare_wheel, None),
        ("bare page of 1,000, a screen further", bare_pages, None),
    ]
    opened, keys, answers = _key_through(context, records.record("ftd_survei", dict(SURVEY), dict(BEFORE)))
    rows += [
        ("89-field survey, open", [opened], None),
        ("89-field survey, a key in a field", keys, 16.0),
        ("89-field survey, an answer", answers, 16.0),
    ]
    opened, keys, answers = _key_through(context, records.Record(_long_form(1000)), limit=120)
    rows += [
        ("1,000 questions, open", [opened], 500.0),
        ("1,000 questions, read the XForm and open", [_read_and_opened(context)], 500.0),
        ("1,000 questions, a key in a field", keys, 30.0),
        ("1,000 questions, an answer", answers, 30.0),
    ]
    wheel, frames, whole = _scrolled(context, records.Record(_long_form(1000)))
    jumps = _jumped(context, records.Record(_long_form(1000)))
    rows += [
        ("1,000 questions, a turn of the wheel", wheel, 16.0),
        ("1,000 questions, a screen further, a frame", frames, 16.0),
        ("1,000 questions, a screen further, whole", whole, None),
        ("1,000 questions, F6 to a far one", jumps, None),
    ]
    form = _village_form(80_000)
    first, later = _typed_ahead(context, form)
    rows += [
        ("80,000 choices, a key, list not ready", first, 50.0),
        ("80,000 choices, a key", later, 50.0),
    ]
    tasks.close()
    _print(rows, statistics.median(floor))


def _fail(error: BaseException) -> None:
    raise error


def _floor() -> list[float]:
    line = QLineEdit()
    line.show()
    _paint(line)
    return [_timed(lambda: QTest.keyClick(line, Qt.Key.Key_1), line) for _ in range(200)]


def _key_through(context: Context, record: records.Record, limit: int = 400) -> tuple[float, list[float], list[float]]:
    """(ms to open, ms per key inside a field, ms per key that gives an answer) of a whole form keyed."""
    page = EntryPage(context)
    page.resize(1310, 690)
    page.show()
    page.activateWindow()
    _paint(page)
    opened = _timed(lambda: page._opened(record), page)  # type: ignore[arg-type]
    assert page.bench is not None
    keys: list[float] = []
    answers: list[float] = []
    for key, gives in _clerk(page.bench, limit):
        (answers if gives else keys).append(_timed(lambda key=key: QTest.keyClick(_focus(page), key), page))
        QTest.qWait(REST)
    _close(page)
    return opened, keys, answers


def _bare_page(count: int) -> tuple[float, list[float], list[float]]:
    """(ms to open, ms per turn of the wheel, ms per screen) of as many bare labels and lines, all built at once."""
    area = QScrollArea()
    area.resize(1310, 690)
    area.show()
    _paint(area)

    def fill() -> None:
        sheet = QWidget()
        grid = QGridLayout(sheet)
        for i in range(count):
            grid.addWidget(QLabel(f"Pertanyaan nomor {i + 1} dari formulir panjang"), i, 0)
            grid.addWidget(QLineEdit(), i, 1)
        area.setWidget(sheet)

    opened = _timed(fill, area)
    bar = area.verticalScrollBar()
    wheel = [_timed(lambda: _turn(area), area) for _ in range(100)]
    pages = [_timed(lambda: bar.setValue(bar.value() + area.viewport().height()), area) for _ in range(40)]
    area.close()
    return opened, wheel, pages


def _read_and_opened(context: Context) -> float:
    """ms from the text of the form to its first paint."""
    page = EntryPage(context)
    page.resize(1310, 690)
    page.show()
    _paint(page)
    took = _timed(lambda: page._opened(records.Record(_long_form(1000))), page)  # type: ignore[arg-type]
    _close(page)
    return took


def _scrolled(context: Context, record: records.Record) -> tuple[list[float], list[float], list[float]]:
    """Through a whole form, nothing built before, faster than any hand: ms per turn of the wheel at a turn a frame,
    ms per frame after a screen's jump, and ms of such a jump until all of the screen stands there.
    """
    page = _opened(context, record)
    assert page.bench is not None
    paper = page.bench.paper
    wheel, frames, whole = [], [], []
    bar = paper.verticalScrollBar()
    for _ in range(150):
        wheel.append(_timed(lambda: _turn(paper), page))
        QTest.qWait(FRAME)
    while bar.value() < bar.maximum() and len(whole) < 60:
        took = [_timed(lambda: bar.setValue(bar.value() + paper.viewport().height()), page)]
        while paper.sheet.reveal(bar.value(), bar.value() + paper.viewport().height(), most=0):
            took.append(_timed(lambda: None, page))
        frames += took
        whole.append(Took(sum(took), sum(frame.work for frame in took)))
        QTest.qWait(FRAME)
    _close(page)
    return wheel, frames, whole


def _turn(area: QAbstractScrollArea) -> None:
    """A real turn of the wheel over the middle of the view."""
    view = area.viewport()
    at = QPointF(view.rect().center())
    event = QWheelEvent(at, QPointF(view.mapToGlobal(at.toPoint())), QPoint(), QPoint(0, -WHEEL),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(view, event)


def _jumped(context: Context, record: records.Record) -> list[float]:
    """ms from the last Enter of F6, number, Enter until the far question stands there with the keyboard."""
    page = _opened(context, record)
    jumps = []
    for number in ("950", "20", "700", "333", "999", "5", "512", "801", "101", "640"):
        QTest.keyClick(_focus(page), Qt.Key.Key_F6)
        QTest.keyClicks(_focus(page), f"1.{number}")
        jumps.append(_timed(lambda: QTest.keyClick(_focus(page), Qt.Key.Key_Return), page))
        assert page.bench is not None and page.bench.paper.current.ref == f"/data/s/q{int(number) - 1}", number
        QTest.qWait(REST)
    _close(page)
    return jumps


def _typed_ahead(context: Context, form: Interview) -> tuple[list[float], list[float]]:
    """(ms per key before the list is folded, ms per key after) of type-ahead in one very long list."""
    page = _opened(context, records.Record(form))
    assert page.bench is not None
    first = [_timed(lambda key=key: QTest.keyClicks(_focus(page), key), page) for key in "desa"]
    QTest.qWait(2_000)
    later = []
    for word in ("sei 79", "timur 123", "zz", "d", "huta 4 1"):
        QTest.keyClick(_focus(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for key in word:
            later.append(_timed(lambda key=key: QTest.keyClicks(_focus(page), key), page))
            QTest.qWait(REST)
    _close(page)
    return first, later


def _opened(context: Context, record: records.Record) -> EntryPage:
    page = EntryPage(context)
    page.resize(1310, 690)
    page.show()
    page.activateWindow()
    _paint(page)
    page._opened(record)  # type: ignore[arg-type]
    _paint(page)
    return page


def _close(page: EntryPage) -> None:
    page.leave()
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _village_form(count: int) -> Interview:
    """One select over a list of made-up villages."""
    kinds = ("Desa", "Kelurahan", "Huta", "Sei", "Timur")
    rows = "".join(f"<item><name>v{i}</name><label>{kinds[i % 5]} Contoh {i * 7919 % count}</label></item>"
                   for i in range(count))  # fmt: skip
    xform = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
    <h:title>Desa</h:title><model><instance><data id="desa" version="1"><v/><w/></data></instance>
    <instance id="v"><root>{rows}</root></instance><bind nodeset="/data/v" type="string"/></model></h:head><h:body>
    <select1 ref="/data/v" appearance="autocomplete"><label>Desa</label><itemset nodeset="instance('v')/root/item">
    <value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>"""
    return records.interview(load(xform, media.shipped()))


def _clerk(bench: Workbench, limit: int) -> Iterator[tuple[Qt.Key, bool]]:
    """The keys that answer every question in turn; True for one that gives an answer or goes on."""
    for _ in range(limit):
        block = bench.paper.current
        if block is None or _focus(bench) is bench.footer.last_button:
            return
        kind = block.face.shape.kind
        if block.note_has_focus:
            yield Qt.Key.Key_A, False
        elif kind in (Kind.ONE, Kind.MANY, Kind.SCALE, Kind.ACKNOWLEDGE):
            yield Qt.Key.Key_1, True
        else:
            for key in _typed(kind):
                yield key, False
        yield Qt.Key.Key_Return, True


def _typed(kind: Kind) -> str:
    texts = {
        Kind.MONEY: "18500000",
        Kind.WHOLE: "3",
        Kind.DECIMAL: "2",
        Kind.DAY: "241126",
        Kind.MONTH: "1026",
        Kind.CLOCK: "930",
    }
    return [Qt.Key(ord(c)) for c in texts.get(kind, "A")]  # type: ignore[return-value]


def _focus(bench: QWidget) -> QWidget:
    widget = bench.window().focusWidget()
    assert widget is not None
    return widget


class Took(float):
    """Wall ms; `work` is the GUI thread's own CPU ms, which other programs on the machine do not lengthen."""

    work: float

    def __new__(cls, wall: float, work: float) -> Took:
        made = super().__new__(cls, wall)
        made.work = work
        return made


def _timed(act: Callable[[], object], widget: QWidget) -> Took:
    started, worked = time.perf_counter(), time.thread_time()
    act()
    _paint(widget)
    return Took((time.perf_counter() - started) * 1000, (time.thread_time() - worked) * 1000)


def _paint(widget: QWidget) -> None:
    """Everything that is pending for the screen, layouts, then paint: one turn of the event loop, a frame."""
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents()


def _long_form(count: int) -> Interview:
    """One section of `count` questions, every tenth of them with a rule on the one before."""
    names = [f"q{i}" for i in range(count)]
    kinds = ["int", "string", "decimal", "date", "string"]
    nodes = "".join(f"<{n}/>" for n in names)
    binds, body = [], []
    for i, name in enumerate(names):
        rule = f" relevant=\"/data/s/q{i - 1} != '7'\"" if i % 10 == 9 else ""
        check = ' constraint=". &gt;= 0"' if kinds[i % 5] == "int" else ""
        binds.append(f'<bind nodeset="/data/s/{name}" type="{kinds[i % 5]}"{rule}{check}/>')
        body.append(
            f'<input ref="/data/s/{name}"><label>Pertanyaan nomor {i + 1} dari formulir panjang</label></input>'
        )
    xform = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Panjang</h:title><model>
    <instance><data id="panjang" version="1"><s>{nodes}</s></data></instance>{"".join(binds)}</model></h:head>
    <h:body><group ref="/data/s"><label>Satu bagian panjang</label>{"".join(body)}</group></h:body></h:html>"""
    return records.interview(load(xform, media.shipped()))


def _print(rows: list[tuple[str, list[float], float | None]], floor: float) -> None:
    print(f"{'ms':44}{'n':>5}{'median':>9}{'p95':>9}{'max':>9}{'p95 cpu':>9}{'max cpu':>9}{'x floor':>9}{'bar':>7}")
    for name, times, bar in rows:
        ordered = sorted(times)
        worked = sorted(getattr(took, "work", took) for took in times)
        p95, cpu = (kind[min(len(kind) - 1, int(len(kind) * 0.95))] for kind in (ordered, worked))
        median = statistics.median(ordered)
        said = "" if bar is None else f"{bar:.0f} ms"
        figures = f"{median:9.2f}{p95:9.2f}{ordered[-1]:9.2f}{cpu:9.2f}{worked[-1]:9.2f}{median / floor:9.1f}"
        print(f"{name:44}{len(ordered):5}{figures}{said:>7}")


if __name__ == "__main__":
    main()
