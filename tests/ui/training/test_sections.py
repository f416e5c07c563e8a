"""Members, timetable, follow-up and completion at the real page, from the first participant to the certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.programme import attendance_grid, cohorts, overrides, sessions
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.pages.training import TrainingPage
from tests.ui.conftest import wait
from tests.ui.training.conftest import Settle
from tests.ui.training.world import NOW, PEOPLE, TrainingWorld

KEY = Qt.Key


def column(table: Any, at: int) -> list[str]:
    """What a table shows in a column."""
    model = table.rows_model
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def turn(page: TrainingPage, settle: Settle, name: str) -> None:
    page.show_with({"section": name})
    settle()


def dialog(section: Any) -> Any:
    """The dialog that the section opened."""
    assert isinstance(section.dialog, QDialog) and section.dialog.isVisible()
    return section.dialog


def attend(context: Context, training: TrainingWorld, upto: int, missing: int = 2) -> None:
    """Everybody present in sessions up to `upto`, but the last `missing` of the list in none after the first."""
    def note() -> None:
        members = cohorts.members(context.opened, training.cohort)
        for number in range(1, upto + 1):
            attendance_grid.write(context.interviews, training.sessions[number], {
                one.code: Mark("hadir" if number == 1 or place < PEOPLE - missing else "alpa")
                for place, one in enumerate(members)})

    wait(context.tasks, note)


# --- members


def test_members_stand_with_stage_and_history(page: TrainingPage, training: TrainingWorld, settle: Settle) -> None:
    assert len(column(page.members.table, 0)) == PEOPLE and page.members.panel.note.text() == "15 orang"
    assert page.members._history.text() == "Pelatihan sejak 1 Agustus 2022"
    assert page.members._free.text() == "15 dari 20 tempat terisi, 0 menunggu; sisa 5"


def test_codes_are_pasted_and_an_unknown_one_keeps_all_out(page: TrainingPage, training: TrainingWorld,
                                                           settle: Settle, qtbot: QtBot) -> None:
    page.members.add()
    settle()
    asked = dialog(page.members)
    assert {row.name for row in asked.table.rows_model.rows} == {"Orang Angkatan Lain", "Orang Tanpa Angkatan"}
    asked.codes.setPlainText("FTD-2022-01-01091\nX-1\n")
    asked.press()
    settle()
    assert "baris 2: X-1" in asked.fields["codes"].message and asked.isVisible()
    assert len(wait(page.context.tasks, lambda: cohorts.member_ids(page.context.opened, training.cohort))) == PEOPLE  # type: ignore[arg-type]
    asked.codes.setPlainText("FTD-2022-01-01091")
    qtbot.keyClick(asked.table, KEY.Key_Down)
    asked.press()
    settle()
    assert len(column(page.members.table, 0)) == PEOPLE + 2
    assert page.told == "2 peserta masuk angkatan; yang sudah anggota tidak diubah."


def test_codes_come_from_a_file(page: TrainingPage, settle: Settle, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Nama", "Kode"), ("Orang Tanpa Angkatan", "FTD-2022-01-01091")):
        book.active.append(row)
    book.save(tmp_path / "daftar.xlsx")
    page.members.add()
    settle()
    asked = dialog(page.members)
    asked.take_file(tmp_path / "daftar.xlsx")
    settle()
    assert asked.codes.toPlainText() == "FTD-2022-01-01091"
    asked.take_file(tmp_path / "tiada.xlsx")
    settle()
    assert "tiada.xlsx" in asked.fields["codes"].message
    asked.reject()


def test_leaving_needs_a_reason_and_is_kept_in_the_history(page: TrainingPage, settle: Settle, qtbot: QtBot) -> None:
    name = column(page.members.table, 0)[0]
    page.members._out.click()
    asked = dialog(page.members)
    asked.press()
    assert "mengapa" in asked.fields["reason"].message
    qtbot.keyClicks(asked.fields["reason"]._typed, "Pindah ke luar provinsi")
    asked.press()
    settle()
    assert column(page.members.table, 3)[0] == "Keluar" and column(page.members.table, 0)[0] == name
    assert page.members._history.text().splitlines() == [
        "Keluar sejak 20 September 2022, oleh o1: Pindah ke luar provinsi", "Pelatihan sejak 1 Agustus 2022"]


def test_several_are_moved_at_once(page: TrainingPage, settle: Settle, qtbot: QtBot) -> None:
    page.members.table.setFocus()
    qtbot.keyClick(page.members.table, KEY.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.members.move_stage()
    asked = dialog(page.members)
    asked._stage._pick("alumnus")
    asked.press()
    settle()
    assert set(column(page.members.table, 3)) == {"Alumni"} and page.told == "Tahap 15 peserta tercatat."


def test_places_of_a_regency(page: TrainingPage, settle: Settle) -> None:
    line = page.members.regencies.rows_model.row(0)
    assert (line.name, line.taken) == ("Kota Medan", PEOPLE)
    page.members.set_quota(line, "banyak")
    assert "bukan jumlah tempat" in page.told
    page.members.set_quota(line, "12")
    settle()
    assert [column(page.members.regencies, at)[0] for at in range(4)] == ["Medan", "12", "15", "\N{MINUS SIGN}3"]


# --- timetable


def test_a_session_is_planned_with_jp_from_its_hours(page: TrainingPage, training: TrainingWorld, settle: Settle,
                                                     qtbot: QtBot) -> None:
    turn(page, settle, "timetable")
    assert len(column(page.timetable.table, 0)) == 7
    page.timetable.edit(None)
    asked = dialog(page.timetable)
    asked.press()
    assert asked.fields["subject"].message == "Isi dahulu."
    qtbot.keyClicks(asked.fields["subject"]._typed, "Foto produk (contoh)")
    asked._day.set_text("24 sep 2022")
    for field, text in ((asked._starts, "9"), (asked._ends, "11.15")):
        field._typed.clear()
        qtbot.keyClicks(field._typed, text)
    assert asked._jp.text == "3" and asked._jp.message == "3 JP menurut jamnya"
    asked.press()
    settle()
    assert column(page.timetable.table, 3)[7] == "Foto produk (contoh)" and column(page.timetable.table, 4)[7] == "3"
    assert column(page.timetable.table, 2)[7] == "09.00–11.15"


def test_what_the_form_refuses_is_said_and_the_dialog_stays(page: TrainingPage, settle: Settle) -> None:
    turn(page, settle, "timetable")
    page.timetable.edit(page.timetable.table.rows_model.row(0))
    asked = dialog(page.timetable)
    asked._ends.set_text("07.00")
    asked.press()
    settle()
    assert "Harus setelah jam mulai" in asked.told and asked.isVisible()
    asked._number.set_text("2")
    asked._ends.set_text("14.00")
    asked.press()
    settle()
    assert "Sesi ke-2 sudah ada" in asked.told
    asked.reject()


def test_a_day_is_copied_and_a_clash_is_said(page: TrainingPage, training: TrainingWorld, settle: Settle) -> None:
    turn(page, settle, "timetable")
    assert page.timetable.clash.isHidden()
    page.timetable.copy()
    asked = dialog(page.timetable)
    asked._target.set_text("12 agu 2022")
    asked.press()
    settle()
    assert column(page.timetable.table, 0)[-1] == "8" and page.told == "1 sesi disalin."
    assert page.timetable.clash_words.text() == (
        "Pelatih Karangan di dua sesi pada 12 Agustus 2022: sesi 2 dan sesi 8.")


def test_a_make_up_is_planned_and_a_planned_session_removed(page: TrainingPage, settle: Settle) -> None:
    turn(page, settle, "timetable")
    page.timetable.make_up()
    asked = dialog(page.timetable)
    assert asked.windowTitle() == "Susulan untuk sesi 1"
    asked.press()
    settle()
    assert column(page.timetable.table, 0)[-1] == "8 (susulan 1)"
    page.timetable.table.choose_row(7)
    page.timetable.make_up()
    settle()
    assert "sendiri susulan" in page.told
    page.timetable.ask_remove()
    dialog(page.timetable).accept()
    settle()
    assert len(column(page.timetable.table, 0)) == 7


def test_the_list_to_sign_of_a_session(page: TrainingPage, settle: Settle, opened_files: list[str]) -> None:
    turn(page, settle, "timetable")
    page.timetable._print.click()
    settle()
    assert opened_files and Path(opened_files[0]).name == "Daftar hadir FTD 2022 · Angkatan 01 sesi 1.pdf"


# --- follow-up


def test_who_missed_what_is_listed_printed_and_exported(page: TrainingPage, training: TrainingWorld, settle: Settle,
                                                        opened_files: list[str], tmp_path: Path) -> None:
    attend(page.context, training, 3)
    turn(page, settle, "absences")
    assert column(page.absences.table, 3) == ["tanpa keterangan: sesi 2, 3"] * 2
    assert column(page.absences.table, 1)[0].startswith("0812-0000-34")
    assert column(page.absences.table, 4) == ["belum dijadwalkan"] * 2
    page.absences.print_list()
    settle()
    assert Path(opened_files[0]).name == "Tindak lanjut FTD 2022 · Angkatan 01.pdf"
    page.absences.export(tmp_path / "lanjut.xlsx")
    settle()
    rows = list(openpyxl.load_workbook(tmp_path / "lanjut.xlsx").active.iter_rows(values_only=True))
    assert len(rows) == 4 and rows[2][3] == "tanpa keterangan: sesi 2, 3"


def test_a_make_up_planned_is_named_and_one_attended_clears(page: TrainingPage, training: TrainingWorld,
                                                            settle: Settle) -> None:
    attend(page.context, training, 2, missing=1)

    def plan() -> str:
        first = sessions.timetable(page.context.opened, training.cohort)[1]
        return sessions.save(page.context.interviews, training.cohort, replace(
            first.plan, number=8, day=date(2022, 9, 12), makes_up=2))

    again = wait(page.context.tasks, plan)
    turn(page, settle, "absences")
    assert column(page.absences.table, 4) == ["sesi 8 (susulan 2), 12 September 2022"]
    code = page.absences.table.rows_model.row(0)[0].member.code
    wait(page.context.tasks, lambda: attendance_grid.write(page.context.interviews, str(again), {code: Mark("hadir")}))
    page.show_with(None)
    settle()
    assert column(page.absences.table, 0) == [] and page.absences._nobody.isVisible()


# --- completion


def test_the_rule_shows_what_it_would_change_before_it_is_kept(page: TrainingPage, training: TrainingWorld,
                                                               settle: Settle) -> None:
    attend(page.context, training, 6)
    turn(page, settle, "completion")
    assert page.completion._rule.text() == "Hadir paling sedikit 80% dari 48 JP."
    assert page.completion.panel.note.text() == "13 dari 15 memenuhi"
    page.completion.edit_rule()
    settle()
    asked = dialog(page.completion)
    assert asked.effect.text() == "Dengan aturan ini 13 memenuhi (sekarang 13)."
    asked._share.set_text("10")
    asked._try()
    settle()
    assert asked.effect.text().startswith("Dengan aturan ini 15 memenuhi (sekarang 13).\nMenjadi memenuhi: ")
    asked._endline.setChecked(True)
    settle()
    assert "Dengan aturan ini 0 memenuhi" in asked.effect.text() and "Tidak lagi memenuhi" in asked.effect.text()
    asked._endline.setChecked(False)
    asked.press()
    settle()
    assert page.completion.panel.note.text() == "15 dari 15 memenuhi"
    assert page.completion._rule.text() == "Hadir paling sedikit 10% dari 48 JP."


def unmet(page: TrainingPage) -> int:
    """The row of the first who does not meet the rule."""
    return column(page.completion.table, 5).index("Belum memenuhi")


def test_an_exception_takes_two_persons_and_leads_to_the_certificates(
        page: TrainingPage, training: TrainingWorld, settle: Settle, at_work: Context, qtbot: QtBot) -> None:
    attend(page.context, training, 6)
    turn(page, settle, "completion")
    row = unmet(page)
    page.completion.table.choose_row(row)
    assert "Hadir 8 dari 48 JP, syarat 80%" in page.completion._about.text()
    page.completion.request()
    asked = dialog(page.completion)
    qtbot.keyClicks(asked.reason, "ya")
    asked.press()
    settle()
    assert "paling sedikit" in asked.fields["reason"].message
    asked.reason.setPlainText("Sakit dirawat, tugas pengganti selesai")
    asked.press()
    settle()
    assert page.completion.panel.note.text() == "13 dari 15 memenuhi, 1 menunggu persetujuan"
    assert column(page.completion.table, 5)[row] == "Diminta"
    assert not page.completion._approve.isEnabled(), "who asks does not approve"
    second = {"officer_id": "o2", "officer_code": "TOGU", "officer_name": "Togu (contoh)", "role": "trainer",
              "device_id": "d2", "device_number": 2, "regencies": []}

    def sit_down() -> None:  # the second person, at their own laptop, after the merge
        at_work.opened.set_setting("identity", second)
        at_work.desk = Desk(at_work.opened, FormLibrary(at_work.opened), now=lambda: NOW)

    wait(at_work.tasks, sit_down)
    page.show_with(None)
    settle()
    assert page.completion._approve.isEnabled()
    qtbot.keyClick(page.completion._approve, KEY.Key_Return)
    settle()
    assert page.completion.panel.note.text() == "14 dari 15 memenuhi, 1 dengan pengecualian"
    assert column(page.completion.table, 5)[row] == "Dikecualikan"
    assert "diminta Rina (contoh), disetujui Togu (contoh)" in column(page.completion.table, 6)[row]
    page.completion._record.click()
    settle()
    assert page.told == "14 peserta tercatat lulus." and not page.completion._record.isEnabled()
    went = QSignalSpy(page.go)
    qtbot.keyClick(page.completion.certificates, KEY.Key_Return)
    assert went.at(0) == ["certificates", {"cohort": training.cohort}]


def test_a_second_person_beside_the_first_gives_a_code(page: TrainingPage, training: TrainingWorld,
                                                       settle: Settle) -> None:
    turn(page, settle, "completion")
    page.completion.request()
    asked = dialog(page.completion)
    asked.reason.setPlainText("Sakit dirawat, tugas pengganti selesai")
    for code, words in (("RINA", "orang lain"), ("XX", "tidak dikenal")):
        asked.second.setText(code)
        asked.press()
        settle()
        assert words in asked.fields["second"].message
    assert wait(page.context.tasks, lambda: overrides.pending(page.context.opened, training.cohort)) == {}
    asked.second.setText("togu")
    asked.press()
    settle()
    assert page.completion.panel.note.text() == "1 dari 15 memenuhi, 1 dengan pengecualian"
    page.completion.withdraw()
    gone = dialog(page.completion)
    gone.reason.setPlainText("Suratnya ternyata palsu")
    gone.press()
    settle()
    assert page.completion.panel.note.text() == "0 dari 15 memenuhi"


# --- records and roles


def test_a_programme_and_a_cohort_are_founded(page: TrainingPage, settle: Settle) -> None:
    page.records.edit_programme(None)
    settle()
    programme = page.records.dialog
    for name, text in (("code", "FYP"), ("name", "Fast Track Youngpreneur (contoh)"), ("year", "2025")):
        programme.fields[name].set_text(text)  # type: ignore[union-attr]
    programme.press()  # type: ignore[union-attr]
    settle()
    page.records.edit_cohort(None)
    settle()
    asked: Any = page.records.dialog
    assert asked._programme.currentText().startswith("FYP 2025")
    for name, text in (("number", "01"), ("starts", "26 mei 2025"), ("ends", "1/5/2025"), ("jp", "40"),
                       ("places", "1700")):
        asked.fields[name].set_text(text)
    asked.press()
    assert asked.fields["ends"].message == "Mendahului tanggal mulai."
    asked.fields["ends"].set_text("30 jun 2025")
    asked.press()
    settle()
    assert page.cohort.currentText() == "FYP 2025 · Angkatan 01" and page.told == "Angkatan tersimpan."
    assert "26 Mei 2025 – 30 Juni 2025" in page.subtitle
    page.records.edit_cohort(None)
    settle()
    asked = page.records.dialog
    for name, text in (("number", "01"), ("starts", "26 mei 2025"), ("ends", "30 jun 2025"), ("jp", "40")):
        asked.fields[name].set_text(text)
    asked.press()
    settle()
    assert asked.fields["number"].message == "Angkatan 01 sudah ada di program ini."
    asked.reject()


def test_a_number_that_sessions_bear_stays(page: TrainingPage, training: TrainingWorld, settle: Settle) -> None:
    page.records.edit_cohort(training.cohort)
    settle()
    asked: Any = page.records.dialog
    asked.fields["number"].set_text("09")
    asked.press()
    settle()
    assert "sudah dipakai oleh sesi" in asked.fields["number"].message
    asked.reject()


def test_a_trainer_founds_nothing_and_is_told_why(at_work: Context, training: TrainingWorld, qtbot: QtBot,
                                                  settle: Settle) -> None:
    at_work.identity = Identity("Togu (contoh)", "trainer", "Pelatih", "o2")
    made = TrainingPage(at_work)
    qtbot.addWidget(made)
    made.show()
    made.show_with({"cohort": training.cohort, "section": "completion"})
    settle()
    assert not made.records.isEnabled() and "Provinsi" in made.records.toolTip()
    made.members.ask_quota(made.members.regencies.rows_model.row(0))
    assert made.told == "Jumlah tempat diatur provinsi."


def test_without_cohorts_it_says_what_to_do(page: TrainingPage, settle: Settle) -> None:
    wait(page.context.tasks, lambda: page.context.opened.execute("DELETE FROM cohort"))
    page.show_with(None)
    settle()
    assert page._none.isVisible() and not page._stack.isVisible()


def test_sections_by_keys(page: TrainingPage, settle: Settle, qtbot: QtBot) -> None:
    page.activateWindow()
    for place, name in enumerate(page.sections, 1):
        qtbot.keyClick(page, str(place), Qt.KeyboardModifier.ControlModifier)
        settle()
        assert page.bar.value() == name and page.sections[name].isVisible()


def test_in_english(at_work: Context, training: TrainingWorld, qtbot: QtBot, settle: Settle) -> None:
    i18n.use("en")
    made = TrainingPage(at_work)
    qtbot.addWidget(made)
    made.show_with({"cohort": training.cohort, "section": "completion"})
    settle()
    assert made.completion.panel.note.text() == "0 of 15 meet the rule"
    assert made.title == "Training"
    i18n.use("id")
