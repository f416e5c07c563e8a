"""Turns an XLSForm workbook into an XForm, and everything wrong with it into faults with a place and a remedy."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.forms.assembly import assemble
from ftd_desktop.forms.bounds import check_size
from ftd_desktop.forms.faults import Fault, FormFaults
from ftd_desktop.forms.formulas import blank_formulas
from ftd_desktop.forms.legacy import with_external_choices
from ftd_desktop.forms.refusals import refusal, unwritable_names
from ftd_desktop.forms.sheets import Places, Workbook
from ftd_desktop.i18n import tr

#: How pyxform and the readers below it fail on a file that is no workbook, or a damaged one.
UNREADABLE = (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError,
              SyntaxError, EOFError, NotImplementedError, zlib.error)  # XML that is none is a SyntaxError
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
    check_size(path)
    unread = list(blank_formulas(path))
    if unread:
        raise FormFaults(unread)
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
        result = to_xform(path, warnings=warnings, validate=False, file_type=_kind(path))
    except PyXFormError as error:
        raise FormFaults([refusal(error, places_of(path))]) from error
    except UnicodeDecodeError as error:
        raise UserError("Tulisan di {name} bukan UTF-8. Simpan ulang dari Excel sebagai CSV UTF-8 atau .xlsx.",
                        name=path.name) from error
    except Exception as error:
        if not _is_unreadable(error):
            raise
        row, levels = places_of(path).deepest
        if isinstance(error, RecursionError) and levels > MAX_LEVELS:
            raise FormFaults([Fault("survey", row, "type", tr("kelompok bersarang {levels} tingkat, terlalu dalam.")
                                    .format(levels=levels), tr("Kurangi tingkat kelompoknya."))]) from None
        raise UserError("Berkas {name} bukan buku kerja formulir yang utuh ({reason}). Simpan ulang dari Excel.",
                        name=path.name, reason=f"{type(error).__name__}: {str(error).partition(chr(10))[0]}") from error
    survey: Any = result._survey
    xform = with_external_choices(result.xform, result.itemsets) if result.itemsets else result.xform
    converted = Converted(xform, str(survey.id_string), str(survey.version or ""), str(survey.title),
                          tuple(result.warnings))
    return converted, str(survey.name)


def _is_unreadable(error: Exception) -> bool:
    """True for a failure over the file; xlrd has kinds of its own, and is not ours to import."""
    return isinstance(error, UNREADABLE) or type(error).__module__.partition(".")[0] == "xlrd"


def _kind(path: Path) -> str | None:
    """What pyxform calls the kind of file, by its first bytes (many an .xls is an .xlsx); None: as the name says."""
    with path.open("rb") as file:
        start = file.read(8)
    return {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}.get(start[:4])


def places_of(path: Path, root: str = "data") -> Places:
    """Where questions stand in the workbook; nothing known of a workbook that cannot be read."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2json_backends import get_xlsform

    try:
        read = get_xlsform(path, _kind(path))
    except Exception as error:
        if not isinstance(error, PyXFormError) and not _is_unreadable(error):
            raise
        return Places(Workbook(), root)
    headers = {name: tuple(header for row in getattr(read, f"{name}_header") or () for header in row)
               for name in ("survey", "choices", "entities", "settings")}
    return Places(Workbook(read.survey or (), read.choices or (), read.entities or (), read.settings or (), headers,
                           tuple(read.sheet_names or ())), root)

