"""Planted values of a person are found in no carried file, file name, leftover or message; only the key opens them."""

from __future__ import annotations

import base64
import contextlib
import zlib
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, inbox, machine, receipt, returns
from tests.sync import world
from tests.sync.world import FORM, insert, receive, send, table

CANARIES = ("Kenari Rahasia Contoh", "081299887766", "3.1415926")


def traces(data: bytes) -> list[str]:
    """The planted values that can be read in some bytes, plainly, packed, or as base64."""
    forms = [data]
    with contextlib.suppress(zlib.error):
        forms.append(zlib.decompress(data))
    return [one for one in CANARIES for form in forms
            if one.encode() in form or one.encode("utf-16-le") in form or base64.b64encode(one.encode()) in form]


def test_no_planted_value_leaves_in_the_clear(master: DataFile, budi: DataFile, stick: Path, tmp_path: Path) -> None:
    row = insert(budi, CANARIES[0], CANARIES[1], float(CANARIES[2]))
    path = send(budi, stick)
    receive(master, path)
    device = machine.person(budi).device_id
    receipt.write(master, device, stick)
    returns.write(master, device, stick)
    torn = stick / "rusak.ftd"
    torn.write_bytes(path.read_bytes()[:-4])
    messages = [" ".join(one.words()) for one in inbox.inspect(master, [torn, path])]
    budi.update(FORM, row, {"hp": "0800"})
    assert traces("".join(messages).encode()) == []
    for place in [*tmp_path.rglob("*")]:
        assert traces(place.name.encode()) == []
        assert place.is_dir() or traces(place.read_bytes()) == [], place
    assert traces(str(master.rows("SELECT * FROM _journal") + budi.rows("SELECT * FROM _journal")).encode()) == []


def test_an_assignment_holds_nothing_readable(master: DataFile) -> None:
    made = enrolment.assign(master, name=CANARIES[0], code="K1")
    assert traces(made.data) == []
    assert made.code.encode() not in made.data


def test_a_revoked_laptop_is_refused_and_can_be_taken_back(master: DataFile, budi: DataFile, stick: Path) -> None:
    insert(budi, "Siti (rekaan)")
    path, device = send(budi, stick), machine.person(budi).device_id
    enrolment.set_status(master, device, "revoked")
    (seen,) = inbox.inspect(master, [path])
    assert "sudah dicabut" in str(seen.refusal)
    assert master.value("SELECT status FROM device WHERE _id = ?", (device,)) == "revoked"
    enrolment.set_status(master, device, "active")
    receive(master, path)
    assert len(table(master)) == 1
    with pytest.raises(UserError, match="tidak terdaftar"):
        enrolment.set_status(master, machine.person(master).device_id, "revoked")


def test_an_officer_cannot_make_the_master_believe_another_key(master: DataFile, budi: DataFile, sari: DataFile,
                                                               stick: Path) -> None:
    """Whom the master believes stands in a list that never travels; a changed row of `device` gives nobody a voice."""
    fake = world.enrol(master, stick, "palsu")
    master.execute("DELETE FROM _dev WHERE device_id = ?", (machine.person(fake).device_id,))
    budi.insert("device", {"_id": "palsu-1", "sign_key": machine.keys(fake).public.sign, "status": "active"})
    receive(master, send(budi, stick))
    insert(fake, "Siti (rekaan)")
    assert [one.state for one in inbox.inspect(master, [send(fake, stick)])] == ["refused"]
    fake.close()
