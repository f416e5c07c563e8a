"""A carry folder: found by its marker, read by the heads of files, written whole and never the same twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments
from ftd_desktop.store.changes import chain
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, envelope, folder, machine, receipt, returns
from ftd_desktop.sync.folder import Place, Watch
from tests.sync.world import insert, receive, table


@pytest.fixture
def place(stick: Path) -> Place:
    return folder.prepare(stick)


def device(file: DataFile) -> str:
    return machine.person(file).device_id


def test_found_by_the_marker_only(tmp_path: Path) -> None:
    plain, ours, gone = (tmp_path / name for name in ("kosong", "kiriman", "dicabut"))
    for one in (plain, ours):
        one.mkdir()
    made = folder.prepare(ours)
    assert folder.find([plain, ours, gone, ours]) == [made]
    assert "Jangan ubah" in (ours / folder.MARKER / folder.README).read_text("utf-8")


def test_mount_points_of_a_user(tmp_path: Path) -> None:
    for name in ("media/budi/STICK", "media/KAMERA", "mnt/share"):
        (tmp_path / name).mkdir(parents=True)
    found = [*folder._mounts([tmp_path / "media", tmp_path / "mnt", tmp_path / "none"])]
    assert [one.relative_to(tmp_path).as_posix() for one in found] == [
        "media/KAMERA", "media/budi", "media/budi/STICK", "mnt/share"]
    assert all(isinstance(one, Path) for one in folder.roots())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / folder.MARKER).write_text("a file in the way")
    with pytest.raises(UserError, match="tidak dapat dibuat"):
        folder.prepare(tmp_path)


def test_up_and_down_and_each_file_once(master: DataFile, budi: DataFile, sari: DataFile, place: Place) -> None:
    insert(budi, "Siti (rekaan)")
    insert(sari, "Ani (rekaan)")
    for one in (budi, sari):
        assert folder.send(one, place)
    at_master = Watch(master)
    lying = at_master.waiting(place)
    assert [(one.kind, one.officer) for one in lying] == [("bundle", "Budi Contoh"), ("bundle", "Sari Contoh")]
    assert Watch(budi).waiting(place) == []
    receive(master, *(one.path for one in lying))
    assert at_master.waiting(place) == []
    for one in (budi, sari):
        folder.answer(master, device(one), place)
    for one in (budi, sari):
        watch = Watch(one)
        (answer,) = watch.waiting(place)
        assert (answer.kind, answer.device_id) == ("return", device(one))
        returns.accept_any(one, answer.path)
        assert watch.waiting(place) == []
        assert len(table(one)) == 2


def test_the_same_is_not_written_twice(master: DataFile, budi: DataFile, place: Place) -> None:
    person = insert(budi, "Siti (rekaan)")
    attachments.keep(budi, b"gambar", "jpg", person)
    first = folder.send(budi, place)
    assert first and len(first.parts) == 1
    assert folder.send(budi, place) is None
    first.parts[0].path.unlink()
    assert folder.send(budi, place)
    insert(budi, "Ani (rekaan)")
    assert folder.send(budi, place)
    assert sorted(path.name.split("-")[1] for path in place.to_province.iterdir()) == ["lampiran", "up"]
    lying = Watch(master).waiting(place)
    assert [one.kind for one in lying] == ["bundle", "attachments"]
    receive(master, *(one.path for one in lying))
    assert len(table(master)) == 2
    receipt.accept(budi, receipt.write(master, device(budi), place.to_officers))
    with pytest.raises(UserError, match="Tidak ada yang perlu dikirim"):
        folder.send(budi, place)


def test_a_bundle_from_before_a_restore_stays(budi: DataFile, place: Place) -> None:
    """It may hold what this laptop lost: only what this life of the file wrote is taken away."""
    insert(budi, "Siti (rekaan)")
    first = folder.send(budi, place)
    chain.new_epoch(budi, 0)
    insert(budi, "Ani (rekaan)")
    assert folder.send(budi, place)
    assert first and first.path.exists()


def test_a_file_that_still_grows_waits(master: DataFile, budi: DataFile, place: Place) -> None:
    insert(budi, "Siti (rekaan)")
    watch = Watch(master)
    assert watch.waiting(place) == []
    written = folder.send(budi, place)
    assert written
    assert watch.waiting(place) == []
    assert [one.path for one in watch.waiting(place)] == [written.path]


def test_foreign_and_torn_files_are_passed_over(master: DataFile, budi: DataFile, place: Place, tmp_path: Path) -> None:
    insert(budi, "Siti (rekaan)")
    written = bundle.write(budi, tmp_path)
    (place.to_province / "surat.ftd").write_bytes(b"Dengan hormat")
    (place.to_province / "kosong.ftd").write_bytes(b"")
    (place.to_province / "potong.ftd").write_bytes(written.path.read_bytes()[:100])
    (place.to_province / "foto.jpg").write_bytes(b"x")
    shutil.copy(written.path, place.to_province / "FTD-up (1).ftd")
    watch = Watch(master)
    assert [one.path.name for one in watch.waiting(place)] == ["FTD-up (1).ftd"]
    master.execute("UPDATE _dev SET status = 'revoked'")
    assert Watch(master).waiting(place) == []


def test_a_stick_that_is_drawn_out_is_no_error(master: DataFile, place: Place) -> None:
    watch = Watch(master)
    shutil.rmtree(place.root)
    assert watch.waiting(place) == []


def test_the_head_alone_is_read(budi: DataFile, master: DataFile, stick: Path) -> None:
    """A part of many megabytes is known by its first kilobytes, even when the rest is torn."""
    person = insert(budi, "Siti (rekaan)")
    attachments.keep(budi, bytes(3_000_000), "jpg", person)
    part = bundle.write(budi, stick).parts[0].path
    part.write_bytes(part.read_bytes()[:200_000])
    head = envelope.glance(part, me=machine.keys(master), trusted=lambda key: True)
    assert (head["kind"], head["device"], head["number"]) == ("attachments", device(budi), 1)
    with pytest.raises(envelope.Refused):
        envelope.glance(part, me=machine.keys(budi), trusted=lambda key: True)
    with pytest.raises(envelope.Refused, match="tidak terdaftar"):
        envelope.glance(part, me=machine.keys(master), trusted=lambda key: False)
