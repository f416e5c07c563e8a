"""The photo: off by default, an empty frame without one, the profile's picture where the office asks for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from ftd_desktop.certificates import batch, gather, photo, preview, reprint, template
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from ftd_desktop.store import attachments
from tests.certificates import pdfa
from tests.certificates.conftest import ISSUED, World

Picture = Callable[[str], bytes]


@pytest.fixture
def picture() -> Picture:
    def made(colour: str) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (640, 480), colour).save(out, "JPEG")
        return out.getvalue()

    return made


def shown(occasion: Occasion) -> Occasion:
    return replace(occasion, template=replace(occasion.template, show_photo=True))


def give_photo(world: World, content: bytes) -> None:
    """To the first person's profile, under a template that shows photos."""
    world.file.execute("CREATE TABLE ftd_profil (_id TEXT PRIMARY KEY, foto TEXT) STRICT")
    name = attachments.keep(world.file, content, "jpg", world.people[0])
    world.file.execute("INSERT INTO ftd_profil VALUES (?, ?)", (world.people[0], name))
    gather.keep_template(world.file, replace(template.standard(), show_photo=True))


def front(pdf: bytes) -> Image.Image:
    with Image.open(io.BytesIO(preview.page(pdf, 0, 72))) as drawn:
        return drawn.convert("RGB")


def middle(pdf: bytes) -> tuple[int, int, int]:
    """The colour in the middle of where the photo stands."""
    drawn = front(pdf)
    found = drawn.getpixel((round(photo.LEFT + photo.WIDTH / 2), round(drawn.height - photo.BOTTOM - 20)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def test_it_is_off_by_default(occasion: Occasion, person: Person, picture: Picture) -> None:
    with_one = replace(person, photo=photo.prepared(picture("red"), "x"))
    assert middle(reprint.draw_sample(occasion, with_one)) == (255, 255, 255)
    assert reprint.draw_sample(occasion, with_one) == reprint.draw_sample(occasion, person)


def test_without_a_photo_there_is_a_frame_to_paste_one(occasion: Occasion, person: Person) -> None:
    pdf = reprint.draw_sample(shown(occasion), person)
    texts = [text for _, text in preview.pictures_with_texts(pdf, 20)]
    assert "Foto 3 × 4" in texts[0] and "3 × 4" not in texts[1]


def test_each_has_their_own_also_in_the_print_file(occasion: Occasion, person: Person, picture: Picture,
                                                   signer: Signer) -> None:
    paper = Paper(shown(occasion), (person.name,))
    people = [replace(person, photo=photo.prepared(picture(colour), "x")) for colour in ("red", "blue")]
    people.append(replace(person, photo=b""))
    made = [paper.pages(one, seal(facts(occasion, one), signer)) for one in people]
    red, blue, green = (middle(paper.single(one))[0] > 200 for one in made)
    assert (red, blue, green) == (True, False, True)
    combined = paper.combined(made)
    assert len(list(preview.pictures_with_texts(combined, 30))) == 6 and combined.count(b"/DCTDecode") == 2
    assert pdfa.faults(combined) == [] and pdfa.faults(paper.single(made[0])) == []


def test_the_profiles_picture_is_printed_and_printed_again(world: World, signer: Signer, tmp_path: Path,
                                                           picture: Picture) -> None:
    give_photo(world, picture("red"))
    report = batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED,
                         folder=tmp_path / "a", signer=signer, participants=world.people[:2])
    by_person = {one.participant_id: one for one in report.issued}
    mine = by_person[world.people[0]]
    assert middle(mine.path.read_bytes())[1] < 80 and middle(by_person[world.people[1]].path.read_bytes())[1] > 200
    assert reprint.again(world.file, mine.certificate_id, tmp_path / "b", "hilang").identical


def test_a_broken_photo_takes_no_number_and_is_named(world: World, signer: Signer, tmp_path: Path) -> None:
    give_photo(world, b"bukan gambar")
    report = batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=tmp_path,
                         signer=signer, participants=world.people[:2])
    assert [failure.participant_id for failure in report.failed] == [world.people[0]]
    assert "Foto" in report.failed[0].reason and len(report.issued) == 1


def test_what_is_no_picture_is_said() -> None:
    with pytest.raises(UserError, match="Foto Siti"):
        photo.prepared(b"\x89PNG\r\n\x1a\n torn", "Siti (contoh)")


def test_a_long_statement_shrinks_and_an_endless_one_is_refused(occasion: Occasion, person: Person) -> None:
    words = "atas partisipasinya sebagai {peran} pada kegiatan yang panjang namanya "
    longer = replace(occasion, template=replace(occasion.template, statement=words * 6))
    assert reprint.draw_sample(longer, person).startswith(b"%PDF")
    endless = replace(occasion, template=replace(occasion.template, statement=words * 20))
    with pytest.raises(UserError, match="terlalu panjang"):
        reprint.draw_sample(endless, person)
