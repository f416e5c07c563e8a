"""What a check of a form workbook found, what installing it would mean, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.publishing.proposal import Proposal
from ftd_desktop.ui.widgets.body_area import BodyArea
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts, Panel
from ftd_desktop.ui.widgets.findings import Findings
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Label, Line


class FormResult(QWidget):
    """`tried` asks to fill the form in without saving, `installed` to publish it, `closed` to go back to the list."""

    tried = Signal()
    installed = Signal()
    closed = Signal()

    def __init__(self, *, may_install: bool) -> None:
        super().__init__()
        self._may_install = may_install
        self._proposal: Proposal | None = None
        columns = (
            Column(tr("Jenis"), lambda f: f.cell, 110, whole=True),
            Column(tr("Tempat"), lambda f: f.place, 130, bold=True, whole=True),
            Column(tr("Keterangan"), lambda f: f.words, 200, stretch=True),
        )
        none = tr("Tidak ada kesalahan, peringatan, atau perubahan.")
        self.findings = Findings(columns, tr("Hasil pemeriksaan"), none, lambda finding: finding.detail)
        self.table = self.findings.table
        self._make_buttons()
        self._panel = Panel(tr("Hasil pemeriksaan"), self.findings, "", (self.copy_button, self.back_button))
        self._facts = down(gap=8)
        body = BodyArea()
        body.hold(boxed(down(self._facts, None)))
        pane = Card(down((body, 1), Line(), self.install_button, self.try_button,
                         margins=16, gap=8))
        if theme.large_text():
            for part, high in ((self._panel, 320), (pane, 380)):
                part.setMinimumHeight(theme.px(high))
            self.setLayout(down((self._panel, 1), (pane, 1), gap=16))
        else:
            self.setLayout(across((self._panel, 1), fixed(pane, width=320), gap=16))

    def show_proposal(self, proposal: Proposal) -> None:
        """Show another workbook's result."""
        self._proposal = proposal
        self.findings.set_rows(proposal.findings)
        self._panel.note.setText(proposal.path.name)
        self._show_facts(proposal)
        good = proposal.form is not None
        self.try_button.allow(good, tr("Perbaiki dulu kesalahannya."))
        ready = good and not proposal.refusal and not proposal.same
        self.install_button.setVisible(self._may_install)
        self.install_button.allow(ready, proposal.refusal or tr("Versi ini sudah terpasang, persis sama.") if good
                                  else tr("Perbaiki dulu kesalahannya."))
        self.copy_button.say(tr("Salin hasil"))

    def first(self) -> QWidget:
        """Where the keyboard starts: the findings, else what can be done."""
        if self._proposal is not None and self._proposal.findings:
            return self.table
        return self.install_button if self.install_button.isEnabled() and self._may_install else self.try_button

    def _make_buttons(self) -> None:
        self.install_button = wide(Button(tr("Pasang versi ini"), "primary"))
        self.install_button.clicked.connect(self.installed)
        self.try_button = wide(Button(tr("Coba isi, tanpa menyimpan")))
        self.try_button.clicked.connect(self.tried)
        self.copy_button = Button(tr("Salin hasil"), "link", shortcut="Ctrl+Shift+C")
        self.copy_button.clicked.connect(self._copy)
        self.back_button = Button(tr("Kembali ke daftar") + "  Esc", "link", "back")
        self.back_button.clicked.connect(self.closed)

    def _show_facts(self, proposal: Proposal) -> None:
        clear(self._facts)
        form = proposal.form
        add = self._facts.addWidget
        add(Label(form.title if form else proposal.path.name, title=True, bold=True, wrap=True))
        add(boxed(across(_badge(proposal), None)))
        if form is not None:
            asked = sum(1 for question in form.questions.values() if question.control)
            add(Facts((tr("Jenis formulir"), form.form_id), (tr("Versi"), form.version or wording.NONE),
                      (tr("Terpasang"), proposal.installed or wording.NONE),
                      (tr("Jumlah pertanyaan"), wording.number(asked)),
                      (tr("Tabel"), wording.number(len(form.tables)))))
        if proposal.refusal:
            add(Label(proposal.refusal, bold=True, token="error", wrap=True))
        for sentence in proposal.meaning:
            add(Label(sentence, wrap=True))
        if form is not None and not self._may_install:
            add(Label(tr("Hanya provinsi yang memasang formulir; kirimkan berkasnya ke provinsi."), token="muted",
                      wrap=True))

    def _copy(self) -> None:
        if self._proposal is not None:
            QGuiApplication.clipboard().setText(self._proposal.text)
            self.copy_button.say(tr("Sudah disalin"))


def _badge(proposal: Proposal) -> Badge:
    faults = len(proposal.report.faults)
    if faults:
        return Badge("error", tr("{n} kesalahan").format(n=wording.number(faults)))
    if proposal.refusal:
        return Badge("error", tr("Belum dapat dipasang"))
    odd = len(proposal.report.warnings)
    return Badge("warn", tr("Baik, {n} peringatan").format(n=odd)) if odd else Badge("ok", tr("Baik"))
