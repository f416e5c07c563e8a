"""An assignment makes a whole new laptop out of one file and one code, or leaves nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, office
from tests.sync import world


def test_with_the_real_code(master: DataFile, tmp_path: Path) -> None:
    master.insert("programme", {"code": "FTD", "name": "Percontohan (rekaan)", "year": 2022})
    made = enrolment.assign(master, name="Budi Contoh", code="B1", regencies=["1275"], scope="Kota Medan")
    assert b"Budi" not in made.data
    with enrolment.accept(tmp_path / "budi.ftdb", made.data, made.code.lower(), world.PASSPHRASE) as file:
        who = file.setting("identity")
        assert (who["officer_name"], who["officer_code"], who["role"], who["device_number"], who["scope"]) == (
            "Budi Contoh", "B1", "officer", 4, "Kota Medan")
        assert who["device_id"] == made.device_id
        assert [row["name"] for row in file.rows("SELECT name FROM programme")] == ["Percontohan (rekaan)"]
        assert form_tables.forms(file) == [world.FORM]
        assert file.value("SELECT count(*) FROM officer") == 4
        assert file.secret("root_seed") is None
        assert file.secret("recovery_identity") is None


def test_a_wrong_code_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def decrypt(data: bytes, code: str) -> bytes:
        assert code == "00001111"
        raise pyrage.DecryptError("Decryption failed")

    monkeypatch.setattr(pyrage.passphrase, "decrypt", decrypt)
    with pytest.raises(UserError, match="Kode tidak cocok"):
        enrolment.accept(tmp_path / "b.ftdb", b"", "oooo-iiii", world.PASSPHRASE)
    assert not list(tmp_path.iterdir())


def test_the_province_can_open_a_laptop_whose_passphrase_is_forgotten(master: DataFile, budi: DataFile) -> None:
    budi.close()
    key = master.secret("recovery_identity")
    assert key is not None
    DataFile.recover(budi.path, key.decode(), "sawah kuning 8").close()
    DataFile.open(budi.path, "sawah kuning 8").close()


def test_office_changes_are_not_sent_back(budi: DataFile, tmp_path: Path) -> None:
    from ftd_desktop.sync import bundle

    assert bundle.waiting(budi) == 0


def test_certificate_numbers_are_lent_in_the_same_write(master: DataFile, tmp_path: Path) -> None:
    def lease(device_id: str) -> None:
        master.insert("number_block", {"device_id": device_id, "code": "FTD", "year": 2022, "first": 1, "last": 50})

    made = enrolment.assign(master, name="Budi Contoh", code="B1", lease=lease, seal=world.plain)
    with enrolment.accept(tmp_path / "b.ftdb", made.data, made.code, world.PASSPHRASE, unseal=world.plain) as file:
        assert file.row("SELECT device_id, last FROM number_block") == {"device_id": made.device_id, "last": 50}


@pytest.mark.parametrize("damage", ["torn", "signature", "form", "passphrase", "taken"])
def test_what_goes_wrong_leaves_nothing_behind(master: DataFile, tmp_path: Path, damage: str,
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    made = enrolment.assign(master, name="Budi Contoh", code="B1", seal=world.plain)
    folder = tmp_path / "laptop"
    folder.mkdir()
    data = bytearray(made.data)
    if damage == "torn":
        del data[-9:]
    elif damage == "signature":
        data[-9] ^= 1
    elif damage == "form":
        monkeypatch.setattr(enrolment.package.CarriedForm, "install", _broken)
    elif damage == "taken":
        (folder / "b.ftdb").write_bytes(b"lain")
    before = sorted(p.name for p in folder.iterdir())
    with pytest.raises((UserError, RuntimeError)):
        enrolment.accept(folder / "b.ftdb", bytes(data), made.code, "x" if damage == "passphrase" else world.PASSPHRASE,
                         unseal=world.plain)
    assert sorted(p.name for p in folder.iterdir() if not p.name.endswith(".lock")) == before


def _broken(*args: object) -> None:
    raise RuntimeError("cannot be installed")


def test_an_officer_code_is_given_once(master: DataFile, budi: DataFile) -> None:
    with pytest.raises(UserError, match="BUDI sudah dipakai"):
        enrolment.assign(master, name="Lain Contoh", code="BUDI", seal=world.plain)


def test_a_new_laptop_for_the_same_officer(master: DataFile, tmp_path: Path) -> None:
    first = enrolment.assign(master, name="Budi Contoh", code="B1", seal=world.plain)
    second = enrolment.assign(master, name="Budi Contoh", code="B1", officer_id=first.officer_id, seal=world.plain)
    assert second.device_id != first.device_id
    assert master.value("SELECT count(*) FROM officer WHERE code = 'B1'") == 1


def test_a_master_is_founded_once(master: DataFile, budi: DataFile) -> None:
    for file in (master, budi):
        with pytest.raises(UserError):
            office.found(file, name="Dinas Lain (rekaan)", admin_name="X")
    assert json.loads(json.dumps(master.setting("province")))["office"] == "Dinas Contoh"
