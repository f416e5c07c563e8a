"""A form as the other rooms see it: its groups, repeats and questions, and the tables its answers are kept in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ftd_desktop.forms.model import Model



@dataclass(frozen=True, eq=False)
class Question:
    """One question or calculation. `path` is the template path, without positions.

    `type`: string, int, decimal, boolean, date, time, dateTime, geopoint, geotrace, geoshape, barcode, binary.
    `control`: input, select1, select, rank, range, upload, trigger, note (shown, never answered), or "" (not shown).
    `parameters`: what the body says of the control (start, end, step, rows, mediatype, accept …).
    `extra`: bind attributes of foreign namespaces by local name (dim, pdp, unit …).
    `save_to`: the entity property that the answer fills.
    """

    path: str
    name: str
    type: str
    control: str
    appearance: str = ""
    read_only: bool = False
    parameters: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    save_to: str | None = None


@dataclass(frozen=True, eq=False)
class Group:
    """A group in body order; questions without a control stand after those that have one."""

    path: str
    name: str
    children: tuple[Group | Question, ...] = ()
    appearance: str = ""

    def questions(self) -> Iterator[Question]:
        """All questions below, in order."""
        for child in self.children:
            if isinstance(child, Question):
                yield child
            else:
                yield from child.questions()


@dataclass(frozen=True, eq=False)
class Repeat(Group):
    """A repeated group. `count` is the expression that fixes the number of rows, "" when the user adds them."""

    count: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a form table: `path` is the question's, `sql_type` INTEGER, REAL or TEXT."""

    name: str
    path: str
    sql_type: str


@dataclass(frozen=True)
class Table:
    """A table of a form: the main one (`parent` None, `path` the root) or a repeat's."""

    name: str
    parent: str | None
    path: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """A form that is ready to run. `questions` also holds calculations and metadata, in document order.

    `languages` are named as in the workbook, e.g. "Bahasa Indonesia (id)"; ("",) for a form without translations.
    `settings`: what the form says of itself beyond its title (style, public_key …).
    """

    form_id: str
    version: str
    title: str
    languages: tuple[str, ...]
    default_language: str
    root: Group
    questions: Mapping[str, Question]
    tables: tuple[Table, ...]
    model: Model = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=dict)
