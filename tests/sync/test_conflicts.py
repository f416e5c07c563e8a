"""Both values are shown to whoever settles, and the settlement closes the conflict everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes.fold import DELETED
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, machine, returns
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send, table


@pytest.fixture
def row(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> str:
    """A record that all three have."""
    made = insert(budi, "Siti (rekaan)", "0800")
    receive(master, send(budi, stick))
    with_row(sari, budi)
    return made


def test_both_values_with_who_when_and_what_was_seen(master: DataFile, budi: DataFile, sari: DataFile, row: str,
                                                     stick: Path) -> None:
    budi.update(FORM, row, {"hp": "0811"})
    sari.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick), send(sari, stick))
    (found,) = conflicts.pending(master)
    assert (found.field, found.row, found.table) == ("hp", row, FORM)
    assert {(side.officer, side.value, side.seen) for side in found.sides} == {
        ("Budi Contoh", "0811", "0800"), ("Sari Contoh", "0822", "0800")}
    assert master.value(f"SELECT hp FROM {FORM}") == found.winner.value


def test_the_province_is_named_on_a_laptop_too(master: DataFile, budi: DataFile, row: str, stick: Path) -> None:
    """Not "another tool": the master's changes are those of the officer whom it was assigned to."""
    budi.update(FORM, row, {"hp": "0811"})
    master.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick))
    returns.accept(budi, returns.write(master, machine.person(budi).device_id, stick).path)
    (found,) = conflicts.pending(budi)
    assert {side.officer for side in found.sides} == {"Budi Contoh", "Dewi Contoh"}


@pytest.mark.parametrize("value", ["0811", "0822", "0833", None])
def test_settling_closes_it_everywhere(master: DataFile, budi: DataFile, sari: DataFile, row: str, stick: Path,
                                       value: str | None) -> None:
    budi.update(FORM, row, {"hp": "0811"})
    sari.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick), send(sari, stick))
    (found,) = conflicts.pending(master)
    assert conflicts.settle(master, found, value, "ditelepon")
    assert conflicts.pending(master) == []
    assert master.value(f"SELECT hp FROM {FORM}") == value
    receive(master, send(budi, stick), send(sari, stick))
    assert conflicts.count(master) == 0
    with pytest.raises(UserError, match="sudah diselesaikan"):
        conflicts.settle(master, found, value)


def test_a_row_with_two_fields_waits_for_both(master: DataFile, budi: DataFile, sari: DataFile, row: str,
                                              stick: Path) -> None:
    """A settlement names all heads, so a first field written alone would close the second unasked."""
    budi.update(FORM, row, {"hp": "0811", "nama": "Siti A. (rekaan)"})
    sari.update(FORM, row, {"hp": "0822", "nama": "Siti B. (rekaan)"})
    receive(master, send(budi, stick), send(sari, stick))
    first, second = conflicts.pending(master)
    assert not conflicts.settle(master, first, "0811")
    assert [(one.field, one.decided) for one in conflicts.pending(master)] == [("hp", True), ("nama", False)]
    assert conflicts.settle(master, second, "Siti C. (rekaan)")
    assert (table(master)[0]["hp"], table(master)[0]["nama"]) == ("0811", "Siti C. (rekaan)")
    assert conflicts.count(master) == 0


@pytest.mark.parametrize("delete", [True, False])
def test_an_edit_beside_a_delete(master: DataFile, budi: DataFile, sari: DataFile, row: str, stick: Path,
                                 delete: bool) -> None:
    budi.delete(FORM, row)
    sari.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick), send(sari, stick))
    (found,) = conflicts.pending(master)
    assert (found.field, len(table(master))) == (DELETED, 1)
    assert conflicts.settle(master, found, delete)
    assert (len(table(master)), conflicts.count(master)) == (0 if delete else 1, 0)


def test_equal_values_and_later_edits_are_no_conflict(master: DataFile, budi: DataFile, sari: DataFile, row: str,
                                                      stick: Path) -> None:
    budi.update(FORM, row, {"hp": "0811"})
    sari.update(FORM, row, {"hp": "0811"})
    receive(master, send(budi, stick), send(sari, stick))
    assert conflicts.pending(master) == []
