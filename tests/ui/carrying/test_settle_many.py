"""Many conflicts alike at once: the rule and the count are shown before, all are settled, and it can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, settling
from ftd_desktop.ui.dialogs.settle_many import ALL, SettleManyDialog
from ftd_desktop.ui.pages.master import MasterPage
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send, table
from tests.ui.carrying.conftest import Sit, Wait

PEOPLE = ("Siti (rekaan)", "Rosa (rekaan)", "Tiur (rekaan)")


@pytest.fixture
def page(sit: Sit, master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> MasterPage:
    """Three phone numbers and one latitude about which the two officers disagree."""
    rows = [insert(budi, name, "0800") for name in PEOPLE]
    receive(master, send(budi, stick))
    with_row(sari, budi)
    for n, row in enumerate(rows):
        budi.update(FORM, row, {"hp": f"0811{n}"})
        sari.update(FORM, row, {"hp": f"0822{n}"})
    budi.update(FORM, rows[0], {"lat": 1.5})
    sari.update(FORM, rows[0], {"lat": 2.5})
    receive(master, send(budi, stick), send(sari, stick))
    made: MasterPage = sit(MasterPage, master)
    return made


def begin(page: MasterPage, qtbot: QtBot, ready: Wait) -> SettleManyDialog:
    card = page._disputes.card
    while card.current().alike < 2:  # type: ignore[union-attr]
        qtbot.keyClick(card, Qt.Key.Key_N)
    qtbot.keyClick(card, Qt.Key.Key_S)
    ready()
    (dialog,) = page.findChildren(SettleManyDialog)
    return dialog


def test_by_rule_with_the_count_before_and_undone_after(page: MasterPage, master: DataFile, ready: Wait,
                                                        qtbot: QtBot) -> None:
    dialog = begin(page, qtbot, ready)
    assert dialog._count.text() == "3 bentrok pada 3 catatan akan diselesaikan."
    assert dialog.act.text() == "Selesaikan 3 bentrok" and "dipakai 08" in dialog._examples.text()
    words = [way.words for way in dialog._ways]
    assert words == ["nilai terbaru", "nilai Budi Contoh", "nilai Sari Contoh"]
    dialog._rule._chips[1].click()
    dialog._reason.set_text("Budi menelepon pesertanya (contoh)")
    assert conflicts.count(master) == 4
    dialog.press()
    ready()
    assert page._strip.words[0] == "3 bentrok diselesaikan" and "1 catatan menunggu" in page._strip.words[1]
    assert [one.field for one in conflicts.pending(master) if not one.decided] == ["lat"]
    assert [row["hp"] for row in table(master)[1:]] == ["08111", "08112"]
    assert settling.batches(master)[0].reason == "Budi menelepon pesertanya (contoh)"
    qtbot.mouseClick(page._disputes.undo, Qt.MouseButton.LeftButton)
    ready()
    assert page._strip.words[0].startswith("Penyelesaian diurungkan: 2 catatan")
    assert not page._disputes.undo.isVisible()


def test_all_of_them(page: MasterPage, master: DataFile, ready: Wait, qtbot: QtBot) -> None:
    dialog = begin(page, qtbot, ready)
    dialog._about._chips[ALL].click()
    assert dialog.act.text() == "Selesaikan 4 bentrok"
    dialog.press()
    ready()
    assert conflicts.count(master) == 0 and page._disputes.card.current() is None


def test_giving_up_changes_nothing(page: MasterPage, master: DataFile, ready: Wait, qtbot: QtBot) -> None:
    dialog = begin(page, qtbot, ready)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    ready()
    assert conflicts.count(master) == 4
