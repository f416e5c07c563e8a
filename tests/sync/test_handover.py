"""A regency goes from one officer to another, with records and questions; nothing unsent is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import handover, machine, returns
from tests.sync import world
from tests.sync.test_returns import bring, enrolled, names
from tests.sync.world import FORM, insert, receive, send

MEDAN, NIAS, KARO = "12.71", "12.04", "12.06"


@pytest.fixture
def office(master: DataFile) -> DataFile:
    world.add_form(master, "2", "kab")
    return master


@pytest.fixture
def old(office: DataFile, tmp_path: Path) -> Iterator[DataFile]:
    with enrolled(office, tmp_path, "lama", MEDAN, KARO) as file:
        yield file


@pytest.fixture
def new(office: DataFile, tmp_path: Path) -> Iterator[DataFile]:
    with enrolled(office, tmp_path, "baru", NIAS) as file:
        yield file


def device(file: DataFile) -> str:
    return machine.person(file).device_id


def test_a_regency_goes_over(office: DataFile, old: DataFile, new: DataFile, stick: Path) -> None:
    for name, kab in (("Siti (rekaan)", KARO), ("Rina (rekaan)", MEDAN)):
        insert(old, name, kab=kab)
    receive(office, send(old, stick))
    done = handover.reassign(office, KARO, device(old), device(new))
    assert (done.people, done.before, done.after) == (1, "lama Contoh", "baru Contoh")
    assert "1 peserta Kabupaten Karo kini milik baru Contoh" in done.words and "terakhir mengirim" in done.words
    gone, come = bring(office, old, stick), bring(office, new, stick)
    assert (names(old), names(new)) == (["Rina (rekaan)"], ["Siti (rekaan)"])
    assert (gone.evicted, gone.regencies, come.regencies) == (1, (MEDAN,), (NIAS, KARO))
    assert gone.words() == ["Wilayah Anda kini: Kota Medan."]
    assert machine.person(old).regencies == (MEDAN,) and machine.person(new).scope == "Nias, Karo"
    assert bring(office, old, stick).regencies is None
    assert office.value("SELECT regencies FROM officer WHERE _id = ?", (machine.person(new).officer_id,)) == (
        f"{NIAS} {KARO}")


def test_unsent_work_stays_until_it_was_sent(office: DataFile, old: DataFile, new: DataFile, stick: Path) -> None:
    row = insert(old, "Siti (rekaan)", kab=KARO)
    receive(office, send(old, stick))
    bring(office, old, stick)
    handover.reassign(office, KARO, device(old), device(new))
    old.update(FORM, row, {"hp": "0899"})
    report = bring(office, old, stick)
    assert (report.evicted, report.kept) == (0, 1)
    assert "masih ada yang belum dikirim" in " ".join(report.words())
    receive(office, send(old, stick))
    assert bring(office, old, stick).evicted == 1
    bring(office, new, stick)
    assert new.value(f"SELECT hp FROM {FORM}") == "0899"


def test_questions_follow_the_record(office: DataFile, old: DataFile, new: DataFile, stick: Path) -> None:
    moved, stays = insert(old, "Siti (rekaan)", kab=KARO), insert(old, "Rina (rekaan)", kab=MEDAN)
    receive(office, send(old, stick))
    for row in (moved, stays):
        returns.ask(office, device(old), row, "hp")
    handover.reassign(office, KARO, device(old), device(new))
    assert {(one["device"], one["row"]) for one in office.setting(returns.QUESTIONS)} == {
        (device(new), moved), (device(old), stays)}


def test_what_cannot_go_over_is_said(office: DataFile, old: DataFile, new: DataFile) -> None:
    with pytest.raises(UserError, match="bukan wilayah laptop itu"):
        handover.reassign(office, NIAS, device(old), device(new))
    with pytest.raises(UserError, match="satu-satunya wilayah"):
        handover.reassign(office, NIAS, device(new), device(old))
    with pytest.raises(UserError, match="tidak terdaftar"):
        handover.reassign(office, KARO, device(old), "tidak-ada")
    assert machine.person(old).regencies == (MEDAN, KARO)
    assert office.value("SELECT scope FROM _dev WHERE device_id = ?", (device(old),)) == f'["{MEDAN}", "{KARO}"]'
