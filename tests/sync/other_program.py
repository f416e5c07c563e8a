"""Another program, written from docs/formats alone: it imports nothing of FTD Desktop.

It reads and writes envelopes, sets of changes, chains, bundles, receipts, return files and assignments with the
standard library, age and Ed25519. tests/sync/test_other_program.py lets it and the real program read each other's
files: where this file needs something that the documents do not say, the documents are wrong.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import sqlite3
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

START = b"FTD-ENVELOPE-1\n"
SCHEMA = (
    """CREATE TABLE chg(lsn INTEGER PRIMARY KEY, t TEXT NOT NULL, row TEXT NOT NULL, hlc INTEGER NOT NULL,
 rnd INTEGER NOT NULL, phlc INTEGER, prnd INTEGER, xp TEXT, op INTEGER NOT NULL, sv INTEGER NOT NULL,
 dev INTEGER NOT NULL, usr TEXT, body TEXT) STRICT""",
    "CREATE TABLE dev(ordinal INTEGER PRIMARY KEY, device TEXT NOT NULL) STRICT",
    "CREATE TABLE sv(t TEXT NOT NULL, sv INTEGER NOT NULL, cols TEXT NOT NULL) STRICT",
)
Change = tuple[Any, ...]  # lsn, t, row, hlc, rnd, phlc, prnd, xp, op, sv, dev, usr, body


# -- bundle.md, "The envelope"

def read_signed(plain: bytes) -> tuple[str, dict[str, Any], bytes]:
    """(sender, header, payload) of the plain bytes; whatever is wrong raises."""
    assert plain[:15] == START
    sender, length = plain[15:47], int.from_bytes(plain[111:115], "big")
    text, packed = plain[115:115 + length], plain[115 + length:]
    Ed25519PublicKey.from_public_bytes(sender).verify(plain[47:111], plain[:47] + plain[111:115 + length])
    header = json.loads(text)
    assert header["format"] == 1 and hashlib.sha256(packed).hexdigest() == header["sha256"]
    payload = {"xz": lzma.decompress, "zlib": zlib.decompress, "none": bytes}[header["packing"]](packed)
    assert len(payload) == header["size"]
    return sender.hex(), header, payload


def read(data: bytes, identity: str, signer: str) -> tuple[dict[str, Any], bytes]:
    """(header, payload) of a file for the age identity, signed by `signer`."""
    sender, header, payload = read_signed(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity)]))
    assert sender == signer
    assert header["to"] == str(pyrage.x25519.Identity.from_str(identity).to_public())
    return header, payload


def signed(kind: str, fields: Mapping[str, Any], payload: bytes, seed: bytes, to: str, packing: str = "xz") -> bytes:
    """The plain bytes of an envelope."""
    key = Ed25519PrivateKey.from_private_bytes(seed)
    packed = {"xz": lzma.compress, "zlib": zlib.compress, "none": bytes}[packing](payload)
    header = {"id": str(uuid.uuid4()), "made": datetime.now(UTC).isoformat(), "app": "lain 1", **fields, "format": 1,
              "kind": kind, "to": to, "size": len(payload), "packing": packing,
              "sha256": hashlib.sha256(packed).hexdigest()}
    text = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    start, tail = START + key.public_key().public_bytes_raw(), len(text).to_bytes(4, "big") + text
    return start + key.sign(start + tail) + tail + packed


def write(kind: str, fields: Mapping[str, Any], payload: bytes, seed: bytes, to: str, packing: str = "xz") -> bytes:
    """The file."""
    recipient = pyrage.x25519.Recipient.from_str(to)
    return bytes(pyrage.encrypt(signed(kind, fields, payload, seed, to, packing), [recipient]))


def public(seed: bytes) -> str:
    """The signing key that belongs to a seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


# -- bundle.md, "Changes"; change.md

def read_changes(payload: bytes) -> tuple[list[Change], dict[int, str], dict[tuple[str, int], list[str]]]:
    """(changes, devices, column lists)."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(payload)
        assert {sql for (sql,) in db.execute("SELECT sql FROM sqlite_master")} == set(SCHEMA)
        assert db.execute("PRAGMA application_id").fetchone() == (0x46544443,)
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        return (db.execute("SELECT * FROM chg ORDER BY lsn").fetchall(),
                dict(db.execute("SELECT * FROM dev").fetchall()),
                {(t, sv): json.loads(cols) for t, sv, cols in db.execute("SELECT * FROM sv")})


def write_changes(changes: Sequence[Change], devices: Mapping[int, str],
                  lists: Mapping[tuple[str, int], Sequence[str]]) -> bytes:
    """The set of changes."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("PRAGMA application_id = 0x46544443")
        db.execute("PRAGMA user_version = 1")
        for statement in SCHEMA:
            db.execute(statement)
        db.executemany(f"INSERT INTO chg VALUES ({','.join('?' * 13)})", changes)
        db.executemany("INSERT INTO dev VALUES (?, ?)", devices.items())
        db.executemany("INSERT INTO sv VALUES (?, ?, ?)", [(t, sv, json.dumps(c)) for (t, sv), c in lists.items()])
        db.commit()
        return db.serialize()


def list_number(table: str, columns: Sequence[str]) -> int:
    """`sv` of a column list."""
    text = json.dumps([table, [*columns]], ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def state(changes: Iterable[Change], lists: Mapping[tuple[str, int], Sequence[str]]) -> dict[str, Any] | None:
    """change.md, "Fold", 1 to 3: the values of one row from its changes; None when there is no such row."""
    known = sorted(changes, key=lambda c: (c[3], c[4]))
    named = {(c[5], c[6]) for c in known} | {tuple(p) for c in known for p in json.loads(c[7] or "[]")}
    heads = [c for c in known if (c[3], c[4]) not in named]
    if any(c[8] == 4 for c in known) or not any(c[8] == 1 for c in known) or all(c[8] == 3 for c in heads):
        return None
    values: dict[str, Any] = {}
    for change in known:
        if change[8] == 1:
            columns, body = lists[change[1], change[9]], json.loads(change[12])
            values |= dict(zip(columns, body + [None] * (len(columns) - len(body)), strict=True))
        elif change[8] == 2:
            values |= json.loads(change[12])
    return values


def chain(epoch: str, changes: Iterable[Change], digest: str | None = None) -> str:
    """bundle.md, "The chain": D after these changes, from the beginning of the epoch or from `digest`."""
    value = bytes.fromhex(digest) if digest else hashlib.sha256(b"ftd-chain 1\0" + bytes.fromhex(epoch)).digest()
    for _, _, row, hlc, rnd, *_ in changes:
        value = hashlib.sha256(value + row.encode() + b"\0" + hlc.to_bytes(8, "big", signed=True)
                               + rnd.to_bytes(8, "big", signed=True)).digest()
    return value.hex()


# -- receipt.md, assignment.md

def parts(payload: bytes) -> dict[str, bytes]:
    """The parts of a zip payload."""
    with zipfile.ZipFile(io.BytesIO(payload)) as whole:
        return {one.filename: whole.read(one) for one in whole.infolist()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    """A zip payload."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as out:
        for name, data in content.items():
            out.writestr(name, data)
    return whole.getvalue()


def count(rows: Iterable[str]) -> list[Any]:
    """receipt.md, "Count check": [rows, sum]."""
    ids = [*rows]
    total = sum(int.from_bytes(hashlib.sha256(one.encode()).digest()[:16], "big") for one in ids) % 2**128
    return [len(ids), f"{total:032x}"]
