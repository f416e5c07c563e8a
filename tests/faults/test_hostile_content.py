"""Content that is no accident: bombs, parts on top of each other, ways out of a folder, change sets with code in them.

All of it is signed by a machine known here. It ends in a sentence, in bounded time and memory, and writes nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import resource
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import changeset
from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import package
from tests.faults.forging import Sample, parts_of, samples

LONGEST, MOST = 5.0, 400_000  # CPU seconds, and KB of memory, for one file


@pytest.fixture
def bundle(master: DataFile, budi: DataFile, stick: Path) -> Sample:
    return next(samples(master, budi, stick))


@pytest.fixture
def part(master: DataFile, budi: DataFile, stick: Path) -> Sample:
    return next(one for one in samples(master, budi, stick) if one.name == "part")


@contextmanager
def bounded(sample: Sample) -> Iterator[None]:
    before, start, memory = sample.state(), time.process_time(), _memory()
    yield
    assert sample.state() == before
    assert time.process_time() - start < LONGEST
    assert _memory() - memory < MOST


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def refused(sample: Sample, data: bytes) -> None:
    with bounded(sample), pytest.raises(UserError):
        sample.take(data)


@pytest.mark.parametrize("packing", ["xz", "zlib"])
def test_a_bomb_behind_a_small_size(bundle: Sample, packing: str) -> None:
    zeros = bytes(200 * 2**20)
    bomb = lzma.compress(zeros, preset=0) if packing == "xz" else zlib.compress(zeros, 1)
    del zeros
    for size in (100, 2**40, -1):
        plain = bundle.signed()
        end = 115 + int.from_bytes(plain[111:115], "big")
        header = {**json.loads(plain[115:end]), "size": size, "packing": packing,
                  "sha256": hashlib.sha256(bomb).hexdigest()}
        text = json.dumps(header).encode()
        tail = len(text).to_bytes(4, "big") + text
        refused(bundle, bundle.seal(plain[:47] + bundle.sender.sign(plain[:47] + tail) + tail + bomb))


def test_a_header_longer_than_the_file(bundle: Sample) -> None:
    plain = bytearray(bundle.signed())
    plain[111:115] = b"\xff\xff\xff\xff"
    refused(bundle, bundle.seal(bytes(plain)))


def zipped(part: Sample, make: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as out:
        make(out, parts_of(part.payload))
    return whole.getvalue()


def test_parts_that_are_packed_again(part: Sample) -> None:
    def bomb(out: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
        out.writestr("changes.sqlite", bytes(100 * 2**20), zipfile.ZIP_DEFLATED)

    refused(part, part.holding(zipped(part, bomb)).sealed())


def test_parts_on_top_of_each_other(part: Sample) -> None:
    """Ten thousand entries of the directory that name the same two megabytes."""
    def one(out: zipfile.ZipFile, parts: dict[str, bytes]) -> None:
        out.writestr("x", bytes(2 * 2**20))
        info = out.infolist()[0]
        for n in range(10_000):
            other = zipfile.ZipInfo(f"{n}")
            other.header_offset, other.CRC, other.file_size, other.compress_size = (
                info.header_offset, info.CRC, info.file_size, info.file_size)
            out.filelist.append(other)

    refused(part, part.holding(zipped(part, one)).sealed())


def test_parts_under_a_password_or_twice(part: Sample) -> None:
    data = bytearray(part.payload)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    refused(part, part.holding(bytes(data)).sealed())
    longer = {**parts_of(part.payload), "changes.sqlitf": b""}  # two names of one length: one becomes the other
    twice = package.zipped(longer).replace(b"changes.sqlitf", b"changes.sqlite")
    refused(part, part.holding(twice).sealed())


@pytest.mark.parametrize("name", ["../../jahat.pdf", "/tmp/jahat.pdf", "C:\\jahat.pdf", "..", "a" * 300])
def test_names_that_lead_out_of_the_folder(part: Sample, stick: Path, name: str) -> None:
    parts = {**parts_of(part.payload), name: b"%PDF jahat"}
    refused(part, part.saying(files=len(parts) - 1).holding(package.zipped(parts)).sealed())
    assert not list(stick.parent.rglob("*jahat*"))


def spoilt(bundle: Sample, *statements: str, writable: bool = False) -> bytes:
    """The bundle's set of changes after some SQL."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.deserialize(bundle.payload)
    if writable:
        db.execute("PRAGMA writable_schema=ON")
    for one in statements:
        db.execute(one)
    data = db.serialize()
    db.close()
    return data


@pytest.mark.parametrize("statement", [
    "CREATE TRIGGER jahat AFTER INSERT ON chg BEGIN DELETE FROM chg; END",
    "CREATE VIEW jahat AS SELECT * FROM chg",
    "CREATE VIRTUAL TABLE jahat USING rtree(id, a, b)",
    "CREATE INDEX jahat ON chg(row) WHERE body LIKE '%a%'",
    "ALTER TABLE chg ADD COLUMN jahat TEXT AS (hex(zeroblob(100000000)))",
    "CREATE TABLE jahat(x)",
])
def test_a_set_of_changes_with_more_in_it(bundle: Sample, statement: str) -> None:
    refused(bundle, bundle.holding(spoilt(bundle, statement)).sealed())


