"""Reads the table of contents out of a running interview and gives every question its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftd_desktop.forms import layout
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.outline import Asked, Entry, Heading, Row, Rows, Section
from ftd_desktop.ui.forms.session import template_path
from ftd_desktop.ui.forms.shape import grid_weight

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Interview

_GRID_COLUMNS = 4
_CODED = re.compile(r"([A-Z]{1,2}\d{0,2}|\d{1,2})\.\s+(\S.*)", re.DOTALL)


def sections(interview: Interview) -> list[Section]:
    """The sections as they stand now. A letter or figure that a section's label begins with is its number."""
    found = [section for section in interview.layout() if section.items]
    coded = [_CODED.fullmatch(plain(section.label).strip()) for section in found]
    made = []
    for place, (section, code) in enumerate(zip(found, coded, strict=True), 1):
        number, title = str(place), plain(section.label) or _first_note(interview, section)
        if code is not None and all(coded):
            number, title = code[1], code[2]
        numbering = _Numbering(interview, number)
        entries = numbering.entries(section.items, 1, _grid_total(interview, section.appearance))
        made.append(Section(section.ref, number, title or tr("Pertanyaan"), entries))
    return made


def _first_note(interview: Interview, section: layout.Section) -> str:
    """The note that a section without a label begins with (pyxform writes a table-list's label so)."""
    first = section.items[0]
    if not isinstance(first, str) or interview.form.questions[template_path(first)].control != "note":
        return ""
    return plain(interview.state(first).label)


def _grid_total(interview: Interview, appearance: str) -> int:
    """How many columns the grid theme gives a group (w1 to w10, else 4); 0 for forms without that theme."""
    if "theme-grid" not in interview.form.settings.get("style", ""):
        return 0
    return grid_weight(appearance) or _GRID_COLUMNS


def _fold(appearance: str) -> str:
    """Whether a group can be folded: SurveyCTO's organized and organized-closed, Enketo's compact."""
    words = appearance.split()
    return "closed" if "organized-closed" in words else "open" if {"organized", "compact"} & set(words) else ""


class _Numbering:
    """Counts the questions of one section in body order, relevant or not, so that a number never changes."""

    def __init__(self, interview: Interview, section: str) -> None:
        self._questions = interview.form.questions
        self._prefix = section + ("." if section[-1].isdigit() else "")
        self._count = 0

    def entries(
        self, items: tuple[str | layout.Block | layout.RowSet, ...], depth: int, total: int
    ) -> tuple[Entry, ...]:
        """The entries of some items; groups are laid out flat below their headings."""
        made: list[Entry] = []
        for item in items:
            if isinstance(item, str):
                made.append(self._asked(item, total))
            elif isinstance(item, layout.RowSet):
                made.append(self._rows(item, depth, total))
            else:
                made += self._group(item, depth, total)
        return tuple(made)

    def _group(self, group: layout.Block, depth: int, total: int) -> list[Entry]:
        fold = _fold(group.appearance) if group.label else ""
        made: list[Entry] = [Heading(group.ref, group.label, depth, fold)] if group.label else []
        made += self.entries(group.items, depth + 1, total and (grid_weight(group.appearance) or _GRID_COLUMNS))
        return [*made, Heading(group.ref, "", depth, "end")] if fold else made

    def _asked(self, ref: str, total: int) -> Asked:
        question = self._questions[template_path(ref)]
        if question.control == "note" or "label" in question.appearance.split():
            return Asked(ref, "", total)
        self._count += 1
        return Asked(ref, f"{self._prefix}{self._count}", total)

    def _rows(self, rows: layout.RowSet, depth: int, total: int) -> Rows:
        """Each row counts anew, so that a column has one number."""
        start, made = self._count, []
        for row in rows.rows:
            self._count = start
            made.append(Row(row.ref, self.entries(row.items, depth + 1, total)))
        inside = template_path(rows.ref) + "/"
        asked = sum(q.path.startswith(inside) and q.control not in ("", "note") for q in self._questions.values())
        self._count = start + asked
        return Rows(rows.ref, rows.label, tuple(made), rows.fixed)
