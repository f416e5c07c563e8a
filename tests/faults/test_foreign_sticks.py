"""A carry folder full of spoilt files: the look at it shows the good ones, raises nothing and takes no long time."""

from __future__ import annotations

import time
from pathlib import Path

from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import folder
from tests.faults.forging import Sample, samples
from tests.faults.test_foreign_files import HOSTILE

LONGEST = 10.0


def spoilt(sample: Sample) -> list[bytes]:
    data = sample.sealed()
    cut = [data[:n * len(data) // 20] for n in range(20)]
    torn = [data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1:] for at in range(0, 400, 20)]
    told = [sample.saying(**{field: value}).sealed() for field in ("id", "device", "made") for value in HOSTILE
            if not isinstance(value, str)]
    lacking = [sample.without(field).sealed() for field in ("id", "device", "made")]
    none = [sample.with_header_text(text) for text in (b"", b"[]", b"null", b"[" * 200_000, b"\xff", b"{" * 3_000_000)]
    return [*cut, *torn, *told, *lacking, *none]


def looked_at(file: DataFile, place: folder.Place, inside: Path, bad: list[bytes], good: bytes) -> list[folder.Lying]:
    for n, data in enumerate(bad):
        (inside / f"FTD-x-{n}.ftd").write_bytes(data)
    (inside / "FTD-z-baik.ftd").write_bytes(good)
    (inside / "FTD-folder.ftd").mkdir()
    (inside / "FTD-putus.ftd").symlink_to(inside / "tidak-ada")
    watch, start = folder.Watch(file), time.process_time()
    watch.waiting(place)
    found = watch.waiting(place)
    assert time.process_time() - start < LONGEST
    return found


def test_a_stick_full_of_spoilt_bundles(master: DataFile, budi: DataFile, stick: Path) -> None:
    sample = next(samples(master, budi, stick))
    place = folder.prepare(stick)
    (found,) = looked_at(master, place, place.to_province, spoilt(sample), sample.sealed())
    assert (found.path.name, found.kind) == ("FTD-z-baik.ftd", "bundle")


def test_a_stick_full_of_spoilt_receipts(master: DataFile, budi: DataFile, stick: Path) -> None:
    sample = next(one for one in samples(master, budi, stick) if one.name == "receipt")
    place = folder.prepare(stick)
    (found,) = looked_at(budi, place, place.to_officers, spoilt(sample), sample.sealed())
    assert (found.path.name, found.kind) == ("FTD-z-baik.ftd", "receipt")
