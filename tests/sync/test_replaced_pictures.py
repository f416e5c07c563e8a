"""A picture that was replaced is carried no further, and the province lets go of it too."""

from __future__ import annotations

from pathlib import Path

from ftd_desktop.store import attachments, letting_go
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle
from tests.sync.world import FORM, insert, receive


def pick(file: DataFile, person: str, content: bytes) -> None:
    """Answer with a picture, as the entry page does."""
    attachments.hold(file, content)
    file.update(FORM, person, {"hp": attachments.name(content, "jpg")})


def carry(file: DataFile, master: DataFile, stick: Path) -> int:
    """A bundle with its parts to the province; how many files were in the parts."""
    written = bundle.write(file, stick)
    receive(master, written.path, *(part.path for part in written.parts))
    return sum(part.files for part in written.parts)


def contents(file: DataFile) -> set[bytes]:
    return {data for (data,) in file.execute("SELECT data FROM _blob WHERE sha256 IN (SELECT sha256 FROM attachment)")}


def test_a_replaced_picture_stays_at_home(master: DataFile, budi: DataFile, stick: Path) -> None:
    person = insert(budi, "Siti (contoh)")
    pick(budi, person, b"orang lain")
    letting_go.tidy(budi)
    pick(budi, person, b"orangnya")
    assert carry(budi, master, stick) == 1
    assert contents(master) == contents(budi) == {b"orangnya"}


def test_what_the_province_had_is_let_go_there_too(master: DataFile, budi: DataFile, stick: Path) -> None:
    person = insert(budi, "Siti (contoh)")
    pick(budi, person, b"orang lain")
    assert carry(budi, master, stick) == 1 and contents(master) == {b"orang lain"}
    pick(budi, person, b"orangnya")
    carry(budi, master, stick)
    assert contents(master) == {b"orangnya"}
    budi.update(FORM, person, {"hp": attachments.name(b"orang lain", "jpg")})  # undo, within the month
    carry(budi, master, stick)
    assert contents(master) == {b"orang lain"}


def test_the_province_leaves_alone_what_an_officer_has_just_attached(master: DataFile, budi: DataFile,
                                                                    stick: Path) -> None:  # fmt: skip
    attachments.keep(budi, b"dilampirkan", "jpg", insert(budi, "Siti (contoh)"))  # its answer is not saved yet
    carry(budi, master, stick)
    insert(master, "Lain (contoh)")
    letting_go.tidy(master)
    assert contents(master) == {b"dilampirkan"}