@pytest.mark.parametrize("statement", [
    "INSERT INTO sqlite_master SELECT 'trigger', name, name, 0, 'CREATE TRIGGER chg AFTER INSERT ON sv BEGIN SELECT 1; "
    "END' FROM sqlite_master WHERE name = 'chg'",
    "UPDATE sqlite_master SET sql = 'CREATE VIEW chg AS SELECT 1', rootpage = 0, type = 'view' WHERE name = 'chg'",
    "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'chg') WHERE name = 'sv'",
    "UPDATE sqlite_master SET rootpage = 1 WHERE name = 'chg'",
    "UPDATE sqlite_master SET rootpage = 99999999 WHERE name = 'dev'",
    "UPDATE sqlite_master SET type = 'index' WHERE name = 'dev'",
    "DELETE FROM sqlite_master",
])
def test_a_schema_that_was_written_by_hand(bundle: Sample, statement: str) -> None:
    refused(bundle, bundle.holding(spoilt(bundle, statement, writable=True)).sealed())


def with_bodies(bundle: Sample, body: str, op: int = 2) -> Sample:
    """The bundle with one change's body replaced; its chain still fits, for it covers ids only."""
    where = f"op = {op}"
    data = spoilt(bundle, f"UPDATE chg SET body = '{body}' WHERE lsn = (SELECT min(lsn) FROM chg WHERE {where})")
    return bundle.holding(data)


@pytest.mark.parametrize("body", [
    '{"hp":[1]}', '{"hp":{"a":1}}', '{"hp":"\\ud800"}', '{"lat":"tinggi"}', '{"_position":1.5', '[]', '"x"', "1",
    "[" * 100_000, '{"hp":NaN}', '{"lat":Infinity}', '{"hp":1}{"hp":2}', '{},{}', '{"lat":' + "9" * 400 + "}",
])
def test_values_that_no_column_holds(bundle: Sample, body: str) -> None:
    refused(bundle, with_bodies(bundle, body).sealed())


@pytest.mark.parametrize("body", ["{}", "[" + "null," * 500 + "1]", '["a"', "null]", '[["x"]]'])
def test_whole_rows_that_are_none(bundle: Sample, body: str) -> None:
    refused(bundle, with_bodies(bundle, body, op=1).sealed())


@pytest.mark.parametrize("statement", [
    "UPDATE chg SET row = row || 'x' WHERE lsn = (SELECT min(lsn) FROM chg)",  # altered
    "DELETE FROM chg WHERE lsn = (SELECT min(lsn) FROM chg)",  # removed
    "INSERT INTO chg SELECT max(lsn) + 1, t, row, hlc + 1, 7, hlc, rnd, NULL, 2, sv, dev, usr, '{}' FROM chg",  # added
    "UPDATE chg SET lsn = -lsn WHERE lsn IN (SELECT lsn FROM chg LIMIT 2)",  # passed off as another's
    "UPDATE chg SET hlc = hlc + 1",
])
def test_changes_that_leave_the_chain(bundle: Sample, statement: str) -> None:
    refused(bundle, bundle.holding(spoilt(bundle, statement)).sealed())


def test_more_devices_than_anybody_could_look_up(bundle: Sample) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
    data = spoilt(bundle, "INSERT INTO dev " + many + "SELECT i, 'd' || i FROM n")
    refused(bundle, bundle.holding(data).sealed())


def test_the_greatest_stamp_does_not_lock_a_row(bundle: Sample) -> None:
    data = spoilt(bundle, "UPDATE chg SET hlc = 9223372036854775807 WHERE lsn = (SELECT max(lsn) FROM chg)")
    found: list[tuple[Any, ...]] = sorted_ids(data)
    digest = chain.extend(bytes.fromhex(bundle.header["before"]), found).hex()
    refused(bundle, bundle.saying(digest=digest).holding(data).sealed())


def sorted_ids(data: bytes) -> list[tuple[Any, ...]]:
    db = sqlite3.connect(":memory:")
    db.deserialize(data)
    found = db.execute("SELECT row, hlc, rnd FROM chg ORDER BY lsn").fetchall()
    db.close()
    return found


def test_an_erasure_from_an_officer(bundle: Sample) -> None:
    data = spoilt(bundle, "UPDATE chg SET op = 4, body = NULL WHERE lsn = (SELECT max(lsn) FROM chg)")
    refused(bundle, bundle.holding(data).sealed())
    assert changeset.unpack(data).erases()


def test_another_officers_name_on_it(bundle: Sample, sari: DataFile) -> None:
    from ftd_desktop.sync import machine

    refused(bundle, replace(bundle, sender=machine.keys(sari)).sealed())
    refused(bundle, bundle.saying(device=machine.person(sari).device_id).sealed())
