"""Checks a form workbook as a whole: everything that stands against its use, and what is hardly meant so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.forms.assembly import assemble
from ftd_desktop.forms.faults import Fault, FormFaults
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.media import FolderMedia, MediaSource
from ftd_desktop.forms.oddities import oddities
from ftd_desktop.forms.refusals import ROW, SHEET
from ftd_desktop.forms.spelling import misspelt
from ftd_desktop.forms.workbook import Converted, convert, places_of
from ftd_desktop.i18n import tr


@dataclass(frozen=True)
class Report:
    """What a check found. Without faults, `converted` and `form` are ready to be used."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    converted: Converted | None = None
    form: Form | None = None


def check(path: Path, media: MediaSource | None = None) -> Report:
    """Convert and load a workbook, with the list files beside it unless `media` says where they are."""
    media = media or FolderMedia(path.parent / f"{path.stem}-media", path.parent)
    try:
        converted = convert(path)
    except FormFaults as found:
        return Report(found.faults, ())
    except UserError as error:
        return Report((Fault("", 0, "", str(error)),), ())
    places = places_of(path)
    try:
        form = assemble(converted.xform, media)
    except FormFaults as found:
        return Report(tuple(map(places.located, found.faults)), ())
    warnings = [*map(_of_pyxform, converted.warnings), *form.model.warnings, *oddities(form),
                *misspelt(places.book, form)]
    return Report((), tuple(map(places.located, warnings)), converted, form)


def _of_pyxform(text: str) -> Fault:
    found, sheet = ROW.search(text), SHEET.search(text)
    return Fault(sheet[1] if sheet else "survey" if found else "", int(found[1]) if found else 0, "",
                 tr("catatan pyxform: {text}").format(text=ROW.sub("", text)))
