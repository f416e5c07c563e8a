"""The documents are enough: a program written from them alone works as a laptop, and as a province, beside ours."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, enrolment, inbox, machine, receipt, returns
from tests.sync import other_program as other
from tests.sync import world
from tests.sync.world import FORM, PASSPHRASE, receive, table

COLUMNS = ("_status", "nama", "hp", "lat")
EPOCH = f"{7:016x}"
NOW = 1_790_000_000_000


class Laptop:
    """A laptop of the other program, made from an assignment."""

    def __init__(self, assignment: bytes) -> None:
        sender, header, payload = other.read_signed(assignment)
        content = other.parts(payload)
        about = json.loads(content["assignment.json"])
        assert sender == about["province"]["sign"] and header["to"] == "code"
        self.person, self.province = about["person"], about["province"]
        self.seed, self.box = bytes.fromhex(about["sign_seed"]), about["box_identity"]
        assert {c[1] for c in other.read_changes(content["changes.sqlite"])[0]} >= {"office", "officer", "device"}
        self.sv = other.list_number(FORM, COLUMNS)
        self.log: list[other.Change] = []

    def save(self, row: str, op: int, body: Any, parent: other.Change | None = None) -> other.Change:
        stamp = max(NOW, parent[3] + 1 if parent else 0)
        made = (len(self.log) + 1, FORM, row, stamp, uuid.uuid4().int >> 65, parent and parent[3],
                parent and parent[4], None, op, self.sv, 1, None, json.dumps(body, separators=(",", ":")))
        self.log.append(made)
        return made

    def bundle(self, first: int = 1) -> bytes:
        going = self.log[first - 1:]
        payload = other.write_changes(going, {1: self.person["device_id"]}, {(FORM, self.sv): COLUMNS})
        before = other.chain(EPOCH, self.log[:first - 1])
        fields = {"device": self.person["device_id"], "officer": self.person["officer_id"], "epoch": EPOCH, "after": 0,
                  "first": first, "last": len(self.log), "before": before, "digest": other.chain(EPOCH, going, before),
                  "changes": len(going), "applied": {}}
        return other.write("bundle", fields, payload, self.seed, self.province["box"])


@pytest.fixture
def laptop(master: DataFile) -> Laptop:
    return Laptop(enrolment.assign(master, name="Rina Contoh", code="R1", seal=world.plain).data)


def put(stick: Path, name: str, data: bytes) -> Path:
    path = stick / name
    path.write_bytes(data)
    return path


def test_its_bundle_is_merged_and_its_receipt_understood(master: DataFile, laptop: Laptop, stick: Path) -> None:
    new = laptop.save(str(uuid.uuid4()), 1, ["draft", "Siti (rekaan)", "0812", 0.30000000000000004])
    laptop.save(new[2], 2, {"hp": "0813"}, new)
    report = receive(master, put(stick, "satu.ftd", laptop.bundle()))
    assert report.arrived == 2
    (row,) = table(master)
    assert (row["_id"], row["nama"], row["hp"], row["lat"]) == (new[2], "Siti (rekaan)", "0813", 0.30000000000000004)
    data = receipt.write(master, laptop.person["device_id"], stick).read_bytes()
    head, _ = other.read(data, laptop.box, laptop.province["sign"])
    assert head["held"][EPOCH] == {"lsn": 2, "digest": other.chain(EPOCH, laptop.log), "safe": 0}
    laptop.save(str(uuid.uuid4()), 1, ["draft", "Ani (rekaan)"])  # blanks at the end may be left out
    assert receive(master, put(stick, "dua.ftd", laptop.bundle(first=3))).arrived == 1
    assert len(table(master)) == 2


def test_it_reads_the_return_file(master: DataFile, laptop: Laptop, stick: Path) -> None:
    row = world.insert(master, "Siti (rekaan)", lat=3.5)
    master.update(FORM, row, {"hp": "0899"})
    path = returns.write(master, laptop.person["device_id"], stick).path
    head, payload = other.read(path.read_bytes(), laptop.box, laptop.province["sign"])
    content = other.parts(payload)
    changes, _, lists = other.read_changes(content["changes.sqlite"])
    found = other.state([c for c in changes if c[2] == row], lists) or {}
    assert (found["nama"], found["hp"], found["lat"]) == ("Siti (rekaan)", "0899", 3.5)
    assert json.loads(content["counts.json"])[FORM] == other.count([row])
    assert head["csn"] >= max(c[0] for c in changes)


def planted(log: list[other.Change], how: str) -> Sequence[other.Change]:
    """The log as somebody would have altered it."""
    one, two, three = log
    return {"removed": (one, three), "altered": (one, (*two[:3], two[3] + 1, *two[4:]), three),
            "reordered": ((1, *two[1:]), (2, *one[1:]), three), "cut": (one, two),
            "inserted": (one, two, three, (4, *one[1:2], str(uuid.uuid4()), *one[3:]))}[how]


@pytest.mark.parametrize("how", ["removed", "altered", "reordered", "inserted", "cut"])
def test_a_planted_alteration_breaks_the_chain(master: DataFile, laptop: Laptop, stick: Path, how: str) -> None:
    """Between the making of the digest and the signature; after it nobody gets that far."""
    for n in range(3):
        laptop.save(str(uuid.uuid4()), 1, ["draft", f"Siti {n} (rekaan)"])
    digest = other.chain(EPOCH, laptop.log)
    log = planted(laptop.log, how)
    laptop.log = [*log]
    head, payload = other.read(laptop.bundle(), machine.keys(master).box_text, other.public(laptop.seed))
    told = {**head, "digest": digest, "last": max(3, len(log))}
    data = other.write("bundle", told, payload, laptop.seed, laptop.province["box"])
    (seen,) = inbox.inspect(master, [put(stick, "x.ftd", data)])
    assert "tidak sesuai" in str(seen.refusal)
    assert table(master) == []


def test_a_change_of_what_was_sent_before_is_seen(master: DataFile, laptop: Laptop, stick: Path) -> None:
    """The same id with another content: the ids fit the chain, the content is known."""
    new = laptop.save(str(uuid.uuid4()), 1, ["draft", "Siti (rekaan)"])
    receive(master, put(stick, "satu.ftd", laptop.bundle()))
    laptop.log[0] = (*new[:12], json.dumps(["draft", "Orang lain (rekaan)"]))
    (seen,) = inbox.inspect(master, [put(stick, "dua.ftd", laptop.bundle())])
    assert "dengan isi lain" in str(seen.refusal)
    assert [row["nama"] for row in table(master)] == ["Siti (rekaan)"]


class Province:
    """The other program in the place of the province: it has the province's keys."""

    def __init__(self, master: DataFile, device: str) -> None:
        own = machine.keys(master)
        self.seed, self.box = own.sign_seed, own.box_text
        self.device = device

    def read(self, data: bytes, signer: str) -> dict[str, Any]:
        return other.read(data, self.box, signer)[0]

    def statement(self, sent: dict[str, Any]) -> dict[str, Any]:
        return {"device": self.device, "epoch": f"{9:016x}", "csn": 5, "past": [], "files": [sent["id"]], "wants": [],
                "points": [[sent["epoch"], sent["last"], sent["digest"]]],
                "held": {sent["epoch"]: {"lsn": sent["last"], "digest": sent["digest"], "safe": sent["last"]}}}


