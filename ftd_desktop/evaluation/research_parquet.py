"""The research data as a Parquet file, where arro3 is installed (``ftd-desktop[riset]``)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from ftd_desktop.evaluation.codebook import Variable, one_line
from ftd_desktop.evaluation.research import Research


def available() -> bool:
    """Whether the libraries are there."""
    return find_spec("arro3") is not None and find_spec("arro3.io") is not None


def files(research: Research, described: Sequence[Variable]) -> dict[str, bytes]:
    """``data.parquet``; nothing without the libraries. The same input, the same bytes.

    Columns are as in the CSV: numbers as numbers, choices by their codes; each bears its question as ``label``.
    """
    if not available():
        return {}
    from arro3.core import Array, DataType, Field, Schema, Table
    from arro3.io import write_parquet

    known = {variable.name: variable for variable in described}
    kinds = {"whole": DataType.int64(), "number": DataType.float64(), "text": DataType.utf8()}
    fields, arrays = [], []
    for place, name in enumerate(research.columns):
        kind, answers = _column(known.get(name), [row[place] for row in research.rows])
        label = one_line(known[name].label) if name in known else ""
        fields.append(Field(name, kinds[kind], nullable=True, metadata={"label": label}))
        arrays.append(Array(answers, kinds[kind]))
    out = io.BytesIO()
    write_parquet(Table.from_arrays(arrays, schema=Schema(fields)), out, compression="zstd(3)",
                  created_by="FTD Desktop")
    return {"data.parquet": out.getvalue()}


def _column(variable: Variable | None, answers: Sequence[Any]) -> tuple[str, list[Any]]:
    """How a column is kept, and its answers; blank where there is none."""
    if variable is None or variable.kind != "angka":
        return "text", [None if answer in (None, "") else str(answer) for answer in answers]
    numbers = [answer if isinstance(answer, int | float) else None for answer in answers]
    if all(number is None or float(number).is_integer() for number in numbers):
        return "whole", [None if number is None else int(number) for number in numbers]
    return "number", [None if number is None else float(number) for number in numbers]
