"""The buttons of the report page that write files: print, Excel, and a menu of the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.evaluation.dashboard import Dashboard
    from ftd_desktop.ui.models.report_data import Question


class ReportOutputs(QObject):
    """Asks where to, writes off the GUI thread, and says what came of it through `said(words, is_error)`."""

    said = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Question, Dashboard] | None = None
        self._letters = QMenu(tr("Surat untuk kabupaten/kota"), parent)
        self.buttons = self._make_buttons(parent)

    def show(self, question: Question, board: Dashboard) -> None:
        """From now on files are of these figures."""
        from ftd_desktop.programme.regions import regency

        self._shown = question, board
        self._letters.clear()
        for code in sorted(board.regencies, key=regency):
            action = self._letters.addAction(f"{regency(code)} ({board.regencies[code]})")
            action.triggered.connect(lambda checked=False, code=code: self._ask("letter", code, regency(code)))

    def save(self, kind: str, path: Path, detail: str = "") -> None:
        """Write a file of `kind` at `path`; see `models.report_outputs.write`."""
        if self._shown is None:
            return
        question, board = self._shown
        self.said.emit(tr("Menulis {name} …").format(name=path.name), False)
        self._context.tasks.store(lambda: _files().write(self._context, question, board, path, kind, detail),
                                  self._done, self._failed)

    def _make_buttons(self, parent: QWidget) -> tuple[Button, Button, Button]:
        menu = QMenu(parent)
        for kind, words in (("word", tr("Laporan sebagai Word")), ("dossier", tr("Dossier penghargaan (Word)")),
                            ("research", tr("Berkas riset tanpa identitas")), ("people", tr("Daftar peserta (Excel)"))):
            menu.addAction(words).triggered.connect(lambda checked=False, kind=kind: self._ask(kind))
        menu.addMenu(self._letters)
        more, excel = Button(tr("Berkas lain")), Button(tr("Simpan Excel"))
        more.setMenu(menu)
        printed = Button(tr("Cetak laporan"), "primary")
        excel.clicked.connect(lambda: self._ask("figures"))
        printed.clicked.connect(lambda: self._ask("report"))
        return more, excel, printed

    def _ask(self, kind: str, detail: str = "", words: str = "") -> None:
        if self._shown is None:
            return
        suggested = _files().file_name(self._shown[1], self._context.now().date(), kind, words)
        parent = self.parent()
        window = parent if isinstance(parent, QWidget) else None
        chosen, _ = QFileDialog.getSaveFileName(window, tr("Simpan berkas"), suggested, f"*.{_files().SUFFIX[kind]}")
        if chosen:
            self.save(kind, Path(chosen).with_suffix("." + _files().SUFFIX[kind]), detail)

    def _done(self, path: Path) -> None:
        self.said.emit(tr("{name} disimpan di {folder}.").format(name=path.name, folder=path.parent), False)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.said.emit(str(error), True)


def _files() -> Any:
    from ftd_desktop.ui.models import report_outputs  # loads the evaluation room: only when something is written

    return report_outputs
