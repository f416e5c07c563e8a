"""The entry page with the real forms, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ftd_desktop import i18n
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.keysheet import KeySheet
from ftd_desktop.ui.forms.links import LinkList
from ftd_desktop.ui.forms.option import CheckOption, RadioOption, option_height
from ftd_desktop.ui.pages.entry import EntryPage
from tests.ui.forms import records
from tests.ui.forms.gallery import versioned
from tests.ui.forms.records import Record
from tests.ui.forms.seat import Seat

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Hands(Seat):
    """A clerk at the page: types into whatever has the keyboard."""

    def __init__(self, page: EntryPage, record: Record, settle: Callable[[], None], qtbot: Any) -> None:
        super().__init__(page)
        self.record, self.settle, self._qtbot = record, settle, qtbot
        self.refs = {q.name: q.path for q in record.form.questions.values()}

    def until(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition, timeout=10_000)

    @property
    def at(self) -> str:
        """The name of the question that has the keyboard."""
        block = self.bench.paper.current
        assert block is not None
        assert block.isAncestorOf(self.widget)
        return str(block.question.name)

    def go(self, name: str) -> None:
        ref = name if name.startswith("/") else self.refs[name]
        self.bench.guide.go_to_ref(ref)
        assert self.bench.paper.current.ref == ref

    def type(self, text: str) -> Hands:
        QTest.keyClicks(self.widget, text)
        return self

    def press(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Hands:
        for key in keys:
            QTest.keyClick(self.widget, key, mod)
        return self

    def enter(self, text: str = "") -> Hands:
        return self.type(text).press(KEY.Key_Return)

    def value(self, name: str) -> str:
        return str(self.record.interview.state(self.refs.get(name, name)).value)

    def block(self, name: str) -> Any:
        return self.bench.paper.sheet.block(self.refs.get(name, name))

    def says(self, name: str) -> str:
        return str(self.block(name).face.message.text)


@pytest.fixture
def sit(context: Context, settle: Callable[[], None], qtbot: Any) -> Iterator[Callable[[Record], Hands]]:
    """Sits a clerk down at a record."""
    pages: list[EntryPage] = []

    def open_page(record: Record) -> Hands:
        context.desk = FakeDesk(record)  # type: ignore[assignment]
        page = EntryPage(context)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1310, 680)
        page.show()
        page.show_with({"record": record.record_id})
        settle()
        page.activateWindow()
        return Hands(page, record, settle, qtbot)

    yield open_page
    for page in pages:
        page.leave()
        page.hide()
    settle()


class FakeDesk:
    def __init__(self, record: Record) -> None:
        self.record = record

    def resume(self, record_id: str) -> Record:
        assert record_id == self.record.record_id
        return self.record

    def start(self, form: str, participant: str | None, round_name: str | None, *, again: bool = False) -> Record:
        return self.record


SURVEY = {
    "tahap": "tl12", "tgl_survei": "2026-11-24", "cara": "tatap", "status_usaha": "jalan", "bulan_acuan": "2026-10-01",
}  # fmt: skip
BEFORE = {"omzet_bulan": "12900000", "banding": "biasa", "tk_l": "2", "status_usaha": "jalan"}


def test_a_record_opens_at_its_first_blank_question(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY, BEFORE))
    assert hands.at == "omzet_bulan"
    assert hands.page.title == "Survei 12 bulan"
    assert hands.page.subtitle == "Tiurma br. Manurung · Tenun Sigura Jaya"


def test_a_record_reopens_where_the_hand_was_last(sit: Callable[[Record], Hands]) -> None:
    record = records.record("ftd_survei", SURVEY)
    record.last_ref = "/data/s_tk/tk_p"
    assert sit(record).at == "tk_p"


def test_enter_goes_on_across_sections_and_shift_enter_back(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("tk_bpjs")
    hands.press(KEY.Key_Return)
    assert hands.at == "mp_sasaran"
    hands.press(KEY.Key_Return, mod=SHIFT)
    assert hands.at == "tk_bpjs"
    hands.press(KEY.Key_Tab)
    assert hands.at == "mp_sasaran"
    hands.press(KEY.Key_Backtab, mod=SHIFT)
    assert hands.at == "tk_bpjs"


def test_money_is_grouped_while_typed_and_stored_plain(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.type("18500000")
    assert hands.block("omzet_bulan").editor.line.text() == "18.500.000"
    hands.press(KEY.Key_Return)
    assert hands.value("omzet_bulan") == "18500000"
    hands.until(lambda: hands.says("omzet_bulan") == "delapan belas juta lima ratus ribu rupiah")
    assert hands.at == "omzet_daring"
    hands.enter("1,5jt")
    assert hands.value("omzet_daring") == "1500000"
    assert hands.block("omzet_daring").editor.line.text() == "1.500.000"


def test_letters_in_money_are_kept_named_and_never_hold_the_keyboard(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.enter("dua juta")
    assert hands.at == "omzet_daring"
    assert hands.says("omzet_bulan").startswith("“dua juta” bukan jumlah uang. Tulis angka saja")
    assert hands.block("omzet_bulan").editor.line.text() == "dua juta"
    hands.press(KEY.Key_Return, mod=SHIFT)
    hands.enter("2jt")
    assert hands.says("omzet_bulan") != "" and hands.value("omzet_bulan") == "2000000"
    assert hands.block("omzet_bulan").face.message.tone == "muted"


def test_a_constraint_shows_the_rule(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", {**SURVEY, "omzet_bulan": "1000"}))
    hands.go("omzet_daring")
    hands.enter("2000")
    assert hands.says("omzet_daring") == "Tidak boleh melebihi total penjualan"
    assert hands.block("omzet_daring").editor.line.property("tone") == "error"


def test_a_warning_asks_for_its_reason_and_passes(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", {**SURVEY, "omzet_bulan": "1000000"}, BEFORE))
    hands.go("laba_bulan")
    hands.enter("900000")
    block = hands.block("laba_bulan")
    assert block.face.message.tone == "warn"
    assert block.note_has_focus
    hands.enter("Panen raya")
    assert hands.at == "dasar_angka"
    assert hands.record.interview.reasons() == {hands.refs["laba_bulan"]: "Panen raya"}
    hands.settle()
    assert ("!" + hands.refs["laba_bulan"], "Panen raya") in hands.record.journal


def test_digits_choose_and_toggle(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("dasar_angka")
    hands.enter("3")
    assert hands.value("dasar_angka") == "hitung"
    hands.enter("3")
    assert hands.value("banding") == "lebih_tinggi"
    assert hands.at == "sebab"
    hands.type("14").type("7").type("4")
    assert hands.value("sebab") == "hari_raya lainnya"
    hands.go("mp_sasaran")
    hands.enter("5")
    assert hands.value("mp_sasaran") == "5" and hands.at == "mp_permintaan"


def test_arrows_walk_through_options_and_space_takes_one(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("dasar_angka")
    hands.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Space)
    assert hands.value("dasar_angka") == "dasbor"
    assert hands.at == "dasar_angka"
    hands.press(KEY.Key_Return)
    assert hands.at == "banding"


def test_what_an_answer_makes_relevant_comes_and_goes_without_moving_its_neighbours(
    sit: Callable[[Record], Hands],
) -> None:
    hands = sit(records.record("ftd_survei", {"tahap": "tl12", "tgl_survei": "2026-11-24", "cara": "tatap"}))
    hands.go("status_usaha")
    assert not hands.block("alasan_tutup").isVisibleTo(hands.bench.paper.sheet)
    before = hands.block("status_usaha").geometry()
    hands.type("3")
    assert hands.value("status_usaha") == "tutup"
    assert hands.block("alasan_tutup").isVisibleTo(hands.bench.paper.sheet)
    assert hands.block("status_usaha").geometry().topLeft() == before.topLeft()
    hands.press(KEY.Key_Return)
    assert hands.at == "alasan_tutup"


def test_an_empty_question_says_so_only_after_it_was_left(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("tk_l")
    assert hands.says("tk_l") == ""
    hands.press(KEY.Key_Return)
    assert hands.says("tk_l") == "Pertanyaan ini wajib diisi."


def test_dates_are_typed_and_impossible_ones_named(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("tgl_survei")
    hands.enter("31/02/26")
    assert "31/02/26 tidak ada di kalender" in hands.says("tgl_survei")
    hands.go("tgl_survei")
    hands.enter("20 nov 2026")
    assert hands.value("tgl_survei") == "2026-11-20"
    assert hands.says("tgl_survei") == "Jumat, 20 November 2026"
    hands.go("bulan_acuan")
    hands.enter("10/26")
    assert hands.value("bulan_acuan") == "2026-10-01"


def test_a_short_nik_is_counted(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_profil", {"setuju_data": "ya", "nik_ada": "ya"}))
    hands.go("nik")
    hands.enter("127104410865000")
    assert hands.says("nik") == "NIK harus 16 angka. Yang tertulis 15 angka."


def test_villages_by_typing_ahead_and_cleared_by_the_filter(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_profil", {"setuju_data": "ya"}))
    hands.go("dom_kab")
    hands.enter("kota medan")
    medan = hands.value("dom_kab")
    assert medan and hands.at == "dom_kec"
    hands.enter("polonia")
    district = hands.value("dom_kec")
    assert district.startswith(medan)
    hands.go("dom_kab")
    hands.enter("samosir")
    assert hands.value("dom_kec") == ""
    assert "dihapus" in hands.says("dom_kec") and hands.block("dom_kec").face.message.tone == "warn"


def test_a_word_that_is_not_on_the_list_changes_nothing(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_profil", {"setuju_data": "ya"}))
    hands.go("dom_kab")
    hands.enter("xyzzy")
    assert hands.value("dom_kab") == ""
    assert "“xyzzy” tidak ada dalam daftar" in hands.says("dom_kab")


def test_f7_takes_the_last_answer_and_f8_refuses(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY, BEFORE))
    hands.go("omzet_bulan")
    hands.press(KEY.Key_F7)
    assert hands.value("omzet_bulan") == "12900000" and hands.at == "omzet_daring"
    hands.go("omzet_kelas")
    hands.press(KEY.Key_F8)
    assert hands.value("omzet_kelas") == "tt"


def test_sections_by_key_and_their_marks(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY, BEFORE))
    hands.press(KEY.Key_PageDown, mod=CTRL)
    assert hands.at == "tk_l"
    hands.press(KEY.Key_PageUp, mod=CTRL)
    hands.press(KEY.Key_PageUp, mod=CTRL)
    assert hands.bench.guide.place == 0
    assert hands.bench.standings.sections[0].mark == "check"
    assert hands.bench.standings.sections[1].mark == "dash"


def test_rows_are_added_and_removed_by_key(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_presensi"))
    hands.go("/data/presensi[1]/peserta_id")
    hands.enter("PST-1").enter("1").enter("tepat waktu")
    repeat = hands.widget
    assert repeat.property("repeat") == "/data/presensi"
    hands.press(KEY.Key_Plus, mod=CTRL)
    assert hands.bench.paper.current.ref == "/data/presensi[2]/peserta_id"
    hands.enter("PST-2").enter("1")
    assert hands.record.interview.state("/data/presensi[2]/peserta_id").value == "PST-2"
    hands.go("/data/presensi[1]/peserta_id")
    hands.press(KEY.Key_Minus, mod=CTRL)
    assert hands.record.interview.state("/data/presensi[1]/peserta_id").value == "PST-2"
    assert "/data/presensi[2]/peserta_id" not in hands.record.interview.refs()
    assert hands.widget is not None


def test_the_saved_mark_is_true(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.record.broken = True
    hands.enter("5jt")
    hands.settle()
    assert hands.bench.saved.tone == "error" and hands.bench.saved.text == "Belum tersimpan, dicoba lagi"
    assert hands.record.journal == []
    hands.record.broken = False
    hands.enter("1jt")
    hands.settle()
    assert hands.bench.saved.text == "Tersimpan 10.42"
    assert hands.record.journal == [(hands.refs["omzet_bulan"], "5000000"), (hands.refs["omzet_daring"], "1000000")]


def test_escape_leaves_a_saved_draft_with_what_was_being_typed(sit: Callable[[Record], Hands], qtbot: Any) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.type("7jt")
    with qtbot.waitSignal(hands.page.go) as gone:
        hands.press(KEY.Key_Escape)
    hands.settle()
    assert gone.args[0] == "back"
    assert hands.record.status == "draft"
    assert hands.record.interview.state(hands.refs["omzet_bulan"]).value == "7000000"
    assert hands.page.bench is None


@pytest.mark.parametrize("name", ["ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan"])
def test_every_form_can_be_walked_from_end_to_end_by_enter(name: str, sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record(name, {"setuju_data": "ya", "status_usaha": "jalan", "tahap": "tl12"}))
    seen = set()
    hands.bench.guide.go_to(hands.bench.guide.steps.first())
    for _ in range(400):
        if hands.widget is hands.bench.footer.last_button:
            break
        block = hands.bench.paper.current
        seen.add(block.ref if block is not None else hands.widget.property("repeat"))
        hands.press(KEY.Key_Return)
    assert hands.widget is hands.bench.footer.last_button
    for ref in hands.record.interview.refs():
        stop = hands.bench.guide.steps.find(ref)
        assert (ref in seen) == (stop is not None and hands.bench.guide.steps.can_answer(stop)), ref


def test_ctrl_enter_lists_what_is_left_as_links(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", {**SURVEY, "omzet_bulan": "1000", "omzet_daring": "2000"}))
    hands.press(KEY.Key_Return, mod=CTRL)
    review = hands.widget
    assert isinstance(review, LinkList)
    assert review.links[0].words.startswith("Harus diperbaiki")
    assert review.current is not None and review.current.ref == hands.refs["omzet_daring"]
    hands.press(KEY.Key_Return)
    assert hands.at == "omzet_daring"
    assert hands.bench.paper.current.face.message.tone == "error"


def test_escape_from_the_review_returns_to_the_question(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("tk_p")
    hands.press(KEY.Key_Return, mod=CTRL)
    hands.press(KEY.Key_Escape)
    assert hands.at == "tk_p" and hands.page.bench is not None


def test_a_record_without_faults_is_finished_after_a_look_at_the_blanks(
    sit: Callable[[Record], Hands], qtbot: Any
) -> None:
    answers = {"tgl_mulai": "2026-01-05", "tgl_selesai": "2026-03-05", "jp_total": "40", "jp_hadir": "38",
               "tugas": "ya", "survei_akhir": "ya", "status_akhir": "gugur"}  # fmt: skip
    record = records.record("ftd_kelulusan", answers)
    status = next(
        c.value
        for c in record.interview.state("/data/l_akhir/status_akhir").choices
        if c.value not in ("lulus", "mengikuti")
    )
    record.interview.set("/data/l_akhir/status_akhir", status)
    hands = sit(record)
    hands.press(KEY.Key_Return, mod=CTRL)
    assert hands.record.blocking() == []
    with qtbot.waitSignal(hands.page.go):
        hands.press(KEY.Key_Return, mod=CTRL)
        hands.settle()
    assert record.status == "complete"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("c2", "tk_p"), ("tk_tet", "tk_tetap"), ("jejaring", ""), ("paling mungkin", ""), ("merek djki", "")],
)
def test_f6_goes_by_number_name_and_words(typed: str, name: str, sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.press(KEY.Key_F6)
    hands.type(typed)
    if name:
        hands.press(KEY.Key_Return)
        assert hands.at == name
    else:
        hands.press(KEY.Key_Escape)
        assert hands.at == "omzet_bulan"


def test_f1_shows_the_keys_and_gives_the_keyboard_back(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.press(KEY.Key_F1)
    assert not hands.bench.paper.sheet.isAncestorOf(hands.widget)
    hands.press(KEY.Key_F1)
    assert hands.at == "omzet_bulan"


def test_f2_shows_what_was_answered_before(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.page.context.file = None
    hands.go("dasar_angka")
    hands.type("1").type("3")
    hands.press(KEY.Key_F2)
    shown = hands.widget
    assert isinstance(shown, LinkList)
    assert [link.words for link in shown.links] == ["Dihitung bersama petugas", "Dari buku/aplikasi catatan"]
    hands.press(KEY.Key_F2)
    assert hands.at == "dasar_angka"


def test_f9_shows_the_form_in_its_next_language(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.type("12")
    before, shown = hands.block("omzet_bulan").face.label, hands.bench.contents
    hands.press(KEY.Key_F9)
    assert hands.at == "omzet_bulan" and hands.value("omzet_bulan") == "12"
    english = hands.block("omzet_bulan").face.label
    assert english != before and hands.bench.head.language.text().startswith("English")
    assert shown is hands.bench.contents and hands.bench.head._heading.text().endswith(hands.bench.guide.section.title)
    hands.bench.head.language.click()
    assert hands.block("omzet_bulan").face.label == before and hands.at == "omzet_bulan"


def test_f4_keeps_a_comment_on_a_cell(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_presensi"))
    first = next(ref for ref in hands.record.interview.refs() if "[1]/" in ref and answerable(hands, ref))
    hands.go(first)
    row = hands.bench.paper.sheet.strip_of(first)
    before = row.height
    hands.press(KEY.Key_F4)
    assert row.height > before and hands.bench.paper.current.note_has_focus
    hands.enter("datang terlambat")
    assert hands.record.interview.state(first).reason == "datang terlambat"
    assert hands.bench.paper.current.ref != first, "Enter goes on"
    hands.go(first)
    assert row.frame.reason.text() == "datang terlambat" and row.frame.reason.isVisible()
    assert row.frame.reason.accessibleName().startswith("Catatan untuk ")


def answerable(hands: Hands, ref: str) -> bool:
    stop = hands.bench.guide.steps.find(ref)
    return stop is not None and bool(hands.bench.guide.steps.can_answer(stop))


def test_f4_keeps_a_comment_on_a_question(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("tk_l")
    hands.press(KEY.Key_F4)
    hands.enter("Termasuk dua pekerja musiman")
    assert hands.at == "tk_p"
    assert hands.record.interview.reasons() == {hands.refs["tk_l"]: "Termasuk dua pekerja musiman"}
    assert hands.block("tk_l").face.remark_word == "Catatan"


def test_a_warning_in_a_table_row_takes_its_reason_below_the_row(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_presensi"))
    hands.go("/data/presensi[1]/peserta_id")
    hands.enter("")
    row = hands.bench.paper.sheet.strip_of("/data/presensi[1]/peserta_id")
    assert row.said()[1] == "Kode peserta: Pertanyaan ini wajib diisi."


def test_choices_filtered_anew_are_shown_at_once(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", {**SURVEY, "pem_akun": "padi"}))
    hands.go("pem_akun")
    shown = hands.block("pem_tayang").editor
    assert [option.words.value for option in shown._options] == ["padi", "tidak"]
    hands.type("4")
    assert [option.words.value for option in shown._options] == ["padi", "siplah", "tidak"]


def test_the_keyboard_comes_back_from_the_last_button(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_kelulusan"))
    while hands.widget is not hands.bench.footer.last_button:
        hands.press(KEY.Key_Return)
    last = hands.bench.paper.current.ref
    hands.press(KEY.Key_Return, mod=SHIFT)
    assert hands.bench.paper.current.ref == last and hands.bench.paper.isAncestorOf(hands.widget)


@pytest.mark.parametrize("name", ["omzet_bulan", "tk_l", "tautan", "manfaat", "tgl_survei"])
def test_nothing_moves_while_typing(name: str, sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY, BEFORE))
    hands.go(name)
    QTest.qWait(150)
    sheet, bar = hands.bench.paper.sheet, hands.bench.paper.verticalScrollBar()

    def stands() -> list[Any]:
        return [
            bar.value(),
            hands.bench.contents.geometry(),
            *(block.geometry() for block in sheet.blocks() if block.isVisible()),
        ]

    before = stands()
    for letter in "12ab,.9":
        hands.type(letter)
        QTest.qWait(2)
        assert stands() == before
    QTest.qWait(200)
    hands.settle()
    assert stands() == before


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan"])
def test_everything_that_takes_the_keyboard_has_a_name(
    name: str, language: str, sit: Callable[[Record], Hands]
) -> None:
    i18n.use(language)
    hands = sit(records.record(name, {"setuju_data": "ya", "status_usaha": "jalan", "tahap": "tl12"}))
    for place in range(len(hands.bench.guide.sections)):
        hands.bench.guide.choose(place)
        hands.bench.paper.sheet.reveal(0, 100_000)
        for widget in hands.page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                assert widget.accessibleName(), (widget, widget.parentWidget())


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_is_cut_at_any_text_size(
    scale: float, language: str, sit: Callable[[Record], Hands], look: Any
) -> None:
    """Every label, option and message has at least the room that its words take."""
    i18n.use(language)
    theme.apply(look, "light", scale)
    hands = sit(records.record("ftd_survei", {"status_usaha": "jalan", "tahap": "tl12"}))
    for place in range(len(hands.bench.guide.sections)):
        hands.bench.guide.choose(place)
        hands.bench.paper.sheet.reveal(0, 100_000)
        for block in hands.bench.paper.sheet.blocks():
            if not block.isVisible():
                continue
            at, shown = block.places, block.face
            assert at.height <= block.height(), block.ref
            assert measure.height_of(shown.label, at.label.width(), bold=True) <= at.label.height(), block.ref
            for option in (*block.findChildren(RadioOption), *block.findChildren(CheckOption)):
                if not option.words.bare:
                    assert option_height(option.words.label, option.width()) <= option.height(), option.words.label


def test_leaving_while_a_record_is_being_completed_does_not_make_it_a_draft(sit: Callable[[Record], Hands]) -> None:
    answers = {"tgl_mulai": "2026-01-05", "tgl_selesai": "2026-03-05", "jp_total": "40", "jp_hadir": "38",
               "tugas": "ya", "survei_akhir": "ya", "status_akhir": "gugur"}  # fmt: skip
    hands = sit(records.record("ftd_kelulusan", answers))
    choices = hands.record.interview.state(hands.refs["status_akhir"]).choices
    hands.record.interview.set(hands.refs["status_akhir"], list(choices)[-1].value)
    if hands.record.blocking():
        pytest.skip("the form asks for more now")
    hands.press(KEY.Key_Return, mod=CTRL)
    hands.press(KEY.Key_Return, mod=CTRL)
    gone: list[str] = []
    hands.page.go.connect(lambda page, _: gone.append(page))
    hands.page.leave()
    hands.settle()
    assert hands.record.status == "complete" and gone == []


def test_a_section_made_ready_ahead_fits_when_it_is_shown(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", {**SURVEY, "banding": "lebih_tinggi"}))
    hands.bench.guide.choose(0)
    paper = hands.bench.paper
    for place in range(1, 4):
        hands.until(lambda: not paper._later.isActive())  # the next section is ready
        hands.press(KEY.Key_PageDown, mod=CTRL)
        assert paper.sheet.laid_width == paper.sheet.width() <= paper.viewport().width()
        assert all(block.geometry().right() < paper.sheet.width() for block in paper.sheet.blocks())
        assert place == hands.bench.guide.place
    hands.page.resize(1000, 600)
    QApplication.processEvents()
    assert hands.bench.paper.sheet.laid_width == hands.bench.paper.sheet.width() <= hands.bench.paper.viewport().width()


def test_a_draft_that_cannot_be_saved_stays_open(sit: Callable[[Record], Hands], qtbot: Any) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.go("omzet_bulan")
    hands.type("7jt")
    hands.record.broken_leave = True
    with qtbot.captureExceptions() as errors:
        hands.press(KEY.Key_Escape)
        hands.settle()
    assert [type(error[1]) for error in errors] == [OSError]
    assert hands.page.bench is not None
    assert hands.bench.session.interview.state(hands.refs["omzet_bulan"]).value == "7000000"
    hands.record.broken_leave = False
    hands.go("omzet_daring")
    hands.enter("1jt")
    hands.settle()
    assert hands.record.journal[-1] == (hands.refs["omzet_daring"], "1000000")


def test_a_write_that_fails_while_leaving_is_not_tried_for_ever(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    session = hands.bench.session
    hands.go("omzet_bulan")
    hands.record.broken = True
    hands.enter("5jt")
    hands.press(KEY.Key_Escape)
    hands.settle()
    assert hands.record.status == "draft"
    assert not session._retry.isActive()


def test_of_a_question_taller_than_the_paper_the_words_are_seen_first(sit: Callable[[Record], Hands]) -> None:
    hands = sit(records.record("ftd_survei", SURVEY))
    hands.page.resize(1310, 300)
    hands.go("dasar_angka")
    paper = hands.bench.paper
    block = paper.current
    assert block is not None and block.height() + 36 > paper.viewport().height()
    assert 0 <= block.y() - paper.verticalScrollBar().value() < 24


def test_the_forms_own_words_and_guidance_are_shown(sit: Callable[[Record], Hands]) -> None:
    form, _ = versioned("1", (
        ("text", "nama", "Nama", "", "", "Seperti di KTP.", "Minta KTP, jangan menebak ejaan.", "yes", "Tulis nama."),
        ("text", "usaha", "Usaha", "", "")))  # fmt: skip
    hands = sit(Record(records.interview(form)))
    assert hands.at == "nama" and hands.says("nama") == "Seperti di KTP. F1: petunjuk pengisian."
    hands.press(KEY.Key_F1)
    (sheet,) = hands.page.findChildren(KeySheet)
    assert "Minta KTP, jangan menebak ejaan." in [label.text() for label in sheet.findChildren(QLabel)]
    hands.press(KEY.Key_Escape).press(KEY.Key_Return)
    assert hands.says("nama") == "Tulis nama."
