"""The certificates page over a real, made-up file: standings, preview, a batch by keyboard, cancelling, register."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ftd_desktop import i18n
from ftd_desktop.certificates import batch, numbers, preview, qr, register
from ftd_desktop.certificates.content import Person
from ftd_desktop.certificates.keys import SIGN_SECRET
from ftd_desktop.certificates.paper import Pages, Paper
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.ui.certificates.printing import PaperPrinter
from ftd_desktop.ui.certificates.register_panel import AGAIN, ALL, VOID
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.pages.certificates import CertificatesPage
from tests.certificates.conftest import PEOPLE, World, made_up
from tests.ui.conftest import WIB, put_up

Settle = Callable[[], None]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    for world in made_up(tmp_path):
        world.file.set_secret(SIGN_SECRET, bytes(32))
        world.file.execute("UPDATE ftd_survei SET _status = 'draft' WHERE _participant = 'p4'")
        yield world


@pytest.fixture
def page(world: World, context: Context, qtbot: QtBot, ready: Settle) -> CertificatesPage:
    here = replace(context, file=world.file, now=lambda: datetime(2022, 10, 3, 9, 0, tzinfo=WIB))
    return put_up(CertificatesPage(here), qtbot, ready, high=690)


def _cells(page: CertificatesPage, row: int) -> list[str]:
    model = page._members.table.rows_model
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_members_stand_with_their_reasons(page: CertificatesPage) -> None:
    assert page._members.note.text() == "5 layak, 1 ditahan, 0 tidak layak"
    rows = {_cells(page, row)[0]: _cells(page, row) for row in range(6)}
    assert rows[PEOPLE[4]][1:] == ["100%", rows[PEOPLE[4]][2], "Ditahan", "Survei akhir masih draf"]
    assert rows[PEOPLE[0]][3:] == ["Layak", "Semua syarat terpenuhi"]


def test_the_first_is_previewed_and_the_arrows_go_on(page: CertificatesPage, ready: Settle, qtbot: QtBot) -> None:
    assert page._preview.sheet.shown and page._preview.sheet.accessibleName() == f"Pratinjau: {PEOPLE[1]}"
    page._preview.step.emit(1)
    ready()
    assert page._members.table.currentIndex().row() == 1
    page._preview.turned.emit(1)
    ready()
    assert page._preview.sheet.shown


def test_who_is_held_is_told_instead_of_shown(page: CertificatesPage, ready: Settle) -> None:
    held = next(row for row in range(6) if _cells(page, row)[0] == PEOPLE[4])
    page._members.table.choose_row(held)
    ready()
    assert not page._preview.sheet.shown
    assert page._preview.sheet.accessibleName() == f"{PEOPLE[4]} belum layak: Survei akhir masih draf."


def test_only_the_eligible(page: CertificatesPage, ready: Settle) -> None:
    page._members.only.click()
    ready()
    assert page._members.table.rows_model.rowCount() == 5


def test_numbers_say_what_the_batch_will_take(page: CertificatesPage) -> None:
    assert page._numbers._badge.text == "Cukup" and page._numbers._left.text() == "sisa 10"
    assert page._numbers._plan.text() == "Penerbitan ini mulai 500.3/0011/CONTOH/2022, sesudahnya sisa 5."


def test_too_few_numbers_disable_the_button_and_say_why(page: CertificatesPage, world: World, ready: Settle) -> None:
    world.file.update("number_block", world.block, {"last": 12})
    page.show_with(None)
    ready()
    assert not page._batch._go.isEnabled() and page._batch._go.toolTip() == "Nomor tidak cukup."
    assert page._numbers._badge.text == "Kurang" and "kurang 3" in page._numbers._plan.text()


def test_a_batch_by_keyboard(page: CertificatesPage, world: World, ready: Settle, qtbot: QtBot) -> None:
    assert page._batch._go.text() == "Terbitkan 5 sertifikat"
    page._batch._go.setFocus()
    qtbot.keyClick(page._batch._go, Qt.Key.Key_Return)
    ready()
    assert page._batch._words.text() == "5 terbit, 0 gagal. Sisa nomor: 5."
    assert world.file.value("SELECT count(*) FROM certificate") == 5
    assert len(list((world.file.path.parent / "Sertifikat" / "FTD 2022 · Angkatan 01").glob("*.pdf"))) == 6
    assert page._members.note.text() == "0 layak, 1 ditahan, 0 tidak layak, 5 terbit"
    assert not page._batch._go.isEnabled()
    shown = page._members.current
    assert shown.standing.certificate and page._preview.sheet.shown, "issued ones are shown as they are"


def test_a_cancelled_batch_keeps_what_is_done(page: CertificatesPage, world: World, ready: Settle,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    made = batch._Run.one

    def then_cancel(run: batch._Run, *args: object) -> None:
        made(run, *args)  # type: ignore[arg-type]
        if len(run.issued) == 2:
            page.run.stop()

    monkeypatch.setattr(batch._Run, "one", then_cancel)
    page.issue()
    ready()
    assert page._batch._words.text() == "2 terbit, 0 gagal. Sisa nomor: 8. Dibatalkan"
    assert world.file.value("SELECT count(*) FROM certificate") == 2
    assert page._batch._go.text() == "Terbitkan 3 sertifikat"


def test_a_machine_that_was_never_enrolled_is_told(page: CertificatesPage, world: World, ready: Settle) -> None:
    world.file.execute("DELETE FROM _secret")
    page.issue()
    ready()
    assert "belum didaftarkan" in page._batch._words.text() and not page.run.running


def test_a_typed_day_moves_the_numbers_to_its_year(page: CertificatesPage, ready: Settle, qtbot: QtBot) -> None:
    page._date.setText("32/13/2022")
    page._date.editingFinished.emit()
    assert "tidak ada di kalender" in page._batch._words.text() or "bukan tanggal" in page._batch._words.text()
    page._date.setText("4 jan 2023")
    page._date.editingFinished.emit()
    ready()
    assert page._date.text() == "4 Januari 2023"
    assert page._numbers._used.text() == "Belum ada blok nomor untuk tahun ini."
    assert "tidak menjabat" in page._preview.sheet.accessibleName()


def test_the_register_voids_and_prints_again(page: CertificatesPage, world: World, ready: Settle) -> None:
    page.issue()
    ready()
    page._show_register.click()
    first = page._register.table.rows_model.row(0)
    page._register.asked.emit(AGAIN, first, "hilang")
    ready()
    assert page._batch._words.text().endswith("(2).pdf ditulis.")
    page._register.asked.emit(VOID, first, "salah nama")
    ready()
    assert register.entries(world.file)[0].words == "Batal: salah nama; dicetak ulang 1 kali di laptop ini"
    assert page._register.table.rows_model.row(0).status == "void"
    assert page._batch._go.text() == "Terbitkan 1 sertifikat"


def test_burnt_numbers_ask_to_be_explained(page: CertificatesPage, world: World, ready: Settle) -> None:
    page.issue()
    ready()
    world.file.execute("DELETE FROM certificate WHERE sequence = 12")
    page.show_with(None)
    ready()
    assert page._register.note.text() == "4 nomor, 1 belum dijelaskan"
    gap = page._register.table.rows_model.row(0)
    page._register.asked.emit(VOID, gap, "kertas rusak")
    ready()
    assert page._register.note.text() == "5 nomor"
    assert [entry.words for entry in register.entries(world.file) if entry.sequence == 12] == ["Batal: kertas rusak"]


def test_the_batch_is_printed_two_sided(page: CertificatesPage, ready: Settle, tmp_path: Path) -> None:
    page.issue()
    ready()
    assert page._batch._print.isVisibleTo(page)
    printer = PaperPrinter(page.context, page)
    printer.prepare("contoh")
    printer.printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.printer.setResolution(100)
    told = QSignalSpy(printer.done)
    assert page.run._written is not None and page.run._written.name.startswith("Cetak ")
    printer.print(next(page.run._written.parent.glob("500*.pdf")))
    ready()
    assert told.at(0)[0] == "2 halaman dikirim ke pencetak."
    pages = list(preview.pictures_with_texts((tmp_path / "cetak.pdf").read_bytes(), 150))
    assert len(pages) == 2 and pages[0][0].width > pages[0][0].height
    assert [code[:5] for code in qr.read(pages[0][0])] == ["FTD1:"], "the code survives the printer's raster"


def test_printing_tells_how_far_it_is_and_stops_when_asked(page: CertificatesPage, ready: Settle, tmp_path: Path,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    page.issue()
    ready()

    def straight_away(printer: PaperPrinter, pdf: Path) -> None:
        """No dialog; after its first page the user presses Stop."""
        printer.printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
        printer.printer.setResolution(50)
        printer.progress.connect(lambda done, total: told.append((done, total)))
        printer.print(pdf)

    def first_then_stop(pdf: bytes, number: int, dpi: int) -> preview.Raster:
        if number == 1:
            page._batch.stop.emit()
        return raster(pdf, number, dpi)

    told: list[tuple[int, int]] = []
    raster = preview.raster
    monkeypatch.setattr(preview, "raster", first_then_stop)
    monkeypatch.setattr(PaperPrinter, "ask", straight_away)
    page._batch.print.emit()
    ready()
    assert told[0] == (0, 10) and len(told) < 10
    assert page._batch._words.text() == "Pencetakan dihentikan." and page._batch._stop.isHidden()


def test_a_check_tells_the_three_findings(page: CertificatesPage, world: World, ready: Settle) -> None:
    page.issue()
    ready()
    pdf = next((world.file.path.parent / "Sertifikat").rglob("500*.pdf"))
    page._check.check(pdf)
    ready()
    assert page._check.dialog is not None
    assert page._check.dialog.message.startswith("TIDAK TERBUKTI ASLI")
    assert page._check.dialog.message.count("tidak ada daftar kunci") == 3
    page._check.dialog.close()
    root, own = Signer(b"r" * 32), Signer(bytes(32))
    world.file.update("office", world.file.value("SELECT _id FROM office"), {"root_key": root.public.hex()})
    world.file.insert("device", {"sign_key": own.public.hex(), "since": "2022-01-01", "status": "active"})
    page._check.check(world.file.value("SELECT payload FROM certificate LIMIT 1"))
    ready()
    assert page._check.dialog.message.startswith("ASLI\n")
    page._check.dialog.close()


def test_without_cohorts_it_says_what_to_do(page: CertificatesPage, world: World, ready: Settle) -> None:
    world.file.execute("DELETE FROM cohort")
    page.show_with(None)
    ready()
    assert page._preview.sheet.accessibleName().startswith("Belum ada angkatan")


def test_in_english(world: World, context: Context, qtbot: QtBot, ready: Settle) -> None:
    i18n.use("en")
    made = CertificatesPage(replace(context, file=world.file, now=lambda: datetime(2022, 10, 3, tzinfo=WIB)))
    qtbot.addWidget(made)
    made.show_with({"cohort": world.cohort})
    ready()
    assert made._members.note.text() == "5 eligible, 1 on hold, 0 not eligible"
    assert made._batch._go.text() == "Issue certificates (5)"


def test_closing_the_program_ends_a_batch_after_the_certificate_it_is_at(
    page: CertificatesPage, world: World, ready: Settle, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever page is open then: what was begun is whole, every number taken stands in the register."""
    at_work, go_on = threading.Event(), threading.Event()
    draw = Paper.pages

    def slowly(paper: Paper, person: Person, code: str) -> Pages:
        at_work.set()
        assert go_on.wait(30)
        return draw(paper, person, code)

    monkeypatch.setattr(Paper, "pages", slowly)
    page.issue()
    assert at_work.wait(30)
    page.leave()
    qapp.aboutToQuit.emit()
    go_on.set()
    ready()
    assert not page.run.running and len(register.entries(world.file)) == 1
    assert "Dibatalkan" in page._batch._words.text()
    block = numbers.blocks(world.file, 2022)[0]
    assert register.gaps(world.file, block) == []


