"""A certificate never says more than the evaluation did: passed, and with which grade."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ftd_desktop.certificates import batch, gather, preview, reprint
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.certificates.template import standard
from ftd_desktop.errors import UserError
from tests.certificates.conftest import ISSUED, World


@pytest.fixture
def passing(world: World) -> World:
    """The template says "lulus"; two have passed, one of them without a grade, one took part only."""
    gather.keep_template(world.file, standard("lulus"))
    for person, status, grade in (("p0", "lulus", "b"), ("p1", "lulus", "na"), ("p2", "mengikuti", None)):
        world.file.insert("ftd_kelulusan", {"_participant": person, "_status": "complete", "_updated": "1",
                                            "status_akhir": status, "predikat": grade})
    return world


def _issue(world: World, signer: Signer, folder: Path, **more: Any) -> batch.BatchReport:
    return batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, folder=folder,
                       signer=signer, **more)


def test_only_who_passed_with_a_grade_gets_one(passing: World, signer: Signer, tmp_path: Path) -> None:
    report = _issue(passing, signer, tmp_path / "a")
    assert [issued.participant_id for issued in report.issued] == ["p0"]
    reasons = {failure.participant_id: failure.reason for failure in report.failed}
    assert "Predikat" in reasons["p1"] and "belum dinyatakan lulus" in reasons["p2"] and len(reasons) == 5
    pages = [" ".join(text.split()) for _, text in preview.pictures_with_texts(report.issued[0].path.read_bytes(), 20)]
    assert "dinyatakan lulus Program Contoh Tahun 2022 Angkatan 01 dengan predikat Memuaskan" in pages[0]
    assert "Predikat: Memuaskan" in pages[1]
    assert passing.file.value("SELECT kind FROM certificate") == "lulus"


def test_a_draft_of_the_completion_form_does_not_count(passing: World, signer: Signer, tmp_path: Path) -> None:
    passing.file.execute("UPDATE ftd_kelulusan SET _status = 'draft'")
    report = _issue(passing, signer, tmp_path / "a")
    assert not report.issued and len(report.failed) == 6 and report.print_file is None


def test_a_reprint_is_of_the_same_kind(passing: World, signer: Signer, tmp_path: Path) -> None:
    issued = _issue(passing, signer, tmp_path / "a").issued[0]
    assert reprint.again(passing.file, issued.certificate_id, tmp_path / "b", "hilang").identical
    gather.keep_template(passing.file, standard())
    with pytest.raises(UserError, match="berbeda jenis"):
        reprint.again(passing.file, issued.certificate_id, tmp_path / "b", "hilang")


def test_a_replacement_keeps_the_rule(passing: World, signer: Signer, tmp_path: Path) -> None:
    issued = _issue(passing, signer, tmp_path / "a").issued[0]
    passing.file.execute("UPDATE ftd_kelulusan SET status_akhir = 'mengikuti'")
    with pytest.raises(UserError, match="belum dinyatakan lulus"):
        batch.reissue(passing.file, issued.certificate_id, "salah eja", signatory_id=passing.signatory,
                      issued_on=ISSUED, folder=tmp_path / "a", signer=signer)
    assert passing.file.value("SELECT count(*) FROM certificate") == 1
