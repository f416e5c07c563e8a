"""The base of dialogs that ask for several things and then do one: fields, what went wrong, and two buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.refusal import Refusal
from ftd_desktop.ui.tasks import Job
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.body_area import BodyArea, fit
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.field import Field
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.text import Label

Work = Callable[[Job], Any]


class FormDialog(QDialog):
    """Subclasses lay out `fields` by name, give the `work` and take its result in `succeeded`.

    The work runs on the file's thread. A `Refusal` is said beside its field, any other UserError at the foot; the
    dialog stays open with everything as it was typed. While the work runs "Batal" stops it, where it can be stopped.
    """

    def __init__(self, context: Context, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.context = context
        self.fields: dict[str, Field] = {}
        self._job: Job | None = None
        self._told = Label(wrap=True, token="error", bold=True)
        self._told.hide()
        self._action, self.act, self.cancel = action, Button(action, "primary"), Button(tr("Batal"))
        self.act.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.act.clicked.connect(self.press)
        self.cancel.clicked.connect(self.reject)
        self._area = BodyArea()

    def work(self) -> Work | None:
        """Check the fields and give what is to be done; None when a field was refused."""
        raise NotImplementedError

    def succeeded(self, result: Any) -> None:
        """The work is done; the dialog closes after this."""

    @property
    def told(self) -> str:
        """What the foot says went wrong."""
        return self._told.text()

    def lay_out(self, *columns: QLayout, width: int = 420) -> None:
        """Put the columns side by side, or one under the other where there is no room; `width` is of each column."""
        room = QGuiApplication.primaryScreen().availableGeometry().width() - px(80)
        if theme.large_text() or px(width) * len(columns) > room:
            body = boxed(down(*columns, None, gap=16))
        else:
            body = boxed(across(*((boxed(column), 1) for column in columns), gap=24))
            body.setMinimumWidth(px(width) * len(columns))
        self._area.hold(body)
        self._area.changed.connect(self._fit)
        self.setLayout(down((self._area, 1), self._told, across(None, self.cancel, self.act),
                            margins=(16, 16, 16, 12), gap=12))

    def rename(self, action: str) -> None:
        """Say anew what the button does, e.g. with a count."""
        self._action = action
        self.act.say(action)

    def press(self) -> None:
        """Do it."""
        if self._job is not None:
            return
        self._tell("")
        if (work := self.work()) is not None:
            self._busy(self.context.tasks.store(work, self._finished, self._failed, self._report))
        self._fit()

    def reject(self) -> None:
        """Close; while the work runs, stop it first."""
        if self._job is None:
            super().reject()
        else:
            self._job.cancel()
            self.cancel.allow(False, tr("menghentikan…"))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its fields, or as the screen."""
        super().showEvent(event)
        self._fit()

    def _busy(self, job: Job | None) -> None:
        self._job = job
        self._area.setEnabled(job is None)
        self.act.setEnabled(job is None)
        self.cancel.allow(True)
        self.act.say(self._action if job is None else tr("Sebentar …"))

    def _report(self, done: int, total: int, words: str) -> None:
        if self._job is not None:
            self._tell(words, "muted")

    def _finished(self, result: Any) -> None:
        self._busy(None)
        self._tell("")
        self.succeeded(result)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._busy(None)
        self._tell("")
        if isinstance(error, Cancelled):
            self._tell(tr("Dibatalkan; tidak ada yang dibuat."), "muted")
        elif isinstance(error, Refusal) and error.field in self.fields:
            self.fields[error.field].refuse(str(error.error))
        elif isinstance(error, Refusal | UserError):
            self._tell(str(error.error if isinstance(error, Refusal) else error))
        else:
            raise error
        self._fit()

    def _tell(self, words: str, tone: theme.Token = "error") -> None:
        self._told.setText(words)
        self._told.set_token(tone)
        self._told.setVisible(bool(words))

    def _fit(self) -> None:
        """Grow to what the fields need now, within the screen; never shrink under the user's hand."""
        fit(self)
