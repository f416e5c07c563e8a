"""What a cell of a sheet means as an answer: read as the fields of the entry page read what is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from ftd_desktop.errors import UserError
from ftd_desktop.forms import points, reading
from ftd_desktop.forms.form import Form, Question
from ftd_desktop.forms.labelled import meant, values_by_words
from ftd_desktop.forms.reading import Reading

Cell = str | int | float | bool | datetime | date | time | timedelta | None
#: A spreadsheet keeps 15 figures of a number (IEEE 754, Excel's specification); the others are made into zeros.
FIGURES_KEPT = 15
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTS = re.compile(r"[,;|\n]")


class SeveralMeantError(Exception):
    """A label that several choices have; `values` are theirs, and the other answers of the row may decide."""

    def __init__(self, written: str, values: tuple[str, ...]) -> None:
        super().__init__(written)
        self.written = written
        self.values = values


class Cells:
    """Reads the cells of one form's sheets; `now` is the clock's moment, with its zone."""

    def __init__(self, form: Form, now: datetime) -> None:
        self.form = form
        self.now = now
        self._readings: dict[str, Reading] = {}
        self.choices = cache(self._choices)

    def read(self, path: str, cell: Cell) -> str:
        """The answer as it is stored; what is not of the question's type stays as it was written, to be judged.

        UserError where the cell has lost what was written; SeveralMeantError.
        """
        written = plain(cell)
        if not written:
            return ""
        question = self.form.questions[path]
        if question.control in ("select1", "select", "rank"):
            return self._chosen(question, written)
        if not isinstance(cell, str) and (question.type in ("int", "decimal") or _DAY.fullmatch(written)):
            return written  # typed by the sheet itself: nothing is left to be guessed
        try:
            return self._reading(question).read(written)
        except UserError:
            return written  # the rules say what is wrong with it

    def _choices(self, path: str) -> Mapping[str, tuple[str, ...]]:
        return values_by_words(self.form, path)

    def _chosen(self, question: Question, written: str) -> str:
        known = self.choices(question.path)
        if question.control == "select1":
            return _one(known, written)
        for parts in (written.split(), [part for part in _PARTS.split(written) if part.strip()]):
            if all(meant(known, part) for part in parts):
                return " ".join(_one(known, part) for part in parts)
        return written

    def _reading(self, question: Question) -> Reading:
        if question.path not in self._readings:
            self._readings[question.path] = _reading_of(question, self.now)
        return self._readings[question.path]


def plain(cell: Cell) -> str:
    """A cell as text. UserError for a number that is longer than a spreadsheet keeps."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, int) and len(str(abs(cell))) > FIGURES_KEPT:
        raise UserError("angka {angka} lebih dari {n} digit, dan lembar kerja hanya menyimpan {n} digit pertama. Ubah "
                        "format selnya menjadi Teks, lalu tulis lagi.", angka=cell, n=FIGURES_KEPT)
    return format(Decimal(repr(cell)), "f") if isinstance(cell, float) else str(cell).strip()


def _one(known: Mapping[str, tuple[str, ...]], written: str) -> str:
    values = meant(known, written) or (written,)
    if len(values) > 1:
        raise SeveralMeantError(written, values)
    return values[0]


def _reading_of(question: Question, now: datetime) -> Reading:
    looks = question.appearance.split()
    match question.type:
        case "int":
            return reading.money()
        case "decimal":
            return reading.decimal()
        case "date" if "month-year" in looks:
            return reading.month(now.date())
        case "date":
            return reading.year() if "year" in looks else reading.day(now.date())
        case "time":
            return reading.clock(now)
        case "dateTime":
            return reading.moment(now)
        case "geopoint":
            return Reading(points.read_point, points.show_point)
        case "geotrace":
            return Reading(points.read_trace, points.show_trace)
        case "geoshape":
            return Reading(points.read_area, points.show_trace)
        case _ if "numbers" in looks:
            return reading.figures(question.name)
        case _:
            return reading.lines() if "multiline" in looks else reading.text()
