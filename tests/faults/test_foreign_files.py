"""Every reader of a carried file, over bytes that are wrong in every way: a sentence, nothing written, no long wait.

Outside the signature nobody needs to know a key to spoil a file; inside it, a known machine's program is at fault.
FTD_NIGHTLY tries more places.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from tests.faults.forging import Sample, parts_of, samples

NIGHTLY = bool(os.environ.get("FTD_NIGHTLY"))
PLACES = 200 if NIGHTLY else 15
KINDS = ("bundle", "part", "receipt", "return", "assignment")
LONGEST = 5.0  # CPU seconds for one file, on a slow machine; a good one takes a hundredth of it
HOSTILE: tuple[Any, ...] = (None, -1, 2**63, 2**70, 1.5, True, "", "x", "\x00", "9" * 5_000, [], {}, [None], {"x": 1},
                            "2022-08-03T09:00:00", "../../x", [[[]]], {"": {}})


@pytest.fixture
def sample(request: pytest.FixtureRequest, master: DataFile, budi: DataFile, stick: Path) -> Sample:
    return next(one for one in samples(master, budi, stick) if one.name == request.param)


every_kind = pytest.mark.parametrize("sample", KINDS, indirect=True)


@contextmanager
def nothing_written(sample: Sample) -> Iterator[None]:
    """What the reader's file was, it is; and it took no long time."""
    before, start = sample.state(), time.process_time()
    yield
    assert sample.state() == before
    assert time.process_time() - start < LONGEST


def refused(sample: Sample, data: bytes) -> None:
    with nothing_written(sample), pytest.raises(UserError) as caught:
        sample.take(data)
    assert str(caught.value)


def refused_or_taken(sample: Sample, data: bytes) -> bool:
    """Some changes of content are somebody's right (another name in an answer); True when it was taken."""
    before, start = sample.state(), time.process_time()
    try:
        sample.take(data)
    except UserError:
        assert sample.state() == before
        return False
    finally:
        assert time.process_time() - start < LONGEST
    return True


@every_kind
def test_spoilt_on_the_way(sample: Sample) -> None:
    data = sample.sealed()
    step = 997 if NIGHTLY else max(997, len(data) // PLACES)
    for at in range(0, len(data), step):
        torn = bytearray(data)
        torn[at] ^= 0xFF
        refused(sample, bytes(torn))
    for n in range(PLACES):
        refused(sample, data[:n * len(data) // PLACES])
    assert refused_or_taken(sample, data)


@every_kind
def test_a_payload_that_a_faulty_program_signed(sample: Sample) -> None:
    if not sample.payload:
        pytest.skip("a receipt has none")
    step = 997 if NIGHTLY else max(997, len(sample.payload) // PLACES)
    for at in range(0, len(sample.payload), step):
        torn = bytearray(sample.payload)
        torn[at] ^= 0xFF
        refused_or_taken(sample, sample.holding(bytes(torn)).sealed())
    for n in range(PLACES):
        refused(sample, sample.holding(sample.payload[:n * len(sample.payload) // PLACES]).sealed())


@every_kind
def test_headers_that_a_faulty_program_signed(sample: Sample) -> None:
    told = [field for field in sample.header if field not in ("format", "kind", "to", "size", "sha256", "packing")]
    for field in told:
        refused_or_taken(sample, sample.without(field).sealed())
        for value in HOSTILE if NIGHTLY else HOSTILE[len(field) % 6::6]:
            refused_or_taken(sample, sample.saying(**{field: value}).sealed())


@every_kind
def test_headers_that_are_none(sample: Sample) -> None:
    whole = json.dumps(dict(sample.header)).encode()
    for text in (b"", b"\xff\xfe", b"null", b"[]", b"[" * 200_000, b'{"kind":' * 200_000, whole[:-1],
                 whole.replace(b"{", b'{"format":1,', 1)[:-1] + b',"size":99999999999999999999999}'):
        refused(sample, sample.with_header_text(text))


@pytest.mark.parametrize("sample", ["part", "return", "assignment"], indirect=True)
def test_parts_that_lack_or_hold_something_else(sample: Sample) -> None:
    from ftd_desktop.sync import package

    parts = parts_of(sample.payload)
    for name in parts:
        for other in (None, b"", b"null", b"{}", b"[" * 100_000, b"\xff", parts["changes.sqlite"]):
            content = {**parts, name: other} if other is not None else {k: v for k, v in parts.items() if k != name}
            if content != parts:
                refused_or_taken(sample, sample.holding(package.zipped(content)).sealed())
    names = list(parts)
    swapped = dict(zip(names, [parts[n] for n in names[1:] + names[:1]], strict=True))
    refused(sample, sample.holding(package.zipped(swapped)).sealed())
