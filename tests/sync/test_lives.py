"""A master that is restored again and again, from one backup too: nothing that it lost counts as received."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ftd_desktop.store import restored
from ftd_desktop.store.changes import chain, erasure
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, lives, machine, receipt, returns
from tests.sync.test_receipt import cloned
from tests.sync.world import FORM, add_form, answer, copied, insert, receive, send, table

Restore = Callable[[], DataFile]


@pytest.fixture
def restore(master: DataFile, budi: DataFile, tmp_path: Path, stick: Path) -> Iterator[Restore]:
    """A master restored from a backup made now, each time anew, on a machine that remembers nothing."""
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    answer(master, budi, stick)
    cloned(master, tmp_path).close()
    opened: list[DataFile] = []

    def one_more() -> DataFile:
        opened.append(copied(tmp_path / "salinan.ftdb", tmp_path / f"induk{len(opened)}.ftdb"))
        restored.begin_anew(opened[-1], "cadangan")
        return opened[-1]

    yield one_more
    for file in opened:
        file.close()


def brought_back(master: DataFile, file: DataFile, folder: Path) -> returns.ReturnReport:
    return returns.accept(file, returns.write(master, machine.person(file).device_id, folder).path)


def test_a_late_receipt_of_a_life_the_next_one_never_heard_of(restore: Restore, budi: DataFile, stick: Path) -> None:
    insert(budi, "Rina (rekaan)")
    first = restore()
    receive(first, send(budi, stick))
    late = receipt.write(first, machine.person(budi).device_id, stick)
    second = restore()
    answer(second, budi, stick)
    assert receipt.accept(budi, late).outdated
    assert bundle.waiting(budi) == 1
    receive(second, send(budi, stick))
    assert table(second) == table(budi)


def test_a_life_that_was_heard_of_is_past_when_another_speaks(restore: Restore, budi: DataFile, stick: Path) -> None:
    insert(budi, "Rina (rekaan)")
    first = restore()
    receive(first, send(budi, stick))
    late = receipt.write(first, machine.person(budi).device_id, stick)
    answer(first, budi, stick)
    second = restore()
    assert "cadangan" in answer(second, budi, stick).words[0]
    assert receipt.accept(budi, late).outdated
    receive(second, send(budi, stick))
    assert table(second) == table(budi)


def test_the_first_word_ever_came_from_a_life_that_is_over(restore: Restore, sari: DataFile, stick: Path) -> None:
    """What came down from it goes up again, though the laptop never heard of the life before."""
    first = restore()
    insert(first, "Rina (rekaan)")
    brought_back(first, sari, stick)
    second = restore()
    answer(second, sari, stick)
    receive(second, send(sari, stick))
    assert table(second) == table(first)


def test_what_came_before_the_laptops_epoch_is_sent_again(master: DataFile, budi: DataFile, stick: Path,
                                                          tmp_path: Path) -> None:
    """An epoch begins behind what was acknowledged; a master restored from before that may lack it."""
    with cloned(master, tmp_path) as old:
        insert(budi, "Siti (rekaan)")
        receive(master, send(budi, stick))
        answer(master, budi, stick)
        restored.begin_anew(budi, "cadangan")
        restored.begin_anew(old, "cadangan")
        told = answer(old, budi, stick)
        assert (told.received, told.safe) == (0, 0)
        assert not told.anew, "it is the province that was restored"
        assert bundle.waiting(budi) == 1
        (seen,) = inbox.inspect(old, [send(budi, stick)])
        assert seen.state == "ready"
        receive(old, seen.path)
        assert table(old) == table(budi)
        assert answer(old, budi, stick).words == ()
        assert bundle.waiting(budi) == 0


def test_a_master_that_hears_of_an_unknown_life_begins_another(restore: Restore, budi: DataFile, stick: Path) -> None:
    """Two masters out of one backup, both at work: whichever answers last is the one that a laptop believes."""
    first = restore()
    brought_back(first, budi, stick)
    second = restore()
    known = chain.current(second).number
    insert(budi, "Rina (rekaan)")
    receive(second, send(budi, stick))
    assert chain.current(second).number != known
    assert lives.past(second) >= {known, chain.current(first).number}
    assert not answer(second, budi, stick).outdated
    receive(first, send(budi, stick))
    assert not answer(first, budi, stick).outdated
    receive(second, send(budi, stick))
    assert chain.current(first).number in lives.past(second)
    known = chain.current(second).number
    insert(budi, "Tiur (rekaan)")
    receive(second, send(budi, stick))
    assert chain.current(second).number == known, "nothing new was heard"


def test_a_bundle_without_those_before_it_is_no_common_past(master: DataFile, budi: DataFile, stick: Path,
                                                            tmp_path: Path) -> None:
    """A twin has spoken, so the pasts differ: the laptop's later work at the master says nothing of the rest."""
    cloned(master, tmp_path).close()
    with cloned(budi, stick) as twin:
        insert(twin, "Kembar (rekaan)")
        insert(budi, "Siti (rekaan)")
        receive(master, send(budi, stick))
        answer(master, budi, stick)
        with copied(tmp_path / "salinan.ftdb", tmp_path / "lagi.ftdb") as old:
            restored.begin_anew(old, "cadangan")
            receive(old, send(twin, stick))
            insert(budi, "Rina (rekaan)")
            receive(old, send(budi, stick))
            answer(old, budi, stick)
            receive(old, send(budi, stick))
            assert {row["nama"] for row in table(old)} == {f"{name} (rekaan)" for name in ("Siti", "Rina", "Kembar")}


