"""Sertifikat: who of a cohort may have one, how it looks, the numbers, the batch, and the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.forms.typed_dates import read_date
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.certificates.batch_run import BatchRun
from ftd_desktop.ui.certificates.cards import BatchCard, NumbersCard, PreviewCard
from ftd_desktop.ui.certificates.check_button import CheckButton
from ftd_desktop.ui.certificates.members import MembersPanel
from ftd_desktop.ui.certificates.office_button import OfficeButton
from ftd_desktop.ui.certificates.preview_run import PreviewRun
from ftd_desktop.ui.certificates.register_panel import RegisterPanel
from ftd_desktop.ui.certificates.register_run import RegisterRun
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date

if TYPE_CHECKING:
    from ftd_desktop.certificates.register import Entry
    from ftd_desktop.ui.models.certificate_board import Board, Gap
    from ftd_desktop.ui.models.certificate_data import Choices


class CertificatesPage(Page):
    """A cohort, a signatory and a day; the table of members with reasons; preview, numbers and batch beside it."""

    guide = "sertifikat"
    run: BatchRun

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Sertifikat"), tr("Terbit setelah syarat terpenuhi"))
        self._board: Board | None = None
        self._folder = Path()
        self._day = context.now().date()
        self._wanted: str | None = None
        self._build()
        self.read_when_changed(self._read_choices)

    def show_with(self, argument: object = None) -> None:
        """`{"cohort": id}` chooses a cohort, `"register": True` shows its register; the file is read afresh unless a
        batch is running."""
        if isinstance(argument, dict) and "cohort" in argument:
            self._wanted = argument["cohort"]
        if isinstance(argument, dict) and argument.get("register") and not self._left.currentIndex():
            self._switch()
        self._read_choices()

    def first_focus(self) -> QWidget | None:
        """The choice of the cohort."""
        return self._cohort

    # --- building

    def _build(self) -> None:
        self._cohort, self._signatory = _combo(tr("Angkatan"), 270), _combo(tr("Penanda tangan"), 300)
        self._date = QLineEdit(long_date(self._day))
        self._date.setAccessibleName(tr("Tanggal terbit"))
        self._cohort.activated.connect(self._read_board)
        self._signatory.activated.connect(self._draw)
        self._date.editingFinished.connect(self._on_day)
        bar = FlowLayout(gap=12)
        for words, field in ((tr("Angkatan"), self._cohort), (tr("Penanda tangan"), self._signatory),
                             (tr("Tanggal"), fixed(self._date, width=160))):
            bar.addWidget(boxed(across(Label(words), field)))
        self._check, self._show_register = CheckButton(self.context), Button(tr("Daftar terbit"))
        folder = Button(tr("Buka folder PDF"))
        self._show_register.clicked.connect(self._switch)
        folder.clicked.connect(self._open_folder)
        office = OfficeButton(self.context, self._occasion, self._target)
        office.done.connect(lambda words: self._batch.say(words))
        office.changed.connect(self.context.signals.data_changed)
        office.key_chosen.connect(lambda key: self.run.use_key(key))
        self.head_actions = (self._check, self._show_register, folder, office)
        self._left = QStackedWidget()
        self._members = MembersPanel()
        self._members.chosen.connect(self._draw)
        self._members.opened.connect(lambda m: self.go.emit("person", {"participant": m.standing.participant_id}))
        self._members.emptied.connect(lambda: self._preview.say(tr("Tidak ada peserta di daftar ini.")))
        self._left.addWidget(self._members)
        self._register = RegisterPanel()
        self._register.table.chosen.connect(self._follow)
        settling = RegisterRun(self.context, self._register, lambda: (
            self._cohort.currentData(), self._target(), self._signatory.currentData(), self._day))
        settling.done.connect(self._changed)
        self._left.addWidget(self._register)
        right = self._right()
        if theme.large_text():
            self._left.setMinimumHeight(theme.px(320))
        body = boxed(down(self._left, right, gap=16) if theme.large_text()
                     else across((self._left, 1), fixed(right, width=448), gap=16))
        self.setLayout(down(bar, (body, 1), margins=(16, 12, 16, 16), gap=12))

    def _right(self) -> QWidget:
        self._preview, self._numbers, self._batch = PreviewCard(), NumbersCard(), BatchCard()
        self._picture = PreviewRun(self.context, self._preview)
        self._preview.step.connect(self._members.step)
        self._preview.turned.connect(self._turn)
        self._batch.start.connect(self.issue)
        self._batch.folder.connect(self._ask_folder)
        self.run = BatchRun(self.context, self._batch)
        self.run.changed.connect(self.context.signals.data_changed)
        self.run.refused.connect(self._read_board)
        return boxed(down((self._preview, 1), self._numbers, self._batch, gap=16))

    # --- reading

    def _read_choices(self) -> None:
        if not self.run.running:
            self.context.tasks.store(lambda: _data().choices(self.context), self._show_choices, key="certificates")

    def _show_choices(self, found: Choices) -> None:
        _fill(self._cohort, found.cohorts, self._wanted)
        in_office = sorted(found.signatories, key=lambda one: not one.may_sign(self._day))  # who may sign comes first
        _fill(self._signatory, [(one.full_name, one.id) for one in in_office], None)
        self._wanted, self._folder = None, found.folder
        self._read_board()

    def _read_board(self) -> None:
        cohort, day = self._cohort.currentData(), self._day
        if cohort is None:
            self._preview.say(tr("Belum ada angkatan. Provinsi mendirikannya, lalu mengirimkannya bersama balasan."))
            return
        self.context.tasks.store(lambda: _data().board(self.context, cohort, day), self._show_board,
                                 key="certificates-board")

    def _show_board(self, board: Board) -> None:
        self._board = board
        self._register.show_entries(board.entries, board.gaps)
        self._numbers.show_board(board)
        left = sum(block.left for block in board.blocks)
        self._batch.show_ready(len(board.ready), left >= len(board.ready), str(self._target()))
        self._members.show_board(board)

    def _switch(self) -> None:
        shown = 1 - self._left.currentIndex()
        self._left.setCurrentIndex(shown)
        self._show_register.say(tr("Kelayakan") if shown else tr("Daftar terbit"))

    def _on_day(self) -> None:
        try:
            self._day = read_date(self._date.text(), self.context.now().date())
        except UserError as error:
            self._batch.say(str(error), "error")
            return
        self._date.setText(long_date(self._day))
        self._read_board()

    def _occasion(self) -> tuple[str, str, date] | None:
        cohort, signatory = self._cohort.currentData(), self._signatory.currentData()
        return (cohort, signatory, self._day) if cohort and signatory else None

    # --- the preview

    def _draw(self, _: object = None) -> None:
        member = self._members.current
        if member is not None and self._board is not None and not self.run.running:
            self._picture.show(self._board, member, self._signatory.currentData(), self._day, self._members.place)

    def _turn(self, side: int) -> None:
        self._picture.turn(side)
        self._draw()

    # --- the batch

    def _target(self) -> Path:
        made: Path = _data().target(self._folder, self._cohort.currentText()) if self._board else self._folder
        return made

    def issue(self) -> None:
        """Issue all that are ready, off the GUI thread."""
        board, signatory = self._board, self._signatory.currentData()
        if signatory is None:
            self._batch.say(tr("Belum ada penanda tangan. Tambahkan di menu Lainnya."), "error")
        elif board is not None:
            self.run.start(board.cohort_id, signatory, self._day, self._target(), len(board.ready))

    def _open_folder(self) -> None:
        target = self._target()
        if target.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
        else:
            self._batch.say(tr("Belum ada PDF di {folder}.").format(folder=target))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Folder sertifikat"), str(self._folder))
        if chosen:
            folder = Path(chosen)
            self.context.tasks.store(lambda: _data().set_folder(self.context, folder), lambda _: self._read_choices())

    # --- the register

    def _follow(self, entry: Entry | Gap | None) -> None:
        """While the register is shown, the preview is of the number chosen there."""
        if self._left.currentIndex() and entry is not None and entry.in_force:
            self._members.choose(entry.participant_id)

    def _changed(self, path: Path | None, more: str) -> None:
        self.run.offer_print(path)
        said = tr("{name} ditulis.").format(name=path.name) if path else tr("Tercatat di daftar terbit.")
        self._batch.say(f"{said} {more}".strip(), "error" if more else "muted")
        self.context.signals.data_changed.emit()


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_data  # loads reportlab: at the first visit, in the worker

    return certificate_data


def _combo(name: str, width: int) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    return fixed(made, width=width)


def _fill(combo: QComboBox, items: Any, wanted: object) -> None:
    """New items; what was chosen stays chosen where it is still there."""
    chosen = wanted if wanted is not None else combo.currentData()
    combo.clear()
    for words, value in items:
        combo.addItem(words, value)
    values = [value for _, value in items]
    combo.setCurrentIndex(values.index(chosen) if chosen in values else 0 if values else -1)