def test_its_receipt_is_believed(master: DataFile, budi: DataFile, stick: Path) -> None:
    world.insert(budi, "Siti (rekaan)")
    me = machine.keys(budi)
    province = Province(master, machine.person(budi).device_id)
    sent = province.read(world.send(budi, stick).read_bytes(), me.public.sign)
    data = other.write("receipt", province.statement(sent), b"", province.seed, me.public.box)
    report = receipt.accept(budi, put(stick, "terima.ftd", data))
    assert (report.received, report.safe, report.confirmed, bundle.waiting(budi)) == (sent["last"], sent["last"], 1, 0)
    lying = province.statement(sent)
    lying["held"][sent["epoch"]]["digest"] = "00" * 32
    lying["csn"] = 6
    assert receipt.accept(budi, put(stick, "bohong.ftd", other.write("receipt", lying, b"", province.seed,
                                                                    me.public.box))).anew


def test_its_return_file_is_taken_in(master: DataFile, budi: DataFile, stick: Path) -> None:
    world.insert(budi, "Siti (rekaan)")
    me = machine.keys(budi)
    province = Province(master, machine.person(budi).device_id)
    sent = province.read(world.send(budi, stick).read_bytes(), me.public.sign)
    row, sv = str(uuid.uuid4()), other.list_number(FORM, COLUMNS)
    change = (5, FORM, row, NOW, 7, None, None, None, 1, sv, 3, None, '["draft","Rina (rekaan)","0877"]')
    payload = other.zipped({
        "changes.sqlite": other.write_changes([change], {3: str(uuid.uuid4())}, {(FORM, sv): COLUMNS}),
        "left.json": b"[]", "questions.json": b"[]",
        "counts.json": json.dumps({FORM: other.count([row, *(one["_id"] for one in table(budi))])}).encode()})
    fields = {**province.statement(sent), "base": 0, "changes": 1, "regencies": []}
    data = other.write("return", fields, payload, province.seed, me.public.box, packing="zlib")
    report = returns.accept(budi, put(stick, "balas.ftd", data))
    assert (report.effect.arrived, report.mismatches) == (1, ())
    assert {one["nama"] for one in table(budi)} == {"Siti (rekaan)", "Rina (rekaan)"}


def test_its_assignment_starts_a_laptop(master: DataFile, stick: Path) -> None:
    made = enrolment.assign(master, name="Rina Contoh", code="R1", seal=world.plain).data
    _, head, payload = other.read_signed(made)
    content = other.parts(payload)
    seed = machine.keys(master).sign_seed
    again = other.signed("assignment", {"device": head["device"]}, other.zipped(content), seed, "code")
    with enrolment.accept(stick / "rina.ftdb", again, "X", PASSPHRASE, unseal=world.plain) as file:
        assert machine.person(file).officer_name == "Rina Contoh"
        assert FORM in file.db.table_names()
    stranger = other.signed("assignment", {"device": head["device"]}, other.zipped(content), bytes(32), "code")
    with pytest.raises(UserError, match="tidak ditandatangani"):
        enrolment.read(stranger, "X", unseal=world.plain)