def test_unseen_it_reads_nothing(page: CertificatesPage, ready: Settle) -> None:
    page.hide()
    page.context.signals.data_changed.emit()
    assert page.context.tasks.running == 0
    page.show()
    page.context.signals.data_changed.emit()
    assert page.context.tasks.running == 1
    ready()


def test_a_second_print_waits_for_the_first(page: CertificatesPage, ready: Settle,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """The print dialog crashes when its printer goes, so a second press must not put another in its place."""
    page.issue()
    ready()
    asked: list[Path] = []
    monkeypatch.setattr(PaperPrinter, "ask", lambda printer, pdf: asked.append(pdf))
    page._batch.print.emit()
    first = page.run._printer
    page._batch.print.emit()
    assert page.run._printer is first and len(asked) == 1
    assert page._batch._words.text() == "Pencetakan sebelumnya belum selesai. Tunggu, atau tekan Batalkan."
    assert first is not None
    first._chosen(QDialog.DialogCode.Rejected, asked[0])
    ready()
    page._batch.print.emit()
    assert len(asked) == 2, "who closed the dialog may ask again"


def test_the_preview_is_of_the_number_chosen_in_the_register(page: CertificatesPage, ready: Settle) -> None:
    page.issue()
    ready()
    page._switch()
    third = page._register.table.rows_model.row(2)
    page._register.table.choose_row(2)
    ready()
    assert page._preview.sheet.shown and page._preview.sheet.accessibleName() == f"Pratinjau: {third.name}"


def test_all_in_force_are_written_for_the_printer_again(page: CertificatesPage, ready: Settle) -> None:
    page.issue()
    ready()
    page._register.asked.emit(ALL, None, "pencetak macet")
    ready()
    assert page._batch._words.text().endswith("(2).pdf ditulis.") and page._batch._print.isVisibleTo(page)
    assert page._register.table.rows_model.row(0).reprints == 1
