"""History and undo over random edits: going back to a save gives exactly what stood then, and nothing is lost by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import load
from ftd_desktop.forms.media import shipped
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.programme.participants import PROFILE
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import history_data, undoing
from tests.ui.conftest import NOW
from tests.ui.world import make

FIELDS = ("nama_usaha", "tempat_lahir", "tahun_mulai")
SQL = f"SELECT {', '.join(FIELDS)} FROM {PROFILE} WHERE _id = ?"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    world = make(tmp_path_factory.mktemp("history"), count=2)
    with DataFile.open_with_key(world.path, world.key) as file:
        made = Context(SimpleNamespace(), file=file, now=lambda: NOW)  # type: ignore[arg-type]
        made.desk = Desk(file, FormLibrary(file), now=made.now)
        yield made


def anybody(context: Context) -> str:
    return str(context.opened.value(f"SELECT _id FROM {PROFILE} ORDER BY _id LIMIT 1"))


EDIT = st.dictionaries(st.sampled_from(FIELDS), st.integers(1990, 2030), min_size=1)


@given(edits=st.lists(EDIT, min_size=1, max_size=6), pick=st.integers(0, 100))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_going_back_gives_what_stood_then(context: Context, edits: list[dict[str, int]], pick: int) -> None:
    file, person = context.opened, anybody(context)
    stood: dict[Any, dict[str, Any]] = {}
    for edit in edits:
        file.update(PROFILE, person, {name: value if name == "tahun_mulai" else str(value)
                                      for name, value in edit.items()})
        newest = next(line for line in history_data.lines(context, person) if line.of.table == PROFILE)
        stood[newest.of.id] = file.row(SQL, (person,)) or {}
    lines = [line for line in history_data.lines(context, person) if line.of.id in stood]
    line = lines[pick % len(lines)]
    last = file.row(SQL, (person,))
    of = undoing.reversal(context, line, whole=True)
    if of.values:
        assert undoing.go_back(context, of, "uji bolak-balik") == len(of.values)
    else:
        with pytest.raises(UserError, match="sudah seperti itu"):
            undoing.go_back(context, of, "uji bolak-balik")
    assert file.row(SQL, (person,)) == stood[line.of.id]
    if of.values:  # what was undone can be had back
        undone = next(one for one in history_data.lines(context, person) if one.why == "uji bolak-balik")
        before = undoing.reversal(context, next(
            one for one in history_data.lines(context, person)
            if one.of.at <= undone.of.at and one.of.id != undone.of.id and one.of.id in stood), whole=True)
        undoing.go_back(context, before, "dan kembali lagi")
        assert file.row(SQL, (person,)) == last


def test_a_reason_is_needed(context: Context) -> None:
    file, person = context.opened, anybody(context)
    file.update(PROFILE, person, {"nama_usaha": "Salah"})
    line = next(one for one in history_data.lines(context, person) if one.field == "nama_usaha")
    with pytest.raises(UserError, match="alasan"):
        undoing.go_back(context, undoing.reversal(context, line, whole=False), " x ")
    assert file.value("SELECT nama_usaha FROM ftd_profil WHERE _id = ?", (person,)) == "Salah"


def test_a_deleted_record_is_told_and_brought_back(context: Context) -> None:
    file, person = context.opened, anybody(context)
    table = "ftd_survei"
    before = file.row(f"SELECT * FROM {table} WHERE _participant = ? AND tahap = 'baseline'", (person,))
    assert before is not None
    file.delete(table, before["_id"])
    line = next(one for one in history_data.lines(context, person) if one.of.row == before["_id"])
    assert (line.after, line.of.title) == ("Dihapus", "Survei awal")
    of = undoing.reversal(context, line, whole=False)
    assert of.restores
    undoing.go_back(context, of, "terhapus tanpa sengaja")
    after = file.row(f"SELECT * FROM {table} WHERE _id = ?", (before["_id"],))
    assert after is not None and {**after, "_updated": ""} == {**before, "_updated": ""}
    assert undoing.reversal(context, line, whole=False).values == {}


def test_the_state_of_a_record_is_told(context: Context) -> None:
    file, person = context.opened, anybody(context)
    file.update(PROFILE, person, {"_status": "verified"})
    line = next(one for one in history_data.lines(context, person) if one.after == "Diperiksa")
    assert (line.before, line.field) == ("Selesai", "")


def test_a_question_of_an_older_version_keeps_its_words(context: Context) -> None:
    """A new version of the profile without `tempat_lahir`: its answers and its history are still told in words."""
    file, person = context.opened, anybody(context)
    stored = form_tables.stored(file, PROFILE)
    assert stored is not None
    newer = stored.xform.replace("tempat_lahir", "kota_lahir")
    newer = re.sub(rf'version="{stored.version}"', f'version="{int(stored.version) + 1}"', newer)
    form_tables.install(file, load(newer, shipped()), newer, shipped())
    context.desk = Desk(file, FormLibrary(file), now=context.now)
    file.update(PROFILE, person, {"tempat_lahir": "Balige (contoh)"})
    line = next(one for one in history_data.lines(context, person) if one.after == "Balige (contoh)")
    assert line.question == "Tempat lahir"
