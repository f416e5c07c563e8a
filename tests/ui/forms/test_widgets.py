"""Every question type and appearance of the checklist on the paper: shown, answered by keys, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ftd_desktop.store.attachments import MOST_BYTES
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import files, pictures, ranking
from ftd_desktop.ui.forms.calendar import CalendarSheet
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.files import FileField
from ftd_desktop.ui.forms.pad import Canvas, Pad
from ftd_desktop.ui.forms.shape import PLACED, SILENT, Kind
from ftd_desktop.ui.forms.workbench import Workbench
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms import records
from tests.ui.forms.gallery import gallery, grid_form, versioned
from tests.ui.forms.seat import Seat

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Desk(Seat):
    """One record of the gallery on the page."""

    def __init__(self, page: EntryPage, record: records.Record) -> None:
        super().__init__(page)
        self.record = record
        self.refs = {q.name: q.path for q in record.form.questions.values()}

    def go(self, name: str) -> Any:
        ref = self.refs.get(name, name)
        self.bench.guide.go_to_ref(ref)
        block = self.bench.paper.current
        assert block is not None and block.ref == ref
        return block

    def keys(self, *keys: str | Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.widget, key)
            else:
                QTest.keyClick(self.widget, key, mod)

    def answer(self, name: str, *keys: str | Qt.Key) -> str:
        """The value after typing and Enter."""
        self.go(name)
        self.keys(*keys, KEY.Key_Return)
        return self.value(name)

    def value(self, name: str) -> str:
        return str(self.record.interview.state(self.refs.get(name, name)).value)

    def says(self, name: str) -> str:
        return str(self.bench.paper.sheet.block(self.refs[name]).face.message.text)


@pytest.fixture
def open_form(context: Context, settle: Callable[[], None], qtbot: Any) -> Iterator[Callable[[Any], Desk]]:
    pages: list[EntryPage] = []

    def make(form: Any) -> Desk:
        record = records.Record(records.interview(form), participant=None, round=None)
        page = EntryPage(context)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1310, 680)
        page.show()
        page._opened(record)  # type: ignore[arg-type]
        return Desk(page, record)

    yield make
    for page in pages:
        page.leave()
        page.hide()
    settle()


@pytest.fixture
def desk(open_form: Callable[[Any], Desk]) -> Desk:
    return open_form(gallery())


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        ("t_biasa", "Siti  Aminah ", "Siti Aminah"),
        ("t_angka", "0012", "0012"),
        ("t_samar", "rahasia", "rahasia"),
        ("t_tautan", "https://contoh.id", "https://contoh.id"),
        ("t_cetak", "label", "label"),
        ("t_luar", "42", "42"),
        ("t_batang", "8991234567890", "8991234567890"),
        ("t_sembunyi", "abc", "abc"),
        ("a_bulat", "12", "12"),
        ("a_besar", "9000000000", "9000000000"),
        ("a_hitung", "7", "7"),
        ("a_uang", "1,5jt", "1500000"),
        ("a_pecahan", "2,5", "2.5"),
        ("a_pecahan_pisah", "1234,5", "1234.5"),
        ("r_biasa", "7", "7"),
        ("r_setengah", "2,5", "2.5"),
        ("r_tegak", "4", "4"),
        ("r_pilih", "20", "20"),
        ("r_bintang", "4", "4"),
        ("w_tanggal", "24/11/26", "2026-11-24"),
        ("w_tanpa", "24112026", "2026-11-24"),
        ("w_bulan", "10/26", "2026-10-01"),
        ("w_tahun", "2024", "2024-01-01"),
        ("w_jam", "930", "09:30:00.000+07:00"),
        ("w_saat", "24/11/26 9.30", "2026-11-24T09:30:00.000+07:00"),
        ("p_satu", "2", "k"),
        ("p_kolom3", "3", "h"),
        ("p_padat", "1", "m"),
        ("p_lama", "2", "k"),
        ("p_tanpa", "4", "b"),
        ("p_minimal", "2", "k"),
        ("p_cari", "hij", "h"),
        ("p_likert", "2", "k"),
        ("p_peta", "1", "m"),
        ("p_gambar", "2", "k"),
        ("p_banyak", "24", "k b"),
        ("p_urut", "312", "h m k"),
        ("tb_1", "3", "h"),
        ("g_titik", "3.5952, 98.6722", "3.5952 98.6722 0 0"),
        ("g_garis", "3.5 98.6; 3.6 98.7", "3.5 98.6 0 0; 3.6 98.7 0 0"),
        ("g_bidang", "3.5 98.6; 3.6 98.7; 3.7 98.6", "3.5 98.6 0 0; 3.6 98.7 0 0; 3.7 98.6 0 0; 3.5 98.6 0 0"),
    ],
)
def test_typed_answers(name: str, typed: str, stored: str, desk: Desk) -> None:
    assert desk.answer(name, typed) == stored


def test_quick_goes_on_by_itself(desk: Desk) -> None:
    desk.go("p_cepat")
    desk.keys("2")
    assert desk.value("p_cepat") == "k"
    assert desk.bench.paper.current.question.name == "p_kolom"


def test_a_choice_by_its_key_goes_on_where_that_is_wanted(desk: Desk) -> None:
    desk.bench.context.preferences.advance = True
    eager = Workbench(desk.bench.context, desk.record)  # type: ignore[arg-type]
    desk.page._drop(desk.bench)
    desk.page._sit_at(eager)
    desk.go("p_satu")
    desk.keys("2")
    assert desk.value("p_satu") == "k" and desk.bench.paper.current.question.name == "p_cepat"
    desk.go("p_minimal")
    desk.keys("3")
    assert desk.value("p_minimal") == "h" and desk.bench.paper.current.question.name == "p_cari"
    desk.go("p_banyak")
    desk.keys("12")
    assert desk.value("p_banyak") == "m k" and desk.bench.paper.current.question.name == "p_banyak"


def test_what_is_not_on_the_list_is_said_until_it_is_mended(desk: Desk) -> None:
    block = desk.go("p_minimal")
    desk.keys("zzz", KEY.Key_Return)
    assert block.face.message.tone == "error" and "zzz" in block.face.message.text
    desk.go("p_minimal")
    desk.keys("m")
    assert block.face.message.tone == "muted"
    several = desk.go("p_banyak_min")
    desk.keys("zzz", KEY.Key_Return)
    several.commit()
    assert several.face.message.tone == "error" and several.face == several._face(desk.bench.session.state(several.ref))


@pytest.mark.parametrize("key", [KEY.Key_Tab, KEY.Key_Backtab, KEY.Key_Escape])
def test_the_calendar_gives_the_keyboard_back(desk: Desk, key: Qt.Key) -> None:
    block = desk.go("w_tanggal")
    desk.keys(KEY.Key_Down, mod=ALT)
    assert desk.widget is not block.editor.line
    desk.keys(key)
    assert desk.widget is block.editor.line and desk.bench.paper.current is block


def test_a_rank_is_dragged(desk: Desk) -> None:
    field = desk.go("p_urut").editor
    desk.keys("123")
    assert desk.value("p_urut") == "m k h"
    field.put_before("h", "m")
    assert desk.value("p_urut") == "h m k"
    field.put_before("h", "k")
    assert desk.value("p_urut") == "m k h"
    field.put_before("b", "m")
    assert desk.value("p_urut") == "b m k h", "a choice without a place comes where it was let fall"


def test_a_pull_on_a_choice_begins_a_drag(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    field = desk.go("p_urut").editor
    dragged: list[str] = []
    monkeypatch.setattr(ranking, "QDrag", lambda source: FakeDrag(dragged))
    option = field._options[1]
    QTest.mousePress(option, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(option, QPoint(20, 11))
    assert not dragged
    QTest.mouseMove(option, QPoint(20, 60))
    assert dragged == ["k"] and desk.value("p_urut") == ""


class FakeDrag:
    def __init__(self, dragged: list[str]) -> None:
        self._dragged = dragged

    def setMimeData(self, data: QMimeData) -> None:
        self._dragged.append(data.text())

    def setPixmap(self, pixmap: object) -> None:
        pass

    def exec(self, action: object) -> None:
        pass


def test_acknowledge(desk: Desk) -> None:
    assert desk.answer("t_baca", "1") == "OK"
    assert desk.answer("t_baca", KEY.Key_Delete) == ""


def test_many_lines_take_alt_enter(desk: Desk) -> None:
    desk.go("t_baris")
    desk.keys("satu")
    desk.keys(KEY.Key_Return, mod=ALT)
    desk.keys("dua", KEY.Key_Return)
    assert desk.value("t_baris") == "satu\ndua"


def test_counter_and_range_step_with_the_arrows(desk: Desk) -> None:
    assert desk.answer("a_hitung", KEY.Key_Up, KEY.Key_Up, KEY.Key_Down) == "1"
    desk.go("r_setengah")
    desk.keys(KEY.Key_Up, KEY.Key_Up)
    assert desk.value("r_setengah") == "0.5"


@pytest.mark.parametrize("typed", ["11", "2,7", "-1"])
def test_a_range_takes_nothing_beyond_its_bounds(typed: str, desk: Desk) -> None:
    desk.answer("r_biasa", "5")
    assert desk.answer("r_biasa", typed) == "5"
    assert desk.says("r_biasa") == "Harus antara 0 dan 10, langkah 1."


@pytest.mark.parametrize("name", ["r_biasa", "r_setengah", "r_tegak", "r_sakit"])
def test_a_slider_shows_what_was_pressed_and_kept(name: str, desk: Desk) -> None:
    """Between two stops too: there the slider once ran to its end while another number was kept."""
    field = desk.go(name).editor
    slider, upright = field.slider, name in ("r_tegak", "r_sakit")
    assert not slider.answered
    for tenth in range(11):
        across, down = slider.width() * tenth // 10, slider.height() * tenth // 10
        at = QPoint(slider.width() // 2, down) if upright else QPoint(across, slider.height() // 2)
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=at)
        kept = Decimal(desk.value(name))
        assert field.span.at(slider.value()) == kept and slider.answered
        assert field.line.text() == field.reading.show(f"{kept:f}")
    assert kept == (field.span.start if upright else field.span.end)


@pytest.mark.parametrize("parameters", ["start=0 end=100000 step=1", "start=100000 end=0 step=1",
                                        "start=-1 end=1 step=0.0001"])  # fmt: skip
def test_a_slider_reaches_both_ends_of_a_long_range(parameters: str, open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(versioned("1", (("range", "jauh", "Jauh", "", parameters),))[0])
    field = desk.go("jauh").editor
    low, high = QPoint(0, 9), QPoint(field.slider.width() - 1, 9)
    for at, end in ((low, field.span.start), (high, field.span.end)):
        QTest.mouseClick(field.slider, Qt.MouseButton.LeftButton, pos=at)
        assert Decimal(desk.value("jauh")) == end and field.span.at(field.slider.value()) == end
    desk.keys(KEY.Key_Down)
    assert abs(Decimal(desk.value("jauh")) - field.span.end) == field.span.step
    desk.keys(KEY.Key_Up, KEY.Key_Up)
    assert Decimal(desk.value("jauh")) == field.span.end


@pytest.mark.parametrize(("rows", "seen"), [("", 3), ("5", 5), ("abc", 3), ("99999999", 40), ("-2", 1)])
def test_a_form_may_ask_for_any_number_of_lines(rows: str, seen: int, open_form: Callable[[Any], Desk]) -> None:
    form = versioned("1", (("text", "baris", "Baris", "multiline", ""),))[0]
    (question,) = (question for question in form.questions.values() if question.name == "baris")
    object.__setattr__(question, "parameters", {"rows": rows})
    assert open_form(form).go("baris").face.rows == seen


def test_a_range_says_its_bounds(desk: Desk) -> None:
    assert desk.go("r_pilih").editor.line.placeholderText() == "1 – 20"
    assert desk.go("r_setengah").editor.slider._ends == ("0", "5")


def test_rank_moves_by_alt_and_arrows(desk: Desk) -> None:
    desk.answer("p_urut", "123")
    desk.go("p_urut")
    desk.keys(KEY.Key_Down)
    desk.keys(KEY.Key_Down, mod=ALT)
    assert desk.value("p_urut") == "m h k"
    assert desk.says("p_urut") == "3 dari 5 diurutkan"


def test_several_out_of_a_list_by_typing_ahead(desk: Desk) -> None:
    desk.go("p_banyak_min")
    desk.keys("hij", KEY.Key_Return, "mer", KEY.Key_Return)
    assert sorted(desk.value("p_banyak_min").split()) == ["h", "m"]
    desk.keys(KEY.Key_Backspace)
    assert len(desk.value("p_banyak_min").split()) == 1
    desk.keys("xyz", KEY.Key_Return)
    assert "“xyz” tidak ada" in desk.says("p_banyak_min")
    desk.keys(KEY.Key_Return)
    assert desk.bench.paper.current.question.name != "p_banyak_min"


def test_the_calendar_opens_and_gives_the_day(desk: Desk) -> None:
    desk.answer("w_tanggal", "24/11/26")
    desk.go("w_tanggal")
    desk.keys(KEY.Key_Down, mod=ALT)
    sheets = desk.page.findChildren(CalendarSheet)
    assert sheets and sheets[0].isVisible()
    desk.keys(KEY.Key_Right, KEY.Key_Return)
    assert desk.value("w_tanggal") == "2026-11-25"
    assert desk.bench.paper.current.question.name == "w_tanggal"
    desk.go("w_tanpa")
    desk.keys(KEY.Key_Down, mod=ALT)
    assert not [sheet for sheet in desk.page.findChildren(CalendarSheet) if sheet.isVisible()]


def test_other_calendars_are_said(desk: Desk) -> None:
    desk.answer("w_hijriah", "24/11/26")
    assert desk.says("w_hijriah") == "Selasa, 24 November 2026 · 13 Jumadilakhir 1448 H (hisab)"
    desk.answer("w_etiopia", "12/9/23")
    assert desk.says("w_etiopia").endswith("2016-01-01 EC")


def test_a_table_list_shows_its_words_once(desk: Desk) -> None:
    desk.go("tb_1")
    kinds = [strip.band.kind for strip in desk.bench.paper.sheet.strips]
    assert kinds == ["questions", "words", "scale", "scale"]


def test_files_are_shown_and_kept_where_there_is_no_place_for_new_ones(desk: Desk) -> None:
    desk.record.answer(desk.refs["b_gambar"], "foto-1.jpg")
    block = desk.go("b_gambar")
    block.refresh()
    assert block.editor.line.text() == "foto-1.jpg" and not block.editor.button.isEnabled()
    desk.keys(KEY.Key_Return)
    assert desk.value("b_gambar") == "foto-1.jpg"
    assert desk.bench.paper.current.question.name == "b_tanda"


@pytest.fixture
def keeper(qapp: object) -> tuple[Surroundings, dict[str, bytes]]:
    """Surroundings that keep files in a dictionary."""
    kept: dict[str, bytes] = {}

    def keep(data: bytes, suffix: str, label: str) -> str:
        name = f"{len(kept) + 1}.{suffix}"
        kept[name] = data
        return name

    return Surroundings(lambda: records.NOW, None, keep), kept


def file_field(name: str, around: Surroundings, qtbot: Any) -> tuple[FileField, list[str]]:
    question = next(q for q in gallery().questions.values() if q.name == name)
    field, given = FileField(question, around), []
    qtbot.addWidget(field)
    field.answered.connect(given.append)
    field.show()
    return field, given


def test_a_file_from_the_disk(keeper: Any, qtbot: Any, tmp_path: Path) -> None:
    around, kept = keeper
    field, given = file_field("b_berkas", around, qtbot)
    (tmp_path / "nota.PDF").write_bytes(b"%PDF isi")
    field.take_file(tmp_path / "nota.PDF")
    assert given == ["1.pdf"] and kept == {"1.pdf": b"%PDF isi"}
    field.take_file(tmp_path / "tidak-ada.pdf")
    assert given == ["1.pdf"] and "tidak-ada.pdf tidak dapat dibaca" in field.refusal()
    with (tmp_path / "besar.bin").open("wb") as big:
        big.truncate(MOST_BYTES + 1)
    field.take_file(tmp_path / "besar.bin")
    assert len(kept) == 1 and "17 MB, paling besar 16 MB" in field.refusal()


def test_a_picture_is_made_as_small_as_the_form_asks(keeper: Any, qtbot: Any, tmp_path: Path) -> None:
    around, kept = keeper
    field, given = file_field("b_gambar", around, qtbot)
    picture = QImage(3000, 1500, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    (tmp_path / "foto.png").write_bytes(pictures.encoded(picture, "PNG"))
    field.take_file(tmp_path / "foto.png")
    small = QImage.fromData(kept[given[0]])
    assert (small.width(), small.height()) == (1000, 500) and given == ["1.jpg"]
    (tmp_path / "bukan.jpg").write_bytes(b"tulisan")
    field.take_file(tmp_path / "bukan.jpg")
    assert given == ["1.jpg"] and "bukan gambar" in field.refusal()


def test_a_photo_taken_sideways_is_turned(tmp_path: Path) -> None:
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.blue)
    plain = pictures.encoded(picture, "JPG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"  # orientation 6
    (tmp_path / "foto.jpg").write_bytes(plain[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + plain[2:])
    data, _ = pictures.read(tmp_path / "foto.jpg", 20)
    turned = QImage.fromData(data)
    assert (turned.width(), turned.height()) == (10, 20)


def test_a_picture_is_pasted_and_deleted(keeper: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    around, kept = keeper
    field, given = file_field("b_gambar", around, qtbot)
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    monkeypatch.setattr(files, "clipboard_picture", lambda: picture)
    QTest.keyClick(field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert given == ["1.png"] and QImage.fromData(kept["1.png"]).width() == 20
    field._value = "1.png"
    QTest.keyClick(field.button, KEY.Key_Delete)
    assert given[-1] == ""
    monkeypatch.setattr(files, "clipboard_picture", QImage)
    QTest.keyClick(field.button, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert given == ["1.png", ""] and "Papan klip" in field.refusal()


def test_what_is_read_only_is_neither_pasted_nor_deleted(keeper: Any, qtbot: Any) -> None:
    around, kept = keeper
    field, given = file_field("b_gambar", around, qtbot)
    field.button.hide()
    QTest.keyClick(field, KEY.Key_Delete)
    QTest.keyClick(field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert given == [] and kept == {} and field.refusal() == ""


def test_an_annotation_is_drawn_on_the_whole_picture(qtbot: Any) -> None:
    ground = QImage(800, 400, QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.yellow)
    canvas = Canvas(ground)
    qtbot.addWidget(canvas)
    canvas.resize(400, 400)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    picture = canvas.picture()
    assert picture is not None and (picture.width(), picture.height()) == (800, 400)
    assert picture.pixelColor(400, 200).lightness() < 80 and picture.pixelColor(5, 5) == ground.pixelColor(5, 5)


@pytest.mark.parametrize(("name", "words"), [("b_suara", "tidak merekam"), ("b_swafoto", "tidak memotret"),
                                             ("b_gambar", "")])  # fmt: skip
def test_what_this_laptop_cannot_capture_is_said(desk: Desk, name: str, words: str) -> None:
    assert words in desk.go(name).face.message.text and (words or not desk.go(name).face.message.text)


def test_a_signature_is_drawn_and_kept(keeper: Any, qtbot: Any) -> None:
    around, kept = keeper
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    field, given = file_field("b_tanda", around, qtbot)
    field.setParent(window)
    window.show()
    field.button.click()
    (pad,) = window.findChildren(Pad)
    (canvas,) = pad.findChildren(Canvas)
    QTest.keyClick(pad, KEY.Key_Return)
    assert given == []
    field.button.click()
    pad = next(found for found in window.findChildren(Pad) if found.isVisible())
    (canvas,) = pad.findChildren(Canvas)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(canvas, QPoint(120, 60))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(120, 60))
    QTest.keyClick(pad, KEY.Key_Return)
    assert given == ["1.png"] and not QImage.fromData(kept["1.png"]).isNull()


def test_a_folded_group_opens_when_the_keyboard_comes(desk: Desk) -> None:
    desk.bench.guide.choose(next(i for i, s in enumerate(desk.bench.guide.sections) if s.title == "Kelompok lipat"))
    desk.go("l_dua")
    sheet = desk.bench.paper.sheet
    desk.go("l_satu")
    assert sheet._of[desk.refs["l_satu"]].visible


def test_nested_repeats_are_cards_with_a_table_inside(desk: Desk) -> None:
    desk.go("/data/ulang[1]/u_nama")
    desk.keys("Budi", KEY.Key_Return)
    kinds = [strip.band.kind for strip in desk.bench.paper.sheet.strips]
    assert "card" in kinds and "row" in kinds and kinds.count("foot") == 2
    desk.go("/data/ulang[1]/cucu[1]/c_nama")
    desk.keys(KEY.Key_Plus, mod=Qt.KeyboardModifier.ControlModifier)
    assert desk.bench.paper.current.ref == "/data/ulang[1]/cucu[2]/c_nama"
    desk.keys("Ani", KEY.Key_Return, "7", KEY.Key_Return)
    assert desk.value("/data/ulang[1]/cucu[2]/c_umur") == "7"


def test_every_section_is_drawn_without_a_word_cut(desk: Desk) -> None:
    """Labels and messages have the room they were measured to need."""
    for place in range(len(desk.bench.guide.sections)):
        desk.bench.guide.choose(place)
        desk.bench.paper.sheet.reveal(0, 100_000)
        for block in desk.bench.paper.sheet.blocks():
            at = block.places
            assert at.height <= block.height() or block.style_of == "cell", block.ref
            assert at.field.right() <= block.width(), block.ref


def test_every_kind_can_be_reached_or_is_silent(desk: Desk) -> None:
    seen = set()
    for place in range(len(desk.bench.guide.sections)):
        desk.bench.guide.choose(place)
        desk.bench.paper.sheet.reveal(0, 100_000)
        seen |= {block.face.shape.kind for block in desk.bench.paper.sheet.blocks()}
    assert set(Kind) - seen <= {Kind.COMPUTED, Kind.KEPT, Kind.HEADS, *PLACED}  # the last: test_pictures
    assert SILENT


def test_the_grid_theme_shares_the_width(open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(grid_form())
    sheet = desk.bench.paper.sheet
    rows = [[asked.ref.rpartition("/")[2] for asked in strip.band.asked] for strip in sheet.strips]
    assert rows == [["k_nama", "k_umur"], ["k_jalan", "k_desa", "k_pos"], ["k_penuh"]]
    wide = {block.question.name: block.width() for block in sheet.blocks()}
    assert wide["k_nama"] == pytest.approx(2 * wide["k_umur"], abs=4)
    assert wide["k_jalan"] == pytest.approx(3 * wide["k_pos"], abs=4)
    assert wide["k_penuh"] == pytest.approx(sheet.width(), abs=2)
