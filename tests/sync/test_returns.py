"""What goes down to a laptop: its regencies and nothing else; leaving is not deletion; erasure reaches every copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.changes import chain, erasure
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import (
    bundle,
    conflicts,
    enrolment,
    envelope,
    inbox,
    machine,
    package,
    receipt,
    returns,
    whereabouts,
)
from ftd_desktop.sync.scope import OFFICE_TABLES
from tests.sync import world
from tests.sync.world import FORM, child, insert, receive, send, table

MEDAN, NIAS = "1275", "1201"


def enrolled(master: DataFile, folder: Path, name: str, *regencies: str) -> DataFile:
    made = enrolment.assign(master, name=f"{name} Contoh", code=name.upper(), regencies=regencies, seal=world.plain)
    return enrolment.accept(folder / f"{name}.ftdb", made.data, made.code, world.PASSPHRASE, unseal=world.plain)


@pytest.fixture
def office(master: DataFile) -> DataFile:
    """The master with the regency in the profile."""
    world.add_form(master, "2", "kab")
    return master


@pytest.fixture
def medan(office: DataFile, tmp_path: Path) -> Iterator[DataFile]:
    with enrolled(office, tmp_path, "medan", MEDAN) as file:
        yield file


@pytest.fixture
def nias(office: DataFile, tmp_path: Path) -> Iterator[DataFile]:
    with enrolled(office, tmp_path, "nias", NIAS) as file:
        yield file


def bring(office: DataFile, file: DataFile, stick: Path) -> returns.ReturnReport:
    report = returns.accept(file, returns.write(office, machine.person(file).device_id, stick).path)
    assert report.mismatches == ()
    return report


def names(file: DataFile) -> list[str]:
    return sorted(row["nama"] for row in table(file))


def test_only_the_regencies_of_the_laptop(office: DataFile, medan: DataFile, nias: DataFile, stick: Path) -> None:
    siti = insert(office, "Siti (rekaan)", kab=MEDAN)
    child(office, siti, "Ani (rekaan)")
    child(office, insert(office, "Fatizaro (rekaan)", kab=NIAS), "Yarni (rekaan)")
    bring(office, medan, stick)
    bring(office, nias, stick)
    assert (names(medan), names(nias)) == (["Siti (rekaan)"], ["Fatizaro (rekaan)"])
    assert [row["nama_anak"] for row in table(medan, f"{FORM}__anak")] == ["Ani (rekaan)"]
    assert not medan.value("SELECT 1 FROM _chg WHERE body LIKE '%Fatizaro%' OR body LIKE '%Yarni%'")


def test_the_file_itself_holds_no_row_outside_the_scope(office: DataFile, medan: DataFile, stick: Path) -> None:
    insert(office, "Siti (rekaan)", kab=MEDAN)
    outside = insert(office, "Fatizaro (rekaan)", kab=NIAS)
    path = returns.write(office, machine.person(medan).device_id, stick).path
    opened = envelope.open_sealed(path.read_bytes(), me=machine.keys(medan), trusted=lambda key: True,
                                  kinds=(returns.KIND,), name=path.name)
    changes = package.unpack(package.unzipped(opened.payload, "x")["changes.sqlite"], "x")
    found = {(change[1], change[2]) for change in changes.changes()}
    changes.close()
    assert {t for t, _ in found} <= {FORM, *OFFICE_TABLES}
    assert outside not in {row for _, row in found}


def test_again_it_changes_nothing_and_later_only_what_is_new(office: DataFile, medan: DataFile, stick: Path) -> None:
    insert(office, "Siti (rekaan)", kab=MEDAN)
    path = returns.write(office, machine.person(medan).device_id, stick).path
    returns.accept(medan, path)
    assert returns.accept(medan, path).effect.arrived == 0
    insert(medan, "Rina (rekaan)", kab=MEDAN)
    receive(office, send(medan, stick))
    insert(office, "Tiur (rekaan)", kab=MEDAN)
    made = returns.write(office, machine.person(medan).device_id, stick)
    assert made.changes == 2  # Tiur, and Rina once more
    returns.accept(medan, made.path)
    assert names(medan) == ["Rina (rekaan)", "Siti (rekaan)", "Tiur (rekaan)"]


def test_leaving_the_scope_is_eviction_not_deletion(office: DataFile, medan: DataFile, nias: DataFile,
                                                   stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", kab=MEDAN)
    child(medan, row, "Ani (rekaan)")
    receive(office, send(medan, stick))
    bring(office, medan, stick)
    office.update(FORM, row, {"kab": NIAS})
    report = bring(office, medan, stick)
    assert (report.evicted, report.kept, names(medan)) == (2, 0, [])
    assert not medan.value("SELECT 1 FROM _chg WHERE body LIKE '%Siti%'")
    assert chain.verify(medan) == []
    insert(medan, "Rina (rekaan)", kab=MEDAN)
    (seen,) = inbox.inspect(office, [send(medan, stick)])
    assert seen.state == "ready"
    receive(office, seen.path)
    assert names(office) == ["Rina (rekaan)", "Siti (rekaan)"]
    bring(office, nias, stick)
    assert names(nias) == ["Siti (rekaan)"]
    office.update(FORM, row, {"kab": MEDAN})
    bring(office, medan, stick)
    assert names(medan) == ["Rina (rekaan)", "Siti (rekaan)"]
    assert len(table(medan, f"{FORM}__anak")) == 1


def test_unsent_work_is_never_evicted(office: DataFile, medan: DataFile, stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", kab=MEDAN)
    receive(office, send(medan, stick))
    bring(office, medan, stick)
    medan.update(FORM, row, {"hp": "0899"})
    office.update(FORM, row, {"kab": NIAS})
    report = bring(office, medan, stick)
    assert (report.evicted, report.kept, names(medan)) == (0, 1, ["Siti (rekaan)"])
    receive(office, send(medan, stick))
    assert bring(office, medan, stick).evicted == 1
    assert office.value(f"SELECT hp FROM {FORM}") == "0899"


def test_a_lost_return_file_costs_nothing(office: DataFile, medan: DataFile, stick: Path) -> None:
    row = insert(office, "Siti (rekaan)", kab=MEDAN)
    returns.write(office, machine.person(medan).device_id, stick).path.unlink()
    bring(office, medan, stick)
    office.update(FORM, row, {"kab": NIAS})
    returns.write(office, machine.person(medan).device_id, stick).path.unlink()
    assert bring(office, medan, stick).evicted == 1
    assert names(medan) == []


def test_an_older_return_file_read_later_changes_nothing(office: DataFile, medan: DataFile, stick: Path) -> None:
    row = insert(office, "Siti (rekaan)", kab=MEDAN)
    bring(office, medan, stick)
    office.update(FORM, row, {"kab": NIAS})
    out = returns.write(office, machine.person(medan).device_id, stick).path
    office.update(FORM, row, {"kab": MEDAN})
    bring(office, medan, stick)
    assert returns.accept(medan, out).receipt.outdated
    assert names(medan) == ["Siti (rekaan)"]


def test_erasure_reaches_the_laptop_and_no_late_file_brings_the_person_back(office: DataFile, medan: DataFile,
                                                                            stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", kab=MEDAN)
    late = send(medan, stick)
    medan.update(FORM, row, {"hp": "0899"})
    receive(office, send(medan, stick))
    erasure.erase(office, [(FORM, row)])
    report = bring(office, medan, stick)
    assert (report.erased, "untuk selamanya" in report.words()[-1]) == (1, True)
    assert list(whereabouts.records(medan)) == []
    receive(office, late)
    assert bring(office, medan, stick).erased == 0
    for file in (office, medan):
        assert table(file) == []
        assert not file.value("SELECT 1 FROM _chg WHERE row = ? AND body IS NOT NULL", (row,))


def test_an_erasure_that_comes_before_the_record(office: DataFile, medan: DataFile, nias: DataFile,
                                                 stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", kab=MEDAN)
    receive(office, send(medan, stick))
    erasure.erase(office, [(FORM, row)])
    bring(office, nias, stick)
    assert nias.value("SELECT count(*) FROM _chg WHERE row = ? AND body IS NOT NULL", (row,)) == 0


def test_an_officer_cannot_order_an_erasure(office: DataFile, medan: DataFile, stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", kab=MEDAN)
    receive(office, send(medan, stick))
    erasure.erase(medan, [(FORM, row)])
    assert [one.state for one in inbox.inspect(office, [send(medan, stick)])] == ["refused"]
    assert names(office) == ["Siti (rekaan)"]


def test_conflicts_go_back_and_are_answered_there(office: DataFile, medan: DataFile, stick: Path) -> None:
    row = insert(medan, "Siti (rekaan)", "0800", kab=MEDAN)
    receive(office, send(medan, stick))
    medan.update(FORM, row, {"hp": "0811"})
    office.update(FORM, row, {"hp": "0822"})
    receive(office, send(medan, stick))
    returns.ask(office, machine.person(medan).device_id, row, "hp", "Nomor mana yang aktif?")
    assert bring(office, medan, stick).questions == 1
    (found,) = conflicts.pending(medan)
    assert conflicts.settle(medan, found, "0811")
    receive(office, send(medan, stick))
    assert conflicts.count(office) == 0
    assert office.value(f"SELECT hp FROM {FORM}") == "0811"


def test_new_forms_and_the_receipt_come_along(office: DataFile, medan: DataFile, stick: Path) -> None:
    insert(medan, "Siti (rekaan)", kab=MEDAN)
    receive(office, send(medan, stick))
    world.add_form(office, "3", "kab", "omzet")
    report = bring(office, medan, stick)
    assert report.receipt.confirmed == 1
    assert bundle.waiting(medan) == 0
    insert(medan, "Rina (rekaan)", kab=MEDAN, omzet=5)


def test_a_return_file_is_for_one_laptop(office: DataFile, medan: DataFile, nias: DataFile, stick: Path) -> None:
    path = returns.write(office, machine.person(medan).device_id, stick).path
    with pytest.raises(UserError, match="penerima lain"):
        returns.accept(nias, path)
    with pytest.raises(UserError, match="bukan jenis"):
        receipt.accept(medan, path)


def test_a_revoked_laptop_gets_nothing_more(office: DataFile, medan: DataFile, stick: Path) -> None:
    office.execute("UPDATE _dev SET status = 'revoked' WHERE device_id = ?", (machine.person(medan).device_id,))
    with pytest.raises(UserError, match="dicabut"):
        returns.write(office, machine.person(medan).device_id, stick)
