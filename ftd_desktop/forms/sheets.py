"""Finds the row of a workbook where a question of the form is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ftd_desktop.forms.faults import Fault

FIRST_ROW = 2  # row 1 holds the headers

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook as they are written: a row is a mapping from header to cell."""

    survey: Rows = ()
    choices: Rows = ()
    entities: Rows = ()
    settings: Rows = ()
    headers: Mapping[str, tuple[str, ...]] | None = None
    sheet_names: tuple[str, ...] = ()

    def rows(self, sheet: str) -> Iterator[tuple[int, Mapping[str, object]]]:
        """(row as Excel counts, its cells) of one of the sheets."""
        yield from enumerate(getattr(self, sheet, ()) or (), FIRST_ROW)

    def columns(self, sheet: str) -> tuple[str, ...]:
        """The headers of a sheet."""
        return (self.headers or {}).get(sheet, ())


class Places:
    """Template path, or bare name, -> row of the survey sheet."""

    def __init__(self, book: Workbook, root: str = "data") -> None:
        self.book = book
        self._rows: dict[str, int] = {}
        self._types: dict[str, int] = {}
        self.names: list[str] = []
        self._path = ["", root]
        self.deepest = (0, 0)  # the row where most groups are open, and how many
        for number, row in book.rows("survey"):
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
            if len(self._path) - 2 > self.deepest[1]:
                self.deepest = (number, len(self._path) - 2)

    def row(self, path: str) -> int:
        """The row of a question, 0 when it is not written in the workbook (pyxform made it)."""
        return self._rows.get(path) or self._rows.get(path.rpartition("/")[2], 0)

    def row_of_type(self, written: str) -> int:
        """The first row with that type, 0 when there is none."""
        return self._types.get(written, 0)

    def first_select(self) -> int:
        """The first question that is answered from a list, 0 when there is none."""
        return next((row for kind, row in self._types.items() if kind.startswith(("select", "rank"))), 0)

    def mentioning(self, sheet: str, words: Sequence[str]) -> int:
        """The first of the rows that name most of the words in their cells; 0 when none does."""
        patterns = [re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w.-])") for word in words if word.strip()]
        best = max(((sum(any(p.search(str(cell)) for cell in row.values()) for p in patterns), -number)
                    for number, row in self.book.rows(sheet)), default=(0, 0))
        return -best[1] if best[0] else 0

    def located(self, fault: Fault) -> Fault:
        """The fault with its row."""
        if fault.row:
            return fault
        if fault.sheet == "entities":
            return replace(fault, row=self._of_entity(fault.column))
        row = self.row(fault.path)
        counted = 0 if row or not fault.path.endswith("_count") else self.row(fault.path.removesuffix("_count"))
        if counted:  # pyxform makes a question of what stands there
            return replace(fault, row=counted, column="repeat_count")
        if row or not fault.path or "/" in fault.path:
            return replace(fault, row=row)
        row, column = self.cell(fault.path)  # a list, not a question
        return replace(fault, row=row, column=column or fault.column)

    def cell(self, word: str) -> tuple[int, str]:
        """Row and column of the first cell of the survey that names `word`; (0, "") when none does."""
        pattern = re.compile(rf"(?<![\w.-]){re.escape(word)}(?![\w-])")
        return next(((number, column) for number, row in self.book.rows("survey") for column, text in row.items()
                     if pattern.search(str(text))), (0, ""))

    def _of_entity(self, column: str) -> int:
        rows = [number for number, row in self.book.rows("entities") if row.get(column)]
        return rows[0] if rows else FIRST_ROW
