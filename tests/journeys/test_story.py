"""One participant's whole way through real windows: registered, carried, merged, trained, certified, reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from ftd_desktop.certificates import authority, verify
from ftd_desktop.cli.demo import answers, office, people
from ftd_desktop.cli.demo.world import PASSPHRASE, Clock, World, key_in
from ftd_desktop.sync import enrolment
from ftd_desktop.ui.pages.certificates import CertificatesPage
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.pages.master import MasterPage
from ftd_desktop.ui.pages.person import PersonPage
from ftd_desktop.ui.pages.report import ReportPage
from ftd_desktop.ui.widgets.figure import FigureCell
from tests.journeys.clerk import CTRL, KEY, Clerk

pytestmark = pytest.mark.journey
PERSON = people.people()[0]
Sit = Callable[..., Clerk]


def plain(data: bytes, code: str) -> bytes:
    """The assignment's passphrase encryption costs a second on purpose; here it is not what is tried."""
    return data


@pytest.fixture
def files(tmp_path: Path, cheap_keys: None) -> tuple[Path, Path]:
    """The province's file and an officer's, enrolled."""
    world = World(tmp_path, lambda sentence: None, date.today())
    office.found_province(world)
    made = enrolment.assign(world.province, name="Rina (contoh)", code="RINA", regencies=["12.71"], seal=plain)
    officer = tmp_path / "petugas.ftdb"
    enrolment.accept(officer, made.data, made.code, PASSPHRASE, unseal=plain).close()
    world.close()
    return world.folder / "provinsi.ftdb", officer


def test_from_registration_to_report(files: tuple[Path, Path], sit: Sit, tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    clock.set(date(2022, 8, 5))
    officer = sit(files[1], PASSPHRASE, clock)
    province = sit(files[0], PASSPHRASE, clock)
    carried = tmp_path / "flashdisk"
    carried.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(carried))

    officer.visit("participants")
    officer.press(KEY.Key_N, CTRL)
    officer.until_page(EntryPage)
    officer.complete(answers.profile(PERSON))
    _interview(officer, "baseline", date(2022, 8, 5))
    _carry(officer, province, carried, monkeypatch)

    clock.set(date(2022, 10, 5))
    _interview(officer, "endline", date(2022, 10, 5))
    _carry(officer, province, carried, monkeypatch)
    _train(province)

    clock.set(date.today())
    certificate = _certify(province)
    trust = province.ask(lambda file: authority.trust_list(file, date.today()))
    assert verify.check(certificate, trust).genuine
    province.visit("report")
    assert isinstance(province.page, ReportPage)
    said = [cell.accessibleName() for cell in province.page.findChildren(FigureCell)]
    assert any("1 / 0 / 0" in words for words in said), said


def _interview(clerk: Clerk, round_name: str, day: date) -> None:
    clerk.press(KEY.Key_K, CTRL)
    clerk.settle()
    clerk.type("ginting")
    clerk.settle()
    clerk.press(KEY.Key_Return)
    clerk.settle()
    assert isinstance(clerk.page, PersonPage)
    clerk.press_next_round(round_name)
    clerk.until_page(EntryPage)
    clerk.complete(answers.survey(PERSON, round_name, day))


def _carry(officer: Clerk, province: Clerk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundle by the officer's window, the merge and the receipt by the province's, the receipt read."""
    officer.visit("carry")
    officer.press(KEY.Key_Return, CTRL)
    officer.settle()
    bundle, = folder.glob("FTD-up-*.ftd")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(bundle)], ""))
    province.visit("master")
    assert isinstance(province.page, MasterPage)
    province.press(KEY.Key_O, CTRL)
    province.settle()
    province.press(KEY.Key_Return, CTRL)
    province.settle()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *a, **k: str(folder))
    province.page._reply.click()
    province.settle()
    receipt, = folder.glob("FTD-balas-*.ftd")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *a, **k: ([str(receipt)], ""))
    officer.press(KEY.Key_O, CTRL)
    officer.settle()
    assert officer.ask(_waiting) == 0, "the province has said that it holds everything"
    for file in (bundle, receipt):
        file.unlink()


def _waiting(file: Any) -> int:
    from ftd_desktop.sync import bundle

    return bundle.waiting(file)


def _train(province: Clerk) -> None:
    """Two sessions of 24 JP, the participant present in both."""
    desk = province.window.context.interviews
    code = province.ask(lambda file: file.value("SELECT kode FROM participant"))
    for number in (1, 2):
        province.ask(lambda file, number=number: _session(desk, code, number))
    province.ask(lambda file: file.execute("UPDATE membership SET stage = 'participant'"))


def _session(desk: Any, code: str, number: int) -> None:
    record = desk.start("ftd_presensi")
    if "/data/presensi[1]/hadir" not in record.interview.refs():
        record.add_repeat("/data/presensi")
    record.answer("/data/presensi[1]/peserta_id", code)
    record.answer("/data/presensi[1]/hadir", "hadir")
    key_in(record, {
        "program": "FTD", "tahun_program": "2022", "angkatan": "01", "sesi_ke": str(number), "sesi_tgl": "2022-08-20",
        "topik": "mindset", "materi": "Pola pikir", "jp": "24", "moda": "luring", "narasumber": "Pelatih Karangan",
    })


def _certify(province: Clerk) -> Path:
    province.visit("certificates")
    assert isinstance(province.page, CertificatesPage)
    province.page.issue()
    province.settle()
    row = province.ask(lambda file: file.row("SELECT number FROM certificate"))
    assert row is not None, "a certificate was issued"
    found, = [path for path in province.window.context.opened.path.parent.rglob("*.pdf") if "Cetak" not in path.name]
    return found
