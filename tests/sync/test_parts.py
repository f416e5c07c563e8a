"""Attachments travel in parts: any size, any order, twice or never; records do not wait, and what lacks is told."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ftd_desktop.errors import Cancelled
from ftd_desktop.store import attachments
from ftd_desktop.store.changes import erasure
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, inbox, machine, merge, parts, receipt, returns
from ftd_desktop.sync.parts import packing
from tests.sync import world
from tests.sync.world import FORM, insert, receive

KB = 1000
SMALL = 120 * KB  # a part of the least useful size: frame and a file or two


def picture(seed: int, size: int = 30 * KB) -> bytes:
    return random.Random(seed).randbytes(size)


def attach(file: DataFile, *seeds: int, size: int = 30 * KB) -> str:
    """A person with pictures."""
    person = insert(file, f"Siti {seeds} (rekaan)")
    for seed in seeds:
        attachments.keep(file, picture(seed, size), "jpg", person)
    return person


def blobs(file: DataFile) -> set[bytes]:
    return {data for (data,) in file.execute("SELECT data FROM _blob WHERE sha256 IN (SELECT sha256 FROM attachment)")}


def test_pictures_follow_in_parts_that_keep_the_size(master: DataFile, budi: DataFile, stick: Path) -> None:
    attach(budi, *range(5))
    assert parts.waiting(budi) == parts.Waiting(5, 150 * KB)
    made = bundle.write(budi, stick, part_bytes=SMALL)
    assert [(one.number, one.of, one.files) for one in made.parts] == [(1, 3, 2), (2, 3, 2), (3, 3, 1)]
    assert all(one.bytes == one.path.stat().st_size <= SMALL for one in made.parts)
    assert made.path.stat().st_size < 20 * KB
    report = receive(master, *stick.iterdir())
    assert (len(report.bundles), len(report.parts), report.attachments) == (1, 3, 5)
    assert blobs(master) == {picture(n) for n in range(5)}
    assert parts.missing(master) == []


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_any_order_and_twice(master: DataFile, budi: DataFile, stick: Path, order: tuple[int, ...]) -> None:
    attach(budi, 1)
    attach(budi, 2)
    made = bundle.write(budi, stick, part_bytes=1)
    files = [made.path, *(one.path for one in made.parts)]
    for n in order:
        receive(master, files[n])
    again = receive(master, *files)
    assert (again.arrived, again.attachments) == (0, 0)
    assert blobs(master) == {picture(1), picture(2)}
    assert master.value(f"SELECT count(*) FROM {FORM}") == 2


def test_records_do_not_wait_and_what_lacks_is_told(master: DataFile, budi: DataFile, stick: Path) -> None:
    attach(budi, 1, 2)
    made = bundle.write(budi, stick, part_bytes=1)
    receive(master, made.path, made.parts[1].path)
    (lack,) = parts.missing(master)
    assert (lack.officer, lack.files, lack.bytes, lack.numbers, lack.of) == ("Budi Contoh", 1, 30 * KB, (1,), 2)
    world.answer(master, budi, stick)
    assert bundle.waiting(budi) == 0
    assert parts.waiting(budi) == parts.Waiting(1, 30 * KB)
    second = bundle.write(budi, stick)
    assert (second.changes, len(second.parts)) == (0, 1)
    (seen,) = inbox.inspect(master, [second.path])
    assert seen.state == "known"
    receive(master, second.parts[0].path)
    world.answer(master, budi, stick)
    assert parts.waiting(budi) == parts.Waiting(0, 0)
    assert parts.missing(master) == []


def test_what_was_never_asked_about_is_sent_again(master: DataFile, budi: DataFile, stick: Path) -> None:
    """No receipt came: everything goes again, and the master takes it once."""
    attach(budi, 1)
    first = bundle.write(budi, stick)
    receive(master, first.path, first.parts[0].path)
    second = bundle.write(budi, stick)
    assert len(second.parts) == 1
    assert receive(master, second.parts[0].path).attachments == 0


def test_only_records_when_wished(budi: DataFile, stick: Path) -> None:
    attach(budi, 1)
    assert bundle.write(budi, stick, attachments=False).parts == ()


def test_the_preview_counts_and_writes_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    attach(budi, 1, 2)
    made = bundle.write(budi, stick)
    looked = inbox.inspect(master, [made.parts[0].path, made.path])
    assert [one.state for one in looked] == ["ready", "attachments"]
    assert looked[1].taken and looked[1].taken.attachments == 2
    assert looked[1].words() == ["2 lampiran dari Budi Contoh (bagian 1 dari 1)."]
    assert blobs(master) == set()
    merge.merge(master, looked)
    (again,) = inbox.inspect(master, [made.parts[0].path])
    assert (again.state, again.words()) == ("known", ["Lampiran dalam berkas ini sudah ada semua di sini."])


def test_a_stopped_writing_leaves_whole_files(master: DataFile, budi: DataFile, stick: Path) -> None:
    attach(budi, 1, 2)
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        bundle.write(budi, stick, part_bytes=1, cancelled=lambda: next(answers))
    assert len([*stick.iterdir()]) == 2
    assert all(one.refusal is None for one in inbox.inspect(master, [*stick.iterdir()]))


def test_an_erased_person_s_picture_does_not_come_back(master: DataFile, budi: DataFile, stick: Path) -> None:
    person = attach(budi, 1)
    made = bundle.write(budi, stick)
    receive(master, made.path)
    erasure.erase(master, erasure.rows_of_person(master, person))
    assert receive(master, made.parts[0].path).attachments == 0
    assert master.value("SELECT count(*) FROM _blob WHERE sha256 NOT IN (SELECT sha256 FROM _form_media)") == 0


def test_a_part_says_only_attachments(master: DataFile, budi: DataFile, stick: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed program could put other changes into a part: then nothing of it is taken."""
    attach(budi, 1)
    other = packing.log.since(budi, 0)
    monkeypatch.setattr(packing, "_payload", lambda file, digests: packing.package.zipped(
        {packing.CHANGES: packing.package.pack(file, other)}))
    made = bundle.write(budi, stick)
    (seen,) = inbox.inspect(master, [made.parts[0].path])
    assert seen.state == "refused" and "tidak sesuai" in seen.words()[0]


