"""What is on the paper: text that can be read out, names that fit, a QR that is a drawing, the same bytes each time."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pytest

from ftd_desktop.certificates import fonts, front, preview, qr
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import Material, seal
from ftd_desktop.certificates.pen import MM, fit
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError


def _pdf(occasion: Occasion, person: Person, signer: Signer) -> bytes:
    paper = Paper(occasion, (person.name, person.business))
    return paper.single(paper.pages(person, seal(facts(occasion, person), signer)))


def _texts(pdf: bytes) -> list[str]:
    return [" ".join(text.split()) for _, text in preview.pictures_with_texts(pdf, 20)]


def test_the_page_says_what_the_rule_asks(occasion: Occasion, person: Person, signer: Signer) -> None:
    front_text, back_text = _texts(_pdf(occasion, person, signer))
    for words in ("DINAS CONTOH", "SERTIFIKAT", "Nomor: 500.3/0001/CONTOH/2022", "Siti Contoh br. Ginting",
                  "Dodol Contoh, Kota Medan", "telah mengikuti Program Contoh Tahun 2022 Angkatan 01",
                  "1 Agustus 2022 sampai dengan 30 September 2022 di Medan", "48 (empat puluh delapan) jam pelajaran",
                  "Medan, 3 Oktober 2022", "Kepala UPTD Contoh", "Marolop Contoh Sihombing", "Pembina (IV/a)",
                  "NIP 197403121999031002", front.NOT_A_SIGNATURE):
        assert words in front_text, words
    for words in ("Daftar Materi", "Foto produk", "Jumlah", "48", "Kehadiran: 44 dari 48 JP (92%)", "45 menit"):
        assert words in back_text, words


def test_it_never_looks_like_the_state_signature(occasion: Occasion, person: Person, signer: Signer) -> None:
    words = " ".join(_texts(_pdf(occasion, person, signer))).lower()
    for never in ("bsre", "ditandatangani secara elektronik", "uu ite", "sertifikat elektronik"):
        assert never not in words


def test_switched_off_lines_are_not_there(occasion: Occasion, person: Person, signer: Signer) -> None:
    bare = replace(occasion, signature=replace(occasion.signature, nip="", rank=""), logos=None,
                   template=replace(occasion.template, show_business=False, back_page=False))
    texts = _texts(_pdf(bare, person, signer))
    assert len(texts) == 1
    assert not any(words in texts[0] for words in ("NIP", "Pembina", "Dodol"))


def test_the_same_input_gives_the_same_bytes(occasion: Occasion, person: Person, signer: Signer) -> None:
    alone = _pdf(occasion, person, signer)
    paper = Paper(occasion, (person.name, "Orang Lain", "Usaha Lain"))
    paper.pages(replace(person, name="Orang Lain"), "FTD1:0")
    among = paper.single(paper.pages(person, seal(facts(occasion, person), signer)))
    assert alone == among, "the others of a batch leave no mark"


@pytest.mark.parametrize("name", [
    "Wong A", "Nur'aini Contoh", "Hiligodu Tanose’o Contoh", "A" * 5,
    "Prof. Dr. Ir. H. Muhammad Abdurrahman Nasution Siregar Hutagalung Panjaitan, M.Si.", "W" * 80, "W " * 40,
    "Ñandú Çelik Øster Żółć",
])
def test_every_name_fits(occasion: Occasion, person: Person, signer: Signer, name: str) -> None:
    lines, size = fit(name, fonts.face(fonts.SEMIBOLD), front.NAME_WIDTH, (30, 19))
    assert len(lines) <= 2 and size > 6
    assert all(fonts.face(fonts.SEMIBOLD).width(line, size) <= front.NAME_WIDTH + 0.01 for line in lines)
    printed = _texts(_pdf(occasion, replace(person, name=fonts.clean(name)), signer))[0]
    assert "".join(name.split()) in "".join(printed.split())


def test_the_symbol_is_a_drawing_of_34_mm_or_more(occasion: Occasion, person: Person, signer: Signer) -> None:
    paper = Paper(occasion)
    code = seal(facts(occasion, person), signer)
    page = paper.pages(person, code).streams[0]
    drawn = zlib.decompress(page.partition(b"stream\n")[2].partition(b"\nendstream")[0]).decode()
    scale, x, y = (float(part) for part in re.search(r"q 0 0 0 rg (\S+) 0 0 \S+ (\S+) (\S+) cm", drawn).groups())
    modules = len(qr.modules(code))
    assert scale * modules >= 34 * MM
    assert x - qr.QUIET_MODULES * scale > 30 and y - qr.QUIET_MODULES * scale > 30, "the quiet zone keeps off the frame"
    assert "/Image" not in drawn and " Do" in drawn


def test_the_code_is_read_back_from_the_page(occasion: Occasion, person: Person, signer: Signer) -> None:
    code = seal(facts(occasion, person), signer)
    pages = list(preview.pictures_with_texts(_pdf(occasion, person, signer), 150))
    assert qr.read(pages[0][0]) == [code] and qr.read(pages[1][0]) == []


def test_letters_the_typeface_lacks_are_named(occasion: Occasion, person: Person, signer: Signer) -> None:
    with pytest.raises(UserError, match="明 王"):
        _pdf(occasion, replace(person, name="王明"), signer)
    assert "Ωmega" in _texts(_pdf(occasion, replace(person, name="Ωmega"), signer))[0], "beyond Latin where it can"


def test_a_long_table_shrinks_and_an_endless_one_is_refused(occasion: Occasion, person: Person, signer: Signer) -> None:
    many = replace(occasion, materials=tuple(Material(f"Materi ke-{n}", 1) for n in range(40)))
    assert "Materi ke-39" in _texts(_pdf(many, person, signer))[1]
    with pytest.raises(UserError, match="120 baris"):
        Paper(replace(occasion, materials=many.materials * 3))


def test_the_print_file_has_all_pages_in_turn_and_little_weight(occasion: Occasion, person: Person,
                                                               signer: Signer) -> None:
    paper = Paper(occasion)
    made = [paper.pages(replace(person, number=f"{n:04}"), seal(facts(occasion, person), signer)) for n in range(40)]
    combined = paper.combined(made)
    texts = _texts(combined)
    assert ["Nomor: 0007" in texts[14], "0007" in texts[15], len(texts)] == [True, True, 80]
    assert (len(combined) - len(paper.single(made[0]))) / 39 < 8 * 1024
    assert b"/DuplexFlipShortEdge" in combined


@pytest.mark.parametrize(("value", "words"), [(48, "empat puluh delapan"), (1.5, "satu koma lima")])
def test_jp_in_words(value: float, words: str) -> None:
    from ftd_desktop.certificates.dates import figure_in_words

    assert figure_in_words(value) == words
