from __future__ import annotations

import pytest

from ftd_desktop.store.file import DataFile
from ftd_desktop.store.trail import Trail
from tests.store.conftest import PASSPHRASE


def test_entries_come_back_in_order_after_reopening(file: DataFile) -> None:
    trail = Trail(file)
    trail.begin("r1", "ftd_profil", "1", "p1", "awal")
    trail.write("r1", [("/data/nama", "Si"), ("/data/hp", "")])
    trail.write("r1", [("/data/nama", "Siti")])
    file.close()
    with DataFile.open(file.path, PASSPHRASE) as again:
        trail = Trail(again)
        assert trail.entries("r1") == [("/data/nama", "Si"), ("/data/hp", ""), ("/data/nama", "Siti")]
        (found,) = trail.open_records()
        assert found == trail.find("r1")
        assert (found.form_id, found.participant_id, found.round, found.last_ref) == (
            "ftd_profil", "p1", "awal", "/data/nama")
        assert found.touched >= found.begun


def test_finish_forgets_and_is_never_logged(file: DataFile) -> None:
    trail = Trail(file)
    trail.begin("r1", "f", "1")
    trail.begin("r2", "f", "1")
    trail.write("r1", [("/a", "1")])
    trail.begin("r1", "f", "1")  # goes on
    assert trail.entries("r1") == [("/a", "1")]
    trail.finish("r1")
    trail.finish("r1")
    assert trail.find("r1") is None and [t.record_id for t in trail.open_records()] == ["r2"]
    assert file.value("SELECT count(*) FROM _chg") == 0


def test_writing_without_a_journal_is_a_bug(file: DataFile) -> None:
    with pytest.raises(KeyError):
        Trail(file).write("r1", [("/a", "1")])
    assert Trail(file).entries("r1") == []
