"""Trust lists, key files and backups from elsewhere, wrong in every way: a sentence, and nothing is altered."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.certificates import trust
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from ftd_desktop.store import backup, keys
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment
from tests.sync.world import PASSPHRASE, insert

PLACES = 200 if os.environ.get("FTD_NIGHTLY") else 25
LONGEST = 5.0


def trust_list() -> bytes:
    root = Signer(bytes(range(32)))
    key = trust.TrustedKey(root.public, "Laptop Contoh", date(2022, 1, 1))
    gone = trust.Revocation(date(2024, 1, 1), "hilang (rekaan)")
    return trust.write(trust.TrustList(root.public, "Dinas Contoh", date(2025, 1, 1), (key,),
                                       revoked_numbers=(("K-1", gone),)), root)


def test_a_trust_list_spoilt_on_the_way() -> None:
    data = trust_list()
    assert trust.read(data).office == "Dinas Contoh"
    for at in range(len(data)):
        torn = bytearray(data)
        torn[at] ^= 0xFF
        with pytest.raises(UserError):
            trust.read(bytes(torn))
    for length in range(len(data)):
        with pytest.raises(UserError):
            trust.read(data[:length])


@pytest.mark.parametrize("data", [
    b"", b"\x81" * 100_000 + b"\x01",  # lists in lists
    b"\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", b"\x5b\x00\x00\x00\x7f\xff\xff\xff\xff",  # lengths beyond the file
    b"\xbb\x00\x00\x00\x00\x7f\xff\xff\xff", b"\xd2\x84" + b"\x40" * 4, b"\xd2\x84\x40\xa0\x40\x40",
    b"\xc2\x5a\x00\x10\x00\x00" + b"\xff" * 2**20, b"\xd8\x1d\x00", b"\xd9\x01\x00\x80", b"\xf9\x7e\x00",
])
def test_other_cbor(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(UserError):
        trust.read(data)
    assert time.process_time() - start < LONGEST


@pytest.fixture
def kept(budi: DataFile, tmp_path: Path) -> Path:
    """A backup of Budi's file."""
    (tmp_path / "cadangan").mkdir()
    insert(budi, "Siti (rekaan)")
    return backup.back_up(budi, tmp_path / "cadangan").path


def unrestored(kept: Path, budi: DataFile) -> None:
    """The backup is refused and the file that it should have replaced is what it was."""
    before = budi.path.read_bytes()
    with pytest.raises(UserError):
        backup.restore(kept, budi.path, PASSPHRASE).close()
    assert budi.path.read_bytes() == before
    assert not [one.name for one in budi.path.parent.iterdir() if "pulih" in one.name]


def test_a_backup_spoilt_on_the_way(budi: DataFile, kept: Path) -> None:
    budi.close()
    data = kept.read_bytes()
    for n in range(PLACES):
        at = n * len(data) // PLACES + 997 % len(data)
        torn = bytearray(data)
        torn[min(at, len(data) - 1)] ^= 0xFF
        kept.write_bytes(torn)
        unrestored(kept, budi)
        kept.write_bytes(data[:n * len(data) // PLACES])
        unrestored(kept, budi)
    kept.write_bytes(data)
    backup.restore(kept, budi.path, PASSPHRASE).close()


def test_a_key_file_spoilt_on_the_way(budi: DataFile, kept: Path) -> None:
    budi.close()
    place = keys.sidecar_path(kept)
    data = place.read_bytes()
    for at in range(0, len(data), 1 if PLACES == 200 else 23):
        torn = bytearray(data)
        torn[at] ^= 0xFF
        place.write_bytes(torn)
        try:
            key = keys.key_of(kept, PASSPHRASE)
        except UserError:
            continue
        place.write_bytes(data)  # the recovery part and the id are not read for a passphrase
        assert key == keys.key_of(kept, PASSPHRASE)
    for length in range(0, len(data) - 1, 1 if PLACES == 200 else 23):
        place.write_bytes(data[:length])
        unrestored(kept, budi)


@pytest.mark.parametrize("change", [
    {"iterations": 10**9}, {"memory_kib": 2**40}, {"lanes": 2**20}, {"memory_kib": True}, {"iterations": "6"},
    {"salt": ""}, {"salt": "****"}, {"salt": None}, {"box": ""}, {"kdf": "plain"}, {"lanes": -1}, {"box": [1]},
])
def test_a_key_file_that_asks_too_much(budi: DataFile, kept: Path, change: dict[str, Any]) -> None:
    budi.close()
    place = keys.sidecar_path(kept)
    found = json.loads(place.read_bytes())
    found["passphrase"].update(change)
    place.write_text(json.dumps(found))
    start = time.process_time()
    unrestored(kept, budi)
    assert time.process_time() - start < LONGEST


@pytest.mark.parametrize("text", [
    "", "[]", "null", "5", "{", "[" * 100_000, '{"format":"ftd-key","version":1}', "\ufeff{}",
    '{"format":"ftd-key","version":1,"passphrase":[],"recovery":7}',
])
def test_a_key_file_that_is_none(budi: DataFile, kept: Path, text: str) -> None:
    budi.close()
    keys.sidecar_path(kept).write_text(text)
    unrestored(kept, budi)


@pytest.mark.parametrize("data", [b"", b"x" * 5_000, b"SQLite format 3\0" + bytes(8_176), bytes(100_000)])
def test_a_backup_that_is_another_file(budi: DataFile, kept: Path, data: bytes) -> None:
    budi.close()
    kept.write_bytes(data)
    unrestored(kept, budi)


@pytest.mark.parametrize("work", [23, 40, 63, 999])
def test_an_assignment_that_asks_for_years_of_work(work: int) -> None:
    """The code is typed in good faith; whoever made the file chose how much its derivation costs."""
    salt, body = "A" * 22, "B" * 43
    data = f"age-encryption.org/v1\n-> scrypt {salt} {work}\n{body}\n--- {body}\n".encode() + bytes(100)
    start = time.process_time()
    with pytest.raises(UserError):
        enrolment.open_with_code(data, "7K2M-Q0ZT-4HXV-9B3C")
    assert time.process_time() - start < LONGEST
