"""Programmes and cohorts as records, behind one button: the province founds and corrects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.cohort_dialogs import CohortDialog, ProgrammeDialog
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.programme.cohorts import Cohort, Programme


class CohortButton(Button):
    """`cohort` gives the id of the one shown, or None. `kept` carries the id of the cohort to show and a sentence."""

    kept = Signal(str, str)

    def __init__(self, context: Context, cohort: Callable[[], str | None]) -> None:
        super().__init__(tr("Program dan angkatan …"))
        self._context, self._cohort = context, cohort
        self.dialog: CohortDialog | ProgrammeDialog | None = None
        self.clicked.connect(self._open)
        self.allow(context.identity.role == "province",
                   tr("Provinsi mendirikan program dan angkatan, lalu mengirimkannya bersama balasan."))

    def actions_now(self) -> list[tuple[str, Callable[[], None]]]:
        """What can be done, in the order of the menu."""
        made = [(tr("Angkatan baru …"), lambda: self.edit_cohort(None)),
                (tr("Program baru …"), lambda: self.edit_programme(None))]
        shown = self._cohort()
        if shown is None:
            return made
        return [(tr("Ubah angkatan ini …"), lambda: self.edit_cohort(shown)),
                (tr("Ubah program ini …"), lambda: self.edit_programme(shown)), *made]

    def edit_cohort(self, cohort_id: str | None) -> None:
        """A cohort, or a new one for None."""
        self._context.tasks.store(lambda: _found(self._context, cohort_id), self._ask_cohort)

    def edit_programme(self, cohort_id: str | None) -> None:
        """The programme of a cohort, or a new one for None."""
        self._context.tasks.store(lambda: _found(self._context, cohort_id), self._ask_programme)

    def _open(self) -> None:
        menu = QMenu(self)
        for words, act in self.actions_now():
            menu.addAction(words, act)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _ask_cohort(self, found: tuple[list[Programme], Cohort | None]) -> None:
        programmes, known = found
        if not programmes:
            self._ask_programme(([], None))
            return
        dialog = CohortDialog(self._context, programmes, known, self.window())
        dialog.made.connect(lambda made: self.kept.emit(made, tr("Angkatan tersimpan.")))
        self._show(dialog)

    def _ask_programme(self, found: tuple[list[Programme], Cohort | None]) -> None:
        programmes, of = found
        known = next((one for one in programmes if of is not None and one.id == of.programme_id), None)
        dialog = ProgrammeDialog(self._context, known, self.window())
        dialog.made.connect(lambda made: self.kept.emit(self._cohort() or "", tr("Program tersimpan.")))
        self._show(dialog)

    def _show(self, dialog: CohortDialog | ProgrammeDialog) -> None:
        self.dialog = dialog
        ask(dialog)


def _found(context: Context, cohort_id: str | None) -> tuple[list[Programme], Cohort | None]:
    known = later.records().cohort(context, cohort_id) if cohort_id else None
    return later.records().programmes(context), known
