"""Officers in the window, over real files: list, enrolment by keyboard, another laptop, recovery of a passphrase."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ftd_desktop.certificates import numbers
from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, handover, inbox
from ftd_desktop.ui.dialogs.assignment import AssignmentDialog
from ftd_desktop.ui.dialogs.hand_over import HandOverDialog
from ftd_desktop.ui.dialogs.message import MessageDialog, QuestionDialog
from ftd_desktop.ui.dialogs.officer import OfficerDialog
from ftd_desktop.ui.dialogs.pass_on import PassOnDialog
from ftd_desktop.ui.dialogs.recovery import RecoveryDialog
from ftd_desktop.ui.pages.carry import CarryPage
from ftd_desktop.ui.pages.officers import OfficersPage
from tests.sync.world import PASSPHRASE, insert, plain, receive, send, table
from tests.ui.carrying.conftest import Sit, Wait, cells

WORD = "kopi pagi di danau"


@pytest.fixture(autouse=True)
def _cheap_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolment, "seal_with_code", plain)


@pytest.fixture
def page(sit: Sit, master: DataFile) -> Iterator[OfficersPage]:
    made: OfficersPage = sit(OfficersPage, master)
    yield made
    for dialog in made.findChildren(AssignmentDialog):
        dialog.saved = Path("x")  # no question at the end of a test
        dialog.close()


def dialog_of(page: QWidget, cls: type) -> object:
    found = [one for one in page.findChildren(cls) if one.isVisible()]  # type: ignore[attr-defined]
    assert len(found) == 1
    return found[0]


def add(page: OfficersPage, qtbot: QtBot, name: str, code: str, *regencies: str) -> OfficerDialog:
    """Fill the dialog by keys; it stays open."""
    qtbot.mouseClick(page._add, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, OfficerDialog)
    assert isinstance(dialog, OfficerDialog)
    qtbot.keyClicks(dialog._name._typed, name)
    qtbot.keyClicks(dialog._code._typed, code)
    for one in regencies:
        qtbot.keyClicks(dialog._regencies._search, one)
        qtbot.keyClick(dialog._regencies._search, Qt.Key.Key_Return)
    return dialog


def handed_out(page: OfficersPage, dialog: OfficerDialog, qtbot: QtBot, ready: Wait) -> AssignmentDialog:
    qtbot.keyClick(dialog._name._typed, Qt.Key.Key_Return)
    ready()
    made = dialog_of(page, AssignmentDialog)
    assert isinstance(made, AssignmentDialog)
    return made


def test_list_says_what_came_from_whom(page: OfficersPage, master: DataFile, budi: DataFile, stick: Path,
                                       ready: Wait) -> None:
    assert [row[0] for row in cells(page._table)] == ["Budi Contoh", "Sari Contoh", "Dewi Contoh"]
    assert [row[4] for row in cells(page._table)] == ["Belum mengirim", "Belum mengirim", "Data Induk"]
    assert page._panel.note.text() == "2 orang, 2 laptop"
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page.show_with(None)
    ready()
    budi_row = cells(page._table)[0]
    assert budi_row[4] == "Aktif" and budi_row[5] != "–" and budi_row[6] == "1"


def test_an_officer_is_enrolled_by_keyboard(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait,
                                            stick: Path, tmp_path: Path) -> None:
    dialog = add(page, qtbot, "Tiur Rekaan", "P09", "toba", "samosir")
    assignment = handed_out(page, dialog, qtbot, ready)
    assert page.findChildren(OfficerDialog) == []
    assert "Tiur Rekaan" in [row[0] for row in cells(page._table)]
    assignment.save_to(stick / assignment._assignment.name)
    ready()
    assert assignment.saved is not None and "Tersimpan" in assignment._told.text()
    data, code = assignment.saved.read_bytes(), assignment._assignment.code
    with enrolment.accept(tmp_path / "tiur.ftdb", data, code, WORD, unseal=plain) as laptop:
        who = laptop.setting("identity")
    assert (who["officer_name"], who["officer_code"], who["role"]) == ("Tiur Rekaan", "P09", "officer")
    assert (who["regencies"], who["scope"]) == (["12.12", "12.17"], "Toba, Samosir")


def test_a_trainer_gets_the_next_numbers(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait) -> None:
    year = page.context.now().year
    numbers.lease(master, device_id="d", code="500.3", unit="PLUT", year=year, first=1, last=250)
    page.show_with(None)
    ready()
    dialog = add(page, qtbot, "Marolop Rekaan", "T01")
    assert not dialog._block.isVisible()
    qtbot.keyClick(dialog._role._chips["trainer"], Qt.Key.Key_Space)
    assert dialog._block.isVisible() and dialog._unit.text == "PLUT"
    dialog._block._typed.selectAll()
    qtbot.keyClicks(dialog._block._typed, "50")
    made = handed_out(page, dialog, qtbot, ready)
    lent = numbers.blocks(master, year, made._assignment.device_id)
    assert [(one.first, one.last, one.number(251)) for one in lent] == [(251, 300, f"500.3/0251/PLUT/{year}")]
    page._table.choose_row([row[0] for row in cells(page._table)].index("Marolop Rekaan"))
    assert page._table.current().blocks == "251–300"


@pytest.mark.parametrize("typed", ["", "-1", "10000", "sepuluh"])
def test_numbers_must_be_numbers(page: OfficersPage, qtbot: QtBot, ready: Wait, typed: str, master: DataFile) -> None:
    before = len(master.rows("SELECT 1 FROM device"))
    dialog = add(page, qtbot, "Marolop Rekaan", "T01")
    dialog._role._pick("trainer")
    dialog._block.set_text(typed)
    dialog.press()
    ready()
    assert dialog.isVisible() and "0 sampai 9999" in dialog._block.message
    assert len(master.rows("SELECT 1 FROM device")) == before
    dialog.reject()


def test_nothing_typed_is_said_beside_the_fields(page: OfficersPage, qtbot: QtBot, ready: Wait) -> None:
    dialog = add(page, qtbot, "", "")
    dialog.press()
    assert dialog._name.message == dialog._code.message == "Isi dahulu."
    qtbot.keyClicks(dialog._name._typed, "A")
    assert dialog._name.message == ""
    dialog.reject()


def test_a_code_in_use_is_refused_beside_it(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait) -> None:
    before = master.value("SELECT count(*) FROM _chg")
    dialog = add(page, qtbot, "Orang Lain", cells(page._table)[0][1])
    dialog.press()
    ready()
    assert dialog.isVisible() and "sudah dipakai" in dialog._code.message
    assert dialog._name.text == "Orang Lain"
    assert master.value("SELECT count(*) FROM _chg") == before
    dialog.reject()


def test_another_laptop_for_the_same_officer(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait) -> None:
    page._table.choose_row(0)
    qtbot.keyClick(page._pane.again_button, Qt.Key.Key_Return)
    dialog = dialog_of(page, OfficerDialog)
    assert isinstance(dialog, OfficerDialog) and dialog._name.text == "Budi Contoh"
    handed_out(page, dialog, qtbot, ready)
    rows = master.rows("SELECT officer_id FROM device WHERE officer_id IN "
                       "(SELECT _id FROM officer WHERE name = 'Budi Contoh')")
    assert len(rows) == 2 and master.value("SELECT count(*) FROM officer WHERE name = 'Budi Contoh'") == 1
    assert page._panel.note.text() == "2 orang, 3 laptop"


def test_a_broken_laptop_is_replaced_with_all_its_data(
        page: OfficersPage, master: DataFile, budi: DataFile, stick: Path, tmp_path: Path, sit: Sit, qtbot: QtBot,
        ready: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    insert(budi, "Siti (rekaan)")
    receive(master, send(budi, stick))
    page._table.choose_row(0)
    qtbot.keyClick(page._pane.again_button, Qt.Key.Key_Return)
    made = handed_out(page, dialog_of(page, OfficerDialog), qtbot, ready)  # type: ignore[arg-type]
    made.save_to(stick / made._assignment.name)
    ready()
    made.close_button.click()
    question = dialog_of(page, QuestionDialog)
    assert "terima dahulu kirimannya" in question.accessibleDescription()  # type: ignore[attr-defined]
    question.accept()  # type: ignore[attr-defined]
    ready()
    assert [(row[0], row[4]) for row in cells(page._table)[:2]] == [
        ("Budi Contoh", "Belum mengirim"), ("Budi Contoh", "Dicabut")]
    # On the new laptop the assignment is opened, and what the province answers brings all records.
    office = sit(CarryPage, master)
    states = [row[4] for row in cells(office.side._table)]
    office.side._table.choose_row(states.index("Dicabut"))
    assert not office.side._single.isEnabled()
    office.side._table.choose_row([row[0] == "Budi Contoh" and row[4] == "Belum pernah mengirim"
                                   for row in cells(office.side._table)].index(True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(stick))
    qtbot.mouseClick(office.side._single, Qt.MouseButton.LeftButton)
    ready()
    assert made.saved is not None
    with enrolment.accept(tmp_path / "baru.ftdb", made.saved.read_bytes(), made._assignment.code, WORD,
                          unseal=plain) as laptop:
        new = sit(CarryPage, laptop)
        new.take(list(stick.glob("FTD-balas-*")))
        ready()
        assert new.side._strip.words[0].endswith("1 catatan baru atau berubah")
        assert [row["nama"] for row in table(laptop)] == ["Siti (rekaan)"]
        insert(laptop, "Rosa (rekaan)")
        receive(master, send(laptop, stick))
    assert len(table(master)) == 2


def test_one_regency_is_passed_on(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait) -> None:
    page._table.choose_row(0)
    page.pass_on()
    (said,) = page.findChildren(MessageDialog)
    assert "seluruh provinsi" in said.message
    said.accept()
    budi = page._table.current()
    handover.hand_over(master, budi.device_id, ["12.12", "12.17"])
    page.show_with(None)
    ready()
    qtbot.keyClick(page._pane.pass_button, Qt.Key.Key_Return)
    dialog = dialog_of(page, PassOnDialog)
    assert isinstance(dialog, PassOnDialog)
    dialog.regency._pick("12.17")
    dialog.press()
    ready()
    assert "Samosir kini milik Sari Contoh" in dialog_of(page, MessageDialog).message  # type: ignore[attr-defined]
    assert cells(page._table)[0][3] == "Toba"


def test_a_laptop_is_revoked_and_taken_back(page: OfficersPage, master: DataFile, budi: DataFile, stick: Path,
                                            qtbot: QtBot, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    bundle = send(budi, stick)
    page._table.choose_row(0)
    qtbot.keyClick(page._pane.status_button, Qt.Key.Key_Return)
    question = dialog_of(page, QuestionDialog)
    question.accept()  # type: ignore[attr-defined]
    ready()
    assert cells(page._table)[0][4] == "Dicabut" and page._pane.status_button.text() == "Aktifkan lagi laptop ini"
    assert inbox.inspect(master, [bundle])[0].state == "refused"
    qtbot.keyClick(page._pane.status_button, Qt.Key.Key_Return)
    ready()
    assert cells(page._table)[0][4] == "Belum mengirim"
    assert inbox.inspect(master, [bundle])[0].state == "ready"


def test_a_laptop_gets_other_regencies(page: OfficersPage, master: DataFile, qtbot: QtBot, ready: Wait) -> None:
    page._table.choose_row(0)
    qtbot.keyClick(page._pane.area_button, Qt.Key.Key_Return)
    dialog = dialog_of(page, HandOverDialog)
    assert isinstance(dialog, HandOverDialog)
    for name in ("toba", "samosir"):
        qtbot.keyClicks(dialog.regencies._search, name)
        qtbot.keyClick(dialog.regencies._search, Qt.Key.Key_Return)
    dialog.press()
    ready()
    assert cells(page._table)[0][3] == "Toba, Samosir"


def test_the_master_itself_gets_no_assignment(page: OfficersPage) -> None:
    page._table.choose_row(2)
    assert page._table.current().ours and not page._pane.again_button.isVisible()
    page.give_another()
    assert page.findChildren(OfficerDialog) == []


def test_the_code_is_not_lost_unasked(page: OfficersPage, qtbot: QtBot, ready: Wait, stick: Path) -> None:
    made = handed_out(page, add(page, qtbot, "Tiur Rekaan", "P09"), qtbot, ready)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    question = dialog_of(made, QuestionDialog)
    assert made.isVisible() and "belum disimpan" in question.accessibleDescription()  # type: ignore[attr-defined]
    qtbot.keyClick(question, Qt.Key.Key_Escape)  # type: ignore[arg-type]
    assert made.isVisible()
    made.save_to(stick / "tidak" / "ada.ftd")
    ready()
    assert made.saved is None and "tidak dapat ditulis" in made._told.text()
    made.save_to(stick / "a.ftd")
    ready()
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert [one.name for one in stick.iterdir()] == ["a.ftd"]


def test_a_lost_passphrase_is_recovered(page: OfficersPage, budi: DataFile, qtbot: QtBot, ready: Wait) -> None:
    insert(budi, "Siti (rekaan)")
    path = budi.path
    budi.close()
    page.recover()
    dialog = dialog_of(page, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    dialog.press()
    assert dialog.file.message == "Pilih berkasnya dahulu."
    dialog.file.set_path(path)
    type_new(dialog, qtbot, WORD)
    dialog.press()
    ready()
    said = dialog_of(page, MessageDialog)
    assert "Budi Contoh" in said.message  # type: ignore[attr-defined]
    with pytest.raises(UserError):
        DataFile.open(path, PASSPHRASE)
    with DataFile.open(path, WORD) as file:
        assert file.value("SELECT count(*) FROM ftd_profil") == 1
    said.accept()  # type: ignore[attr-defined]


def test_a_strangers_file_is_refused_and_unharmed(page: OfficersPage, tmp_path: Path, qtbot: QtBot,
                                                  ready: Wait) -> None:
    path = tmp_path / "asing.ftdb"
    DataFile.create(path, PASSPHRASE, role="officer").close()
    page.recover()
    dialog = dialog_of(page, RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    dialog.file.set_path(path)
    type_new(dialog, qtbot, WORD)
    dialog.press()
    ready()
    assert dialog.isVisible() and "tanpa kunci pemulihan" in dialog.file.message
    DataFile.open(path, PASSPHRASE).close()
    dialog.reject()


def type_new(dialog: RecoveryDialog, qtbot: QtBot, word: str) -> None:
    for line in (dialog.new._first, dialog.new._again):
        line.clear()
        qtbot.keyClicks(line, word)
