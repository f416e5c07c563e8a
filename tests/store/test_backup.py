from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.store import backup, copying, keys
from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from tests.store.conftest import PASSPHRASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "flashdisk").mkdir()
    return tmp_path / "flashdisk"


@pytest.fixture
def desk(file: DataFile) -> DataFile:
    file.insert("officer", {"_id": "o", "name": "Budi (contoh)"})
    return file


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_backup_opens_and_holds_everything(desk: DataFile, folder: Path) -> None:
    made = backup.back_up(desk, folder)
    assert names(folder) == [made.path.name, made.path.name + ".key"]
    assert backup.listing(folder, "budi") == [backup.Backup(made.path, made.at.replace(microsecond=0), made.bytes)]
    with DataFile.open(made.path, PASSPHRASE) as copy:
        assert copy.value("SELECT name FROM officer") == "Budi (contoh)" and copy.found is None


def test_health_tells_what_really_happened(desk: DataFile, folder: Path, tmp_path: Path) -> None:
    assert backup.health(desk) == backup.Health(None, "", 1, {}) and not backup.health(desk).good and backup.due(desk)
    backup.set_places(desk, [tmp_path / "tidak ada", folder])
    failed, made = backup.back_up_everywhere(desk)
    assert failed.backup is None and "tidak ada" in failed.fault and made.backup is not None
    state = backup.health(desk)
    assert (state.changes, state.place, list(state.faults)) == (0, str(folder), [str(tmp_path / "tidak ada")])
    assert not state.good and not backup.due(desk)
    backup.set_places(desk, [folder])
    backup.back_up_everywhere(desk)
    assert backup.health(desk).good
    desk.update("officer", "o", {"name": "Bayu (contoh)"})
    assert backup.health(desk).changes == 1 and backup.health(desk).good
    old = (datetime.now().astimezone() - timedelta(days=8)).isoformat()
    desk.set_setting("last_backup", {**desk.setting("last_backup"), "at": old})
    assert not backup.health(desk).good and backup.due(desk)


def test_cancelled_backup_leaves_nothing(desk: DataFile, folder: Path) -> None:
    with pytest.raises(Cancelled):
        backup.back_up(desk, folder, cancelled=lambda: True)
    assert names(folder) == [] and desk.setting("last_backup") is None


def test_a_backup_that_does_not_open_is_none(desk: DataFile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copying._copy

    def torn(raw: object, key: bytes, draft: Path, pulse: object) -> None:
        real(raw, key, draft, pulse)  # type: ignore[arg-type]
        with draft.open("r+b") as out:
            out.seek(9000)
            out.write(b"\0" * 50)

    monkeypatch.setattr(copying, "_copy", torn)
    with pytest.raises(UserError, match="tidak utuh"):
        backup.back_up(desk, folder)
    assert names(folder) == [] and desk.setting("last_backup") is None


def test_place_that_cannot_be_written_is_said(desk: DataFile, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "_copy", full)
    with pytest.raises(UserError, match=r"flashdisk.*No space"):
        backup.back_up(desk, folder)
    assert names(folder) == []


def test_rotation_keeps_the_newest_the_days_and_the_months(folder: Path) -> None:
    first = datetime(2026, 11, 24, 8)
    for hours in range(0, 400 * 24, 12):
        name = f"budi-{(first - timedelta(hours=hours)).strftime(backup.STAMP)}.ftdb"
        (folder / name).touch()
        (folder / f"{name}.key").touch()
    for other in ("budi.ftdb", "budi-catatan.ftdb", "budiman-20260101-000000.ftdb", "budi-20260101-000000.txt"):
        (folder / other).touch()
    backup.thin_out(folder, "budi")
    kept = backup.listing(folder, "budi")
    days = {b.at.date() for b in kept}
    assert [b.at.hour for b in kept[:5]] == [8, 20, 8, 20, 8]
    assert {(first - timedelta(days=n)).date() for n in range(14)} <= days
    assert len({(b.at.year, b.at.month) for b in kept}) == 12 and len(kept) == 5 + 11 + 11
    assert {"budi.ftdb", "budi-catatan.ftdb", "budiman-20260101-000000.ftdb", "budi-20260101-000000.txt"} <= set(
        names(folder))


def test_restore_brings_back_and_keeps_what_it_replaced(desk: DataFile, folder: Path) -> None:
    made = backup.back_up(desk, folder)
    before = chain.current(desk)
    desk.update("officer", "o", {"name": "Salah (contoh)"})
    desk.close()
    with backup.restore(made.path, desk.path, PASSPHRASE) as restored:
        assert restored.value("SELECT name FROM officer") == "Budi (contoh)"
        assert chain.current(restored).number != before.number
        assert restored.setting("restored")["from"] == made.path.name
    (aside,) = desk.path.parent.glob("budi.sebelum-pulih-*.ftdb")
    with DataFile.open(aside, PASSPHRASE) as old:
        assert old.value("SELECT name FROM officer") == "Salah (contoh)"
    DataFile.open(desk.path, PASSPHRASE).close()


def test_restore_over_a_torn_file_keeps_the_pieces(desk: DataFile, folder: Path) -> None:
    made = backup.back_up(desk, folder)
    desk.close()
    torn = desk.path.read_bytes()[:5000]
    desk.path.write_bytes(torn)
    desk.path.with_name(desk.path.name + "-wal").write_bytes(b"an unfinished log")
    backup.restore(made.path, desk.path, PASSPHRASE).close()
    (aside,) = desk.path.parent.glob("budi.sebelum-pulih-*.ftdb")
    assert aside.read_bytes() == torn and keys.sidecar_path(aside).exists()
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"an unfinished log"


def test_restore_where_nothing_stands(desk: DataFile, folder: Path, tmp_path: Path) -> None:
    made = backup.back_up(desk, folder)
    with backup.restore(made.path, tmp_path / "baru.ftdb", PASSPHRASE) as restored:
        assert restored.value("SELECT name FROM officer") == "Budi (contoh)"


def test_passphrase_of_now_stays_in_force_after_a_restore(desk: DataFile, folder: Path) -> None:
    made = backup.back_up(desk, folder)
    desk.change_passphrase("laut biru 99")
    desk.close()
    backup.restore(made.path, desk.path, PASSPHRASE).close()
    DataFile.open(desk.path, "laut biru 99").close()


@pytest.mark.parametrize("harm", ["wrong passphrase", "torn", "no key file", "in use"])
def test_restore_that_cannot_be_changes_nothing(desk: DataFile, folder: Path, harm: str) -> None:
    made = backup.back_up(desk, folder)
    if harm == "torn":
        data = bytearray(made.path.read_bytes())
        data[8000] ^= 1
        made.path.write_bytes(data)
    if harm == "no key file":
        keys.sidecar_path(made.path).unlink()
    if harm != "in use":
        desk.close()
    before = desk.path.read_bytes(), names(desk.path.parent)
    with pytest.raises(UserError):
        backup.restore(made.path, desk.path, "sawah hijau 8" if harm == "wrong passphrase" else PASSPHRASE)
    assert (desk.path.read_bytes(), names(desk.path.parent)) == before
