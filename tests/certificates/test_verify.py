"""Checking: three findings said apart, and a sentence for everything that is not a good certificate."""

from __future__ import annotations

import io
import random
import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ftd_desktop.certificates import authority, batch, preview, register, trust, verify
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.signing import Signer, key_id
from ftd_desktop.certificates.trust import Revocation, TrustedKey, TrustList
from ftd_desktop.certificates.verify import BAD, GOOD, UNKNOWN, Verdict, check, check_all
from ftd_desktop.errors import UserError
from tests.certificates.conftest import ISSUED, World

ROOT = Signer(b"r" * 32)


@pytest.fixture
def trusted(signer: Signer) -> TrustList:
    return TrustList(ROOT.public, "Dinas Contoh", date(2022, 12, 1),
                     (TrustedKey(signer.public, "Mesin Contoh", date(2022, 1, 1), date(2022, 12, 31)),))


@pytest.fixture
def pdf(occasion: Occasion, person: Person, signer: Signer) -> bytes:
    paper = Paper(occasion)
    return paper.single(paper.pages(person, seal(facts(occasion, person), signer)))


def _states(verdict: Verdict) -> list[str]:
    return [finding.state for finding in verdict.findings]


def test_a_good_certificate_is_good_in_every_form(pdf: bytes, trusted: TrustList, tmp_path: Path, occasion: Occasion,
                                                  person: Person, signer: Signer) -> None:
    (tmp_path / "s.pdf").write_bytes(pdf)
    (tmp_path / "s.png").write_bytes(preview.page(pdf, 0, 150))
    text = seal(facts(occasion, person), signer)
    for source in (pdf, tmp_path / "s.pdf", tmp_path / "s.png", text, f"  {text}\n"):
        verdict = check(source, trusted)
        assert verdict.genuine and verdict.facts == facts(occasion, person)
    assert [finding.words for finding in check(pdf, trusted).findings] == [
        "Tanda tangan kode cocok: isinya tidak diubah.",
        "Kunci Mesin Contoh dipercaya pada tanggal terbit 03-10-2022.",
        "Tidak dibatalkan per 01-12-2022.",
        "Nama dan nomor pada halaman sama dengan isi kode.",
    ]


def test_without_a_trust_list_nothing_is_called_good(pdf: bytes) -> None:
    verdict = check(pdf, None)
    assert _states(verdict)[:3] == [UNKNOWN] * 3 and not verdict.genuine


def test_a_foreign_key_is_named(trusted: TrustList, occasion: Occasion, person: Person) -> None:
    stranger = Signer(b"s" * 32)
    verdict = check(seal(facts(occasion, person), stranger), trusted)
    assert _states(verdict) == [UNKNOWN, BAD, UNKNOWN]
    assert stranger.key_id.hex() in verdict.key.words and "Dinas Contoh" in verdict.key.words


