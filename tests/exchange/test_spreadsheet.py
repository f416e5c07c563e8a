"""Spreadsheets: read back with another library; text stays text; a failure leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.exchange import lists, spreadsheet
from ftd_desktop.exchange.spreadsheet import Column, Sheet

MADE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
COLUMNS = (Column("Nama"), Column("NIK"), Column("Uang", "money"), Column("Bagian", "percent"))


def read(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    try:
        return {sheet.title: list(sheet.values) for sheet in book}
    finally:
        book.close()


def test_values_come_back_as_they_were(tmp_path: Path) -> None:
    nothing = (float("inf"), float("nan"))
    rows = [("=1+1", "1271012345670001", 1_500_000, 12.5), ("https://contoh.invalid", "007", *nothing),
            ("", "'", -3, 0.0)]
    path = spreadsheet.write(tmp_path / "a.xlsx", [Sheet("Isi", COLUMNS, rows, notes=("Rekaan",))], made=MADE)
    found = read(path)["Isi"]
    assert found[0][0] == "Rekaan" and found[1] == ("Nama", "NIK", "Uang", "Bagian")
    assert found[2] == ("=1+1", "1271012345670001", 1_500_000, 12.5)
    assert found[3] == ("https://contoh.invalid", "007", None, None) and found[4][1:] == ("'", -3, 0)
    book = openpyxl.load_workbook(path)
    assert book["Isi"]["A3"].data_type == "s"  # no formula
    book.close()


def test_same_rows_same_bytes(tmp_path: Path) -> None:
    sheets = [Sheet("Isi", COLUMNS, (("a", "b", 1, 2.0),))]
    first, second = (spreadsheet.write(tmp_path / name, sheets, made=MADE).read_bytes() for name in ("a", "b"))
    assert first == second


def test_sheet_names_are_made_fit(tmp_path: Path) -> None:
    long = "Peserta [2022/2023]: semua yang mendaftar"
    sheets = [Sheet(name, COLUMNS, ()) for name in (long, long, "'", long.upper())]
    names = list(read(spreadsheet.write(tmp_path / "a.xlsx", sheets, made=MADE)))
    assert len(names) == 4 and all(0 < len(name) <= 31 for name in names)


def test_cancelling_leaves_nothing_and_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("lama")
    rows = ((f"orang {i}", "", i, 0.0) for i in range(10_000))
    calls: list[int] = []
    with pytest.raises(Cancelled):
        spreadsheet.write(path, [Sheet("Isi", COLUMNS, rows, expected=10_000)], made=MADE,
                          progress=lambda done, total, words: calls.append(done), cancelled=lambda: len(calls) == 2)
    assert calls == [2000, 4000] and path.read_text() == "lama" and list(tmp_path.glob("*.part")) == []


def test_a_fault_in_the_rows_leaves_nothing(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[Any, ...]]:
        yield ("a", "b", 1, 2.0)
        raise RuntimeError("from the reader")

    with pytest.raises(RuntimeError, match="reader"):
        spreadsheet.write(tmp_path / "a.xlsx", [Sheet("Isi", COLUMNS, rows())], made=MADE)
    assert list(tmp_path.glob("a*")) == []


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a\.xlsx"):
        spreadsheet.write(tmp_path / "absent" / "a.xlsx", [Sheet("Isi", COLUMNS, ())], made=MADE)


class Fake:
    """A file with one survey form of three records."""

    def __init__(self, names: list[str], rows: list[dict[str, Any]]) -> None:
        self.names, self.records = names, rows

    def rows(self, sql: str, params: Any = ()) -> list[dict[str, Any]]:
        if "pragma_table_info" in sql:
            return [{"name": name} for name in self.names]
        if "count(*)" in sql:
            return [{"n": len(self.records)}]
        after, limit = params
        return [row for row in self.records if row["_id"] > after][:limit]


def test_survey_records_leave_out_what_identifies_and_come_in_batches(tmp_path: Path) -> None:
    names = ["_id", "_participant", "tahap", "omzet_bulan", "nib_no", "catatan"]
    rows = [{"_id": f"{i}", "kode": f"K{i}", "_status": "complete", "tahap": "baseline", "omzet_bulan": i * 1000}
            for i in range(5)]
    sheet = lists.survey_records(Fake(names, rows), batch=2)
    assert [c.heading for c in sheet.columns[2:]] == ["tahap", "omzet_bulan"] and sheet.expected == 5
    found = read(spreadsheet.write(tmp_path / "a.xlsx", [sheet], made=MADE))["ftd_survei"]
    assert found[1] == ("K0", "complete", "baseline", 0) and len(found) == 6


def test_an_absent_form_gives_an_empty_sheet() -> None:
    assert list(lists.survey_records(Fake([], [])).rows) == []


def test_the_participant_list_masks_the_nik(tmp_path: Path) -> None:
    people = [{"kode": "FTD-1", "nama": "Siti Rekaan", "nik": "1271014506900003", "kab": "12.71", "hp": "0812"}]
    path = spreadsheet.write(tmp_path / "a.xlsx", [lists.participants(people)], made=MADE)
    row = read(path)["Peserta"][1]
    assert row[2] == "127101••••••0003" and row[7] == "Kota Medan" and "1271014506900003" not in str(row)


def test_figures_become_sheets(tmp_path: Path) -> None:
    class Table:
        name = "Pendapatan"
        headings = (("Bacaan", "text"), ("Nilai", "number"))
        rows = (("Median", 12.5), ("Rata-rata", float("nan")))
        notes = ("Bukan dampak",)

    found = read(spreadsheet.write(tmp_path / "a.xlsx", lists.figures([Table()]), made=MADE))["Pendapatan"]
    assert found[0][0] == "Bukan dampak" and found[2] == ("Median", 12.5) and found[3] == ("Rata-rata", None)