def test_a_part_with_other_bytes_is_refused(master: DataFile, budi: DataFile, stick: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    attach(budi, 1)
    whole = packing._payload

    def swapped(file: DataFile, digests: list[str]) -> bytes:
        content = packing.package.unzipped(whole(file, digests), "x")
        return packing.package.zipped({**content, digests[0]: b"lain"})

    monkeypatch.setattr(packing, "_payload", swapped)
    made = bundle.write(budi, stick)
    receive(master, made.path)
    (seen,) = inbox.inspect(master, [made.parts[0].path])
    assert seen.state == "refused"
    assert blobs(master) == set()


def test_pictures_come_down_with_a_record(master: DataFile, budi: DataFile, sari: DataFile, stick: Path) -> None:
    """Sari gets Budi's people: with attachments if wished, else she asks for them."""
    attach(budi, 1)
    made = bundle.write(budi, stick)
    receive(master, made.path, made.parts[0].path)
    hers = machine.person(sari).device_id
    plain = returns.write(master, hers, stick)
    assert plain.parts == ()
    returns.accept(sari, plain.path)
    assert len(attachments.wanted(sari)) == 1
    insert(sari, "Ani (rekaan)")
    receive(master, bundle.write(sari, stick).path)
    written = returns.write(master, hers, stick, attachments=True)
    report = returns.accept_any(sari, written.parts[0].path)
    assert isinstance(report, parts.PartReport)
    assert (report.files, report.words) == (1, ("1 lampiran diterima.",))
    assert blobs(sari) == {picture(1)}
    assert parts.waiting(sari).files == 0
    again = returns.accept_any(sari, written.parts[0].path)
    assert isinstance(again, parts.PartReport) and again.files == 0
    with pytest.raises(Exception, match="penerima lain"):
        returns.accept_any(budi, written.parts[0].path)


def test_file_names_and_headers_say_nothing(master: DataFile, budi: DataFile, stick: Path) -> None:
    attach(budi, 1)
    made = bundle.write(budi, stick)
    assert picture(1)[:64] not in made.parts[0].path.read_bytes()
    told = receipt.statement(master, machine.person(budi).device_id)
    assert told["wants"] == []
    receive(master, made.path)
    told = receipt.statement(master, machine.person(budi).device_id)
    assert [len(digest) for digest in told["wants"]] == [64]
    assert "Siti" not in json.dumps(told)


@given(st.lists(st.integers(1, 200 * KB), max_size=30), st.integers(1, 600 * KB))
def test_a_plan_holds_everything_once_in_order(sizes: list[int], part_bytes: int) -> None:
    named = {f"{n:064x}": size for n, size in enumerate(sizes)}
    plan = packing.planned(named, part_bytes)
    assert [digest for part in plan for digest in part] == list(named)
    assert all(part for part in plan)
    for part in plan:
        assert len(part) == 1 or sum(named[digest] for digest in part) < part_bytes
