"""What is done to several participants at once: export, copy telephone numbers, put into a cohort."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.choose import ChooseDialog
from ftd_desktop.ui.exporting import ParticipantExport
from ftd_desktop.ui.models import participant_data
from ftd_desktop.ui.models.participant_data import Options
from ftd_desktop.ui.widgets.many import ManyPane


class ManyActions:
    """Joins the pane's buttons to the file; `marked()` gives the numbers selected. What was done is said in `told`."""

    def __init__(self, context: Context, pane: ManyPane, told: ParticipantExport,
                 marked: Callable[[], Sequence[int]]) -> None:
        self._context, self._pane, self._told, self._marked = context, pane, told, marked
        pane.export.connect(lambda: told.ask(self._marked()))
        pane.copy.connect(self._copy)
        pane.join.connect(lambda: context.tasks.store(lambda: participant_data.options(context), self._ask_cohort))

    def _copy(self) -> None:
        numbers = list(self._marked())
        self._context.tasks.store(lambda: participant_data.phones(self._context, numbers), self._copied)

    def _copied(self, phones: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(phones))
        self._told.end(tr("{n} nomor HP disalin, satu nomor satu baris; dicatat di riwayat.").format(
            n=wording.number(len(phones))))
        self._told.show()

    def _ask_cohort(self, options: Options) -> None:
        numbers = list(self._marked())
        dialog = ChooseDialog(tr("Masukkan {n} peserta ke angkatan").format(n=wording.number(len(numbers))),
                              options.cohorts, tr("Masukkan"), self._pane.window())
        dialog.accepted.connect(lambda: self._context.tasks.store(
            lambda: participant_data.join_cohort(self._context, numbers, dialog.value), self._joined))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _joined(self, count: int) -> None:
        self._context.signals.saved.emit(self._context.now())
        self._told.end(tr("{n} peserta masuk angkatan; yang sudah anggota tidak diubah.").format(n=count))
        self._told.show()
        self._context.signals.data_changed.emit()
