"""Finds the row of a workbook where a question of the form is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ftd_desktop.forms.faults import Fault

FIRST_ROW = 2  # row 1 holds the headers


class Places:
    """Template path, or bare name, -> row of the survey sheet."""

    def __init__(self, survey: Sequence[Mapping[str, object]], root: str = "data") -> None:
        self._rows: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self.names: list[str] = []
        self._path = ["", root]
        for number, row in enumerate(survey, FIRST_ROW):
            self._read(number, row)

    def _read(self, number: int, row: Mapping[str, object]) -> None:
        written = str(row.get("type") or "").strip()
        self._types.setdefault(written, number)
        kind = written.lower().replace("_", " ")
        name = str(row.get("name") or row.get("value") or "").strip()
        if kind.startswith("end "):
            if len(self._path) > 2 and kind.split()[1] in ("group", "repeat", "loop"):
                self._path.pop()
            return
        if not name:
            return
        path = "/".join([*self._path, name])
        self._rows.setdefault(path, number)
        self._rows.setdefault(name, number)
        self.names.append(name)
        if kind.startswith("begin "):
            self._path.append(name)

    def row(self, path: str) -> int:
        """The row of a question, 0 when it is not written in the workbook (pyxform made it)."""
        return self._rows.get(path) or self._rows.get(path.rpartition("/")[2], 0)

    def row_of_type(self, written: str) -> int:
        """The first row with that type, 0 when there is none."""
        return self._types.get(written, 0)

    def located(self, fault: Fault) -> Fault:
        """The fault with its row."""
        return fault if fault.row else replace(fault, row=self.row(fault.path))
