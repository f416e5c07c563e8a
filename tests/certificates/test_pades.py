"""Electronic signatures: with the office's own key, and coming back from elsewhere."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from ftd_desktop.certificates import batch, external, pades, register, reprint
from ftd_desktop.certificates.eligibility import assess
from ftd_desktop.certificates.pades import OfficeKey
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from tests.certificates.conftest import ISSUED, World

TODAY = datetime.now(UTC).date()


def _pkcs12(kind: str = "rsa", until: datetime = datetime(2099, 1, 1)) -> bytes:
    """A made-up office key, its file protected by "sandi"."""
    key: Any = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Dinas Contoh")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(datetime(2022, 1, 1)).not_valid_after(until)
    signed = made.add_extension(usage, True).sign(key, hashes.SHA256())
    locked = serialization.BestAvailableEncryption(b"sandi")
    return pkcs12.serialize_key_and_certificates(b"kantor", key, signed, None, locked)


@pytest.fixture(scope="module")
def office_key() -> OfficeKey:
    return OfficeKey(_pkcs12(), "sandi")


def _issue(world: World, signer: Signer, folder: Path, office_key: OfficeKey | None = None) -> batch.Issued:
    return batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=folder,
                       signer=signer, participants=["p0"], office_key=office_key).issued[0]


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_signed_certificate_holds_and_is_checked_by_others(world: World, signer: Signer, tmp_path: Path,
                                                             kind: str) -> None:
    issued = _issue(world, signer, tmp_path / "a", OfficeKey(_pkcs12(kind), "sandi"))
    data = issued.path.read_bytes()
    assert pades.stamps(data) == [pades.Stamp("Dinas Contoh", True, True)]
    row = world.file.row("SELECT * FROM certificate")
    assert row and row["status"] == "signed" and data.startswith(reprint.rebuild(world.file, row))
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", "-nocert", issued.path], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said and "ETSI.CAdES.detached" in said and "Total document signed" in said
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", issued.path], capture_output=True, check=True)


def test_an_altered_signed_file_is_seen(world: World, signer: Signer, tmp_path: Path, office_key: OfficeKey) -> None:
    data = bytearray(_issue(world, signer, tmp_path / "a", office_key).path.read_bytes())
    data[data.index(b"/DisplayDocTitle true")] ^= 1
    assert [stamp.intact for stamp in pades.stamps(bytes(data))] == [False]


def test_a_signed_certificate_is_in_force_and_not_printed_unsigned(world: World, signer: Signer, tmp_path: Path,
                                                                   office_key: OfficeKey) -> None:
    issued = _issue(world, signer, tmp_path / "a", office_key)
    assert any(standing.certificate == issued.number for standing in assess(world.file, world.cohort))
    assert register.entries(world.file)[0].words.startswith("Berkas bertanda tangan: ")
    with pytest.raises(UserError, match="sudah bertanda tangan elektronik"):
        reprint.again(world.file, issued.certificate_id, tmp_path / "b", "hilang")
    register.void(world.file, issued.certificate_id, "salah")


@pytest.mark.parametrize(("data", "passphrase", "words"), [
    (_pkcs12("ec"), "salah", "kata sandi"), (b"", "sandi", "tidak dapat dibuka"), (b"0\x03abc", "sandi", "tidak dapat"),
])
def test_a_key_that_does_not_open_is_said(data: bytes, passphrase: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        OfficeKey(data, passphrase)


def test_an_expired_key_signs_nothing(world: World, signer: Signer, tmp_path: Path) -> None:
    old = OfficeKey(_pkcs12("ec", datetime(2022, 2, 1)), "sandi")
    with pytest.raises(UserError, match="tidak berlaku pada hari ini"):
        _issue(world, signer, tmp_path / "a", old)
    assert not world.file.value("SELECT count(*) FROM certificate")
    assert list((tmp_path / "a").iterdir()) == []


def test_what_was_signed_elsewhere_comes_back(world: World, signer: Signer, tmp_path: Path,
                                              office_key: OfficeKey) -> None:
    issued = _issue(world, signer, tmp_path / "a")
    signed = tmp_path / "dari luar.pdf"
    signed.write_bytes(office_key.sign(issued.path.read_bytes(), "Sertifikat", TODAY))
    taken = external.accept(world.file, signed, tmp_path / "a")
    assert (taken.number, taken.holder, taken.untouched) == (issued.number, "Dinas Contoh", True)
    assert taken.path.read_bytes() == signed.read_bytes() and issued.path.exists()
    assert register.entries(world.file)[0].status == "signed"


def test_the_same_file_twice_is_one_and_records_may_have_changed(world: World, signer: Signer, tmp_path: Path,
                                                                 office_key: OfficeKey) -> None:
    issued = _issue(world, signer, tmp_path / "a")
    signed = tmp_path / "dari luar.pdf"
    signed.write_bytes(office_key.sign(issued.path.read_bytes(), "Sertifikat", TODAY))
    world.file.execute("UPDATE participant SET usaha = 'Nama Usaha Baru (contoh)'")
    world.file.update("cohort", world.cohort, {"jp_total": 48})
    taken = external.accept(world.file, signed, tmp_path / "a")
    assert taken.untouched, "what stands before the signature is what was issued, whatever the records say now"
    changes = world.file.value("SELECT count(*) FROM _chg")
    assert external.accept(world.file, signed, tmp_path / "a") == taken
    assert world.file.value("SELECT count(*) FROM _chg") == changes
    assert len(list((tmp_path / "a").glob("*bertanda tangan*"))) == 1


def test_what_comes_back_wrong_is_refused_and_changes_nothing(world: World, signer: Signer, tmp_path: Path,
                                                              office_key: OfficeKey) -> None:
    issued = _issue(world, signer, tmp_path / "a")
    original = issued.path.read_bytes()
    sealed = office_key.sign(original, "Sertifikat", TODAY)
    tampered = sealed.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle fals", 1)
    wrong = {"belum ditandatangani": original, "isinya berubah": tampered, "rusak|tidak": sealed[: len(sealed) // 2],
             "PDF rusak": b"%PDF-"}
    for words, data in wrong.items():
        (tmp_path / "x.pdf").write_bytes(data)
        with pytest.raises(UserError, match=words):
            external.accept(world.file, tmp_path / "x.pdf", tmp_path / "b")
    (tmp_path / "x.pdf").write_bytes(sealed)
    register.void(world.file, issued.certificate_id, "salah nama")
    with pytest.raises(UserError, match="tidak sedang berlaku"):
        external.accept(world.file, tmp_path / "x.pdf", tmp_path / "b")
    assert not (tmp_path / "b").exists() and register.entries(world.file)[0].status == "void"


def test_a_certificate_of_another_page_is_refused(world: World, signer: Signer, tmp_path: Path, office_key: OfficeKey,
                                                  occasion: Any, person: Any) -> None:
    """A signed page whose code is in the register, but whose name is another's."""
    from ftd_desktop.certificates.paper import Paper

    _issue(world, signer, tmp_path / "a")
    row = world.file.row("SELECT * FROM certificate")
    assert row
    paper = Paper(occasion)
    forged = paper.single(paper.pages(replace(person, number=row["number"], name="Orang Lain"), row["payload"]))
    (tmp_path / "x.pdf").write_bytes(office_key.sign(forged, "x", TODAY))
    with pytest.raises(UserError, match="berbeda dari kodenya"):
        external.accept(world.file, tmp_path / "x.pdf", tmp_path / "b")


def test_several_are_signed_quickly_with_one_parsed_key(office_key: OfficeKey, occasion: Any, person: Any) -> None:
    from ftd_desktop.certificates.paper import Paper

    paper = Paper(occasion)
    pdf = paper.single(paper.pages(person, "FTD1:0"))
    assert all(pades.stamps(office_key.sign(pdf, str(n), date(2026, 1, 1)))[0].intact for n in range(3))
