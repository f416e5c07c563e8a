from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.errors import Cancelled
from ftd_desktop.forms.definition import Column
from ftd_desktop.store import driver, form_tables, schema, search
from ftd_desktop.store.connection import Connection
from ftd_desktop.store.file import DataFile
from tests.store.forms import MEDIA, XFORM, form

PEOPLE = {
    "siti": ("Hj. Siti Aminah br. Ginting", "Keripik Sambal Siti", "1271014101800001", "0812-3456-7890", "FTD-0001"),
    "tobing": ("Muh. Rizal Lumban Tobing, S.E.", "Kopi 99", "1205010101750002", "+6281399990000", "FTD-0002"),
    "karo": ("Rina Karo-karo", None, None, None, None),
    "budi": ("Budi Santoso", "Toko Roti", "1271019912900003", "62812340000", "FTD-0010"),
}


def fill(file: Connection) -> None:
    """A profile form whose table carries the entity columns; people are made up."""
    more = tuple(Column(name, f"/data/{name}", "TEXT") for name in ("usaha", "nik", "kode"))
    saved = {name: name for name in ("nama", "hp", "usaha", "nik", "kode")}
    form_tables.install(file, form(extra=more, save_to=saved), XFORM, MEDIA)
    for row_id, (nama, usaha, nik, hp, kode) in PEOPLE.items():
        file.insert("ftd_profil", {"_id": row_id, "nama": nama, "usaha": usaha, "nik": nik, "hp": hp, "kode": kode})


@pytest.fixture
def desk(file: DataFile) -> DataFile:
    fill(file)
    return file


@pytest.fixture(scope="module")
def people() -> Iterator[Connection]:
    """The same in memory, for tests that only look."""
    raw = driver.memory()
    file = Connection(raw)
    file.before_commit.append(search.index_some)
    schema.migrate(file)
    fill(file)
    yield file
    raw.close()


FOUND = [
    ("siti", {"siti"}), ("SITI am", {"siti"}), ("aminah siti", {"siti"}), ("hj siti", {"siti"}), ("siti br", {"siti"}),
    ("siti boru gin", {"siti"}), ("keripik", {"siti"}), ("siti sambal", {"siti"}), ("s", {"siti", "budi"}),
    ("muhammad rizal", {"tobing"}), ("m rizal", {"tobing"}), ("mhd", {"tobing"}), ("m", {"tobing"}),
    ("lumbantobing", {"tobing"}), ("lumban tob", {"tobing"}), ("tobing", {"tobing"}), ("rizal, s.e.", {"tobing"}),
    ("karokaro", {"karo"}), ("karo-karo", {"karo"}), ("karo", {"karo"}), ("rina k", {"karo"}),
    ("0812", {"siti", "budi"}), ("+62812", {"siti", "budi"}), ("62812", {"siti", "budi"}), ("0812 3456", {"siti"}),
    ("1271", {"siti", "budi"}), ("1271 0141 0180 0001", {"siti"}), ("12", {"siti", "tobing", "budi"}),
    ("ftd-001", {"budi"}), ("FTD-0", {"siti", "tobing", "budi"}), ("kopi 99", {"tobing"}), ("99", {"tobing"}),
    ("siti budi", set()), ("zzz", set()), ("", set()), ("  ", set()), ("-", set()), ("'\"*()", set()), ("%", set()),
    ("siti\ud83d", {"siti"}),
]


@pytest.mark.parametrize(("typed", "wanted"), FOUND)
def test_what_is_typed_finds(people: Connection, typed: str, wanted: set[str]) -> None:
    assert set(search.ids(people, typed)) == wanted


def test_index_follows_every_edit(desk: DataFile) -> None:
    desk.update("ftd_profil", "budi", {"nama": "Joko Santoso", "hp": "0857 1"})
    assert search.ids(desk, "budi") == [] and search.ids(desk, "djoko") == ["budi"] == search.ids(desk, "0857")
    desk.delete("ftd_profil", "budi")
    assert search.ids(desk, "joko") == search.ids(desk, "0857") == []
    assert desk.value("SELECT count(*) FROM _find") == 3 and desk.value("SELECT count(*) FROM _find_dirty") == 0


def test_rows_written_by_another_tool_are_found_at_once(desk: DataFile) -> None:
    desk.execute("UPDATE ftd_profil SET nama = 'Tambunan, Sari' WHERE _id = 'karo'")  # no commit hook runs
    assert desk.value("SELECT count(*) FROM _find_dirty") == 1
    assert search.ids(desk, "tambunan") == ["karo"]
    search.refresh(desk)
    assert desk.value("SELECT count(*) FROM _find_dirty") == 0 and search.ids(desk, "tambunan") == ["karo"]


def test_many_rows_wait_for_refresh(desk: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "AT_COMMIT", 2)
    monkeypatch.setattr(search, "CHUNK", 3)
    with desk.write():
        for n in range(10):
            desk.insert("ftd_profil", {"nama": f"Orang {n} (contoh)"})
    assert len(search.ids(desk, "orang")) == 10
    told: list[tuple[int, int]] = []
    with pytest.raises(Cancelled):
        search.refresh(desk, lambda done, total, _: told.append((done, total)), cancelled=lambda: len(told) == 1)
    search.refresh(desk)
    assert told == [(5, 8)] and len(search.ids(desk, "orang")) == 10


def test_limit_and_condition_join_into_a_query(desk: DataFile) -> None:
    assert len(search.ids(desk, "12", 2)) == 2
    sql, params = search.condition("siti")
    assert desk.rows(f"SELECT nama FROM participant AS p WHERE p._id IN ({sql})", params)[0]["nama"].startswith("Hj")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aA1 .-+'\"*()^:{}%_\\\0\u00e9\u0301\u4e2d\U0001f600brmh")
               | st.characters(), max_size=12))
def test_whatever_is_typed_is_only_a_search(people: Connection, typed: str) -> None:
    assert set(search.ids(people, typed)) <= set(PEOPLE)
