from __future__ import annotations

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments, form_tables
from ftd_desktop.store.changes import erasure, log
from ftd_desktop.store.file import DataFile
from tests.store.forms import MEDIA, XFORM, form


def test_what_is_kept_comes_back_by_its_name(file: DataFile) -> None:
    name = attachments.keep(file, b"gambar", ".JPG", "p1")
    assert name.endswith(".jpg") and len(name) == 20 and attachments.data(file, name) == b"gambar"
    assert file.row("SELECT participant_id, bytes, mime FROM attachment") == {
        "participant_id": "p1", "bytes": 6, "mime": "image/jpeg"}


def test_the_same_content_is_kept_once(file: DataFile) -> None:
    assert attachments.keep(file, b"x", "png", "p1") == attachments.keep(file, b"x", "png", "p1")
    attachments.keep(file, b"x", "png", "p2")
    assert file.value("SELECT count(*) FROM _blob") == 1 and log.last_lsn(file) == 2


@pytest.mark.parametrize("name", ["", "tidak.jpg", "../../x", "0123456789abcdef.jpg", "%.jpg", "0123456789abcdef"])
def test_unknown_names_have_nothing(file: DataFile, name: str) -> None:
    attachments.keep(file, b"x", "png")
    assert attachments.data(file, name) is None


def test_odd_suffixes_are_tamed(file: DataFile) -> None:
    assert attachments.keep(file, b"x", "../../JP$G").endswith(".jpg")
    assert attachments.keep(file, b"y", "").endswith(".bin")


def test_too_large_is_said_and_nothing_kept(file: DataFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_BYTES", 1024**2)
    with pytest.raises(UserError, match="2 MB, paling besar 1 MB"):
        attachments.keep(file, bytes(1024**2 + 1), "png")
    assert file.value("SELECT count(*) FROM _blob") == 0


def test_bytes_follow_their_row(file: DataFile) -> None:
    name = attachments.keep(file, b"gambar", "jpg")
    file.execute("DELETE FROM _blob")
    (digest,) = attachments.wanted(file)
    assert name.startswith(digest[:16]) and attachments.data(file, name) is None
    assert not attachments.arrive(file, b"lain") and attachments.arrive(file, b"gambar")
    assert attachments.wanted(file) == [] and attachments.data(file, name) == b"gambar"


def test_an_erased_persons_pictures_go_too(file: DataFile) -> None:
    form_tables.install(file, form(), XFORM, MEDIA)
    file.insert("ftd_profil", {"_id": "m", "nama": "Siti (contoh)"})
    attachments.keep(file, b"wajah", "jpg", "m")
    attachments.keep(file, b"lain", "jpg", "n")
    erasure.erase(file, erasure.rows_of_person(file, "m"))
    assert file.value("SELECT count(*) FROM _blob WHERE data = ?", (b"wajah",)) == 0
    assert file.value("SELECT count(*) FROM _blob") == 2  # the other picture, the form's list
