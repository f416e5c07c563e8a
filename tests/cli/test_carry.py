"""``ftd audit``, ``ftd bundle`` and ``ftd receipt`` over real files: what they print and how they end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ftd_desktop.cli.main import main
from ftd_desktop.store import attachments, driver
from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap
from tests.sync import world
from tests.sync.world import FORM, insert

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("FTD_PASSPHRASE", world.PASSPHRASE)

    def call(*words: object) -> tuple[int, str]:
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return call


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A master and Budi's laptop with two people and a picture, closed."""
    make_keys_cheap(monkeypatch)
    with world.found(tmp_path) as master, world.enrol(master, tmp_path, "budi") as budi:
        insert(budi, "Ani (rekaan)")
        attachments.keep(budi, b"gambar", "jpg", insert(budi, "Siti (rekaan)"))
    return tmp_path / "induk.ftdb", tmp_path / "budi.ftdb"


def tampered(path: Path, *statements: str) -> None:
    """Another tool with the key wrote to the file."""
    with DataFile.open(path, world.PASSPHRASE) as file:
        key = file.data_key
    raw = driver.connect(path, key)
    for statement in statements:
        raw.execute(statement)
    raw.close()


def test_a_whole_file_is_counted(run: Run, files: tuple[Path, Path]) -> None:
    code, text = run("audit", files[1])
    assert code == 0
    assert "ftd_profil: 2 baris, 2 perubahan" in text and "attachment: 1 baris" in text
    assert "Rantai catatan: zaman" in text and "Bentrok terbuka: 0" in text and "Berkas utuh: " in text


def test_what_opening_found_is_said(run: Run, files: tuple[Path, Path]) -> None:
    tampered(files[1], f"DROP TRIGGER _cap_{FORM}_u", f"UPDATE {FORM} SET hp = '0899'")
    code, text = run("audit", files[1])
    assert code == 1
    assert "Saat dibuka: 2 baris diubah alat lain (sudah dicatat), 1 pencatat dipasang kembali, 0 putus" in text
    assert "Berkas utuh" not in text
    assert run("audit", files[1])[0] == 0  # it is in the log now


def test_a_broken_chain_is_said(run: Run, files: tuple[Path, Path]) -> None:
    assert run("bundle", "write", files[1], files[1].parent)[0] == 0
    tampered(files[1], "UPDATE _st SET applying = 1", f"DELETE FROM _chg WHERE t = '{FORM}' AND lsn = "
             f"(SELECT min(lsn) FROM _chg WHERE t = '{FORM}')", "UPDATE _st SET applying = 0")
    code, text = run("audit", files[1])
    assert code == 1
    assert "1 putus di rantai catatan. Putus sebelum perubahan" in text


def test_there_and_back(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    master, budi = files
    stick = tmp_path / "flashdisk"
    stick.mkdir()
    code, text = run("bundle", "write", budi, stick, "--part-mb", "1")
    assert code == 0 and "1 lampiran" in text
    bundle_path, = stick.glob("FTD-up-*")
    part, = stick.glob("FTD-lampiran-*")
    assert run("bundle", "inspect", master, part, bundle_path)[1].count("Budi Contoh") == 1
    code, text = run("bundle", "merge", master, bundle_path)
    assert code == 0 and "Budi Contoh: 1 lampiran belum datang. Bagian 1 dari 1 belum diterima." in text
    code, text = run("bundle", "merge", master, part)
    assert code == 0 and "belum datang" not in text
    assert run("receipt", "write", master, stick)[0] == 0
    answer, = stick.glob("FTD-terima-*")
    code, text = run("receipt", "accept", budi, answer)
    assert code == 0 and "0 menunggu" in text
    code, text = run("bundle", "write", budi, stick)
    assert code == 1 and "Tidak ada yang perlu dikirim" in text
    code, text = run("bundle", "merge", master, answer)
    assert code == 1
