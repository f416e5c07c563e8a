"""Printing again and replacing: the same code, the same bytes, no new number without a reason in the register."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.certificates import batch, keys, preview, print_all, qr, register, reprint, verify
from ftd_desktop.certificates.eligibility import assess
from ftd_desktop.certificates.payload import PREFIX, unseal
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from ftd_desktop.programme import overrides
from tests.certificates.conftest import ISSUED, World


@pytest.fixture
def issued(world: World, signer: Signer, tmp_path: Path) -> batch.Issued:
    more: dict[str, Any] = {"signatory_id": world.signatory, "issued_on": ISSUED, "folder": tmp_path / "a"}
    return batch.issue(world.file, world.cohort, signer=signer, participants=["p0"], **more).issued[0]


def test_a_reprint_has_the_bytes_of_the_first_print(world: World, issued: batch.Issued, tmp_path: Path) -> None:
    copy = reprint.again(world.file, issued.certificate_id, tmp_path / "b", "hilang")
    assert copy.identical and copy.path.read_bytes() == issued.path.read_bytes()
    noted = world.file.row("SELECT * FROM _journal WHERE event = 'certificate reprint'")
    assert noted and json.loads(noted["detail"])["reason"] == "hilang"
    again = reprint.again(world.file, issued.certificate_id, tmp_path / "a", "hilang lagi")
    assert again.path.name.endswith("(2).pdf") and issued.path.exists(), "the first file is not overwritten"
    entry = register.entries(world.file, world.cohort)[0]
    assert entry.reprints == 2 and entry.words == "Berlaku, terbit 3 Oktober 2022; dicetak ulang 2 kali di laptop ini"


def test_the_register_tells_by_whose_leave_the_rule_was_lifted(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.insert("officer", {"code": "T1", "name": "Togu (contoh)", "active": 1})
    world.file.execute("UPDATE ftd_presensi__presensi SET jp_dihitung = 0 WHERE peserta_id = 'K0'")
    overrides.grant(world.file, "p0", world.cohort, reason="Sakit, tugas pengganti", asked_code="R1",
                    asked_name="Rina (contoh)", second_code="T1", on=date(2022, 10, 1))
    batch.issue(world.file, world.cohort, signer=signer, signatory_id=world.signatory, issued_on=ISSUED,
                folder=tmp_path, participants=["p0", "p1"])
    words = {entry.participant_id: entry.words for entry in register.entries(world.file)}
    assert words["p0"].endswith("Dikecualikan: Sakit, tugas pengganti (diminta Rina (contoh), disetujui Togu (contoh))")
    assert "Dikecualikan" not in words["p1"]


def test_a_new_business_name_still_prints_but_is_not_the_same_paper(world: World, issued: batch.Issued,
                                                                    tmp_path: Path) -> None:
    world.file.execute("UPDATE participant SET usaha = 'Nama Baru Contoh' WHERE _id = 'p0'")
    assert not reprint.again(world.file, issued.certificate_id, tmp_path / "b", "hilang").identical


@pytest.mark.parametrize("sql", [
    "UPDATE ftd_presensi SET materi = 'Diubah' WHERE sesi_ke = 1", "UPDATE cohort SET jp_total = 44",
    "UPDATE cohort SET ends = '2022-10-01'",
])
def test_when_the_code_no_longer_fits_the_page_it_is_not_printed(world: World, issued: batch.Issued, tmp_path: Path,
                                                                 sql: str) -> None:
    world.file.execute(sql)
    with pytest.raises(UserError, match="pengganti"):
        reprint.again(world.file, issued.certificate_id, tmp_path / "b", "hilang")
    assert not (tmp_path / "b").exists()


def test_a_replacement_has_a_new_number_and_both_are_explained(world: World, issued: batch.Issued, signer: Signer,
                                                               tmp_path: Path) -> None:
    world.file.execute("UPDATE participant SET nama_sertifikat = 'Siti Benar Contoh' WHERE _id = 'p0'")
    new = batch.reissue(world.file, issued.certificate_id, "salah eja", signatory_id=world.signatory,
                        issued_on=ISSUED, folder=tmp_path / "a", signer=signer)
    old, current = register.entries(world.file, world.cohort)
    assert (old.status, old.words) == ("replaced", "Sudah diganti: salah eja")
    assert (current.replaces, current.name) == (issued.number, "Siti Benar Contoh")
    assert current.words == f"Berlaku, mengganti {issued.number}"
    standing = next(one for one in assess(world.file, world.cohort) if one.participant_id == "p0")
    assert standing.certificate == new.number == current.number
    with pytest.raises(UserError, match="tidak sedang berlaku"):
        reprint.again(world.file, issued.certificate_id, tmp_path / "b", "x")


def test_a_replacement_without_a_reason_changes_nothing(world: World, issued: batch.Issued, signer: Signer,
                                                        tmp_path: Path) -> None:
    with pytest.raises(UserError, match="alasan"):
        batch.reissue(world.file, issued.certificate_id, " ", signatory_id=world.signatory, issued_on=ISSUED,
                      folder=tmp_path / "a", signer=signer)
    assert [entry.status for entry in register.entries(world.file)] == ["issued"]
    assert len(list((tmp_path / "a").iterdir())) == 2


def test_a_preview_shows_all_but_carries_no_code(world: World) -> None:
    standing = assess(world.file, world.cohort)[0]
    pdf = reprint.sample(world.file, standing, world.cohort, world.signatory, ISSUED, "500.3/0011/CONTOH/2022")
    picture, text = next(iter(preview.pictures_with_texts(pdf, 150)))
    assert standing.name in text and "500.3/0011/CONTOH/2022" in text
    codes = qr.read(picture)
    assert codes and not codes[0].startswith(PREFIX)
    with pytest.raises(ValueError):
        unseal(codes[0])
    assert preview.page(pdf, 0, 40).startswith(b"\x89PNG")


def test_the_key_is_the_machines_own(world: World) -> None:
    with pytest.raises(UserError, match="belum didaftarkan"):
        keys.signer(world.file)
    world.file.set_secret(keys.SIGN_SECRET, bytes(32))
    assert keys.signer(world.file).public == Signer(bytes(32)).public


def test_all_in_force_are_printed_together_again(world: World, signer: Signer, tmp_path: Path) -> None:
    """After a batch that was stopped there is no file for the printer of what it had made."""
    made = batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=tmp_path / "a",
                       signer=signer)
    assert made.print_file is not None
    found = print_all.again(world.file, world.cohort, tmp_path / "b", "pencetak macet")
    assert [path.name for path in found.paths] == [made.print_file.name] and not found.left
    assert found.paths[0].read_bytes() == made.print_file.read_bytes()
    register.void(world.file, made.issued[0].certificate_id, "salah nama")
    world.file.execute("UPDATE certificate SET name_printed = 'Nama Lain' WHERE _id = ?",
                       (made.issued[1].certificate_id,))
    found = print_all.again(world.file, world.cohort, tmp_path / "c", "pencetak macet")
    assert len(verify.codes(found.paths[0].read_bytes())) == 4 and made.issued[1].number in found.left[0]
    assert [entry.reprints for entry in register.entries(world.file)] == [1, 1, 2, 2, 2, 2]


def test_nothing_is_printed_together_without_a_reason_or_a_certificate(world: World, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Tulis alasannya"):
        print_all.again(world.file, world.cohort, tmp_path, " ")
    with pytest.raises(UserError, match="Tidak ada sertifikat berlaku"):
        print_all.again(world.file, world.cohort, tmp_path, "uji")
