"""The Parquet file holds what the CSV holds, with its questions; without the library the pack is made without it."""

from __future__ import annotations

import io

import pytest
from arro3.io import read_parquet

from ftd_desktop.evaluation import research_parquet
from ftd_desktop.evaluation.codebook import Variable
from ftd_desktop.evaluation.research import Research
from tests.evaluation.test_research_labelled import DESCRIBED, RESEARCH


def test_read_back() -> None:
    table = read_parquet(io.BytesIO(research_parquet.files(RESEARCH, DESCRIBED)["data.parquet"])).read_all()
    assert tuple(table.column_names) == RESEARCH.columns
    found = [table.column(name).to_pylist() for name in table.column_names]
    assert [tuple(row) for row in zip(*found, strict=True)] == [
        ("R000001", "jalan", 1_500_000, "tunai qris"), ("R000002", "tutup", None, None),
        ("R000003", None, -200_000, None)]
    field = table.schema.field("status_usaha")
    assert field.metadata_str["label"] == "Apakah usaha masih berjalan?"


def test_numbers_with_a_fraction_and_texts_in_their_place() -> None:
    research = Research(("nomor", "x"), (("R1", 2.5), ("R2", "Budi"), ("R3", 3)), 3, 0, {}, 5)
    described = (Variable("nomor", "Nomor", "teks"), Variable("x", "X", "angka"))
    table = read_parquet(io.BytesIO(research_parquet.files(research, described)["data.parquet"])).read_all()
    assert table.column("x").to_pylist() == [2.5, None, 3.0]


def test_the_same_bytes_twice() -> None:
    assert research_parquet.files(RESEARCH, DESCRIBED) == research_parquet.files(RESEARCH, DESCRIBED)


def test_without_the_library_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(research_parquet, "find_spec", lambda name: None)
    assert research_parquet.files(RESEARCH, DESCRIBED) == {}
