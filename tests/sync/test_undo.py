"""A merge can be undone as a whole, and the undoing is itself in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import erasure, log
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, undo
from tests.sync import oracle, world
from tests.sync.world import FORM, child, insert, receive, send, table


def test_new_rows_go_and_changed_ones_come_back(master: DataFile, budi: DataFile, stick: Path) -> None:
    old = insert(budi, "Siti (rekaan)", "0800", 1.5)
    receive(master, send(budi, stick))
    before = table(master)
    budi.update(FORM, old, {"hp": "0811", "lat": None})
    child(budi, insert(budi, "Rina (rekaan)"), "Ani (rekaan)")
    receive(master, send(budi, stick))
    found = undo.last_merge(master)
    assert found is not None
    report = undo.undo(master, *found)
    assert (report.removed, report.restored, report.changed_since) == (2, 1, ())
    assert table(master) == before
    assert table(master, f"{FORM}__anak") == []
    assert [change.op for change in log.of_row(master, old)] == [1, 2, 2]


def test_the_undone_file_again_changes_nothing_and_a_later_edit_counts(master: DataFile, budi: DataFile,
                                                                       stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    budi.update(FORM, row, {"hp": "0811"})
    path = send(budi, stick)
    receive(master, path)
    undo.undo(master, *(undo.last_merge(master) or (0, 0)))
    receive(master, path)
    assert table(master)[0]["hp"] == "0800"
    world.answer(master, budi, stick)
    budi.update(FORM, row, {"nama": "Siti A. (rekaan)"})
    receive(master, send(budi, stick))
    assert (table(master)[0]["hp"], table(master)[0]["nama"]) == ("0800", "Siti A. (rekaan)")


def test_conflicts_of_the_merge_close(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    budi.update(FORM, row, {"hp": "0811"})
    master.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick))
    assert conflicts.count(master) == 1
    undo.undo(master, *(undo.last_merge(master) or (0, 0)))
    assert (conflicts.count(master), table(master)[0]["hp"]) == (0, "0822")
    assert oracle.rows(master, FORM)[1] == set()


def test_what_was_changed_since_is_left_alone_and_named(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)", "0800")
    gone = insert(budi, "Rina (rekaan)")
    receive(master, send(budi, stick))
    master.update(FORM, row, {"hp": "0822"})
    erasure.erase(master, [(FORM, gone)])
    report = undo.undo(master, *(undo.last_merge(master) or (0, 0)))
    assert {*report.changed_since} == {row, gone}
    assert table(master)[0]["hp"] == "0822"


def test_nothing_to_undo(master: DataFile) -> None:
    assert undo.last_merge(master) is None
    with pytest.raises(UserError, match="tidak ada di riwayat"):
        undo.undo(master, 1, 5)
