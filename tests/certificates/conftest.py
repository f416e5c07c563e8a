"""A small made-up programme in a real file: one cohort, six people, four sessions, one leased block of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ftd_desktop import resources
from ftd_desktop.certificates import numbers
from ftd_desktop.certificates.content import Letterhead, Occasion, Person, Signature
from ftd_desktop.certificates.payload import Material
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.programme import cohorts
from ftd_desktop.store.file import DataFile

ISSUED = date(2022, 10, 3)
PEOPLE = ("Siti Contoh br. Ginting", "Budi Contoh Siregar", "Wong Contoh", "Nur'aini Contoh", "Yosua Contoh Zebua",
          "Dermawan Contoh Purba")

_TABLES = """
CREATE TABLE ftd_presensi (_id TEXT PRIMARY KEY, _status TEXT, program TEXT, tahun_program INTEGER, angkatan TEXT,
    sesi_ke INTEGER, sesi_tgl TEXT, materi TEXT, jp REAL, narasumber TEXT) STRICT;
CREATE TABLE ftd_presensi__presensi (_id TEXT PRIMARY KEY, _parent TEXT, _position INTEGER, peserta_id TEXT,
    jp_dihitung REAL) STRICT;
CREATE TABLE ftd_survei (_id TEXT PRIMARY KEY, _participant TEXT, _status TEXT, tahap TEXT, tgl_survei TEXT,
    _updated TEXT) STRICT;
CREATE TABLE ftd_kelulusan (_id TEXT PRIMARY KEY, _participant TEXT, _status TEXT, _updated TEXT, tugas TEXT,
    status_akhir TEXT, predikat TEXT) STRICT;
"""


@pytest.fixture
def signer() -> Signer:
    return Signer(bytes(range(32)))


@pytest.fixture
def occasion() -> Occasion:
    """Everything but a file: for the paper's own tests."""
    logos = [resources.path("certificates", f"logo_{side}.svg").read_bytes() for side in ("left", "right")]
    return Occasion(
        Letterhead("PEMERINTAH PROVINSI CONTOH", "DINAS CONTOH", "UPTD CONTOH", "Jalan Contoh 1"),
        Signature("Kepala UPTD Contoh", "Marolop Contoh Sihombing", "Pembina (IV/a)", "197403121999031002"),
        "Program Contoh Tahun 2022", "01", date(2022, 8, 1), date(2022, 9, 30), "Medan", "Medan", 48.0, ISSUED,
        (Material("Foto produk", 24), Material("Toko daring", 24)), logos=(logos[0], logos[1]),
    )


@pytest.fixture
def person() -> Person:
    return Person("500.3/0001/CONTOH/2022", PEOPLE[0], "Dodol Contoh", "Kota Medan", 44)


@dataclass(frozen=True)
class World:
    """The file with the ids a test needs."""

    file: DataFile
    cohort: str
    people: tuple[str, ...]
    signatory: str
    block: str


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    yield from made_up(tmp_path)


def made_up(folder: Path, names: tuple[str, ...] = PEOPLE) -> Iterator[World]:
    """The file in `folder`, closed when the iteration ends; also for the window's page and the benchmark."""
    made, key, parts = _template(names)
    for name, data in parts.items():
        (folder / name).write_bytes(data)
    with DataFile.open_with_key(folder / "contoh.ftdb", key) as file:
        yield replace(made, file=file)


@cache
def _template(names: tuple[str, ...]) -> tuple[World, bytes, dict[str, bytes]]:
    """The file built once (a passphrase costs a third of a second): its ids, its key and its parts by name."""
    with TemporaryDirectory() as folder:
        with DataFile.create(Path(folder) / "contoh.ftdb", "sandi contoh 123", role="province") as file:
            with file.write():
                made = _fill(file, names)
            key = file.data_key
        return made, key, {part.name: part.read_bytes() for part in Path(folder).iterdir()}


def _fill(file: DataFile, names: tuple[str, ...]) -> World:
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            file.execute(statement)
    programme = cohorts.add_programme(file, "FTD", "Program Contoh", 2022)
    cohort = cohorts.add_cohort(file, programme, "01", starts=date(2022, 8, 1), ends=date(2022, 9, 30),
                                jp_total=40, min_share=0.8, place="Medan")
    people = tuple(_add_person(file, cohort, place, name) for place, name in enumerate(names))
    _add_sessions(file, len(names))
    file.insert("office", {"name": "DINAS CONTOH", "unit": "UPTD CONTOH", "parent": "PROVINSI CONTOH",
                           "city": "Medan", "address": "Jalan Contoh 1"})
    signatory = file.insert("signatory", {
        "name": "Marolop Contoh", "front_titles": "Drs.", "back_titles": "M.M.", "position": "Kepala UPTD Contoh",
        "rank": "Pembina (IV/a)", "nip": "197403121999031002", "valid_from": "2022-01-01",
        "valid_until": "2022-12-31", "show_titles": 0, "show_rank": 1, "show_nip": 1,
    })
    block = numbers.lease(file, device_id="", code="500.3", unit="CONTOH", year=2022, first=11, last=20)
    return World(file, cohort, people, signatory, block)


def _add_person(file: DataFile, cohort: str, place: int, name: str) -> str:
    participant = f"p{place}"
    file.execute("INSERT INTO participant (_id, kode, nama, usaha, kab) VALUES (?, ?, ?, ?, ?)",
                 (participant, f"K{place}", name, f"Usaha Contoh {place}", "12.71"))
    cohorts.join(file, participant, cohort, since=date(2022, 8, 1))
    file.insert("ftd_survei", {"_participant": participant, "_status": "complete", "tahap": "endline"})
    return participant


def _add_sessions(file: DataFile, count: int) -> None:
    for number, subject in enumerate(("Foto produk", "Toko daring", "Toko daring", "Keuangan"), 1):
        session = file.insert("ftd_presensi", {
            "_status": "complete", "program": "FTD", "tahun_program": 2022, "angkatan": "01", "sesi_ke": number,
            "sesi_tgl": f"2022-08-0{number}", "materi": subject, "jp": 10.0,
        })
        for place in range(count):
            file.insert("ftd_presensi__presensi", {"_parent": session, "_position": place + 1,
                                                   "peserta_id": f"K{place}", "jp_dihitung": 10.0})
