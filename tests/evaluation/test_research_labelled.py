"""SPSS and Stata files hold what the CSV holds; pandas, which shares no code with the writer, reads Stata's back."""

from __future__ import annotations

import io
import struct
import sys
from pathlib import Path

import pandas
import pyreadstat
import pytest

from ftd_desktop.evaluation import research_labelled
from ftd_desktop.evaluation.codebook import Variable
from ftd_desktop.evaluation.research import Research

DESCRIBED = (
    Variable("nomor", "Nomor acak", "teks"),
    Variable("status_usaha", "Apakah usaha\nmasih berjalan?", "pilihan",
             choices=(("jalan", "Berjalan"), ("tutup", "Tutup"))),
    Variable("laba_bulan", "Keuntungan sebulan", "angka", "Rp"),
    Variable("bayar", "Cara bayar", "pilihan ganda", choices=(("tunai", "Tunai"), ("qris", "QRIS"))),
)
ROWS = (("R000001", "jalan", 1_500_000, "tunai qris"), ("R000002", "tutup", None, None),
        ("R000003", None, -200_000, ""))
RESEARCH = Research(("nomor", "status_usaha", "laba_bulan", "bayar"), ROWS, 3, 0, {}, 5)


def test_stata_read_by_pandas() -> None:
    content = research_labelled.files(RESEARCH, DESCRIBED)["data.dta"]
    with pandas.read_stata(io.BytesIO(content), iterator=True, convert_categoricals=True) as reader:
        labels, frame = reader.variable_labels(), reader.read()
    assert labels["status_usaha"] == "Apakah usaha masih berjalan?"
    assert frame["status_usaha"].tolist()[:2] == ["Berjalan", "Tutup"] and frame["status_usaha"].isna().tolist()[2]
    assert frame["laba_bulan"].tolist()[::2] == [1_500_000.0, -200_000.0] and frame["laba_bulan"].isna().tolist()[1]
    assert frame["bayar"].tolist() == ["tunai qris", "", ""] and frame["nomor"].tolist() == [row[0] for row in ROWS]


def test_spss_read_back(tmp_path: Path) -> None:
    path = tmp_path / "data.sav"
    path.write_bytes(research_labelled.files(RESEARCH, DESCRIBED)["data.sav"])
    values, about = pyreadstat.read_sav(path, output_format="dict")
    assert about.column_names_to_labels["laba_bulan"] == "Keuntungan sebulan" and about.number_rows == 3
    assert about.variable_value_labels["status_usaha"] == {1.0: "Berjalan", 2.0: "Tutup"}
    assert list(values["status_usaha"])[:2] == [1.0, 2.0] and list(values["laba_bulan"])[2] == -200_000.0
    assert list(values["nomor"]) == [row[0] for row in ROWS]


def test_the_same_bytes_twice_whenever_written() -> None:
    first = research_labelled.files(RESEARCH, DESCRIBED)
    assert struct.unpack("<d", first["data.sav"][84:92]) == (100,), "the compression bias stands before the moment"
    assert first["data.sav"][92:109] == b"01 Jan 8000:00:00"
    assert b"\x1101 Jan 1980 00:00</timestamp>" in first["data.dta"]
    assert research_labelled.files(RESEARCH, DESCRIBED) == first


def test_without_the_library_the_pack_is_made_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    monkeypatch.setattr(research_labelled, "find_spec", lambda name: None)
    assert research_labelled.files(RESEARCH, DESCRIBED) == {}
