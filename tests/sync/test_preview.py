"""What the preview says before anything is written: likely duplicates, versions of forms, in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import inbox
from tests.sync import world
from tests.sync.world import FORM, insert, receive, send

PERSON = ("nik", "tgl_lahir")


@pytest.fixture(autouse=True)
def _people(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Profiles with what duplicates are known by."""
    saved = {name: f"type='string' entities:saveto='{name}'" for name in PERSON}
    monkeypatch.setattr(world, "KINDS", {**world.KINDS, **saved})
    monkeypatch.setattr(world, "XFORM", world.XFORM.replace(
        '"/data/hp" type="string"', '"/data/hp" type="string" entities:saveto="hp"'))
    yield


def test_an_arrival_that_looks_like_somebody_known(master: DataFile, budi: DataFile, stick: Path) -> None:
    for file in (master, budi):
        world.add_form(file, "2", *PERSON)
    known = insert(master, "Siti Aminah br Ginting (rekaan)", "081233344455", nik="1271014101800001")
    same_nik = insert(budi, "Aminah (rekaan)", "0899", nik="1271014101800001")
    same_phone = insert(budi, "Siti Aminah Ginting (rekaan)", "+62 812-3334-4455")
    insert(budi, "Joko (rekaan)", "081233344455")
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert seen.taken is not None
    assert [(one.participant_id, one.other_id, one.why, one.certain) for one in seen.taken.suspects] == [
        (same_nik, known, "NIK sama", True), (same_phone, known, "nama mirip, nomor HP sama", False)]
    assert any("Aminah (rekaan) mungkin sudah terdaftar sebagai Siti Aminah br Ginting (rekaan) (NIK sama)" in sentence
               for sentence in seen.words())
    assert seen.state == "ready"


def test_two_officers_register_one_person_on_one_day(master: DataFile, budi: DataFile, sari: DataFile,
                                                     stick: Path) -> None:
    for file in (master, budi, sari):
        world.add_form(file, "2", *PERSON)
    first = insert(budi, "Siti (rekaan)", "0899", nik="1271014101800001")
    second = insert(sari, "Siti A (rekaan)", "0877", nik="1271014101800001")
    born = insert(sari, "Hotma Sinaga (rekaan)", "0866", tgl_lahir="1990-01-02")
    also = insert(budi, "Hotma Sinaga (rekaan)", "0855", tgl_lahir="1990-01-02")
    looked = inbox.inspect(master, [send(budi, stick), send(sari, stick)])
    found = [(one.participant_id, one.other_id, one.why) for p in looked if p.taken for one in p.taken.suspects]
    assert {frozenset(one[:2]) for one in found} == {frozenset((first, second)), frozenset((born, also))}
    assert {one[2] for one in found} == {"NIK sama", "nama mirip, tanggal lahir sama"}
    assert receive(master, *(one.path for one in looked)).new_rows == 4
    assert not [one for p in inbox.inspect(master, [one.path for one in looked]) if p.taken
                for one in p.taken.suspects]


def test_a_newer_form_is_said(master: DataFile, budi: DataFile, stick: Path) -> None:
    world.add_form(budi, "2", "omzet")
    insert(budi, "Siti (rekaan)", omzet=5)
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert "Budi Contoh memakai versi formulir Profil (contoh) yang lebih baru, dengan pertanyaan omzet" in (
        seen.words()[0])
    receive(master, seen.path)
    world.add_form(master, "2", "omzet")
    assert master.value(f"SELECT omzet FROM {FORM}") == 5


def test_an_older_form_is_said_and_blanks_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    row = insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    world.add_form(master, "2", "omzet")
    master.update(FORM, row, {"omzet": 7})
    budi.update(FORM, row, {"hp": "0899"})
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert any("Budi Contoh masih memakai versi lama formulir Profil (contoh), tanpa pertanyaan omzet" in sentence
               for sentence in seen.words())
    receive(master, seen.path)
    assert master.row(f"SELECT hp, omzet FROM {FORM}") == {"hp": "0899", "omzet": 7}


def test_an_unknown_form_is_said(master: DataFile, budi: DataFile, stick: Path) -> None:
    text = world.xform().replace('id="ftd_profil"', 'id="ftd_lain"')
    world.form_tables.install(budi, world.load(text, world.NoMedia()), text, world.NoMedia())
    budi.insert("ftd_lain", {"nama": "Siti (rekaan)"})
    (seen,) = inbox.inspect(master, [send(budi, stick)])
    assert "Formulir ftd_lain dari Budi Contoh belum ada di Data Induk" in seen.words()[0]
