"""Many conflicts settled by one rule: as decided one by one, in one write, with its reason, and undone as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store.changes.fold import DELETED
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import conflicts, machine, settling
from ftd_desktop.sync.settling import Rule
from tests.sync import oracle
from tests.sync.test_merge import with_row
from tests.sync.world import FORM, insert, receive, send, table


@pytest.fixture
def rows(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> list[str]:
    """Three records about which Budi and Sari disagree on the phone."""
    made = [insert(budi, f"Siti {n} (rekaan)", "0800") for n in range(3)]
    receive(master, send(budi, stick))
    with_row(sari, budi)
    for row in made:
        budi.update(FORM, row, {"hp": "0811"})
        sari.update(FORM, row, {"hp": "0822"})
    receive(master, send(budi, stick), send(sari, stick))
    return made


def phones(file: DataFile) -> list[str]:
    return [row["hp"] for row in table(file)]


def test_by_officer_name_or_id(master: DataFile, budi: DataFile, rows: list[str]) -> None:
    for who in ("Budi Contoh", machine.person(budi).officer_id, "Budi Contoh"):
        done = settling.settle_many(master, conflicts.pending(master), Rule.officer(who), "ditelepon")
        assert (done.fields, done.rows, done.waiting, done.skipped) == (3, 3, 0, ())
        assert phones(master) == ["0811"] * 3
        assert conflicts.count(master) == 0
        settling.undo(master, done.batch)


def test_by_the_latest(master: DataFile, rows: list[str]) -> None:
    winners = {one.row: one.winner.value for one in conflicts.pending(master)}
    settling.settle_many(master, conflicts.pending(master), Rule.latest())
    assert {row["_id"]: row["hp"] for row in table(master)} == winners


def test_a_value_for_all_and_the_reason_is_kept(master: DataFile, rows: list[str]) -> None:
    done = settling.settle_many(master, conflicts.pending(master), Rule.value("0899"), "nomor kantor")
    assert phones(master) == ["0899"] * 3
    (kept,) = settling.batches(master)
    assert (kept.id, kept.rule, kept.reason, kept.rows, kept.undone) == (done.batch, "value", "nomor kantor", 3, False)
    assert "0899" not in str(master.rows("SELECT * FROM _journal"))


def test_what_the_rule_does_not_fit_stays_open(master: DataFile, rows: list[str]) -> None:
    master.update(FORM, rows[0], {"nama": "Siti A (rekaan)"})
    done = settling.settle_many(master, conflicts.pending(master), Rule.officer("Tidak Ada"))
    assert (done.fields, len(done.skipped)) == (0, 3)
    assert settling.settle_many(master, conflicts.pending(master), Rule.master()).fields == 0
    assert conflicts.count(master) == 3 and settling.batches(master) == []


def test_by_the_master(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    master.update(FORM, row, {"hp": "0877"})
    budi.update(FORM, row, {"hp": "0811"})
    receive(master, send(budi, stick))
    assert settling.settle_many(master, conflicts.pending(master), Rule.master()).rows == 1
    assert phones(master) == ["0877"]


def test_a_row_waits_for_its_other_fields(master: DataFile, budi: DataFile, sari: DataFile, rows: list[str],
                                          stick: Path) -> None:
    budi.update(FORM, rows[0], {"nama": "Siti B (rekaan)"})
    sari.update(FORM, rows[0], {"nama": "Siti C (rekaan)"})
    receive(master, send(budi, stick), send(sari, stick))
    about_phones = [one for one in conflicts.pending(master) if one.field == "hp"]
    done = settling.settle_many(master, about_phones, Rule.officer("Sari Contoh"))
    assert (done.fields, done.rows, done.waiting) == (3, 2, 1)
    (left,) = [one for one in conflicts.pending(master) if not one.decided]
    assert (left.row, left.field) == (rows[0], "nama")
    assert conflicts.settle(master, left, "Siti C (rekaan)")
    assert phones(master) == ["0822"] * 3


def test_settled_meanwhile_is_passed_over(master: DataFile, rows: list[str]) -> None:
    found = conflicts.pending(master)
    conflicts.settle(master, found[0], "0811")
    done = settling.settle_many(master, found, Rule.officer("Sari Contoh"))
    assert (done.rows, [one.row for one in done.skipped]) == (2, [rows[0]])
    assert phones(master) == ["0811", "0822", "0822"]


def test_undone_the_disputes_stand_again_everywhere(master: DataFile, budi: DataFile, sari: DataFile, rows: list[str],
                                                    stick: Path) -> None:
    before = {(one.row, one.field, frozenset(side.value for side in one.sides), one.winner.value)
              for one in conflicts.pending(master)}
    done = settling.settle_many(master, conflicts.pending(master), Rule.officer("Budi Contoh"))
    undone = settling.undo(master, done.batch)
    assert (undone.rows, undone.changed_since) == (3, ())
    assert {(one.row, one.field, frozenset(side.value for side in one.sides), one.winner.value)
            for one in conflicts.pending(master)} == before
    assert {(row, field, w, k) for row, field, *w_k in master.execute("SELECT row, field, whlc, wrnd, lhlc, lrnd FROM "
            "_conflict") for w, k in [(tuple(w_k[:2]), tuple(w_k[2:]))]} == oracle.rows(master, FORM)[1]
    assert settling.batches(master)[0].undone
    with pytest.raises(UserError, match="sudah dibatalkan"):
        settling.undo(master, done.batch)
    again = settling.settle_many(master, conflicts.pending(master), Rule.value("0811"))
    assert again.rows == 3 and conflicts.count(master) == 0


def test_what_was_changed_since_is_left_alone(master: DataFile, rows: list[str]) -> None:
    done = settling.settle_many(master, conflicts.pending(master), Rule.officer("Budi Contoh"))
    master.update(FORM, rows[1], {"hp": "0855"})
    undone = settling.undo(master, done.batch)
    assert (undone.rows, undone.changed_since) == (2, (rows[1],))
    assert {one.row for one in conflicts.pending(master)} == {rows[0], rows[2]}
    assert master.value(f"SELECT hp FROM {FORM} WHERE _id = ?", (rows[1],)) == "0855"


@pytest.mark.parametrize("kept", [True, False])
def test_an_edit_beside_a_delete_comes_back_too(master: DataFile, budi: DataFile, sari: DataFile, rows: list[str],
                                                stick: Path, kept: bool) -> None:
    settling.settle_many(master, conflicts.pending(master), Rule.latest())
    budi.delete(FORM, rows[0])
    sari.update(FORM, rows[0], {"nama": "Siti lama (rekaan)"})
    receive(master, send(budi, stick), send(sari, stick))
    found = conflicts.pending(master)
    assert DELETED in {one.field for one in found}
    done = settling.settle_many(master, found, Rule.officer("Sari Contoh" if kept else "Budi Contoh"))
    if not done.rows:  # one of the two has no side in some field of the row
        done = settling.settle_many(master, [one for one in conflicts.pending(master) if not one.decided],
                                    Rule.latest())
    settling.undo(master, done.batch)
    assert DELETED in {one.field for one in conflicts.pending(master)}
    assert len(table(master)) == 3


def test_a_stopped_batch_changes_nothing(master: DataFile, rows: list[str]) -> None:
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        settling.settle_many(master, conflicts.pending(master), Rule.latest(), cancelled=lambda: next(answers))
    assert conflicts.count(master) == 3
