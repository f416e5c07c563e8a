"""The files of one person: every answer that names one, with its question, its own name and whether it is here."""

from __future__ import annotations

import pytest

from ftd_desktop.errors import UserError
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import load
from ftd_desktop.programme import attachments, media_kinds
from ftd_desktop.programme.attachments import Attachments
from ftd_desktop.programme.library import FormLibrary, publish
from ftd_desktop.store import attachments as kept
from ftd_desktop.store import records
from ftd_desktop.store.file import DataFile

XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa">
 <h:head><h:title>Kunjungan (contoh)</h:title><model>
  <instance><data id="kunjungan" version="{version}"><nama/>{questions}
   <barang jr:template=""><rupa/></barang></data></instance>
  <bind nodeset="/data/nama" type="string"/>{binds}
  <bind nodeset="/data/barang/rupa" type="binary"/></model></h:head>
 <h:body><input ref="/data/nama"><label>Nama</label></input>{body}
  <group ref="/data/barang"><label>Barang</label><repeat nodeset="/data/barang">
   <upload mediatype="image/*" ref="/data/barang/rupa"><label>Foto barang</label></upload></repeat></group>
 </h:body></h:html>"""


def version(number: str, **questions: str) -> str:
    return XFORM.format(
        version=number, questions="".join(f"<{name}/>" for name in questions),
        binds="".join(f'<bind nodeset="/data/{name}" type="binary"/>' for name in questions),
        body="".join(f'<upload mediatype="image/*" ref="/data/{name}"><label>{words}</label></upload>'
                     for name, words in questions.items()))


@pytest.fixture
def book(file: DataFile) -> DataFile:
    for xform in (version("1", lama="Foto lama", toko="Foto toko"), version("2", toko="Foto toko dari depan")):
        publish(file, load(xform, media.shipped()), xform, media.shipped())
    return file


def save(file: DataFile, record: str, person: str, rupa: list[str] = [], **answers: str) -> None:  # noqa: B006
    form = FormLibrary(file).form("kunjungan", "1")
    records.save(file, form, {"kunjungan": [answers], "kunjungan__barang": [
        {"_position": n, "rupa": name} for n, name in enumerate(rupa, 1)]}, record_id=record, participant_id=person,
        status="complete", owner="P01", reasons={})


def test_a_persons_files_are_listed_with_their_questions(book: DataFile) -> None:
    shop = kept.keep(book, b"toko", "jpg", "p1", "Toko Siti (contoh).jpg")
    old, ware = kept.keep(book, b"lama", "png", "p1"), kept.keep(book, b"%PDF", "pdf", "p1")
    save(book, "r1", "p1", [ware, "0123456789abcdef.mp3"], toko=shop, lama=old)
    save(book, "r2", "p2", toko=shop)
    found = attachments.of_person(book, FormLibrary(book), "p1")
    assert [(one.question, one.name, one.label, one.kind, one.bytes, one.here, one.record_id) for one in found] == [
        ("Foto toko dari depan", shop, "Toko Siti (contoh).jpg", "picture", 4, True, "r1"),
        ("Foto barang", ware, "", "paper", 4, True, "r1"),
        ("Foto barang", "0123456789abcdef.mp3", "", "sound", None, False, "r1"),
        ("Foto lama", old, "", "picture", 4, True, "r1"),
    ]
    assert found[0].at is not None and attachments.data(book, shop) == b"toko"
    assert attachments.of_person(book, FormLibrary(book), "nobody") == []


def test_what_is_picked_is_known_at_once_and_written_later(book: DataFile) -> None:
    picked = Attachments(book)
    name = picked.keep(b"%PDF isi", "pdf", "nota.pdf")
    assert picked.data(name) == b"%PDF isi" and picked.label(name) == "nota.pdf" and kept.data(book, name) is None
    picked.write()
    assert Attachments(book).data(name) == b"%PDF isi" and Attachments(book).label(name) == "nota.pdf"


@pytest.mark.parametrize(("data", "name", "mediatype"), [
    (b"ID3", "a.mp3", "audio/*"), (b"\0\0\0\x18ftypM4A ", "a.m4a", "audio/*"), (b"OggS", "a.ogg", "audio/*"),
    (b"RIFFxxxxWAVE", "a.wav", "audio/*"), (b"\0\0\0\x18ftyp3gp4", "a.3gp", "video/*"),
    (b"RIFFxxxxAVI ", "a.avi", "video/*"), (b"%PDF-1.7", "a.PDF", "application/*"), (b"x", "peta.kml", ""),
])  # fmt: skip
def test_what_is_asked_for_is_taken(data: bytes, name: str, mediatype: str) -> None:
    media_kinds.check(data, name, mediatype)


@pytest.mark.parametrize(("data", "name", "mediatype"), [
    (b"%PDF", "a.mp3", "audio/*"), (b"ID3", "a.mp4", "video/*"), (b"MZ", "a.exe", ""), (b"MZ", "a.pdf.bat", ""),
    (b"<html>", "a.html", "application/*"), (b"x", "tanpa akhiran", ""), (b"x", "a.pdf", ""),
])  # fmt: skip
def test_what_is_not_asked_for_is_refused_by_name(data: bytes, name: str, mediatype: str) -> None:
    with pytest.raises(UserError, match=name):
        media_kinds.check(data, name, mediatype)


def test_programs_and_web_pages_are_never_opened() -> None:
    assert [media_kinds.opens(f"a.{ending}") for ending in ("pdf", "JPG", "exe", "js", "html", "lnk", "xml", "")] == [
        True, True, False, False, False, False, False, False]
