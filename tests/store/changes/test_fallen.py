"""Which rows went with a record: those of the same deletion, however it was made and whatever the clock said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop.store.changes import capture, erasure, fallen
from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap

BELOW = ("_id TEXT PRIMARY KEY NOT NULL, _parent TEXT NOT NULL REFERENCES {} (_id) ON DELETE CASCADE, "
         "_position INTEGER, n TEXT")
A_DAY = 86_400_000


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFile]:
    """Records with rows, and rows below these."""
    make_keys_cheap(monkeypatch)
    with DataFile.create(tmp_path / "isian.ftdb", "sawah hijau 7", role="officer") as made:
        with capture.schema_change(made):
            made.execute("CREATE TABLE usaha (_id TEXT PRIMARY KEY NOT NULL, n TEXT) STRICT")
            capture.install(made, "usaha")
            for table, parent in (("usaha__produk", "usaha"), ("usaha__produk__bahan", "usaha__produk")):
                made.execute(f"CREATE TABLE {table} ({BELOW.format(parent)}) STRICT")
                capture.install(made, table, parent)
        made.insert("usaha", {"_id": "u", "n": "Usaha"})
        for n, product in enumerate(("p1", "p2"), start=1):
            made.insert("usaha__produk", {"_id": product, "_parent": "u", "_position": n, "n": product})
        made.insert("usaha__produk__bahan", {"_id": "b", "_parent": "p1", "_position": 1, "n": "bahan"})
        yield made


def shift(file: DataFile, by: int, which: str) -> None:
    """Give changes other stamps, as if they had been made at another time."""
    with capture.applying(file), file.write():
        file.execute(f"UPDATE _chg SET hlc = hlc + ? WHERE {which}", (by,))


def rows(file: DataFile) -> list[str]:
    return [one.row for one in fallen.with_record(file, "usaha", "u")]


def test_all_that_went_at_once_each_after_the_one_above(file: DataFile) -> None:
    assert rows(file) == [], "it is there"
    file.delete("usaha", "u")
    assert rows(file) == ["p1", "b", "p2"]
    assert fallen.with_record(file, "usaha", "u")[1].values == {"_parent": "p1", "_position": 1, "n": "bahan"}


def test_what_was_removed_before_stays_removed(file: DataFile) -> None:
    file.delete("usaha__produk", "p1")
    shift(file, -A_DAY, "op = 3")
    file.delete("usaha", "u")
    assert rows(file) == ["p2"]


def test_a_row_whose_stamps_lie_ahead_comes_too(file: DataFile) -> None:
    shift(file, A_DAY, "row = 'p2'")
    file.delete("usaha", "u")
    assert rows(file) == ["p1", "b", "p2"]


def test_the_last_deletion_counts_and_what_was_erased_is_gone(file: DataFile) -> None:
    file.delete("usaha", "u")
    file.insert("usaha", {"_id": "u", "n": "Usaha"})
    shift(file, -A_DAY, "op = 3 AND t <> 'usaha'")
    file.insert("usaha__produk", {"_id": "p3", "_parent": "u", "_position": 3, "n": "p3"})
    file.insert("usaha__produk", {"_id": "p4", "_parent": "u", "_position": 4, "n": "p4"})
    erasure.erase(file, [("usaha__produk", "p4")])
    file.delete("usaha", "u")
    assert rows(file) == ["p3"]
