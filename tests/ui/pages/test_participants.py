"""Peserta on a real file: search while typing, filters, order, columns, walking from the search, many at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ftd_desktop.errors import UserError
from ftd_desktop.programme.cohorts import cohorts
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.store import search
from ftd_desktop.ui.context import Context, Identity
from ftd_desktop.ui.dialogs.filters import FilterDialog
from ftd_desktop.ui.models import outbox, participant_data
from ftd_desktop.ui.pages.participants import ParticipantsPage
from ftd_desktop.ui.participants.nobody import why
from ftd_desktop.ui.training.stage_dialog import StageDialog
from ftd_desktop.ui.widgets.detail import NikField
from tests.ui import fakes
from tests.ui.conftest import wait, went
from tests.ui.world import World

Settle = Callable[[], None]


@pytest.fixture
def page(opened: Context, settle: Settle, qtbot: QtBot) -> ParticipantsPage:
    made = ParticipantsPage(opened)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show_with(None)
    made.show()
    settle()
    return made


def names(page: ParticipantsPage) -> list[str]:
    model = page._list.table.model()
    return [model.index(i, 0).data() for i in range(model.rowCount())]


def test_typing_narrows_the_list(page: ParticipantsPage, settle: Settle, qtbot: QtBot) -> None:
    everyone = names(page)
    assert len(everyone) == 4 and everyone == sorted(everyone)
    qtbot.keyClicks(page._bar.typed, "siti gint")
    settle()
    assert names(page) == ["Siti Aminah br. Ginting"]
    assert page._list.figures.text() == "1 dari 4"
    qtbot.keyClicks(page._bar.typed, "zzxx")
    settle()
    assert page._list.table.isHidden() and not page._list.nobody.isHidden()
    qtbot.keyClick(page._bar.typed, Qt.Key.Key_Escape)
    settle()
    assert names(page) == everyone


def test_arrows_walk_from_the_search_and_enter_opens_the_card(
    page: ParticipantsPage, world: World, settle: Settle, qtbot: QtBot
) -> None:
    gone = went(page)
    page._bar.typed.setFocus()
    while page._list.table.current().id != world.ids[0]:
        qtbot.keyClick(page._bar.typed, Qt.Key.Key_Down)
    settle()
    assert page._detail._person is not None and page._detail._person.id == world.ids[0]
    qtbot.keyClick(page._bar.typed, Qt.Key.Key_Return)
    qtbot.keyClick(page._bar.typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert gone == [("person", {"participant": world.ids[0]}), ("entry", {"record": world.draft})]


def test_one_chip_at_a_time_with_true_counts(page: ParticipantsPage, settle: Settle) -> None:
    chips = page._bar._chips
    assert [chip.words for chip, _ in chips.values()] == [
        "Belum survei akhir", "Belum survei 6 bulan", "Angkatan 01", "Belum diterima provinsi"]
    page._filtering.counting.timeout.emit()
    settle()
    assert [chip.count for chip, _ in chips.values()][1:] == ["4", "4", "4"]
    chips["tl6"][0].click()
    chips["endline"][0].click()
    settle()
    assert [chip.isChecked() for chip, _ in chips.values()] == [True, False, False, False]
    assert len(names(page)) == int(chips["endline"][0].count)
    page._bar.clear()
    settle()
    assert len(names(page)) == 4 and not any(chip.isChecked() for chip, _ in chips.values())


def test_the_chosen_person_stays_chosen_when_the_list_is_read_again(page: ParticipantsPage, settle: Settle) -> None:
    page._list.table.choose_row(2)
    chosen = page._list.table.current().id
    page.show_with(None)
    settle()
    assert page._list.table.current().id == chosen


def test_filters_order_and_columns_by_dialog(page: ParticipantsPage, settle: Settle) -> None:
    page._bar.more.emit()
    settle()
    dialog = page.findChild(FilterDialog)
    assert dialog is not None
    dialog._fields["sort"].setCurrentIndex(dialog._fields["sort"].findData("business"))
    dialog._descending.click()
    dialog._fields["missing_round"].setCurrentIndex(dialog._fields["missing_round"].findData("tl6"))
    dialog._columns["nik"].click()
    dialog.accept()
    settle()
    assert page._bar.wanted == Wanted(missing_round="tl6", sort="business", descending=True)
    businesses = [row.business for row in (page._list.model.row(i) for i in range(4))]
    assert businesses == sorted(businesses, key=str.casefold, reverse=True)
    titles = [column.title for column in page._list.model.columns]
    assert page._list.table.isColumnHidden(titles.index("NIK"))
    assert page.context.preferences.hidden_columns == ["nik"]
    assert page._bar._chips["tl6"][0].isChecked()


def test_a_filter_kept_under_a_name_is_a_chip(page: ParticipantsPage, settle: Settle) -> None:
    page._filtering.keep("Medan belum 6 bulan", Wanted(regency="12.71", missing_round="tl6"))
    settle()
    chip, _ = page._bar._chips["saved Medan belum 6 bulan"]
    chip.click()
    settle()
    assert page._bar.wanted.regency == "12.71"
    wait(page.context.tasks, lambda: participant_data.forget_filter(page.context, "Medan belum 6 bulan"))
    page.show_with(None)
    settle()
    assert "saved Medan belum 6 bulan" not in page._bar._chips


def saved_dialog(page: ParticipantsPage, settle: Settle) -> FilterDialog:
    page._bar.more.emit()
    settle()
    return page.findChildren(FilterDialog)[-1]


def test_kept_filters_are_loaded_renamed_and_deleted(page: ParticipantsPage, settle: Settle, qtbot: QtBot) -> None:
    page._filtering.keep("Lama", Wanted(missing_round="tl6", sort="code", descending=True))
    settle()
    dialog = saved_dialog(page, settle)
    assert not dialog._rename.isEnabled() and dialog._rename.toolTip()
    dialog._saved.setCurrentIndex(dialog._saved.findData("Lama"))
    dialog._saved.activated.emit(dialog._saved.currentIndex())
    assert dialog._name.text() == "Lama"
    assert dialog.wanted == Wanted(missing_round="tl6", sort="code", descending=True)
    dialog._name.setText("Baru")
    dialog._rename.click()
    settle()
    assert "saved Baru" in page._bar._chips and "saved Lama" not in page._bar._chips
    dialog._forget.click()
    dialog.reject()
    settle()
    assert not [key for key in page._bar._chips if key.startswith("saved")]
    assert saved_dialog(page, settle)._saved.count() == 1


def test_a_press_on_a_head_orders(page: ParticipantsPage, settle: Settle) -> None:
    head = page._list.table.horizontalHeader()
    head.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    head.sectionClicked.emit(0)
    settle()
    assert names(page) == sorted(names(page), reverse=True)


def test_several_are_exported_masked_and_logged(
    page: ParticipantsPage, opened: Context, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._list.table.selectAll()
    assert page._many.isVisible() and not page._detail.isVisible()
    assert page._many._count.text() == "4 peserta dipilih"
    target = tmp_path / "keluar.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(target), ""))
    page._many.export.emit()
    settle()
    assert target.exists() and "keluar.xlsx" in page._export._title.text()
    logged = wait(opened.tasks, lambda: opened.opened.row("SELECT event, detail FROM _journal ORDER BY n DESC LIMIT 1"))
    assert logged == {"event": "export", "detail": '{"what": "participants", "count": 4, "file": "keluar.xlsx"}'}


def test_an_export_that_cannot_be_written_says_so(page: ParticipantsPage, settle: Settle, tmp_path: Path) -> None:
    page._export.write(tmp_path / "no" / "folder" / "x.xlsx", list(page._list.model.numbers))
    settle()
    assert page._export._title.text() and not (tmp_path / "no").exists()


def test_the_province_puts_several_into_a_cohort(opened: Context, settle: Settle, qtbot: QtBot) -> None:
    opened.identity = Identity("Dewi (contoh)", "province")
    numbers = wait(opened.tasks, lambda: list(participant_data.whole(opened, Wanted())))
    cohort = wait(opened.tasks, lambda: cohorts(opened.opened)[0].id)
    joined = wait(opened.tasks, lambda: participant_data.join_cohort(opened, numbers, str(cohort)))  # type: ignore[arg-type]
    assert joined == 0  # everyone is a member already: nothing changes


def stages(opened: Context) -> list[tuple[str, str, str]]:
    """(name, stage, reason) of everyone in a cohort."""
    return wait(opened.tasks, lambda: opened.opened.execute(  # type: ignore[no-any-return, arg-type]
        "SELECT p.nama, m.stage, m.reason FROM membership m JOIN participant p ON p._id = m.participant_id "
        "ORDER BY p.nama").fetchall())


def test_the_stage_of_several_is_changed_and_taken_back(page: ParticipantsPage, opened: Context, settle: Settle,
                                                        qtbot: QtBot) -> None:
    before = stages(opened)
    page._list.table.selectAll()
    page._many.stage.emit()
    settle()
    dialog = page.window().findChild(StageDialog)
    assert dialog is not None
    dialog._stage.set_value("alumnus")
    dialog._reason.set_text("wisuda (contoh)")
    dialog.press()
    settle()
    assert {row[1:] for row in stages(opened)} == {("alumnus", "wisuda (contoh)")} and len(before) == 4
    assert page._export._title.text() == "Tahap 4 peserta tercatat." and page._export.offer.isVisible()
    page._export.offer.click()
    settle()
    assert stages(opened) == before and page._export.offer.isHidden()
    assert page._export._title.text() == "Tahap 4 peserta kembali seperti semula."


def test_people_in_no_cohort_have_no_stage_to_change(page: ParticipantsPage, opened: Context, settle: Settle) -> None:
    wait(opened.tasks, lambda: [opened.opened.delete("membership", row["_id"])
                                for row in opened.opened.rows("SELECT _id FROM membership")])
    page._list.table.selectAll()
    page._many.stage.emit()
    settle()
    assert "belum masuk angkatan" in page._export._title.text()
    with pytest.raises(UserError, match="Persempit"):
        participant_data.members(opened, range(participant_data.MOST_MOVED + 1))


def test_who_waits_to_be_sent(page: ParticipantsPage, opened: Context, settle: Settle) -> None:
    page.show_with({"unsent": True})
    settle()
    assert page._bar._chips["unsent"][0].isChecked() and len(names(page)) == 4
    lsn, siti = wait(opened.tasks, lambda: opened.opened.execute(
        "SELECT (SELECT max(lsn) FROM _chg), _id FROM participant WHERE nama LIKE 'Siti%'").fetchone())
    wait(opened.tasks, lambda: (opened.opened.set_setting("province", {}), opened.opened.update(
        "ftd_profil", siti, {"hp": "0899"})))
    with pytest.MonkeyPatch.context() as told:  # the province has everything but the last change
        told.setattr(outbox, "_held", lambda file: lsn)
        page._read()
        settle()
        assert names(page) == ["Siti Aminah br. Ginting"]
        assert wait(opened.tasks, lambda: participant_data.count(opened, Wanted(unsent=True, ids=("x",)))) == 0
    page._bar._chips["unsent"][0].click()
    settle()
    assert len(names(page)) == 4


def test_revealing_a_nik_is_logged_first(opened: Context, settle: Settle, qtbot: QtBot) -> None:
    field = NikField(opened, fakes.person())
    qtbot.addWidget(field)
    assert field._text.text() == "121205••••••0003"
    field._eye.click()
    settle()
    assert field._text.text() == "1212056511800003"
    logged = wait(opened.tasks, lambda: opened.opened.row("SELECT event, detail FROM _journal ORDER BY n DESC LIMIT 1"))
    assert logged == {"event": "reveal", "detail": '{"participant": "p0", "field": "nik"}'}
    field._eye.click()
    assert field._text.text() == "121205••••••0003"


def test_a_nik_that_cannot_be_logged_is_not_shown(
    opened: Context, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(opened.tasks, "_fallback", told.append)

    def refuse(*_: object) -> None:
        raise OSError("disk is full")

    monkeypatch.setattr(opened.opened, "journal", refuse)
    field = NikField(opened, fakes.person())
    qtbot.addWidget(field)
    field._eye.click()
    settle()
    assert field._text.text() == "121205••••••0003" and len(told) == 1


def test_a_long_list_is_ordered_after_a_pause(
    page: ParticipantsPage, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(participant_data, "PAGE", 2)
    page.show_with(None)
    settle()
    assert page._list.figures.text() == "lebih dari 2 dari 4"
    qtbot.waitUntil(lambda: page._list.figures.text() == "4 dari 4", timeout=5000)
    settle()
    assert len(names(page)) == 4 and isinstance(page._list.model.numbers, array)


@pytest.mark.parametrize("typed", ["ginitng", "siti gintong", "aminha", "amina gnting", "sitti amnah"])
def test_a_slip_of_the_keys_still_finds_and_it_says_so(page: ParticipantsPage, settle: Settle, qtbot: QtBot,
                                                       typed: str) -> None:
    page._bar.typed.setText(typed)
    settle()
    assert names(page) == ["Siti Aminah br. Ginting"] and page._list.figures.text() == "ejaan mirip: 1 dari 4"
    page._bar.typed.clear()
    settle()
    assert page._list.figures.text() == "4 dari 4"


def test_who_came_at_once_is_indexed_while_the_list_stands(page: ParticipantsPage, opened: Context, settle: Settle,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participant_data, "INDEXED_AT_ONCE", 1)
    wait(opened.tasks, lambda: opened.opened.execute("UPDATE ftd_profil SET hp = hp || '1'"))  # no commit hook runs
    assert wait(opened.tasks, lambda: search.waiting(opened.opened)) == 4
    monkeypatch.setattr(search, "AT_COMMIT", 1)
    page._read()
    settle()
    assert wait(opened.tasks, lambda: search.waiting(opened.opened)) == 0


def test_a_page_that_was_left_asks_for_nothing(page: ParticipantsPage, settle: Settle) -> None:
    page.show_with(None)
    page.hide()
    settle()  # the answers arrive at a page nobody sees
    assert not page._filtering.counting.isActive() and not page._list.pause.isActive()


def test_the_people_behind_a_figure_are_shown_alone_and_it_says_why(page: ParticipantsPage, opened: Context,
                                                                    settle: Settle) -> None:
    siti = wait(opened.tasks, lambda: opened.opened.value("SELECT _id FROM participant WHERE nama LIKE 'Siti%'"))
    page.show_with({"ids": [siti], "words": "Laba naik"})
    settle()
    assert names(page) == ["Siti Aminah br. Ginting"]
    assert page._bar._why.isVisible() and (page._bar._why.words, page._bar._why.count) == ("Laba naik", "1")
    page._bar._why.click()
    settle()
    assert len(names(page)) == 4 and not page._bar._why.isVisible()


def test_phone_numbers_are_copied_and_that_is_logged(page: ParticipantsPage, opened: Context, settle: Settle) -> None:
    page._list.table.selectAll()
    page._many.copy.emit()
    settle()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4 and all(line.startswith("+628") for line in lines)
    logged = wait(opened.tasks, lambda: opened.opened.row("SELECT event, detail FROM _journal ORDER BY n DESC LIMIT 1"))
    assert logged == {"event": "export", "detail": '{"what": "phones", "count": 4}'}
    assert "4 nomor HP" in page._export._title.text()


@pytest.mark.parametrize(("wanted", "everyone", "word"), [
    (Wanted(), 0, "Daftarkan peserta pertama"), (Wanted(text="zz"), 4, "Tidak ada nama"),
    (Wanted(text="0899 1"), 4, "NIK, nomor HP"), (Wanted(text="zz", regency="12.71"), 4, "di dalam saringan"),
    (Wanted(stage="left"), 4, "dalam saringan ini"),
])
def test_an_empty_list_says_why_and_what_to_do(wanted: Wanted, everyone: int, word: str) -> None:
    assert word in why(wanted, everyone)


def test_from_an_empty_list_one_goes_on(page: ParticipantsPage, settle: Settle, qtbot: QtBot) -> None:
    gone = went(page)
    qtbot.keyClicks(page._bar.typed, "tidak ada orang ini")
    settle()
    assert "tidak ada orang ini" in page._list.nobody.words.text()
    page._list.nobody.new.click()
    page._list.nobody.everyone.click()
    settle()
    assert len(names(page)) == 4
    assert gone == [("entry", {"form": "ftd_profil", "participant": None, "round": None})]


@pytest.mark.parametrize(("typed", "name", "hp", "nik", "business"), [
    ("muhammad rizky", "M. Rizky Hasibuan", "081200000001", "1271010101900001", "Kopi"),
    ("muh rizky", "Muhammad Rizky", "081200000001", "1271010101900001", "Kopi"),
    ("mhd. rizki hsb", "Muhammad Rizki Hsb", "081200000001", "1271010101900001", "Kopi"),
    ("lumbantobing", "Togar Lumban Tobing", "081200000001", "1271010101900001", "Kopi"),
    ("lumban tob", "Togar Lumbantobing", "081200000001", "1271010101900001", "Kopi"),
    ("tobing", "Togar Lumbantobing", "081200000001", "1271010101900001", "Kopi"),
    ("tarigan siti", "Hj. Siti Aisyah br. Tarigan, S.Pd.", "081200000001", "1271010101900001", "Kopi"),
    ("djamaludin", "Jamaluddin", "081200000001", "1271010101900001", "Kopi"),
    ("08124455", "Orang Karangan", "+62 812-4455-667", "1271010101900001", "Kopi"),
    ("+62 812 4455", "Orang Karangan", "08124455667", "1271010101900001", "Kopi"),
    ("62812445", "Orang Karangan", "0812.4455.667", "1271010101900001", "Kopi"),
    ("127101", "Orang Karangan", "081200000001", "1271010101900001", "Kopi"),
    ("1271 0101", "Orang Karangan", "081200000001", "1271010101900001", "Kopi"),
    ("keripik", "Orang Karangan", "081200000001", "1271010101900001", "CV. Keripik Sinaga"),
])
def test_a_search_tolerates_how_people_write(page: ParticipantsPage, opened: Context, settle: Settle, qtbot: QtBot,
                                             typed: str, name: str, hp: str, nik: str, business: str) -> None:
    def add() -> None:
        with opened.opened.write():
            opened.opened.insert("ftd_profil", {"nama": name, "hp": hp, "nik": nik, "nama_usaha": business,
                                                "peserta_id": "UJI-1", "_status": "complete"})

    wait(opened.tasks, add)
    qtbot.keyClicks(page._bar.typed, typed)
    settle()
    assert name in names(page)