def test_an_order_to_erase_outlives_its_form(master: DataFile, budi: DataFile, stick: Path, tmp_path: Path) -> None:
    """The order lies beside the file and speaks of a version of the form that the backup does not know."""
    cloned(master, tmp_path).close()
    add_form(master, "2", "anggota")
    row = insert(master, "Siti (rekaan)", anggota=2)
    brought_back(master, budi, stick)
    erasure.erase(master, [(FORM, row)])
    erasure.keep_beside(master, master.path)
    shutil.copy2(erasure.shun_path(master.path), erasure.shun_path(tmp_path / "lagi.ftdb"))
    with copied(tmp_path / "salinan.ftdb", tmp_path / "lagi.ftdb") as old:
        restored.begin_anew(old, "cadangan")
        brought_back(old, budi, stick)
        assert table(budi) == table(old) == []


def test_a_clock_set_back_keeps_no_laptop_from_the_new_life(restore: Restore, budi: DataFile, stick: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first word looks old and is not believed, but the next bundle tells the master, whose answer is."""
    first = restore()
    monkeypatch.setattr(receipt, "_now", lambda: "2031-01-01T08:00:00+07:00")
    brought_back(first, budi, stick)
    monkeypatch.undo()
    second = restore()
    assert answer(second, budi, stick).outdated
    assert bundle.due(budi)
    receive(second, send(budi, stick))
    assert not answer(second, budi, stick).outdated
    assert table(second) == table(budi)


def test_the_mark_outside_the_file_knows_the_life_that_is_lost(restore: Restore, tmp_path: Path) -> None:
    marks = tmp_path / "tanda"
    first = restore()
    restored.notice(first, marks)
    second = restore()
    assert restored.notice(second, marks)
    assert chain.current(first).number in lives.past(second)


def test_what_another_laptop_carries_back_is_no_difference(restore: Restore, budi: DataFile, sari: DataFile,
                                                           stick: Path) -> None:
    """It counts as unsent here until this laptop has given back what the province lost."""
    insert(budi, "Rina (rekaan)")
    first = restore()
    receive(first, send(budi, stick))
    brought_back(first, sari, stick)
    brought_back(first, budi, stick)
    second = restore()
    for laptop in (budi, sari):
        brought_back(second, laptop, stick)
    receive(second, send(sari, stick))
    assert table(second) == table(sari)
    assert brought_back(second, budi, stick).mismatches == ()


def test_what_is_carried_back_after_another_brought_it_is_known_to_stand_there(
        restore: Restore, budi: DataFile, sari: DataFile, stick: Path) -> None:
    """So that it leaves when it was deleted meanwhile: a restored province has no list of what it had sent."""
    row = insert(budi, "Rina (rekaan)")
    first = restore()
    receive(first, send(budi, stick))
    brought_back(first, sari, stick)
    second = restore()
    budi.delete(FORM, row)
    for laptop in (budi, sari):
        answer(second, laptop, stick)
        receive(second, send(laptop, stick))
    assert brought_back(second, sari, stick).mismatches == ()
    assert table(sari) == table(second)