def test_a_forged_signature_under_a_trusted_name_is_bad(trusted: TrustList, occasion: Occasion, person: Person,
                                                        signer: Signer) -> None:
    forger = Signer(b"s" * 32)
    forger._protected = signer._protected
    verdict = check(seal(facts(occasion, person), forger), trusted)
    assert _states(verdict) == [BAD, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(("change", "index", "state", "words"), [
    ({"revoked_numbers": (("500.3/0001/CONTOH/2022", Revocation(date(2022, 11, 2), "salah nama")),)}, 2, BAD,
     "dibatalkan pada 02-11-2022: salah nama"),
    ({"as_of": date(2022, 10, 2)}, 2, UNKNOWN, "per 02-10-2022 lebih tua"),
])
def test_revocation(pdf: bytes, trusted: TrustList, change: dict[str, object], index: int, state: str,
                    words: str) -> None:
    finding = check(pdf, replace(trusted, **change)).findings[index]  # type: ignore[arg-type]
    assert finding.state == state and words in finding.words


def test_a_revoked_or_expired_key_is_not_trusted(pdf: bytes, trusted: TrustList, signer: Signer) -> None:
    revoked = replace(trusted, revoked_keys=((key_id(signer.public), Revocation(date(2022, 11, 5), "laptop hilang")),))
    assert "dicabut pada 05-11-2022 (laptop hilang)" in check(pdf, revoked).key.words
    expired = replace(trusted, keys=(replace(trusted.keys[0], until=date(2022, 9, 30)),))
    assert "tidak berlaku pada tanggal terbit 03-10-2022" in check(pdf, expired).key.words
    assert not check(pdf, revoked).genuine and not check(pdf, expired).genuine


def test_another_name_on_the_page_than_in_the_code_is_seen(trusted: TrustList, occasion: Occasion, person: Person,
                                                           signer: Signer) -> None:
    paper = Paper(occasion)
    code = seal(facts(occasion, person), signer)
    verdict = check(paper.single(paper.pages(replace(person, name="Orang Lain"), code)), trusted)
    assert _states(verdict) == [GOOD, GOOD, GOOD, BAD] and not verdict.genuine


def test_a_print_file_is_checked_whole(trusted: TrustList, occasion: Occasion, person: Person, signer: Signer) -> None:
    paper = Paper(occasion)
    people = [replace(person, number=f"{n}/C/2022", name=f"Contoh {'ABC'[n]}") for n in range(3)]
    combined = paper.combined([paper.pages(one, seal(facts(occasion, one), signer)) for one in people])
    assert [verdict.genuine for verdict in check_all(combined, trusted)] == [True] * 3


@pytest.mark.parametrize(("source", "words"), [
    ("FTD1:ABC", "rusak, terpotong, atau telah diubah"), ("https://contoh.example", "bukan kode sertifikat FTD"),
    ("", "bukan kode sertifikat FTD"),
])
def test_text_that_is_no_code_is_said(source: str, words: str, trusted: TrustList) -> None:
    verdict = check(source, trusted)
    assert words in verdict.signature.words and not verdict.genuine and verdict.facts is None


def _picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.full((50, 50), 255, np.uint8)).save(out, format=kind)
    return out.getvalue()


@pytest.mark.parametrize(("data", "words"), [
    (b"", "bukan PDF atau gambar"), (b"%PDF-1.7\nrusak", "PDF rusak"), (_picture("PNG"), "Tidak ada kode QR"),
    (_picture("PNG")[:60], "bukan PDF atau gambar"), (b"\x89PNG\r\n\x1a\n" + bytes(40), "bukan PDF atau gambar"),
])
def test_files_that_are_no_certificate_are_said(data: bytes, words: str, trusted: TrustList) -> None:
    with pytest.raises(UserError, match=words):
        check(data, trusted)


def test_torn_pdfs_never_crash(pdf: bytes, trusted: TrustList) -> None:
    for cut in range(0, len(pdf), len(pdf) // 12):
        try:
            check(pdf[:cut], trusted)
        except UserError as fault:
            assert str(fault)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"tiada\.pdf"):
        check(tmp_path / "tiada.pdf", None)


def test_a_withdrawn_certificate_is_in_the_next_trust_list(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": ROOT.public.hex()})
    world.file.insert("device", {"sign_key": signer.public.hex(), "status": "active", "since": "2022-01-05"})
    report = batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED,
                         folder=tmp_path / "a", signer=signer)
    before = trust.read(authority.publish(world.file, ROOT, date(2022, 10, 4)), ROOT.public)
    register.void(world.file, report.issued[0].certificate_id, "salah ketik nama")
    after = trust.read(authority.publish(world.file, ROOT, date(2022, 10, 5)), ROOT.public)
    first, second = (issued.path for issued in report.issued[:2])
    assert check(first, before).genuine and check(second, after).genuine
    assert "salah ketik nama" in verify.check(first, after).revocation.words


def test_scrambled_files_end_in_a_verdict_or_a_sentence(pdf: bytes, trusted: TrustList) -> None:
    """Among them PDFs that open but whose pages do not load."""
    chance = random.Random(3)
    for _ in range(25):
        scrambled = bytearray(pdf)
        for _ in range(chance.choice((1, 3, 20, 200))):
            scrambled[chance.randrange(len(pdf))] = chance.randrange(256)
        try:
            check(bytes(scrambled), trusted)
        except UserError as fault:
            assert str(fault)


def test_a_picture_of_too_many_dots_is_refused_unread(trusted: TrustList) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    for side in (9_000, 60_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9_000)))
        with pytest.raises(UserError, match="bukan PDF atau gambar"):
            check(bomb, trusted)
