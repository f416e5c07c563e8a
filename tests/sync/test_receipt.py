"""A receipt is believed only as far as the two pasts agree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import backup, keys
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.restored import begin_anew
from ftd_desktop.sync import bundle, inbox, machine, receipt, returns
from tests.sync import world
from tests.sync.world import FORM, answer, insert, receive, send, table


def test_acknowledged_changes_are_not_sent_again(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    assert bundle.waiting(budi) == 1
    report = answer(master, budi, stick)
    assert (report.confirmed, report.safe, report.words) == (1, 0, ())
    assert bundle.waiting(budi) == 0
    insert(budi, "Rina (rekaan)")
    assert bundle.write(budi, stick).changes == 1


def test_a_lost_bundle_costs_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    send(budi, stick).unlink()
    insert(budi, "Rina (rekaan)")
    receive(master, send(budi, stick))
    assert table(master) == table(budi)


def test_everything_can_be_sent_again(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    answer(master, budi, stick)
    again = bundle.write(budi, stick, everything=True)
    assert again.changes == 1
    assert inbox.inspect(master, [again.path])[0].state == "known"


def test_received_is_not_yet_safe(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    backup.back_up(master, stick)
    insert(budi, "Rina (rekaan)")
    receive(master, send(budi, stick))
    report = answer(master, budi, stick)
    assert 0 < report.safe < report.received


def test_an_older_receipt_read_later_changes_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    old = receipt.write(master, budi.setting("identity")["device_id"], stick)
    insert(budi, "Rina (rekaan)")
    receive(master, send(budi, stick))
    new = answer(master, budi, stick)
    report = receipt.accept(budi, old)
    assert "lebih lama" in report.words[0]
    assert report.received == new.received
    assert bundle.waiting(budi) == 0


def test_somebody_elses_receipt(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    path = receipt.write(master, budi.setting("identity")["device_id"], stick)
    with pytest.raises(UserError, match="penerima lain"):
        receipt.accept(sari, path)


def test_a_bundle_is_no_receipt(budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    with pytest.raises(UserError):
        receipt.accept(budi, send(budi, stick))


def cloned(file: DataFile, folder: Path) -> DataFile:
    """The file as a backup or a copy on another laptop has it."""
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = folder / "salinan.ftdb"
    shutil.copy2(file.path, copy)
    shutil.copy2(keys.sidecar_path(file.path), keys.sidecar_path(copy))
    return DataFile.open(copy, world.PASSPHRASE)


def test_two_laptops_under_one_name(master: DataFile, budi: DataFile, stick: Path) -> None:
    """Both keep working; the master says it by name; the second takes a new epoch; nothing is lost."""
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    with cloned(budi, stick) as twin:
        budi.update(FORM, row, {"hp": "0811"})
        insert(budi, "Rina (rekaan)")
        insert(twin, "Tiur (rekaan)")
        receive(master, send(budi, stick))
        (seen,) = inbox.inspect(master, [send(twin, stick)])
        assert seen.state == "fork"
        assert "Budi Contoh" in seen.words()[0]
        receive(master, seen.path)
        assert len(table(master)) == 3
        told = answer(master, twin, stick)
        assert "dipulihkan" in told.words[0]
        insert(twin, "Ucok (rekaan)")
        receive(master, send(twin, stick))
        assert answer(master, twin, stick).words == ()
        assert bundle.waiting(twin) == 0
    assert answer(master, budi, stick).words == ()
    assert len(table(master)) == 4


def test_restored_master_is_filled_again(master: DataFile, budi: DataFile, stick: Path, tmp_path: Path) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    answer(master, budi, stick)
    with cloned(master, tmp_path) as restored:
        from ftd_desktop.store.changes import chain, log

        insert(budi, "Rina (rekaan)")
        receive(master, send(budi, stick))
        answer(master, budi, stick)
        insert(budi, "Tiur (rekaan)")
        chain.new_epoch(restored, log.last_lsn(restored))
        (seen,) = inbox.inspect(restored, [send(budi, stick)])
        assert seen.state == "missing"
        receive(restored, seen.path)
        assert "cadangan" in answer(restored, budi, stick).words[0]
        receive(restored, send(budi, stick))
        assert table(restored) == table(budi)


def test_a_restored_master_gets_its_own_work_back(master: DataFile, budi: DataFile, stick: Path,
                                                  tmp_path: Path) -> None:
    """What the province itself wrote after the backup is only on the laptops now: they carry it back, once."""
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    answer(master, budi, stick)
    with cloned(master, tmp_path) as restored:
        master.update(FORM, row, {"hp": "0877"})
        insert(master, "Rina (rekaan)")
        old = returns.write(master, machine.person(budi).device_id, stick).path
        returns.accept(budi, old)
        again = receipt.write(master, machine.person(budi).device_id, tmp_path)
        begin_anew(restored, "cadangan")
        answer(restored, budi, stick)
        written = bundle.write(budi, stick)
        (seen,) = inbox.inspect(restored, [written.path])
        assert seen.taken and seen.taken.effect.new_rows == 1
        receive(restored, written.path)
        assert table(restored) == table(master)
        answer(restored, budi, stick)
        assert not bundle.waiting(budi)
        insert(budi, "Tiur (rekaan)")
        assert bundle.write(budi, stick).changes == 1
        assert receipt.accept(budi, again).outdated, "what a past life of the master held counts no more"


def test_a_statement_of_a_past_life_that_was_never_heard(master: DataFile, budi: DataFile, stick: Path,
                                                         tmp_path: Path) -> None:
    """Written before the restore, read after the first word from the restored master: it acknowledges nothing."""
    insert(budi, "Siti (rekaan)")
    with cloned(master, tmp_path) as restored:
        receive(master, send(budi, stick))
        late = receipt.write(master, machine.person(budi).device_id, tmp_path)
        begin_anew(restored, "cadangan")
        answer(restored, budi, stick)
        assert receipt.accept(budi, late).outdated
        assert bundle.waiting(budi) == 1
        receive(restored, send(budi, stick))
        assert len(table(restored)) == 1
