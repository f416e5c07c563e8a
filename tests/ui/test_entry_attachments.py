"""Pictures on the entry page over a real file: they survive leaving, a kill and opening again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.programme.attachments import Attachments
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store import attachments, form_tables
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import files, pictures
from ftd_desktop.ui.forms.files import FileField
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms.gallery import versioned
from tests.ui.test_entry_file import after_a_kill, open_page, prepared, seated

__all__ = ["prepared", "seated"]
KEY = Qt.Key
SURVEY = (("image", "foto", "Foto", "", ""), ("file", "nota", "Nota", "", ""), ("audio", "suara", "Suara", "", ""),
          ("video", "film", "Film", "", ""), ("text", "kata", "Kata", "", ""))  # fmt: skip


def red() -> QImage:
    picture = QImage(60, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    return picture


def located(picture: QImage) -> bytes:
    """The picture as a phone writes it, with a block that tells where it was taken."""
    plain = pictures.encoded(picture, "JPG")
    told = b"Exif\0\0MM\0*\0\0\0\x08\0\0" + b"GPS 3.59 98.67"
    return plain[:2] + b"\xff\xe1" + (len(told) + 2).to_bytes(2, "big") + told + plain[2:]


def value(page: EntryPage, name: str) -> str:
    return page.bench.session.state(f"/data/{name}").value  # type: ignore[union-attr]


@pytest.fixture
def page(seated: Context, qtbot: Any, settle: Callable[[], None], tmp_path: Path,
         monkeypatch: pytest.MonkeyPatch) -> EntryPage:  # fmt: skip
    """A record of a form with files, a picture on the clipboard."""
    form, xform = versioned("1", SURVEY)
    seated.tasks.store(lambda: form_tables.install(seated.opened, form, xform, FolderMedia(tmp_path)))
    settle()
    monkeypatch.setattr(files, "clipboard_picture", red)
    monkeypatch.setattr(files, "clipboard_urls", list)
    return open_page(seated, qtbot, settle, {"form": "ragam", "participant": None, "round": None})


def field(page: EntryPage, name: str) -> FileField:
    assert page.bench is not None
    page.bench.guide.go_to_ref(f"/data/{name}")
    editor = page.bench.paper.current.editor  # type: ignore[union-attr]
    assert isinstance(editor, FileField)
    return editor


def paste(page: EntryPage, name: str = "foto") -> str:
    """Ctrl+V at the question; gives the name it is kept under."""
    editor = field(page, name)
    QTest.keyClick(page.window().focusWidget(), KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    return editor.line.text()


def test_a_pasted_picture_is_shown_and_survives_a_kill(page: EntryPage, settle: Callable[[], None],
                                                       tmp_path: Path) -> None:  # fmt: skip
    name = paste(page)
    settle()
    editor = field(page, "foto")
    assert name.endswith(".png") and not editor.thumbnail.isHidden() and not editor.thumbnail.pixmap().isNull()
    with after_a_kill(tmp_path) as file:
        again = Desk(file, FormLibrary(file), now=page.context.now)
        values = again.resume(page.bench.session.record.record_id).interview.values()  # type: ignore[union-attr]
        assert values["/data/foto"] == name
        kept = attachments.data(file, name)
        assert kept is not None and QImage.fromData(kept).pixelColor(3, 3) == red().pixelColor(3, 3)
    page.leave()
    settle()


def test_a_picture_is_there_after_leaving_at_once_and_opening_again(
    page: EntryPage, seated: Context, settle: Callable[[], None], qtbot: Any, tmp_path: Path
) -> None:
    record_id = page.bench.session.record.record_id  # type: ignore[union-attr]
    name = paste(page)
    (tmp_path / "nota.pdf").write_bytes(b"%PDF isi")
    field(page, "nota").take_file(tmp_path / "nota.pdf")
    page.leave()
    settle()
    again = open_page(seated, qtbot, settle, {"record": record_id})
    editor = field(again, "foto")
    settle()
    assert editor.line.text() == name and not editor.thumbnail.isHidden()
    nota = field(again, "nota")
    settle()
    assert nota.line.text().endswith(".pdf") and nota.thumbnail.isHidden()
    assert again.bench.paper.current.face.message.text == "1 KB"  # type: ignore[union-attr]
    again.leave()
    settle()


def test_a_file_that_has_not_come_is_said(page: EntryPage, settle: Callable[[], None]) -> None:
    editor = field(page, "foto")
    page.bench.session.answer("/data/foto", "0123456789abcdef.png")  # type: ignore[union-attr]
    settle()
    assert editor.thumbnail.isHidden()
    assert page.bench.paper.current.face.message.text == "Isi berkas ini belum ada di laptop ini."  # type: ignore[union-attr]
    page.leave()
    settle()


def test_what_could_not_be_written_waits_and_is_written_later(seated: Context, settle: Callable[[], None],
                                                              monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    seen: list[Any] = []

    def work() -> None:
        waiting = Attachments(seated.opened)
        name = waiting.keep(b"isi", "bin")
        with monkeypatch.context() as patch:
            patch.setattr(attachments, "hold", full)
            with pytest.raises(sqlite3.OperationalError):
                waiting.write()
        seen.append(waiting.data(name))
        waiting.write()
        seen.append(attachments.data(seated.opened, name))

    seated.tasks.store(work)
    settle()
    assert seen == [b"isi", b"isi"]


def full(*_: object) -> None:
    raise sqlite3.OperationalError("database or disk is full")


def test_a_large_photo_travels_small(page: EntryPage, settle: Callable[[], None], tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(pictures.encoded(red().scaled(3000, 1500), "JPG"))
    field(page, "foto").take_file(tmp_path / "foto.jpg")
    kept = page.bench.session.files.data(field(page, "foto").line.text())  # type: ignore[union-attr]
    assert kept is not None and QImage.fromData(kept).width() == pictures.LONGEST
    settle()
    page.leave()
    settle()




def test_a_photo_is_kept_without_its_place_and_called_as_it_was(page: EntryPage, settle: Callable[[], None],
                                                               tmp_path: Path) -> None:  # fmt: skip
    (tmp_path / "Toko Siti (contoh).jpg").write_bytes(located(red()))
    field(page, "foto").take_file(tmp_path / "Toko Siti (contoh).jpg")
    settle()
    editor = field(page, "foto")
    assert editor.line.text() == "Toko Siti (contoh).jpg"
    kept = page.bench.session.files.data(value(page, "foto"))  # type: ignore[union-attr]
    assert kept is not None and b"GPS" not in kept and QImage.fromData(kept).size() == red().size()
    page.leave()
    settle()
    rows: list[Any] = []
    page.context.tasks.store(lambda: rows.extend(page.context.opened.rows("SELECT label FROM attachment")))
    settle()
    assert rows == [{"label": "Toko Siti (contoh).jpg"}]


def test_what_was_replaced_before_leaving_is_not_kept(page: EntryPage, settle: Callable[[], None],
                                                      tmp_path: Path) -> None:  # fmt: skip
    (tmp_path / "salah.pdf").write_bytes(b"%PDF salah")
    (tmp_path / "benar.pdf").write_bytes(b"%PDF benar")
    for name in ("salah.pdf", "benar.pdf"):
        field(page, "nota").take_file(tmp_path / name)
        settle()
    page.leave()
    settle()
    kept: list[Any] = []
    page.context.tasks.store(lambda: kept.extend(page.context.opened.execute(
        "SELECT data FROM _blob WHERE sha256 IN (SELECT sha256 FROM attachment) UNION "
        "SELECT data FROM _blob WHERE data = ?", (b"%PDF salah",))))
    settle()
    assert kept == [(b"%PDF benar",)]


def test_the_file_is_looked_at_in_another_program(page: EntryPage, settle: Callable[[], None], tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    seen: list[bytes] = []
    monkeypatch.setattr(viewing, "open_with_system", lambda path: not seen.append(path.read_bytes()))
    (tmp_path / "nota.pdf").write_bytes(b"%PDF isi")
    assert field(page, "nota").look.isHidden()
    field(page, "nota").take_file(tmp_path / "nota.pdf")
    settle()
    assert not field(page, "nota").look.isHidden()
    QTest.keyClick(page.window().focusWidget(), KEY.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert seen == [b"%PDF isi"]
    page.context.copies.clear()
    page.leave()
    settle()


@pytest.mark.parametrize(("question", "name", "content", "words"), [
    ("foto", "rusak.jpg", located, "rusak atau terpotong"), ("foto", "apel.heic", b"\0\0\0\x18ftypheic", "HEIC"),
    ("foto", "bukan.png", b"tulisan", "bukan gambar"), ("nota", "virus.exe", b"MZ", "tidak diterima"),
    ("nota", "nota.pdf", b"tulisan", "bukan PDF"), ("nota", "foto.jpg", located, "rusak atau terpotong"),
    ("suara", "lagu.mp3", b"tulisan", "bukan rekaman suara"), ("film", "film.mp4", b"tulisan", "bukan video"),
])  # fmt: skip
def test_what_is_not_asked_for_or_damaged_is_refused(
    page: EntryPage, settle: Callable[[], None], tmp_path: Path, question: str, name: str, content: Any, words: str
) -> None:
    (tmp_path / name).write_bytes(content(red())[:600] if callable(content) else content)
    editor = field(page, question)
    editor.take_file(tmp_path / name)
    assert words in editor.refusal() and name in editor.refusal() and value(page, question) == ""
    page.leave()
    settle()


def test_a_damaged_picture_is_shown_as_such(page: EntryPage, settle: Callable[[], None]) -> None:
    names: list[str] = []
    page.context.tasks.store(lambda: names.append(attachments.keep(page.context.opened, b"bukan gambar", "png")))
    settle()
    editor = field(page, "foto")
    page.bench.session.answer("/data/foto", names[0])  # type: ignore[union-attr]
    settle()
    assert editor.thumbnail.isHidden()
    assert "Gambar ini rusak" in page.bench.paper.current.face.message.text  # type: ignore[union-attr]
    page.leave()
    settle()
