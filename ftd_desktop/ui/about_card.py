"""About the program: versions of the program and of the forms, who works here, and what to send to the maintainers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import errors
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import clear, down
from ftd_desktop.ui.widgets.text import Label


class AboutCard(Card):
    """What is copied from here names nobody."""

    guide_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._forms: list[str] = []
        self._facts = down(gap=0)
        guide, self._copy = Button(tr("Panduan") + "  F1"), Button(tr("Salin rincian"))
        self._fault = Button(tr("Salin laporan kesalahan terakhir"))
        guide.clicked.connect(self.guide_asked)
        self._copy.clicked.connect(self._copy_versions)
        self._fault.clicked.connect(self._copy_fault)
        self._fault.hide()
        row = FlowLayout()
        for button in (guide, self._copy, self._fault):
            row.addWidget(button)
        self.setLayout(down(Label(tr("Tentang program"), bold=True), self._facts, row, margins=16, gap=8))
        self._show([])

    def read(self) -> None:
        """Read the forms' versions, and whether there is a report of a fault."""
        self._fault.setVisible(bool(errors.last_fault(self._context.preferences.path)))
        if self._context.file is not None:
            self._context.tasks.store(lambda: _forms(self._context), self._show, key="about")

    def _show(self, forms: list[str]) -> None:
        self._forms = forms
        who, versions = self._context.identity, errors.versions()
        roles = {"officer": tr("Petugas"), "trainer": tr("Pelatih"), "province": tr("Provinsi")}
        clear(self._facts)
        self._facts.addWidget(Facts(
            (tr("Versi"), versions[0]), (tr("Dijalankan oleh"), ", ".join(versions[1:])),
            (tr("Formulir"), ", ".join(forms) or wording.NONE),
            (tr("Pemakai"), who.name or wording.NONE), (tr("Peran"), roles[who.role]),
            (tr("Lisensi"), tr("MIT; data dan formulir milik pemakai")),
        ))

    def _copy_versions(self) -> None:
        self._to_clipboard(self._copy, "\n".join((*errors.versions(), *self._forms)))

    def _copy_fault(self) -> None:
        self._to_clipboard(self._fault, errors.last_fault(self._context.preferences.path))

    def _to_clipboard(self, button: Button, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        button.say(tr("Sudah disalin"))


def _forms(context: Context) -> list[str]:
    """``ftd_survei 2026112403`` for every form of the file, its newest version."""
    from ftd_desktop.store import form_tables

    file = context.opened
    return [f"{form_id} {form_tables.versions(file, form_id)[-1]}" for form_id in form_tables.forms(file)]
