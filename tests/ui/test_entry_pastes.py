"""What is pasted or composed on the entry page over a real file: nothing crashes, nothing is lost or cut silently."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store import form_tables
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import typed
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms.gallery import versioned
from tests.ui.test_entry_file import after_a_kill, open_page, prepared, seated

__all__ = ["prepared", "seated"]
KEY = Qt.Key
SURVEY = (
    ("text", "kata", "Kata", "", ""), ("text", "baris", "Baris", "multiline", ""), ("text", "hp", "HP", "numbers", ""),
    ("integer", "bulat", "Bulat", "", ""), ("integer", "uang", "Uang (Rp)", "", ""),
    ("decimal", "pecahan", "Pecahan", "thousands-sep", ""), ("date", "hari", "Hari", "", ""),
    ("datetime", "saat", "Saat", "", ""), ("time", "jam", "Jam", "", ""), ("geopoint", "titik", "Titik", "", ""),
    ("range", "rentang", "Rentang", "", "start=0 end=10 step=1"), ("text", "tautan", "Tautan", "url", ""),
    ("text", "samar", "Samar", "masked", ""), ("barcode", "kode", "Kode", "", ""),
    ("select_one warna", "warna", "Warna", "autocomplete", ""),
    ("select_multiple warna", "warna_warni", "Warna-warni", "minimal", ""),
)  # fmt: skip
LONG = "kata dan lagi " * 7_500  # 105 kB
PASTES = {
    "panjang": LONG, "angka panjang": "9" * 120, "nol": "a\0b\x07c", "emoji": "👩‍👩‍👧‍👦 toko 🏪 ✓",
    "arab": "مرحبا ‏123‏ שלום", "gabungan": "e\u0301a\u0308 q\u0307", "baris": "satu\r\ndua\ttiga\u2028empat",
    "hp": "\u202a+62 812\u20113456\u20117890\u202c", "uang": "Rp 1.500.000,-", "juta": "1,5 jt", "hari": "24 nov 2026",
    "saat": "24/11/26 9.30", "jahat": "'; DROP TABLE x; -- <b>&amp;\\ %s {x} ${y}", "pengganti": "x\ufffd\ufffey",
    "spasi": " \u00a0\u3000 ", "minus": "−12,5",
}  # fmt: skip


@pytest.fixture
def page(seated: Context, qtbot: Any, settle: Callable[[], None], tmp_path: Path) -> EntryPage:
    form, xform = versioned("1", SURVEY)
    seated.tasks.store(lambda: form_tables.install(seated.opened, form, xform, FolderMedia(tmp_path)))
    settle()
    return open_page(seated, qtbot, settle, {"form": "ragam", "participant": None, "round": None})


def here(page: EntryPage) -> Any:
    widget = page.window().focusWidget()
    assert widget is not None and widget.isVisible()
    return widget


def paste(page: EntryPage, name: str, text: str) -> str:
    """Ctrl+A, Ctrl+V, Enter at a question; gives what is kept then."""
    assert page.bench is not None
    page.bench.guide.go_to_ref(f"/data/{name}")
    QApplication.clipboard().setText(text)
    QTest.keyClick(here(page), KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(here(page), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(here(page), KEY.Key_Return)
    return page.bench.session.state(f"/data/{name}").value


@pytest.mark.parametrize("kind", PASTES)
def test_a_paste_everywhere_is_in_the_file(
    kind: str, page: EntryPage, settle: Callable[[], None], tmp_path: Path
) -> None:
    assert page.bench is not None
    record = page.bench.session.record
    kept = {name: paste(page, name, PASTES[kind]) for _, name, *_ in SURVEY}
    kept["kata"] = kept["kata"] or paste(page, "kata", "ada")  # a record without any answer is not kept
    settle()
    assert page.bench.session.is_saved
    values = record.interview.values()
    assert all(values.get(f"/data/{name}", "") == value for name, value in kept.items())
    with after_a_kill(tmp_path) as file:
        desk = Desk(file, FormLibrary(file), now=page.context.now)
        assert desk.resume(record.record_id).interview.values() == values
    page.leave()
    settle()
    assert not any(c in value for value in values.values() for c in "\0\x07\ufffe")
    seen = {"panjang": ("kata", LONG.strip()), "hp": ("hp", "081234567890"), "uang": ("uang", "1500000"),
            "juta": ("uang", "1500000"), "hari": ("hari", "2026-11-24"), "emoji": ("kata", PASTES["emoji"]),
            "arab": ("baris", PASTES["arab"]), "nol": ("kata", "abc"), "jahat": ("kata", PASTES["jahat"]),
            "angka panjang": ("bulat", "9" * 120), "minus": ("pecahan", "-12.5")}  # fmt: skip
    name, value = seen.get(kind, ("jam", kept["jam"]))
    assert kept[name] == value


def test_what_a_line_cannot_hold_is_said(
    page: EntryPage, settle: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.bench is not None
    page.bench.guide.go_to_ref("/data/kata")
    monkeypatch.setattr(typed, "LONGEST", 12)
    line = here(page)
    line.setMaxLength(12)
    QApplication.clipboard().setText("lebih panjang dari dua belas")
    QTest.keyClick(line, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "hanya 12 huruf pertama" in page.bench.paper.current.face.message.text  # type: ignore[union-attr]
    page.leave()
    settle()


@pytest.mark.parametrize("name", ["kata", "baris"])
def test_what_is_being_composed_goes_on_with_enter(name: str, page: EntryPage, settle: Callable[[], None]) -> None:
    """An input method shows letters before it gives them; leaving the field gives them."""
    assert page.bench is not None
    page.bench.guide.go_to_ref(f"/data/{name}")
    field = here(page)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(field, "ka")
    QCoreApplication.sendEvent(field, QInputMethodEvent("ta", []))
    composed = QInputMethodEvent("", [])
    composed.setCommitString("たta")
    QCoreApplication.sendEvent(field, composed)
    QTest.keyClick(here(page), KEY.Key_Return)
    assert page.bench.session.state(f"/data/{name}").value == "kaたta"
    page.bench.guide.go_to_ref(f"/data/{name}")
    QTest.keyClick(field, KEY.Key_End)
    QCoreApplication.sendEvent(field, QInputMethodEvent("…", []))
    QTest.keyClick(here(page), KEY.Key_Return)
    assert page.bench.session.state(f"/data/{name}").value.startswith("kaたta")
    page.leave()
    settle()


def test_composing_over_choices_and_dates_breaks_nothing(page: EntryPage, settle: Callable[[], None]) -> None:
    assert page.bench is not None
    for _, name, *_ in SURVEY:
        page.bench.guide.go_to_ref(f"/data/{name}")
        for text in ("文", ""):
            event = QInputMethodEvent(text, [])
            event.setCommitString("" if text else "文字")
            QCoreApplication.sendEvent(here(page), event)
        QTest.keyClick(here(page), KEY.Key_Return)
    settle()
    assert page.bench.session.is_saved
    assert page.bench.session.state("/data/kata").value == "文字"
    page.leave()
    settle()
