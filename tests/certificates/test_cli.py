"""``ftd certificate verify``: what it prints and returns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ftd_desktop.certificates import trust
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.keys import ROOT_SECRET
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.certificates.trust import TrustedKey, TrustList
from ftd_desktop.cli.main import main
from ftd_desktop.store.file import DataFile
from tests.certificates.conftest import World


@pytest.fixture
def folder(tmp_path: Path, occasion: Occasion, person: Person, signer: Signer) -> Path:
    root = Signer(b"r" * 32)
    known = TrustList(root.public, "Dinas Contoh", date(2022, 12, 1),
                      (TrustedKey(signer.public, "Mesin Contoh", date(2022, 1, 1)),))
    (tmp_path / "daftar.ftdtrust").write_bytes(trust.write(known, root))
    paper = Paper(occasion)
    code = seal(facts(occasion, person), signer)
    (tmp_path / "s.pdf").write_bytes(paper.single(paper.pages(person, code)))
    (tmp_path / "s.txt").write_text(code)
    return tmp_path


def test_a_genuine_certificate_returns_zero(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for source in (str(folder / "s.pdf"), (folder / "s.txt").read_text()):
        assert main(["certificate", "verify", source, "--trust", str(folder / "daftar.ftdtrust")]) == 0
        said = capsys.readouterr().out
        assert "500.3/0001/CONTOH/2022  Siti Contoh br. Ginting" in said and "\n  ASLI\n" in said
        assert said.count("[v]") >= 3 and "Dinas Contoh per 01-12-2022, sidik akar " in said


def test_without_a_list_or_altered_it_returns_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = (folder / "s.txt").read_text()
    assert main(["certificate", "verify", code]) == 1
    assert capsys.readouterr().out.count("[?]") == 3
    assert main(["certificate", "verify", code[:-2] + "AA", "--trust", str(folder / "daftar.ftdtrust")]) == 1
    assert "TIDAK TERBUKTI ASLI" in capsys.readouterr().out


@pytest.mark.parametrize(("source", "listed", "words"), [
    ("tiada.pdf", "daftar.ftdtrust", "tiada.pdf tidak dapat dibaca"), ("s.pdf", "tiada", "Daftar kunci"),
    ("s.pdf", "s.pdf", "bukan daftar kunci FTD"), ("s.txt", "daftar.ftdtrust", "bukan PDF atau gambar"),
])
def test_faults_are_sentences(folder: Path, capsys: pytest.CaptureFixture[str], source: str, listed: str,
                              words: str) -> None:
    assert main(["certificate", "verify", str(folder / source), "--trust", str(folder / listed)]) == 1
    assert words in capsys.readouterr().err


def test_the_province_publishes(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FTD_PASSPHRASE", "sandi contoh 123")
    path = world.file.path
    world.file.close()
    assert main(["certificate", "publish", str(path), str(tmp_path / "bagikan")]) == 1
    assert "Hanya berkas provinsi" in capsys.readouterr().err or not (tmp_path / "bagikan").exists()
    with DataFile.open(path, "sandi contoh 123") as file:
        file.update("office", file.value("SELECT _id FROM office"), {"root_key": Signer(b"r" * 32).public.hex()})
        file.set_secret(ROOT_SECRET, b"r" * 32)
    assert main(["certificate", "publish", str(path), str(tmp_path / "bagikan")]) == 0
    said = capsys.readouterr().out.split()
    assert said == [str(tmp_path / "bagikan" / name) for name in ("periksa.html", "daftar-kunci.ftdtrust")]
