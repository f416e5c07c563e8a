"""Turns an XLSForm workbook into an XForm, and everything wrong with it into faults with a place and a remedy."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.forms.assembly import assemble
from ftd_desktop.forms.faults import Fault, FormFaults
from ftd_desktop.forms.legacy import with_external_choices
from ftd_desktop.forms.refusals import refusal, unwritable_names
from ftd_desktop.forms.sheets import Places, Workbook
from ftd_desktop.i18n import tr

#: How pyxform and the readers below it fail on a file that is no workbook, or a damaged one.
UNREADABLE = (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError)
MAX_BYTES = 50_000_000
MAX_UNPACKED = 300_000_000  # a workbook is a zip; the largest honest one unpacks to a tenth of this
MAX_LEVELS = 100  # of groups in groups


@dataclass(frozen=True)
class Converted:
    """A workbook as XForm text, and what it says of itself."""

    xform: str
    form_id: str
    version: str
    title: str
    warnings: tuple[str, ...]


def convert(path: Path) -> Converted:
    """The XForm of a workbook (.xlsx, .xls, .csv, .md); FormFaults naming sheet, row and column of what is wrong.

    What pyxform lets pass is checked too: faulty expressions, unknown names, cycles. Media files are not needed.
    """
    if not path.is_file():
        raise UserError("Berkas {name} tidak ada. Pilih buku kerja formulir yang lain.", name=path.name)
    if path.stat().st_size > MAX_BYTES:
        raise UserError("Berkas {name} terlalu besar untuk sebuah formulir.", name=path.name)
    if _unpacked(path) > MAX_UNPACKED:
        raise UserError("Berkas {name} mengembang terlalu besar saat dibuka, dan ditolak. Periksa asal berkas.",
                        name=path.name)
    converted, root = _converted(path)
    try:
        assemble(converted.xform, None)
    except FormFaults as found:
        raise FormFaults(map(places_of(path, root).located, found.faults)) from None
    except UserError:  # no XML: names that pyxform lets pass
        unwritable = list(unwritable_names(places_of(path, root).book))
        if unwritable:
            raise FormFaults(unwritable) from None
        raise
    return converted


def _converted(path: Path) -> tuple[Converted, str]:
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as to_xform

    warnings: list[str] = []
    try:
        result = to_xform(path, warnings=warnings, validate=False)
    except PyXFormError as error:
        raise FormFaults([refusal(error, places_of(path))]) from error
    except UNREADABLE as error:
        row, levels = places_of(path).deepest
        if isinstance(error, RecursionError) and levels > MAX_LEVELS:
            raise FormFaults([Fault("survey", row, "type", tr("kelompok bersarang {levels} tingkat, terlalu dalam.")
                                    .format(levels=levels), tr("Kurangi tingkat kelompoknya."))]) from None
        raise UserError("Berkas {name} bukan buku kerja formulir yang utuh ({reason}). Simpan ulang dari Excel.",
                        name=path.name, reason=f"{type(error).__name__}: {error}") from error
    survey: Any = result._survey
    xform = with_external_choices(result.xform, result.itemsets) if result.itemsets else result.xform
    converted = Converted(xform, str(survey.id_string), str(survey.version or ""), str(survey.title),
                          tuple(result.warnings))
    return converted, str(survey.name)


def _unpacked(path: Path) -> int:
    """The bytes a zipped workbook unpacks to, as its directory says; no reader goes beyond that. 0 for other files."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0


def places_of(path: Path, root: str = "data") -> Places:
    """Where questions stand in the workbook; nothing known of a workbook that cannot be read."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    try:
        read = get_xlsform(path)
    except (PyXFormError, *UNREADABLE):
        return Places(Workbook(), root)
    headers = {name: tuple(header for row in getattr(read, f"{name}_header") or () for header in row)
               for name in ("survey", "choices", "entities", "settings")}
    return Places(Workbook(read.survey or (), read.choices or (), read.entities or (), read.settings or (), headers,
                           tuple(read.sheet_names or ())), root)

