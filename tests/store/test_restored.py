from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ftd_desktop.store import keys, restored
from ftd_desktop.store.changes import chain, log
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a mark and an older copy of it."""
    path = tmp_path / "budi.ftdb"
    with DataFile.create(path, PASSPHRASE, role="officer") as file:
        file.insert("officer", {"_id": "o", "name": "Budi (contoh)"})
        assert not restored.notice(file, tmp_path / "tanda")
    shutil.copy(path, tmp_path / "lama.ftdb")
    with DataFile.open(path, PASSPHRASE) as file:
        file.update("officer", "o", {"name": "Bayu (contoh)"})
        restored.note(file, tmp_path / "tanda")
    return path


def test_a_file_that_only_went_on_is_itself(path: Path) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        file.update("officer", "o", {"name": "Bima (contoh)"})
        before = chain.current(file)
        assert not restored.notice(file, path.parent / "tanda") and chain.current(file) == before


@pytest.mark.parametrize("more", [0, 1, 2])
def test_an_older_copy_is_noticed_however_far_it_went_on(path: Path, more: int) -> None:
    shutil.copy(path.parent / "lama.ftdb", path)
    with DataFile.open(path, PASSPHRASE) as file:
        for n in range(more):
            file.update("officer", "o", {"name": f"{n} (contoh)"})
        told = log.last_lsn(file)
        file.execute("INSERT INTO _peer (peer, epoch, way, lsn) VALUES ('provinsi', ?, 'up', 1)",
                     (chain.current(file).number,))
        before = chain.current(file)
        assert restored.notice(file, path.parent / "tanda")
        assert chain.current(file).number != before.number and chain.current(file).after == 1
        assert log.last_lsn(file) == told and file.setting("restored")["from"] == ""
        assert not restored.notice(file, path.parent / "tanda")


def test_a_copy_from_before_an_epoch_is_noticed_too(path: Path) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        chain.new_epoch(file, log.last_lsn(file))
        restored.note(file, path.parent / "tanda")
        assert not restored.notice(file, path.parent / "tanda")
    shutil.copy(path.parent / "lama.ftdb", path)
    with DataFile.open(path, PASSPHRASE) as file:
        assert restored.notice(file, path.parent / "tanda")
        assert not restored.notice(file, path.parent / "tanda")


def test_a_file_that_began_an_epoch_elsewhere_is_itself(path: Path) -> None:
    with DataFile.open(path, PASSPHRASE) as file:
        chain.new_epoch(file, log.last_lsn(file))
        assert not restored.notice(file, path.parent / "tanda")


def test_an_unreadable_mark_claims_nothing(path: Path) -> None:
    place = path.parent / "tanda" / f"{keys.read(path).id}.mark"
    for content in (b"", b"[]", b"{}", b'{"epoch": 1}'):
        place.write_bytes(content)
        with DataFile.open(path, PASSPHRASE) as file:
            assert not restored.notice(file, path.parent / "tanda")
