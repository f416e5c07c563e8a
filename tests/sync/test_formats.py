"""The format documents by themselves: the stored files are read here without any code of the program.

Only the standard library, age and Ed25519: what another program would have. Then the program reads the same files.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import lzma
import os
import sqlite3
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ftd_desktop.sync import envelope
from ftd_desktop.sync.identity import Identity

PLACE = Path(__file__).parent / "vectors"
KEYS = json.loads((PLACE / "keys.json").read_text("utf-8"))


def envelope_by_hand(plain: bytes, signer: str) -> tuple[dict[str, Any], bytes]:
    """docs/formats/bundle.md, "The envelope"."""
    assert plain[:15] == b"FTD-ENVELOPE-1\n"
    sender, signature = plain[15:47], plain[47:111]
    length = int.from_bytes(plain[111:115], "big")
    text, packed = plain[115:115 + length], plain[115 + length:]
    assert sender.hex() == signer
    Ed25519PublicKey.from_public_bytes(sender).verify(signature, plain[:47] + plain[111:115 + length])
    head = json.loads(text)
    assert hashlib.sha256(packed).hexdigest() == head["sha256"]
    payload = lzma.decompress(packed) if head["packing"] == "xz" else zlib.decompress(packed)
    assert len(payload) == head["size"]
    return head, payload


def opened(name: str, identity: str, signer: str) -> tuple[dict[str, Any], bytes]:
    plain = pyrage.decrypt((PLACE / name).read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    return envelope_by_hand(plain, signer)


def changes_by_hand(payload: bytes) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(":memory:")
    db.deserialize(payload)
    found = db.execute("SELECT lsn, t, row, hlc, rnd, phlc, prnd, op, sv, body FROM chg ORDER BY lsn").fetchall()
    db.close()
    return found


def chain(epoch: str, ids: list[tuple[str, int, int]]) -> str:
    """docs/formats/bundle.md, "The chain"."""
    digest = hashlib.sha256(b"ftd-chain 1\0" + bytes.fromhex(epoch)).digest()
    for row, hlc, rnd in ids:
        digest = hashlib.sha256(digest + row.encode() + b"\0" + hlc.to_bytes(8, "big", signed=True)
                                + rnd.to_bytes(8, "big", signed=True)).digest()
    return digest.hex()


def test_bundle() -> None:
    head, payload = opened("bundle.ftd", KEYS["province_box_identity"], KEYS["device_sign_public"])
    found = changes_by_hand(payload)
    told = [(c["lsn"], c["t"], c["row"], c["hlc"], int(c["rnd"]), c["phlc"],
             None if c["prnd"] is None else int(c["prnd"]), c["op"], int(c["sv"]), c["body"]) for c in KEYS["changes"]]
    assert found == told
    assert (head["kind"], head["device"], head["changes"], head["format"]) == ("bundle", KEYS["device"], 3, 1)
    assert head["first"] <= found[0][0] <= found[-1][0] <= head["last"]
    assert chain(head["epoch"], [(c[2], c[3], c[4]) for c in found]) == head["digest"]
    assert chain(head["epoch"], []) == head["before"]


def test_receipt() -> None:
    head, payload = opened("receipt.ftd", KEYS["device_box_identity"], KEYS["province_sign_public"])
    sent, _ = opened("bundle.ftd", KEYS["province_box_identity"], KEYS["device_sign_public"])
    assert (head["kind"], payload) == ("receipt", b"")
    assert head["held"] == {sent["epoch"]: {"lsn": sent["last"], "digest": sent["digest"], "safe": 0}}
    assert head["points"] == [[sent["epoch"], sent["last"], sent["digest"]]]
    assert head["files"] == [sent["id"]]


def test_return() -> None:
    head, payload = opened("return.ftd", KEYS["device_box_identity"], KEYS["province_sign_public"])
    assert (head["kind"], head["base"]) == ("return", 0)
    with zipfile.ZipFile(io.BytesIO(payload)) as parts:
        assert {"changes.sqlite", "left.json", "questions.json", "forms/ftd_profil/form.xml"} == set(parts.namelist())
        assert len(changes_by_hand(parts.read("changes.sqlite"))) == head["changes"]


@pytest.mark.skipif("FTD_NIGHTLY" not in os.environ, reason="scrypt takes seconds, on purpose")
def test_assignment() -> None:
    code = KEYS["code"].replace("-", "")
    plain = pyrage.passphrase.decrypt((PLACE / "assignment.ftd").read_bytes(), code)
    head, payload = envelope_by_hand(plain, KEYS["province_sign_public"])
    assert (head["kind"], head["to"], head["device"]) == ("assignment", "code", KEYS["device"])
    with zipfile.ZipFile(io.BytesIO(payload)) as parts:
        about = json.loads(parts.read("assignment.json"))
    assert about["box_identity"] == KEYS["device_box_identity"]
    assert about["person"]["officer_name"] == "Budi Contoh"


def test_the_program_reads_the_same() -> None:
    office = Identity(bytes(32), KEYS["province_box_identity"])
    found = envelope.open_sealed((PLACE / "bundle.ftd").read_bytes(), me=office, kinds=("bundle",), name="bundle.ftd",
                                 trusted=lambda key: key == KEYS["device_sign_public"])
    assert found.header["device"] == KEYS["device"]
    assert base64.b16encode(bytes.fromhex(found.sender)).decode().lower() == KEYS["device_sign_public"]
