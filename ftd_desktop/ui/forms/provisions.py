"""What an open record is given to work with: the form's pictures, a place for files, the language of the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ftd_desktop.i18n import language
from ftd_desktop.store import form_tables
from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.form_media import FormMedia

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Form, MediaSource
    from ftd_desktop.forms.interview import Interview
    from ftd_desktop.ui.forms.session import Session


def form_media(context: Context, form: Form, media: MediaSource | None) -> FormMedia | None:
    """The form's own pictures: those given, else those that the file keeps with this version; None without a file."""
    if media is not None:
        return FormMedia(media.read, context.tasks)
    file = context.file
    if file is None:
        return None
    return FormMedia(form_tables.StoredMedia(file, form.form_id, form.version).read, context.tasks)


def surroundings(context: Context, session: Session) -> Surroundings:
    """What fields need beside their question."""
    files = session.files
    around = Surroundings(
        context.now, context.tasks, media=session.media, advance=context.preferences.advance
    )  # fmt: skip
    if files is None:
        return around
    return replace(
        around, keep=files.keep, data=files.data, label=files.label,
        view=lambda name: viewing.show_bytes(context, lambda: files.data(name), name))  # fmt: skip


def use_language(interview: Interview) -> None:
    """Show the form in the language of the screen when it has that."""
    wanted = next((name for name in interview.form.languages if f"({language()})" in name), None)
    if wanted is not None and wanted != interview.language:
        interview.set_language(wanted)
