"""The research data as labelled SPSS and Stata files, where pyreadstat is installed (``ftd-desktop[riset]``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ftd_desktop.evaluation.codebook import Variable, one_line
from ftd_desktop.evaluation.research import Research

#: What both programs take: 80 characters of label in Stata, 120 of a value's label in SPSS.
_LABEL, _VALUE = 80, 120
_TITLE = "Survei hasil program, tanpa identitas"


def available() -> bool:
    """Whether the libraries are there."""
    return find_spec("pyreadstat") is not None and find_spec("pandas") is not None


def files(research: Research, described: Sequence[Variable]) -> dict[str, bytes]:
    """``data.sav`` and ``data.dta``; nothing without the libraries. The same input, the same bytes.

    Choices are numbered as in the codebook (1, 2, …) and carry their words; answers of several choices stay texts.
    """
    if not available():
        return {}
    import pandas
    import pyreadstat

    known = {variable.name: variable for variable in described}
    columns = {name: _column(known.get(name), [row[place] for row in research.rows])
               for place, name in enumerate(research.columns)}
    frame = pandas.DataFrame(columns)
    labels: dict[str, str | None] = {name: one_line(variable.label)[:_LABEL] for name, variable in known.items()
                                     if name in columns}
    values = {name: _values(known[name]) for name in research.columns if _is_choice(known.get(name))}
    with TemporaryDirectory() as folder:
        spss, stata = Path(folder) / "data.sav", Path(folder) / "data.dta"
        pyreadstat.write_sav(frame, spss, file_label=_TITLE, column_labels=labels, variable_value_labels=values)
        pyreadstat.write_dta(frame, stata, file_label=_TITLE, column_labels=labels, variable_value_labels=values,
                             version=14)
        return {spss.name: _undated_spss(spss.read_bytes()), stata.name: _undated_stata(stata.read_bytes())}


def _is_choice(variable: Variable | None) -> bool:
    return variable is not None and variable.kind == "pilihan" and bool(variable.choices)


def _column(variable: Variable | None, answers: Sequence[Any]) -> list[Any]:
    """Numbers as floats, one choice as its number, anything else as text."""
    if variable is not None and variable.kind == "angka":
        return [_number(answer) for answer in answers]
    if variable is not None and _is_choice(variable):
        places = {value: float(place) for place, (value, _) in enumerate(variable.choices, 1)}
        return [places.get(str(answer), float("nan")) for answer in answers]
    return ["" if answer is None else str(answer) for answer in answers]


def _number(answer: Any) -> float:
    return float(answer) if isinstance(answer, int | float) else float("nan")


def _values(variable: Variable) -> dict[int | float, str]:
    return {place: one_line(words)[:_VALUE] for place, (_, words) in enumerate(variable.choices, 1)}


def _undated_spss(content: bytes) -> bytes:
    """Without the moment of writing: date and time, 9 and 8 characters from byte 92 of the header (PSPP's description
    of the format; the 8 bytes before are the compression bias).
    """
    return content[:92] + b"01 Jan 8000:00:00" + content[109:]


def _undated_stata(content: bytes) -> bytes:
    """Without the moment of writing, which stands between two tags (Stata's dta 118)."""
    return re.sub(rb"(<timestamp>\x11).{17}(</timestamp>)", rb"\g<1>01 Jan 1980 00:00\g<2>", content, count=1,
                  flags=re.DOTALL)
