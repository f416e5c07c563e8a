"""Filling a form in for practice: everything works as in a real record, and nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ftd_desktop.forms.interview import Context as Around
from ftd_desktop.forms.interview import Interview
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attachments import Attachments
from ftd_desktop.programme.record import Link, OpenRecord
from ftd_desktop.store.form_tables import StoredMedia
from ftd_desktop.store.ids import new_id
from ftd_desktop.ui.context import Context, Signals
from ftd_desktop.ui.forms.workbench import Workbench

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Form, MediaSource
    from ftd_desktop.programme.journal import Entry


class PracticeRecord(OpenRecord):
    """A record in memory only. The file is held for files that may be picked, and is never written."""

    def pending(self) -> list[Entry]:
        """There is nothing to journal."""
        super().pending()
        return []

    def leave(self) -> None:
        """There is nothing to let go of."""

    def _save(self, status: str) -> None:
        """Finished or not, nothing is kept."""


class PracticeFiles(Attachments):
    """Files picked for practice stay in memory."""

    def write(self) -> None:
        """There is nowhere to put them."""


class PracticeBench(Workbench):
    """The workbench over a practice record: it says that nothing is saved, and tells the window nothing."""

    def __init__(self, context: Context, form: Form, media: MediaSource | None = None) -> None:
        link = Link(new_id(), None, None, None)
        interview = Interview(form, context=Around(now=context.now, preload={}, previous=None, instances={}))
        record = PracticeRecord(context.opened, "", link, interview)
        apart = replace(context, file=None, desk=None, signals=Signals())
        kept = StoredMedia(context.opened, form.form_id, form.version)
        super().__init__(apart, record, PracticeFiles(context.opened), media or kept)
        self.saved.set("muted", tr("Latihan: tidak disimpan"))

    @property
    def title(self) -> str:
        """Which form is tried."""
        return tr("Latihan: {form}").format(form=self.session.record.form.title)

    @property
    def subtitle(self) -> str:
        """That nothing is kept."""
        return tr("Jawaban di sini tidak disimpan; isian yang diisi program dibiarkan kosong")
