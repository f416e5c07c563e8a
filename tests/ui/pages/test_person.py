"""One person on a real file: rounds, answers side by side, history in words, and undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from ftd_desktop.certificates.register import Entry
from ftd_desktop.errors import UserError
from ftd_desktop.programme import cohorts, overrides
from ftd_desktop.programme.documents import Document
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.erase import EraseDialog
from ftd_desktop.ui.dialogs.message import MessageDialog
from ftd_desktop.ui.dialogs.undo import UndoDialog
from ftd_desktop.ui.models import history_data, person_data, person_printing, undoing
from ftd_desktop.ui.models.person_data import Paper, PersonCard
from ftd_desktop.ui.pages.person import PersonPage
from ftd_desktop.ui.person.attention import alerts
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.text import Label
from tests.ui.conftest import put_up, wait, went
from tests.ui.world import World

Settle = Callable[[], None]


@pytest.fixture
def page(opened: Context, world: World, settle: Settle, qtbot: QtBot) -> PersonPage:
    return put_up(PersonPage(opened), qtbot, settle, {"participant": world.ids[0]})


def texts(table: Any, column: int) -> list[str]:
    return [table.model().index(row, column).data() for row in range(table.model().rowCount())]


def test_shows_who_the_way_and_answers_in_words(page: PersonPage) -> None:
    assert page.title == "Siti Aminah br. Ginting"
    steps = texts(page._timeline, 1)
    assert [one for one in steps if one.startswith("Survei")] == [
        "Survei awal", "Survei akhir", "Survei 3 bulan", "Survei 6 bulan", "Survei 12 bulan"]
    assert any("berubah" in when for when in texts(page._timeline, 2))
    answers = {a.question: a for a in page._card.answers} if page._card else {}
    assert any(value.startswith("Rp") for one in answers.values() for value in one.values)
    assert any(one.difference.startswith("+Rp") for one in answers.values())
    assert "mulai" not in answers and all(len(one.values) == 3 for one in answers.values())


def test_only_what_changed(page: PersonPage) -> None:
    view = page._answers
    assert view.table is not None
    everything = view.table.model().rowCount()
    view.changed_only.click()
    assert 0 < view.table.model().rowCount() < everything


def test_enter_opens_a_step_and_the_next_one_is_the_draft(page: PersonPage, world: World, qtbot: QtBot) -> None:
    gone = went(page)
    page._timeline.setFocus()
    page._timeline.choose_row(texts(page._timeline, 1).index("Survei 6 bulan"))
    qtbot.keyClick(page._timeline, Qt.Key.Key_Return)
    page.head_actions[2].click()  # type: ignore[attr-defined]
    assert gone == [("entry", {"form": "ftd_survei", "participant": world.ids[0], "round": "tl6"}),
                    ("entry", {"record": world.draft})]


def test_the_next_step_is_chosen_and_stays(page: PersonPage, opened: Context, settle: Settle) -> None:
    assert page._timeline.current().what == "Survei 3 bulan"  # begun and not finished
    page._timeline.choose_row(0)
    chosen = page._timeline.current().what
    opened.signals.data_changed.emit()
    settle()
    assert page._timeline.current().what == chosen != "Survei 3 bulan"


def test_what_asks_for_action_leads_there(page: PersonPage, opened: Context, world: World, settle: Settle) -> None:
    person = page._card.person if page._card else None
    assert person is not None
    assert [button.text().strip() for button in page._attention.findChildren(Button)] == [
        "P-IRT habis 5 Oktober 2026"]  # what was due in 2022 is lost, not due
    late = replace(person.rounds[3], due=date(2026, 11, 20))
    card = PersonCard(replace(person, rounds=(*person.rounds[:3], late)), documents=(
        Document("halal", "CONTOH", date(2026, 12, 1), None, False, "r", "endline"),), questions=2)
    found = alerts(card, date(2026, 11, 24))
    assert [one.words for one in found] == ["2 pertanyaan dari provinsi", "Survei 6 bulan terlambat 4 hari",
                                            "Sertifikat halal habis 1 Desember 2026"]
    gone = went(page)
    for alert in found:
        page._attention.asked.emit(alert)
    assert gone == [("carry", None), ("entry", {"form": "ftd_survei", "participant": world.ids[0], "round": "tl6"})]
    assert page._views.shown == "papers"


def test_views_by_keyboard_and_by_argument(page: PersonPage, world: World, qtbot: QtBot, settle: Settle) -> None:
    page._views.turn(1)
    assert page._views.shown == "training" and page._training.isVisible() and not page._answers.isVisible()
    page._views.turn(-2)
    assert page._views.shown == "history"
    page.show_with({"participant": world.ids[0], "view": "papers"})
    settle()
    assert page._views.shown == "papers"


def confirm(page: PersonPage, settle: Settle, dialog: type[Any], **typed: str) -> Any:
    """Type into the dialog's fields and press its button."""
    settle()
    shown = page.findChildren(dialog)[-1]
    for name, text in typed.items():
        shown.fields[name].set_text(text)
    shown.press()
    settle()
    return shown


