"""Checks a form workbook as a whole: everything that stands against its use, and what is hardly meant so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.forms.assembly import assemble
from ftd_desktop.forms.faults import Fault, FormFaults
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.media import FolderMedia, MediaSource
from ftd_desktop.forms.model import Item
from ftd_desktop.forms.workbook import Converted, convert, places_of
from ftd_desktop.i18n import tr

_ROW = re.compile(r"\[row : (\d+)\]\s*")


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
    warnings = [*map(_of_pyxform, converted.warnings), *form.model.warnings, *_hardly_meant(form)]
    return Report((), tuple(map(places.located, warnings)), converted, form)


def _of_pyxform(text: str) -> Fault:
    found = _ROW.search(text)
    return Fault("survey" if found else "", int(found[1]) if found else 0, "",
                 tr("catatan pyxform: {text}").format(text=_ROW.sub("", text)))


def _hardly_meant(form: Form) -> Iterator[Fault]:
    for item in form.model.items.values():
        yield from _soft_check(item)
        yield from _choices(item)


def _soft_check(item: Item) -> Iterator[Fault]:
    if item.warn is None:
        return
    if not item.warn.references:
        yield Fault("survey", 0, "bind::ftd:warn",
                    tr("{name}: peringatan ini tidak melihat jawaban apa pun.").format(name=item.name),
                    tr("Pakai titik (.) untuk jawaban pertanyaan ini."), item.path)
    if "" not in item.warn_messages:
        yield Fault("survey", 0, "bind::ftd:warnMsg", tr("{name}: peringatan tanpa kalimat.").format(name=item.name),
                    tr("Isi kolom bind::ftd:warnMsg."), item.path)


def _choices(item: Item) -> Iterator[Fault]:
    itemset = item.itemset
    if itemset is None or itemset.listing is None or not itemset.listing.path:
        return
    values = itemset.listing.column(itemset.value)
    if any(not value or " " in value.strip() for value in values) and item.many:
        yield Fault("choices", 0, "name",
                    tr("{name}: ada pilihan yang kodenya kosong atau memuat spasi.").format(name=item.name),
                    tr("Pakai garis bawah sebagai ganti spasi."), item.path)
