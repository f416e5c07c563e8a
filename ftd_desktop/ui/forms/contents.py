"""Reads the table of contents out of a running interview and gives every question its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ftd_desktop.forms import layout
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.face import plain
from ftd_desktop.ui.forms.outline import Asked, Entry, Heading, Row, Rows, Section
from ftd_desktop.ui.forms.session import template_path

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import Interview

_CODED = re.compile(r"([A-Z]{1,2}\d{0,2}|\d{1,2})\.\s+(\S.*)", re.DOTALL)


def sections(interview: Interview) -> list[Section]:
    """The sections as they stand now. A letter or figure that a section's label begins with is its number."""
    found = [section for section in interview.layout() if section.items]
    coded = [_CODED.fullmatch(plain(section.label).strip()) for section in found]
    made = []
    for place, (section, code) in enumerate(zip(found, coded, strict=True), 1):
        number, title = str(place), plain(section.label)
        if code is not None and all(coded):
            number, title = code[1], code[2]
        numbering = _Numbering(interview, number)
        made.append(Section(section.ref, number, title or tr("Pertanyaan"), numbering.entries(section.items, 1)))
    return made


class _Numbering:
    """Counts the questions of one section in body order, relevant or not, so that a number never changes."""

    def __init__(self, interview: Interview, section: str) -> None:
        self._questions = interview.form.questions
        self._prefix = section + ("." if section[-1].isdigit() else "")
        self._count = 0

    def entries(self, items: tuple[str | layout.Block | layout.RowSet, ...], depth: int) -> tuple[Entry, ...]:
        """The entries of some items; groups are laid out flat below their headings."""
        made: list[Entry] = []
        for item in items:
            if isinstance(item, str):
                made.append(self._asked(item))
            elif isinstance(item, layout.RowSet):
                made.append(self._rows(item, depth))
            else:
                if item.label:
                    made.append(Heading(item.ref, item.label, depth))
                made += self.entries(item.items, depth + 1)
        return tuple(made)

    def _asked(self, ref: str) -> Asked:
        if self._questions[template_path(ref)].control == "note":
            return Asked(ref, "")
        self._count += 1
        return Asked(ref, f"{self._prefix}{self._count}")

    def _rows(self, rows: layout.RowSet, depth: int) -> Rows:
        """Each row counts anew, so that a column has one number."""
        start, made = self._count, []
        for row in rows.rows:
            self._count = start
            made.append(Row(row.ref, self.entries(row.items, depth + 1)))
        inside = template_path(rows.ref) + "/"
        asked = sum(q.path.startswith(inside) and q.control not in ("", "note") for q in self._questions.values())
        self._count = start + asked
        return Rows(rows.ref, rows.label, tuple(made), rows.fixed)