def test_undo_says_what_it_does_and_keeps_why(page: PersonPage, opened: Context, world: World, settle: Settle) -> None:
    person = world.ids[0]
    name = "SELECT nama_usaha FROM ftd_profil WHERE _id = ?"
    before = wait(opened.tasks, lambda: opened.opened.value(name, (person,)))
    wait(opened.tasks, lambda: opened.opened.update("ftd_profil", person, {"nama_usaha": "Salah Ketik"}))
    opened.signals.data_changed.emit()
    settle()
    table = page._history.table
    assert (table.rows_model.row(0).after, table.rows_model.row(0).before) == ("Salah Ketik", before)
    table.choose_row(0)
    page._history.undo.click()
    settle()
    dialog = page.findChild(UndoDialog)
    assert dialog is not None
    dialog.press()
    assert dialog.fields["reason"].message.startswith("Tulis alasannya")
    confirm(page, settle, UndoDialog, reason="salah ketik")
    assert wait(opened.tasks, lambda: opened.opened.value(name, (person,))) == before
    newest = table.rows_model.row(0)
    assert (newest.before, newest.after, newest.why) == ("Salah Ketik", before, "salah ketik")


def test_first_saves_are_one_line_that_cannot_be_undone(page: PersonPage) -> None:
    table = page._history.table
    lines = list(table.rows_model.rows)
    first = [line for line in lines if line.question.startswith("Pertama disimpan")]
    assert len(first) >= 3
    table.choose_row(lines.index(first[0]))
    assert not page._history.undo.isEnabled() and page._history.undo.toolTip()
    page._history.narrow.setText("pertama profil")
    assert {line.of.table for line in table.rows_model.rows} == {"ftd_profil"}


def test_back_to_a_point_undoes_everything_after_it(page: PersonPage, opened: Context, world: World,
                                                    settle: Settle) -> None:
    person = world.ids[0]
    sql = "SELECT nama_usaha, tempat_lahir FROM ftd_profil WHERE _id = ?"
    before = wait(opened.tasks, lambda: opened.opened.row(sql, (person,)))
    for values in ({"nama_usaha": "Satu"}, {"tempat_lahir": "Dua"}, {"nama_usaha": "Tiga"}):
        wait(opened.tasks, lambda values=values: opened.opened.update("ftd_profil", person, values))
    opened.signals.data_changed.emit()
    settle()
    table = page._history.table
    table.choose_row(next(i for i, line in enumerate(table.rows_model.rows)
                          if line.question.startswith("Pertama") and line.of.row == person))
    page._history.back_to.click()
    confirm(page, settle, UndoDialog, reason="uji kembali")
    assert wait(opened.tasks, lambda: opened.opened.row(sql, (person,))) == before


def test_a_record_open_for_entry_is_not_undone_under_the_hand(page: PersonPage, opened: Context, world: World) -> None:
    def try_it() -> str:
        desk = opened.interviews
        record = desk.resume(world.draft)
        record.write(record.pending() or [("/data/catatan", "x")])
        line = next(one for one in history_data.lines(opened, world.ids[0]) if one.of.row == world.draft)
        try:
            undoing.reversal(opened, line, whole=True)
        except UserError as error:
            return str(error)
        return ""

    assert "sedang terbuka" in str(wait(opened.tasks, try_it))


def test_decisions_of_the_office_stand_in_the_history_with_their_reason(
        page: PersonPage, opened: Context, world: World, settle: Settle) -> None:
    def decide() -> None:
        file = opened.opened
        membership = file.value("SELECT _id FROM membership WHERE participant_id = ?", (world.ids[0],))
        cohorts.set_stage(file, membership, "left", since=date(2026, 11, 1), reason="Pindah kota (contoh)",
                          officer_id="o1")

    wait(opened.tasks, decide)
    opened.signals.data_changed.emit()
    settle()
    table = page._history.table
    row = next(i for i, line in enumerate(table.rows_model.rows) if line.after == "Keluar")
    assert table.rows_model.row(row).why == "Pindah kota (contoh)"
    table.choose_row(row)
    assert not page._history.undo.isEnabled() and not page._history.back_to.isEnabled()
    assert "Keluar" in texts(page._timeline, 1)


def test_a_file_without_attendance_judges_nobody(page: PersonPage) -> None:
    words = " ".join(label.text() for label in page._training.findChildren(Label))
    assert "belum dapat dinilai di sini" in words and "0 dari" not in words


def test_exceptions_of_completion_stand_on_the_card(page: PersonPage, opened: Context, world: World, settle: Settle,
                                                    ) -> None:
    def ask() -> str:
        cohort = cohorts.cohorts(opened.opened)[0].id
        return overrides.request(opened.opened, world.ids[0], cohort, reason="Sakit dua pekan (contoh)",
                                 asked_code="P01", asked_name="Rina (contoh)")

    def shown() -> str:
        opened.signals.data_changed.emit()
        settle()
        return " ".join(label.text() for label in page._training.findChildren(Label))

    made = wait(opened.tasks, ask)
    assert "menunggu orang kedua: Sakit dua pekan" in shown()
    wait(opened.tasks, lambda: overrides.approve(opened.opened, str(made), code="P02", name="Dewi (contoh)",
                                                 on=date(2026, 11, 24)))
    assert "disetujui Dewi (contoh)" in shown()
    lines = [line for line in page._history.table.rows_model.rows if line.of.table == overrides.TABLE]
    assert [(line.after, line.why) for line in lines] == [
        ("disetujui Dewi (contoh)", "Sakit dua pekan (contoh)"), ("diminta Rina (contoh)", "Sakit dua pekan (contoh)")]


