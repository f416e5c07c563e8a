"""A batch: files, register and numbers keep together whatever stops it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.certificates import batch, files, numbers, register
from ftd_desktop.certificates.batch import BatchReport
from ftd_desktop.certificates.eligibility import assess
from ftd_desktop.certificates.payload import unseal
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import Cancelled, UserError
from tests.certificates.conftest import ISSUED, World


def _issue(world: World, signer: Signer, folder: Path, **more: Any) -> BatchReport:
    return batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=folder,
                       signer=signer, **more)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_eligible_member_gets_one_in_file_and_register(world: World, signer: Signer, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    report = _issue(world, signer, tmp_path / "baru" / "pdf", progress=lambda *step: steps.append(step))
    assert len(report.issued) == 6 and not report.failed and not report.stopped and report.numbers_left == 4
    rows = {row["number"]: row for row in world.file.rows("SELECT * FROM certificate")}
    for issued in report.issued:
        row = rows[issued.number]
        assert row["file_digest"] == hashlib.sha256(issued.path.read_bytes()).hexdigest()
        facts = unseal(row["payload"]).facts
        assert (facts.number, facts.name) == (issued.number, issued.name)
        assert (row["status"], row["issued_on"], row["kind"]) == ("issued", "2022-10-03", "mengikuti")
    assert [issued.number for issued in report.issued] == [f"500.3/00{n}/CONTOH/2022" for n in range(11, 17)]
    assert report.print_file is not None and report.print_file.exists()
    assert len(_names(report.print_file.parent)) == 7
    assert steps[0][:2] == (0, 6) and steps[-1][:2] == (6, 6)


def test_a_second_run_gives_only_what_is_missing(world: World, signer: Signer, tmp_path: Path) -> None:
    first = _issue(world, signer, tmp_path / "a", participants=["p0", "p2"])
    assert {standing.certificate for standing in assess(world.file, world.cohort)} == {
        "", *(issued.number for issued in first.issued),
    }
    assert len(_issue(world, signer, tmp_path / "a").issued) == 4
    with pytest.raises(UserError, match="Tidak ada peserta layak"):
        _issue(world, signer, tmp_path / "a")
    with pytest.raises(UserError, match="sudah punya sertifikat"):
        _issue(world, signer, tmp_path / "a", participants=["p0"])


def test_nobody_gets_one_dated_before_the_training_is_over(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.update("cohort", world.cohort, {"ends": "2022-10-04"})
    with pytest.raises(UserError, match="Angkatan 01 baru selesai 4 Oktober 2022, sesudah tanggal terbit 3 Oktober"):
        _issue(world, signer, tmp_path)
    world.file.update("cohort", world.cohort, {"ends": "2022-10-03"})
    assert len(_issue(world, signer, tmp_path).issued) == 6


def test_nobody_gets_one_past_the_rule(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.execute("DELETE FROM ftd_survei WHERE _participant = 'p0'")
    with pytest.raises(UserError, match="belum layak: Survei akhir belum ada"):
        _issue(world, signer, tmp_path / "a", participants=["p0"])
    assert len(_issue(world, signer, tmp_path / "a").issued) == 5


def test_cancelling_keeps_what_is_done_and_takes_no_more(world: World, signer: Signer, tmp_path: Path) -> None:
    seen: list[int] = []
    report = _issue(world, signer, tmp_path / "a", progress=lambda done, *_: seen.append(done),
                    cancelled=lambda: len(seen) > 3)
    assert len(report.issued) == 3 and report.stopped == "Dibatalkan"
    assert world.file.value("SELECT count(*) FROM certificate") == 3
    assert len(_names(tmp_path / "a")) == 4, "three and the print file of three; nothing temporary"
    assert numbers.upcoming(world.file, 2022, 1)[0].sequence == 14


def test_cancelling_before_the_first_leaves_nothing(world: World, signer: Signer, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        _issue(world, signer, tmp_path / "a", cancelled=lambda: True)
    assert _names(tmp_path / "a") == [] and not world.file.value("SELECT count(*) FROM certificate")


def test_too_few_numbers_stop_before_anything(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.update("number_block", world.block, {"last": 13})
    with pytest.raises(UserError, match="perlu 6, sisa 3"):
        _issue(world, signer, tmp_path / "a")
    assert not (tmp_path / "a").exists() and not world.file.value("SELECT count(*) FROM certificate")


def test_a_full_disk_stops_with_the_register_true(world: World, signer: Signer, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    report = _issue(world, signer, tmp_path / "a")
    assert len(report.issued) == 2 and "tidak dapat ditulis (penyimpanan penuh)" in report.stopped
    assert world.file.value("SELECT count(*) FROM certificate") == 2
    assert len(_names(tmp_path / "a")) == 3


def test_a_register_that_refuses_leaves_no_file(world: World, signer: Signer, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("bug")

    monkeypatch.setattr(register, "enter", broken)
    with pytest.raises(RuntimeError):
        _issue(world, signer, tmp_path / "a")
    assert _names(tmp_path / "a") == []


def test_a_folder_that_is_a_file_is_said(world: World, signer: Signer, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("berkas")
    with pytest.raises(UserError, match="tidak dapat ditulis"):
        _issue(world, signer, tmp_path / "a")
    assert not world.file.value("SELECT count(*) FROM certificate")


def test_a_name_that_cannot_be_printed_takes_no_number(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.execute("UPDATE participant SET nama = '王小明' WHERE _id = 'p2'")
    report = _issue(world, signer, tmp_path / "a")
    assert [(failure.name, "王" in failure.reason) for failure in report.failed] == [("王小明", True)]
    assert [issued.number[6:10] for issued in report.issued] == [f"00{n}" for n in range(11, 16)]


def test_a_folder_that_knows_the_next_number_stops_the_batch(world: World, signer: Signer, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "500.3_0012_CONTOH_2022 Orang Lain.pdf").write_bytes(b"%PDF-")
    with pytest.raises(UserError, match=r"0012.*cadangan lama"):
        _issue(world, signer, tmp_path / "a")


def test_a_signatory_out_of_office_is_refused(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.update("signatory", world.signatory, {"valid_until": "2022-10-02"})
    with pytest.raises(UserError, match=r"Drs\. Marolop Contoh, M\.M\. tidak menjabat pada 3 Oktober 2022"):
        _issue(world, signer, tmp_path / "a")


def test_without_sessions_the_table_would_be_empty(world: World, signer: Signer, tmp_path: Path) -> None:
    world.file.execute("UPDATE ftd_presensi SET _status = 'draft'")
    world.file.update("cohort", world.cohort, {"min_share": 0.0})
    with pytest.raises(UserError, match="tabel materi kosong"):
        _issue(world, signer, tmp_path / "a")


@pytest.mark.parametrize(("text", "name"), [
    ("500.3/0001/A", "500.3_0001_A"), ('a<b>:"c', "a_b_c"), ("..", "_"), ("Nur'aini", "Nur'aini"), ("con.", "con"),
])
def test_names_suit_windows(text: str, name: str) -> None:
    assert files.safe(text) == name
