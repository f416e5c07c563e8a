"""The template's dialog with its picture, the check page, signed files and skipped numbers, as the office uses them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ftd_desktop.certificates import batch, gather, numbers, register, reprint
from ftd_desktop.certificates.keys import ROOT_SECRET
from ftd_desktop.certificates.signatories import signatories
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.certificates.template import PASSED, standard
from ftd_desktop.ui import theme
from ftd_desktop.ui.certificates.office_button import OfficeButton
from ftd_desktop.ui.certificates.record_dialog import RecordDialog
from ftd_desktop.ui.certificates.template_dialog import CertificateTemplateDialog
from ftd_desktop.ui.context import Context, Identity
from tests.certificates.conftest import ISSUED, World, made_up
from tests.certificates.test_pades import _pkcs12
from tests.ui.conftest import WIB

Settle = Callable[[], None]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    yield from made_up(tmp_path)


@pytest.fixture
def here(world: World, context: Context) -> Context:
    return replace(context, file=world.file, identity=Identity("Dewi Contoh", "province"),
                   now=lambda: datetime(2022, 10, 3, 9, 0, tzinfo=WIB))


@pytest.fixture
def dialog(here: Context, world: World, qtbot: QtBot, settle: Settle) -> Iterator[CertificateTemplateDialog]:
    made = CertificateTemplateDialog(here, (world.cohort, world.signatory, ISSUED))
    qtbot.addWidget(made)
    made.show()
    settle()
    settle()
    yield made
    made.done(0)


@pytest.fixture
def office(here: Context, world: World, qtbot: QtBot, tmp_path: Path) -> OfficeButton:
    made = OfficeButton(here, lambda: (world.cohort, world.signatory, ISSUED), lambda: tmp_path / "pdf")
    qtbot.addWidget(made)
    return made


def test_it_opens_with_the_template_in_force_and_its_picture(dialog: CertificateTemplateDialog) -> None:
    assert dialog.template() == standard()
    assert dialog.sheet.shown


def test_what_is_saved_is_in_force(dialog: CertificateTemplateDialog, world: World, settle: Settle,
                                   qtbot: QtBot) -> None:
    dialog._texts["title"].setText("PIAGAM")  # type: ignore[union-attr]
    dialog._switches["signature_box"].setChecked(False)
    spy = QSignalSpy(dialog.kept)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert spy.count() == 1 and not dialog.isVisible()
    kept = gather.template(world.file)
    assert (kept.title, kept.signature_box, kept.statement) == ("PIAGAM", False, standard().statement)


def test_a_wrong_statement_is_told_and_not_saved(dialog: CertificateTemplateDialog, world: World,
                                                 settle: Settle) -> None:
    dialog._texts["statement"].setPlainText("{nik} telah mengikuti")  # type: ignore[union-attr]
    dialog.save()
    settle()
    assert dialog.isVisible() and "{nik}" in dialog._told.text()
    assert gather.template(world.file) == standard()


def test_an_empty_title_is_named_as_on_the_screen(dialog: CertificateTemplateDialog, settle: Settle) -> None:
    dialog._texts["title"].setText(" ")  # type: ignore[union-attr]
    dialog.save()
    settle()
    assert "“Judul”" in dialog._told.text()


def test_the_shipped_ones_and_both_pages(dialog: CertificateTemplateDialog, settle: Settle) -> None:
    dialog.fill(standard("lulus"))
    settle()
    assert "dinyatakan lulus" in dialog.template().statement and dialog.sheet.shown
    dialog._turn()
    settle()
    assert dialog.sheet.shown and dialog._side == 1


def test_passed_needs_no_other_words_and_is_kept(dialog: CertificateTemplateDialog, world: World,
                                                 settle: Settle) -> None:
    dialog.kind.setCurrentIndex(1)
    assert dialog.advice.isHidden()
    dialog._switches["show_photo"].setChecked(True)
    assert not dialog.advice.isHidden() and dialog.advice.text().startswith("Formulir profil di berkas ini tidak")
    dialog.save()
    settle()
    kept = gather.template(world.file)
    assert (kept.kind, kept.show_photo, kept.title) == (PASSED, True, "SERTIFIKAT")


def test_it_fits_a_small_screen_with_the_largest_text(here: Context, world: World, qtbot: QtBot, qapp: QApplication,
                                                      settle: Settle) -> None:
    theme.apply(qapp, "light", 2.0)
    made = CertificateTemplateDialog(here, (world.cohort, world.signatory, ISSUED))
    qtbot.addWidget(made)
    made.show()
    settle()
    room = made.screen().availableGeometry().size()
    assert made.minimumSizeHint().width() <= 1366 and made.minimumSizeHint().height() <= 768
    assert made.width() <= max(room.width(), made.minimumSizeHint().width())
    made.done(0)


def test_a_broken_logo_is_told(dialog: CertificateTemplateDialog, settle: Settle, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"rusak")
    dialog.set_logo(0, tmp_path / "logo.png")
    settle()
    assert "logo.png" in dialog._told.text() and dialog._told.isVisible()


def test_only_the_province_edits_and_publishes(office: OfficeButton, here: Context) -> None:
    assert len(office.actions_for_role()) == 9
    here.identity = Identity("Rina Contoh", "trainer")
    assert [words for words, _ in office.actions_for_role()] == [
        "Tanda tangani dengan kunci kantor …", "Terima PDF bertanda tangan …", "Lewati nomor …"]


def test_the_check_page_is_written(office: OfficeButton, world: World, settle: Settle, tmp_path: Path) -> None:
    root = Signer(b"r" * 32)
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": root.public.hex()})
    world.file.set_secret(ROOT_SECRET, b"r" * 32)
    spy = QSignalSpy(office.done)
    office.write_page(tmp_path / "bagikan")
    settle()
    assert spy.at(0)[0].startswith("periksa.html dan daftar kunci ditulis di ")
    assert (tmp_path / "bagikan" / "periksa.html").exists()


def test_signed_files_are_taken_in(office: OfficeButton, world: World, settle: Settle, tmp_path: Path) -> None:
    from ftd_desktop.certificates.pades import OfficeKey

    key, more = OfficeKey(_pkcs12("ec"), "sandi"), {"signatory_id": world.signatory, "issued_on": ISSUED}
    made: Any = batch.issue(world.file, world.cohort, folder=tmp_path / "pdf", signer=Signer(bytes(32)),
                            participants=["p0", "p1"], **more)  # type: ignore[arg-type]
    signed = []
    for issued in made.issued:
        signed.append(tmp_path / issued.path.name)
        signed[-1].write_bytes(key.sign(issued.path.read_bytes(), "x", ISSUED))
    spy = QSignalSpy(office.done)
    office.take_signed(signed)
    settle()
    assert spy.at(0)[0] == "2 PDF bertanda tangan diterima."
    assert {entry.status for entry in register.entries(world.file)} == {"signed"}


def test_a_signed_file_on_another_print_is_told(office: OfficeButton, world: World, settle: Settle,
                                                tmp_path: Path) -> None:
    """Page and code agree and the signature holds, but what was signed is not what was issued."""
    from ftd_desktop.certificates.pades import OfficeKey

    made = batch.issue(world.file, world.cohort, signatory_id=world.signatory, issued_on=ISSUED, participants=["p0"],
                       folder=tmp_path / "pdf", signer=Signer(bytes(32)))
    world.file.execute("UPDATE participant SET usaha = 'Usaha Lain (contoh)'")
    other = reprint.again(world.file, made.issued[0].certificate_id, tmp_path / "lain", "uji").path
    signed = tmp_path / "x.pdf"
    signed.write_bytes(OfficeKey(_pkcs12("ec"), "sandi").sign(other.read_bytes(), "x", ISSUED))
    spy = QSignalSpy(office.done)
    office.take_signed([signed])
    settle()
    assert "bukan persis PDF yang diterbitkan: 500.3/0011/CONTOH/2022" in spy.at(0)[0]


def test_the_office_key_signs_what_follows(office: OfficeButton, world: World, here: Context, qtbot: QtBot,
                                           settle: Settle, tmp_path: Path) -> None:
    from ftd_desktop.certificates import pades
    from ftd_desktop.certificates.keys import SIGN_SECRET
    from ftd_desktop.ui.certificates.batch_run import BatchRun
    from ftd_desktop.ui.certificates.cards import BatchCard

    world.file.set_secret(SIGN_SECRET, bytes(32))
    (tmp_path / "kantor.p12").write_bytes(_pkcs12("ec"))
    card = BatchCard()
    qtbot.addWidget(card)
    run = BatchRun(here, card)
    office.key_chosen.connect(run.use_key)
    office.use_key(tmp_path / "kantor.p12", "sandi")
    settle()
    run.start(world.cohort, world.signatory, ISSUED, tmp_path / "pdf", 6)
    settle()
    assert card._words.text() == "6 terbit, 0 gagal. Sisa nomor: 4."
    assert pades.stamps(next((tmp_path / "pdf").glob("500*.pdf")).read_bytes())[0].intact


def test_numbers_are_skipped_with_a_reason(office: OfficeButton, world: World, settle: Settle) -> None:
    office.skip(12, "sudah tercetak")
    settle()
    assert numbers.upcoming(world.file, 2022, 1)[0].sequence == 13


def test_without_a_cohort_the_template_asks_for_one(here: Context, qtbot: QtBot) -> None:
    made = OfficeButton(here, lambda: None, Path)
    qtbot.addWidget(made)
    spy = QSignalSpy(made.done)
    made.edit_template()
    assert spy.at(0)[0] == "Pilih angkatan dan penanda tangan dahulu."


def _fill(dialog: RecordDialog, **typed: str) -> None:
    for name, text in typed.items():
        editor = dialog.editors[name]
        assert isinstance(editor, QLineEdit)
        editor.setText(text)


def test_a_signatory_is_added_and_changed(office: OfficeButton, world: World, settle: Settle) -> None:
    office.records.edit_signatory(None)
    settle()
    dialog = office.records.dialog
    assert dialog is not None
    _fill(dialog, name="Rosmaida Contoh", position="Kepala Dinas Contoh", nip="1974 0312 2000 03 1 00")
    dialog.save()
    settle()
    assert "NIP harus 18 angka" in dialog.told.text() and dialog.isVisible()
    _fill(dialog, nip="1974 0312 2000 03 1 001", valid_from="1 jan 2022", valid_until="1/1/2021")
    dialog.save()
    settle()
    assert "berakhir sebelum mulai" in dialog.told.text()
    _fill(dialog, valid_until="")
    spy = QSignalSpy(office.changed)
    dialog.save()
    settle()
    made = next(one for one in signatories(world.file) if one.name == "Rosmaida Contoh")
    assert (made.nip, made.valid_from, made.valid_until, made.show_titles) == (
        "197403122000031001", date(2022, 1, 1), None, False)
    assert spy.count() == 1 and not dialog.isVisible()
    office.records.edit_signatory(made.id)
    settle()
    assert office.records.dialog is not None
    _fill(office.records.dialog, rank="Pembina Utama (IV/e)")
    office.records.dialog.save()
    settle()
    assert [one.rank for one in signatories(world.file) if one.id == made.id] == ["Pembina Utama (IV/e)"]
    assert len(signatories(world.file)) == 2


def test_a_lease_starts_where_the_last_ended(office: OfficeButton, world: World, settle: Settle) -> None:
    world.file.insert("device", {"_id": "mesin-b", "status": "active"})
    office.records.lease_numbers(2022)
    settle()
    dialog = office.records.dialog
    assert dialog is not None
    assert {name: dialog.values()[name] for name in ("first", "last", "code", "unit", "year", "device_id")} == {
        "first": 21, "last": 120, "code": "500.3", "unit": "CONTOH", "year": 2022, "device_id": "mesin-b"}
    _fill(dialog, first="15")
    dialog.save()
    settle()
    assert "bertabrakan" in dialog.told.text()
    _fill(dialog, first="x")
    dialog.save()
    assert "harus angka bulat" in dialog.told.text()
    _fill(dialog, first="21")
    dialog.save()
    settle()
    assert [block.first for block in numbers.blocks(world.file, 2022, "mesin-b")] == [21]


def test_the_letterhead_is_kept(office: OfficeButton, world: World, settle: Settle) -> None:
    office.records.edit_letterhead()
    settle()
    dialog = office.records.dialog
    assert dialog is not None
    _fill(dialog, name="")
    dialog.save()
    settle()
    assert "Nama kantor harus diisi" in dialog.told.text()
    _fill(dialog, name="DINAS BARU CONTOH")
    dialog.save()
    settle()
    assert gather.occasion(world.file, world.cohort, world.signatory, ISSUED).letterhead.name == "DINAS BARU CONTOH"
