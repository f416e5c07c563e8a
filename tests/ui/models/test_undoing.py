"""A deleted record is brought back with the rows of its repeats that went with it, and only these."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import history_data, undoing
from tests.cheap_keys import make_keys_cheap
from tests.sync import world
from tests.sync.world import FORM, PASSPHRASE, child, insert, table
from tests.ui.conftest import NOW


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    make_keys_cheap(monkeypatch)
    with DataFile.create(tmp_path / "isian.ftdb", PASSPHRASE, role="officer") as file:
        world.add_form(file)
        made = Context(SimpleNamespace(), file=file, now=lambda: NOW)  # type: ignore[arg-type]
        made.desk = Desk(file, FormLibrary(file), now=made.now)
        yield made


def test_the_rows_of_a_repeat_come_back_with_their_record(context: Context) -> None:
    file = context.opened
    siti = insert(file, "Siti (rekaan)")
    for name in ("Ani (rekaan)", "Adi (rekaan)"):
        child(file, siti, name)
    before = table(file, f"{FORM}__anak")
    file.delete(FORM, siti)
    assert table(file, f"{FORM}__anak") == []
    line = next(one for one in history_data.lines(context, siti) if one.after == "Dihapus")
    of = undoing.reversal(context, line, whole=False)
    assert of.changes[1:] == (("Baris di dalamnya", "Dihapus", "2 ada lagi"),)
    undoing.go_back(context, of, "terhapus tanpa sengaja")
    assert [row["_id"] for row in table(file)] == [siti]
    assert table(file, f"{FORM}__anak") == before
