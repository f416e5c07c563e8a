"""The stored files, read by another program's code (`other_program`, written from docs/formats alone), then by ours.

`vectors/` are of the format as it is, made by `make_vectors`; `vectors/older/` of programs before, which stay readable.
"""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pyrage
import pytest

from ftd_desktop.sync import envelope
from ftd_desktop.sync.identity import Identity
from tests.sync import other_program as other

PLACE = Path(__file__).parent / "vectors"
KEYS = json.loads((PLACE / "keys.json").read_text("utf-8"))
OLDER = json.loads((PLACE / "older" / "keys.json").read_text("utf-8"))
both = pytest.mark.parametrize(("place", "keys"), [(PLACE, KEYS), (PLACE / "older", OLDER)], ids=["now", "older"])


def at_the_province(place: Path, keys: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    return other.read((place / "bundle.ftd").read_bytes(), keys["province_box_identity"], keys["device_sign_public"])


def on_the_laptop(place: Path, keys: dict[str, Any], name: str) -> tuple[dict[str, Any], bytes]:
    return other.read((place / name).read_bytes(), keys["device_box_identity"], keys["province_sign_public"])


@both
def test_bundle(place: Path, keys: dict[str, Any]) -> None:
    head, payload = at_the_province(place, keys)
    found, devices, lists = other.read_changes(payload)
    told = [(c["lsn"], c["t"], c["row"], c["hlc"], int(c["rnd"]), c["phlc"],
             None if c["prnd"] is None else int(c["prnd"]), c["op"], int(c["sv"]), c["body"]) for c in keys["changes"]]
    assert [(*c[:7], *c[8:10], c[12]) for c in found] == told
    assert (head["kind"], head["device"], head["changes"], head["format"]) == ("bundle", keys["device"], 3, 1)
    assert head["first"] <= found[0][0] <= found[-1][0] <= head["last"]
    assert other.chain(head["epoch"], found) == head["digest"]
    assert other.chain(head["epoch"], []) == head["before"]
    assert {devices[c[10]] for c in found} == {keys["device"]}
    assert all(other.list_number(t, columns) == sv for (t, sv), columns in lists.items())
    whole = other.state([c for c in found if c[2] == found[0][2]], lists) or {}
    assert (whole["nama"], whole["hp"], whole["lat"]) == ("Siti Aminah (rekaan)", "081200000001", 3.597031)


@both
def test_receipt(place: Path, keys: dict[str, Any]) -> None:
    head, payload = on_the_laptop(place, keys, "receipt.ftd")
    sent, _ = at_the_province(place, keys)
    assert (head["kind"], payload) == ("receipt", b"")
    assert head["held"] == {sent["epoch"]: {"lsn": sent["last"], "digest": sent["digest"], "safe": 0}}
    assert head["points"] == [[sent["epoch"], sent["last"], sent["digest"]]]
    assert head["files"] == [sent["id"]]


def test_return() -> None:
    head, payload = on_the_laptop(PLACE, KEYS, "return.ftd")
    assert (head["kind"], head["base"]) == ("return", 0)
    parts = other.parts(payload)
    assert set(parts) == {"changes.sqlite", "left.json", "questions.json", "counts.json", "forms/ftd_profil/form.xml"}
    changes, _, lists = other.read_changes(parts["changes.sqlite"])
    assert len(changes) == head["changes"]
    rows = {c[2] for c in changes if c[1] == "ftd_profil"}
    states = [other.state([c for c in changes if c[2] == row], lists) or {} for row in rows]
    assert "Rina (rekaan)" in [one.get("nama") for one in states]
    sent, _, _ = other.read_changes(at_the_province(PLACE, KEYS)[1])
    here = rows | {c[2] for c in sent if c[1] == "ftd_profil"}
    assert json.loads(parts["counts.json"])["ftd_profil"] == other.count(here)


@pytest.mark.skipif("FTD_NIGHTLY" not in os.environ, reason="scrypt takes seconds, on purpose")
@both
def test_assignment(place: Path, keys: dict[str, Any]) -> None:
    code = keys["code"].replace("-", "")
    sender, head, payload = other.read_signed(
        pyrage.passphrase.decrypt((place / "assignment.ftd").read_bytes(), code))
    assert sender == keys["province_sign_public"]
    assert (head["kind"], head["to"], head["device"]) == ("assignment", "code", keys["device"])
    about = json.loads(other.parts(payload)["assignment.json"])
    assert about["box_identity"] == keys["device_box_identity"]
    assert about["person"]["officer_name"] == "Budi Contoh"


@both
def test_the_program_reads_the_same(place: Path, keys: dict[str, Any]) -> None:
    office = Identity(bytes(32), keys["province_box_identity"])
    found = envelope.open_sealed((place / "bundle.ftd").read_bytes(), me=office, kinds=("bundle",), name="bundle.ftd",
                                 trusted=lambda key: key == keys["device_sign_public"])
    assert found.header["device"] == keys["device"]
    assert base64.b16encode(bytes.fromhex(found.sender)).decode().lower() == keys["device_sign_public"]
