"""Attendance from rows: words and letters, parts, sessions by number, and every bad cell named with its remedy."""

from __future__ import annotations

from datetime import date

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.programme import attendance_import as imports
from ftd_desktop.programme.attendance_grid import Mark
from ftd_desktop.programme.sessions import Plan, Session

FIRST, SECOND, LATER = (Session(f"s{n}", Plan(n, date(2022, 8, n), "konten", "Materi", 8.0, "luring"), False, 0)
                        for n in (1, 2, 3))
CONTEXT = imports.Context(frozenset({"K0", "K1", "K2", "K3"}), {1: FIRST, 2: SECOND, 3: LATER}, FIRST,
                          frozenset({"s3"}))


def read(*rows: str) -> list[imports.Line]:
    return imports.read("hadir.csv", [row.split(";") for row in rows], CONTEXT)


def test_words_letters_and_parts() -> None:
    lines = read("Kode;Nama;Status;JP", "K0;x;hadir;", "K1;x;T;2,5", ";;;", "K2;x;s;", "K3;x;Alpa")
    assert imports.marks(lines) == {("s1", "K0"): Mark("hadir"), ("s1", "K1"): Mark("terlambat", 2.5),
                                    ("s1", "K2"): Mark("sakit"), ("s1", "K3"): Mark("alpa")}


def test_a_column_of_sessions_fills_several() -> None:
    lines = read("sesi;kode;status", "1;K0;H", "2;K0;I", ";K1;B", "2;K1;A")
    assert lines[2].fault == "kolom jp: – harus angka 0 sampai 8."
    lines = read("sesi;kode;status", "1;K0;H", "2;K0;I", ";K1;A")
    assert imports.marks(lines) == {("s1", "K0"): Mark("hadir"), ("s2", "K0"): Mark("izin"),
                                    ("s1", "K1"): Mark("alpa")}


def test_every_bad_cell_is_named_and_nothing_is_given() -> None:
    lines = read("kode;status;jp;sesi", "X9;hadir;;", "K0;datang;;", "K1;T;99;", "K2;H;;", "K2;A;;", "K3;H;;9",
                 "K3;H;;3")
    told = {line.row: line.fault for line in lines if line.fault}
    assert set(told) == {2, 3, 4, 6, 7, 8}
    for row, words in ((2, "kolom kode: X9"), (3, "kolom status: datang"), (4, "kolom jp: 99"),
                       (6, "kolom kode: K2 sudah ada"), (7, "kolom sesi: 9"), (8, "sesi 3 belum berlangsung")):
        assert words in told[row]
    with pytest.raises(ValueError, match="fault"):
        imports.marks(lines)


@pytest.mark.parametrize("rows", [[], [["nama", "umur"]], [["kode"], ["K0"]], [["kode", "status"]],
                                  [["kode", "status"], ["", " "]]])
def test_what_is_no_attendance_list_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(UserError, match=r"hadir\.csv"):
        imports.read("hadir.csv", rows, CONTEXT)
