"""Finds formulas of a workbook that were never worked out: their cells are read as blank, and a rule would be lost.

Excel and LibreOffice store the result (`v`) beside each formula (`f`); workbooks written by programs have none. An
empty text (``=IF(…; "")``) is an empty `v` in a cell that says its result is a text (ECMA-376, `t="str"`).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ftd_desktop.forms.bounds import sheets_of
from ftd_desktop.forms.faults import Fault
from ftd_desktop.i18n import tr

SHEETS = ("survey", "choices", "settings", "entities", "external_choices")

_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FORMULA = re.compile(rb"<f[ />]")
_RESULT = re.compile(rb"<v[^>/]*>[^<]")
_BLANK_TEXT = re.compile(rb"""\bt=["']str["']""")


def blank_formulas(path: Path) -> Iterator[Fault]:
    """A fault for each cell of a sheet of the form whose formula has no result; none when there are no formulas.

    The column is the letter that Excel shows.
    """
    for sheet in sheets_of(path):
        if sheet.formulas and sheet.name.lower() in SHEETS:
            with zipfile.ZipFile(path) as packed:
                cells = packed.read(sheet.part).split(b"<c ")[1:]
            for cell in cells:
                place = _PLACE.search(cell)
                if place is not None and _is_unknown(cell):
                    yield Fault(sheet.name, int(place[2]), place[1].decode(),
                                tr("sel ini rumus yang belum dihitung, jadi terbaca kosong."),
                                tr("Buka dan simpan di Excel, atau ganti rumusnya dengan hasilnya."))


def _is_unknown(cell: bytes) -> bool:
    """True for a formula without a result; `cell` is what stands behind ``<c ``."""
    head, _, content = cell.partition(b"</c>")[0].partition(b">")
    return bool(_FORMULA.search(content)) and not _RESULT.search(content) and not _BLANK_TEXT.search(head)
