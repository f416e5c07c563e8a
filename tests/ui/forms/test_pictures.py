"""Pictures of a form: below labels, on choices, with regions, on a map; and ranges that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from ftd_desktop.forms.definition import FolderMedia
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.enlarged import Enlarged
from ftd_desktop.ui.forms.form_media import FormMedia
from ftd_desktop.ui.forms.placed_choice import points_of
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms import records
from tests.ui.forms.pictured import pictured
from tests.ui.forms.seat import Seat

KEY = Qt.Key


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Path:
    made = tmp_path_factory.mktemp("bergambar")
    pictured(made)
    return made


class Pictured(Seat):
    """The pictured form on the page."""

    def __init__(self, page: EntryPage, settle: Callable[[], None]) -> None:
        super().__init__(page)
        self.settle = settle

    def go(self, name: str) -> Any:
        refs = {q.name: q.path for q in self.bench.session.record.form.questions.values()}
        self.bench.guide.go_to_ref(refs[name])
        self.page.grab()  # asks for the pictures
        self.settle()
        self.page.grab()
        return self.bench.paper.current

    def value(self, block: Any) -> str:
        return str(self.bench.session.state(block.ref).value)


@pytest.fixture
def seat(context: Context, folder: Path, settle: Callable[[], None], qtbot: Any) -> Iterator[Pictured]:
    page = EntryPage(context)
    qtbot.addWidget(page)
    page.resize(1310, 900)
    page.show()
    record: Any = records.Record(records.interview(pictured(folder)))
    page._sit_at(Workbench(context, record, media=FolderMedia(folder)))
    yield Pictured(page, settle)
    page.leave()
    settle()


def test_a_label_has_its_picture_and_f3_makes_it_large(seat: Pictured) -> None:
    block = seat.go("l_gambar")
    spot = block.places.picture.topLeft() + QPoint(60, 45)
    assert block.grab().toImage().pixelColor(spot) == QColor("#0b5e6b")
    assert "F3" in block.face.message.text and "Satu kata saja." in block.face.message.text
    QTest.keyClick(seat.widget, KEY.Key_F3)
    sheet = seat.bench.middle.findChild(Enlarged)
    seat.page.grab()
    seat.settle()
    assert sheet.grab().toImage().pixelColor(sheet.rect().center()) == QColor("#7e4f00")
    QTest.keyClick(seat.widget, KEY.Key_F3)
    assert seat.bench.paper.current is block and not sheet.isVisible()


def test_a_picture_that_comes_after_the_sheet_was_closed_hurts_nobody(seat: Pictured) -> None:
    seat.go("l_gambar")
    for _ in range(2):
        QTest.keyClick(seat.widget, KEY.Key_F3)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    seat.bench.session.media.arrived.emit("besar.png")


def test_a_picture_that_did_not_come_says_so(seat: Pictured) -> None:
    block = seat.go("l_hilang")
    assert seat.bench.session.media.is_missing("hilang.png")
    QTest.keyClick(seat.widget, KEY.Key_F3)
    sheet = seat.bench.middle.findChild(Enlarged)
    seat.page.grab()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton)
    assert seat.bench.paper.current is block


def test_a_sound_is_played_by_another_program(seat: Pictured, monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[tuple[str, bytes | None]] = []
    monkeypatch.setattr(viewing, "show_bytes", lambda context, read, name: played.append((name, read())))
    block = seat.go("l_suara")
    QTest.keyClick(seat.widget, KEY.Key_F3)
    below = block.places.below
    QTest.mouseClick(block, Qt.MouseButton.LeftButton, pos=below.center())
    assert played == [("bunyi.mp3", b"ID3 contoh")] * 2


def test_choices_have_their_pictures_and_keys(seat: Pictured) -> None:
    block = seat.go("p_gambar")
    options = block.editor._options
    assert [option.words.picture() is not None for option in options] == [True, True, False]
    assert options[0].height() > 100
    QTest.keyClick(seat.widget, KEY.Key_2)
    assert seat.value(block) == "jeruk"


def test_regions_are_chosen_by_key_and_by_press(seat: Pictured) -> None:
    block = seat.go("m_bagian")
    canvas, area = block.editor.canvas, block.editor.canvas.area
    assert block.face.shape.kind is Kind.PLACED and area.width() > 100
    QTest.keyClick(seat.widget, KEY.Key_1)
    assert seat.value(block) == "kiri"
    middle = area.center()
    assert canvas.at(middle) == "tengah" and canvas.at(area.topLeft()) == ""
    corner = QPointF(area.x() + area.width() * 205 / 300, area.y() + area.height() * 30 / 150)
    assert canvas.at(corner) == "", "inside the triangle's frame, outside its paint"
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert seat.value(block) == "tengah" and seat.bench.paper.has_keyboard
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert seat.value(block) == ""


def test_several_regions(seat: Pictured) -> None:
    block = seat.go("m_beberapa")
    QTest.mouseClick(block.editor.canvas, Qt.MouseButton.LeftButton, pos=block.editor.canvas.area.center().toPoint())
    QTest.keyClick(seat.widget, KEY.Key_1)
    assert seat.value(block) == "kiri tengah"


def test_a_map_of_points_and_areas(seat: Pictured) -> None:
    block = seat.go("m_tempat")
    canvas = block.editor.canvas
    spots = canvas._spots()
    assert spots["medan"][0].y() < spots["balige"][0].y(), "north is up"
    assert spots["medan"][0].x() < spots["balige"][0].x() and spots["rusak"] == []
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spots["balige"][0].toPoint())
    assert seat.value(block) == "balige"
    inside = sum((spot for spot in spots["danau"][:4]), QPointF()) / 4
    assert canvas.at(inside) == "danau"
    QTest.keyClick(seat.widget, KEY.Key_4)
    assert seat.value(block) == "rusak", "a place without coordinates is in the list"


def test_quick_goes_on_from_a_map(seat: Pictured) -> None:
    seat.go("m_cepat")
    QTest.keyClick(seat.widget, KEY.Key_1)
    assert seat.bench.paper.current.question.name == "m_panjang"


def test_quick_goes_on_from_a_press_on_the_map_too(seat: Pictured) -> None:
    block = seat.go("m_cepat")
    medan = block.editor.canvas._spots()["medan"][0].toPoint()
    QTest.mouseClick(block.editor.canvas, Qt.MouseButton.LeftButton, pos=medan)
    assert seat.value(block) == "medan" and seat.bench.paper.current.question.name == "m_panjang"


@pytest.mark.parametrize(("name", "count"), [("m_bagian", 3), ("m_beberapa", 3), ("m_tempat", 3)])
def test_the_nth_key_and_a_press_on_the_nth_place_are_the_same(name: str, count: int, seat: Pictured) -> None:
    block = seat.go(name)
    canvas = block.editor.canvas
    for number, place in enumerate(canvas.places[:count], 1):
        spots = [QPoint(x, y) for x in range(0, canvas.width(), 4) for y in range(0, canvas.height(), 4)
                 if canvas.at(QPointF(x, y)) == place.value]  # fmt: skip
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spots[len(spots) // 2])
        assert seat.value(block) == place.value
        QTest.keyClick(seat.widget, Qt.Key(ord(str(number))))
        assert seat.value(block) == "", "the key takes the same one back"
        QTest.keyClick(seat.widget, Qt.Key(ord(str(number))))
        assert seat.value(block) == place.value
        QTest.mouseClick(canvas, Qt.MouseButton.RightButton, pos=spots[0])
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spots[-1])
        assert seat.value(block) == ""


def test_a_long_list_on_a_map_is_typed(seat: Pictured) -> None:
    block = seat.go("m_panjang")
    assert block.face.shape.kind is Kind.PLACED_LIST
    QTest.keyClicks(seat.widget, "Tempat 7")
    QTest.keyClick(seat.widget, KEY.Key_Return)
    assert seat.value(block) == "t7"


def test_a_range_stands_and_says_its_labels(seat: Pictured) -> None:
    block = seat.go("r_tegak")
    slider = block.editor.slider
    assert block.face.shape.kind is Kind.UPRIGHT and slider.orientation() is Qt.Orientation.Vertical
    assert slider.height() > slider.width() and slider.value() == 5 and slider.tickInterval() == 5
    assert "10 = Tak tertahan" in block.face.message.text
    QTest.keyClicks(seat.widget, "10")
    QTest.keyClick(seat.widget, KEY.Key_Return)
    assert seat.value(block) == "10" and slider.value() == 10
    assert block.face.message.text == "Tak tertahan"
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, slider.height() - 1))
    assert seat.value(block) == "0"


@pytest.mark.parametrize(("geometry", "points"), [
    ("3.5 98.6 0 0", [(3.5, 98.6)]), ("3.5 98.6;3.6 98.7", [(3.5, 98.6), (3.6, 98.7)]), ("", []), ("utara", []),
    ("95 98.6", []), ("3.5", []),
])  # fmt: skip
def test_coordinates(geometry: str, points: list[tuple[float, float]]) -> None:
    assert points_of(geometry) == points


def test_a_picture_that_is_none_is_missing(context: Context, settle: Callable[[], None], tmp_path: Path) -> None:
    (tmp_path / "rusak.png").write_bytes(b"bukan gambar")
    (tmp_path / "rusak.svg").write_bytes(b"<svg")
    media = FormMedia(FolderMedia(tmp_path).read, context.tasks)
    size = QSize(100, 100)
    assert media.pixmap("rusak.png", size) is None
    settle()
    assert media.is_missing("rusak.png") and media.pixmap("rusak.png", size) is None
    assert media.pixmap("rusak.svg", size) is None
    settle()
    drawn = media.pixmap("rusak.svg", size)
    assert drawn is not None and drawn.width() == 1
