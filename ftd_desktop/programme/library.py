"""The forms of a file: each read and made ready once, when it is first asked for."""

from __future__ import annotations

from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import Form, MediaSource, load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile

#: The forms the program ships, in the order in which an officer meets them.
SHIPPED = ("ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan")


class FormLibrary:
    """form id (and version) -> Form, over the XForms kept in the file."""

    def __init__(self, file: DataFile) -> None:
        self._file = file
        self._ready: dict[tuple[str, str], Form] = {}

    def form(self, form_id: str, version: str | None = None) -> Form:
        """The form in its newest, or in the named, version; UserError when the file has no such form."""
        stored = form_tables.stored(self._file, form_id, version)
        if stored is None:
            raise UserError(
                "Formulir {form} tidak ada di berkas ini. Terima berkas terbaru dari provinsi, lalu ulangi.",
                form=f"{form_id} {version or ''}".strip(),
            )
        key = (stored.form_id, stored.version)
        if key not in self._ready:
            self._ready[key] = load(stored.xform, stored.media)
        return self._ready[key]

    def forms(self) -> list[Form]:
        """The newest version of every form in the file, the shipped ones first."""
        names = form_tables.forms(self._file)
        order = {name: place for place, name in enumerate(SHIPPED)}
        return [self.form(name) for name in sorted(names, key=lambda name: (order.get(name, 99), name))]


def add_workbook(file: DataFile, workbook: Path, media: MediaSource) -> Form:
    """Bring an XLSForm workbook with its media files into the file.

    FormFaults, each with its row, when it has any; UserError when `publish` refuses it.
    """
    from ftd_desktop.forms.checking import check  # pyxform is slow to import

    found = check(workbook, media)
    if found.form is None or found.converted is None:
        raise FormFaults(found.faults)
    publish(file, found.form, found.converted.xform, media)
    return found.form


def publish(file: DataFile, form: Form, xform: str, media: MediaSource) -> None:
    """Keep a version of a form for good; doing it again changes nothing.

    UserError when the file has this version with another content (answers name the version they were given in), or
    when its tables do not fit those in the file; then nothing is changed.
    """
    kept = form_tables.stored(file, form.form_id, form.version)
    if kept is not None and not _is_same(kept, xform, media):
        raise UserError(
            "Formulir {form} versi {versi} sudah terpasang dengan isi lain, dan versi yang sudah dipakai tidak boleh "
            "berubah. Naikkan version di lembar settings, lalu pasang lagi.", form=form.form_id, versi=form.version)
    form_tables.install(file, form, xform, media)


def rehearse(file: DataFile, form: Form, xform: str, media: MediaSource) -> None:
    """Publish and take it back: raises what `publish` would raise, and leaves the file as it is."""
    try:
        with file.write():
            publish(file, form, xform, media)
            raise _Rehearsed
    except _Rehearsed:
        return


class _Rehearsed(Exception):  # noqa: N818 - no error: it rolls back
    """Rolls a rehearsal back."""


def _is_same(kept: form_tables.StoredForm, xform: str, media: MediaSource) -> bool:
    names = form_tables.media_names(xform)
    return kept.xform == xform and all(_content(kept.media, name) == _content(media, name) for name in names)


def _content(media: MediaSource, name: str) -> bytes | None:
    try:
        return media.read(name)
    except FileNotFoundError:
        return None
