"""What is done to several participants at once: export, copy telephone numbers, put into a cohort, change stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QGuiApplication

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.programme.stages import Moved, TakenBack
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.dialogs.asking import ask
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
        pane.stage.connect(self._read_stages)
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
        ask(dialog)

    def _joined(self, count: int) -> None:
        self._wrote(tr("{n} peserta masuk angkatan; yang sudah anggota tidak diubah.").format(n=count))

    def _read_stages(self) -> None:
        numbers = list(self._marked())
        self._context.tasks.store(lambda: participant_data.members(self._context, numbers),
                                  lambda members: self._ask_stage(members, len(numbers) - len(members)))

    def _ask_stage(self, members: Sequence[Member], outside: int) -> None:
        from ftd_desktop.ui.training.stage_dialog import StageDialog

        if not members:
            self._told.end(tr("Tidak ada yang diubah: peserta pilihan belum masuk angkatan."))
            self._told.show()
            return
        dialog = StageDialog(self._context, members, None, self._pane.window())
        dialog.moved.connect(lambda moved: self._moved(moved, outside))
        ask(dialog)

    def _moved(self, moved: Moved, outside: int) -> None:
        words = tr("Tahap {n} peserta tercatat.").format(n=wording.number(len(moved.before)))
        if outside:
            words += " " + tr("{n} belum masuk angkatan, jadi tidak diubah.").format(n=wording.number(outside))
        self._wrote(words, tr("Urungkan"), lambda: self._context.tasks.store(
            lambda: participant_data.take_back(self._context, moved), self._taken_back))

    def _taken_back(self, done: TakenBack) -> None:
        words = tr("Tahap {n} peserta kembali seperti semula.").format(n=wording.number(done.back))
        if done.changed_since:
            words += " " + tr("{n} sudah diubah lagi, jadi tidak disentuh.").format(
                n=wording.number(done.changed_since))
        self._wrote(words)

    def _wrote(self, words: str, offer: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what was written and show it everywhere."""
        self._context.signals.saved.emit(self._context.now())
        self._told.end(words, offer, act)
        self._told.show()
        self._context.signals.data_changed.emit()
