"""The demo is the whole story through real files: what it says it did is found in the files it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ftd_desktop.cli.demo.story import clear, play
from ftd_desktop.cli.demo.world import PASSPHRASE
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.quality_board import board
from ftd_desktop.store.file import DataFile
from tests.cheap_keys import make_keys_cheap

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int], list[str]]:
    folder, told = tmp_path_factory.mktemp("demo") / "demo", list[str]()
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        counts = play(folder, told.append)
    return folder, counts, told


Played = tuple[Path, dict[str, int], list[str]]


def test_the_counts_of_the_story(demo: Played) -> None:
    _, counts, _ = demo
    assert counts == {
        "participants": 15, "endlines": 14, "doubled": 0, "conflicts": 1, "certificates": 13, "not_eligible": 2,
        "paired": 13, "lost": 1, "closed": 1,
    }


def test_master_and_officers_agree_on_what_each_wrote(demo: Played) -> None:
    folder, _, _ = demo
    with DataFile.open(folder / "provinsi.ftdb", PASSPHRASE) as province:
        master = {row["_id"]: row for row in province.rows("SELECT * FROM ftd_survei")}
        phone = province.value("SELECT hp FROM participant WHERE nama LIKE 'Siti Aminah%'")
        assert province.value("SELECT count(*) FROM participant") == 15
    assert phone == "081200009901", "the settled value is in force"
    for name, surveys in (("rina", 15), ("agus", 14)):
        with DataFile.open(folder / f"petugas-{name}.ftdb", PASSPHRASE) as file:
            rows = file.rows("SELECT * FROM ftd_survei")
            assert len(rows) == surveys
            assert all(master[row["_id"]] == row for row in rows)


def test_interviews_last_as_interviews_do_and_one_is_hurried(demo: Played) -> None:
    with DataFile.open(demo[0] / "provinsi.ftdb", PASSPHRASE) as province:
        officers = board(province)
    assert all(15 <= officer.minutes <= 40 for officer in officers)
    assert sorted(round(officer.too_fast * officer.records / 100) for officer in officers) == [0, 1]


def test_every_certificate_is_a_file_and_one_pdf_is_for_the_printer(demo: Played) -> None:
    folder, counts, _ = demo
    made = list((folder / "sertifikat").rglob("*.pdf"))
    assert len(made) == counts["certificates"] + 1
    assert all(path.read_bytes().startswith(b"%PDF-1.") for path in made)


def test_nobody_can_be_read_in_a_bundle(demo: Played) -> None:
    folder, _, _ = demo
    bundles = list((folder / "kiriman").glob("*.ftd"))
    assert len(bundles) == 5
    for path in bundles:
        data = path.read_bytes()
        assert not any(secret in data for secret in (b"Ginting", b"0812", b"127105", b"Dodol", b"SQLite"))
        assert "ginting" not in path.name.lower()


def test_the_caution_about_330_percent_is_said(demo: Played) -> None:
    _, _, told = demo
    assert any("330%" in line for line in told)
    assert any("bukan dampak" in line for line in told)


def test_a_demo_is_replaced_and_nothing_else(demo: Played, tmp_path: Path) -> None:
    folder, _, _ = demo
    assert json.loads((folder / "demo.json").read_text())["made_up"] is True
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "surat.txt").write_text("penting")
    with pytest.raises(UserError, match="bukan folder demo"):
        clear(mine)
    assert (mine / "surat.txt").read_text() == "penting"