def test_papers_and_their_last_days(page: PersonPage, opened: Context, world: World, settle: Settle) -> None:
    sql = "UPDATE ftd_survei SET pirt_no = 'PIRT-CONTOH', pirt_exp = '2026-12-01' WHERE _participant = ?"
    wait(opened.tasks, lambda: opened.opened.execute(sql, (world.ids[0],)))
    page.show_with({"participant": world.ids[0], "view": "papers"})
    settle()
    documents = page._papers.documents
    assert documents is not None
    row = texts(documents, 0).index("P-IRT")
    assert [texts(documents, column)[row] for column in (1, 2, 3)] == ["PIRT-CONTOH", "1 Desember 2026", "7 hari lagi"]
    assert "P-IRT" in texts(page._timeline, 1)
    gone = went(page)
    documents.opened.emit(documents.rows_model.row(row))
    assert gone[0][0] == "entry"


def test_only_the_province_may_erase_and_only_by_name(opened: Context, world: World, settle: Settle,
                                                      qtbot: QtBot) -> None:
    opened.identity = Identity("Dewi (contoh)", "province")
    wait(opened.tasks, lambda: opened.opened.set_setting("role", "province"))
    page = put_up(PersonPage(opened), qtbot, settle, {"participant": world.ids[0]})
    gone = went(page)
    page._erase.click()
    dialog = confirm(page, settle, EraseDialog, reason="Permintaan tertulis (contoh)", name="Orang Lain")
    assert "Tidak sama" in dialog.fields["name"].message
    assert wait(opened.tasks, lambda: opened.opened.value("SELECT count(*) FROM participant")) == 4
    confirm(page, settle, EraseDialog, reason="Permintaan tertulis (contoh)", name="siti aminah br. ginting")
    assert wait(opened.tasks, lambda: opened.opened.value("SELECT count(*) FROM participant")) == 3
    assert gone == [("participants", {"search": ""})]


def test_an_officer_sees_no_way_to_erase(page: PersonPage) -> None:
    assert page._erase.isHidden()


def test_a_certificate_is_checked_and_printed_again(opened: Context, world: World, settle: Settle, qtbot: QtBot,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    entry = Entry("e1", "1/CONTOH", 1, "b1", world.ids[0], "Siti", "2026-11-01", "issued", "", "")
    paper = Paper(entry, "c1", "FTD1:BUKAN KODE")
    page = PersonPage(opened)
    qtbot.addWidget(page)
    told: list[MessageDialog] = []
    monkeypatch.setattr(MessageDialog, "open", lambda self: told.append(self))
    page._papers.check_asked.emit(paper)
    settle()
    assert len(told) == 1 and "TIDAK TERBUKTI ASLI" in told[0].message
    asked: list[tuple[Any, ...]] = []
    shown: list[Path] = []
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("rusak kena air", True))
    monkeypatch.setattr(person_printing, "again", lambda *given: asked.append(given[1:]) or Path("salinan.pdf"))
    monkeypatch.setattr(viewing, "open_with_system", shown.append)
    page._papers.print_asked.emit(paper)
    settle()
    assert asked == [(entry, "c1", "rusak kena air")] and shown == [Path("salinan.pdf")]


def test_a_card_nobody_sees_reads_nothing(page: PersonPage, opened: Context, world: World, settle: Settle,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(person_data, "read", lambda context, who: read.append(who) or PersonCard(page._card.person))
    page.hide()
    opened.signals.data_changed.emit()
    settle()
    assert read == []
    page.show()
    opened.signals.data_changed.emit()
    settle()
    assert read == [world.ids[0]]


def test_a_copy_of_everything_is_written_for_the_person(page: PersonPage, opened: Context, world: World, settle: Settle,
                                                       tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    told: list[MessageDialog] = []
    monkeypatch.setattr(MessageDialog, "open", lambda self: told.append(self))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "salinan"), ""))
    page._copy.click()
    settle()
    assert "salinan.xlsx" in told[0].message
    book = load_workbook(tmp_path / "salinan.xlsx")
    assert book.sheetnames == ["Profil", "Survei", "Pelatihan", "Sertifikat & dokumen", "Lampiran", "Riwayat"]
    assert "Siti Aminah br. Ginting" in [row[1] for row in book["Profil"].iter_rows(values_only=True)]
    assert book["Survei"].max_row > 50 and book["Riwayat"].max_row > 3
    logged = wait(opened.tasks, lambda: opened.opened.value("SELECT detail FROM _journal ORDER BY n DESC LIMIT 1"))
    assert world.ids[0] in str(logged) and "person" in str(logged)
