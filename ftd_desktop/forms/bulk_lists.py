"""Lifts large choice lists out of an XForm text before it is parsed, straight into columns.

A list of 80,000 rows inside a form would become 640,000 nodes. Only the plain shape that pyxform writes is lifted (rows
of elements with text); anything else is left to the XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from ftd_desktop.errors import UserError
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.tabular import MAX_ROWS

LARGE = 60_000  # characters; smaller lists are as well parsed as nodes

_OPENING = re.compile(r"<instance\s+id=(?:\"([^\"<&]+)\"|'([^'<&]+)')\s*>\s*<root>")
_CLOSING = re.compile(r"</root>\s*</instance>")
_CELL = re.compile(r"\s*<([A-Za-z_][\w.-]*)(?:/>|>([^<]*)</\1>)")
_ROW = re.compile(r"\s*<item>((?:\s*<[A-Za-z_][\w.-]*(?:/>|>[^<]*</[A-Za-z_][\w.-]*>))*)\s*</item>")


def lift_lists(xform: str) -> tuple[str, dict[str, Listing]]:
    """The text without its large plain lists (empty instances stay), and those lists by id."""
    if len(xform) < LARGE or "<!--" in xform or "<![CDATA[" in xform or "<!DOCTYPE" in xform:
        return xform, {}
    lists: dict[str, Listing] = {}
    parts: list[str] = []
    done = 0
    for opening in _OPENING.finditer(xform):
        closing = _CLOSING.search(xform, opening.end())
        if opening.start() < done or closing is None or closing.start() - opening.end() < LARGE:
            continue
        listing = _columns(xform, opening.end(), closing.start())
        if listing is not None:
            name = opening[1] or opening[2]
            lists[name] = listing
            parts += [xform[done: opening.start()], f'<instance id="{name}"/>']
            done = closing.end()
    return "".join([*parts, xform[done:]]), lists


def _columns(text: str, start: int, end: int) -> Listing | None:
    """The rows between two places as columns; None when they are not of the plain shape."""
    rows = _uniform(text, start, end) or _mixed(text, start, end)
    if rows is None:
        return None
    names, table = rows
    if len(table) > MAX_ROWS:
        raise UserError("Daftar {name} lebih dari {limit} baris. Pecah atau saring daftarnya.",
                        name=", ".join(names), limit=MAX_ROWS)
    columns: dict[str, Sequence[str | None]] = dict(zip(names, zip(*table, strict=True), strict=True)) if table else {}
    known: dict[str, str] = {}
    return Listing(("root", "item"), {
        name: [known.setdefault(cell, cell) for cell in map(_plain, columns.get(name, ()))] for name in names
    }, absent={name: missing for name, column in columns.items()
               if (missing := frozenset(row for row, cell in enumerate(column) if cell is None))})


def _plain(cell: str | None) -> str:
    if cell is None:
        return ""
    return unescape(cell) if "&" in cell else cell


Rows = tuple[list[str], list[tuple[str | None, ...]]]


def _uniform(text: str, start: int, end: int) -> Rows | None:
    """Rows that all have the columns of the first one: one pattern reads them."""
    first = _ROW.match(text, start, end)
    names = [cell[1] for cell in _CELL.finditer(first[1])] if first else []
    if not names or len(set(names)) < len(names):
        return None
    cells = "".join(rf"\s*<{re.escape(name)}>([^<]*)</{re.escape(name)}>" for name in names)
    pattern = re.compile(rf"\s*<item>{cells}\s*</item>")
    table: list[tuple[str | None, ...]] = []
    place = start
    for row in pattern.finditer(text, start, end):
        if row.start() != place:
            return None
        table.append(row.groups())
        place = row.end()
    return (names, table) if not text[place:end].strip() else None


def _mixed(text: str, start: int, end: int) -> Rows | None:
    """Rows that leave out blank columns."""
    names: dict[str, int] = {}
    found: list[dict[str, str]] = []
    place = start
    for row in _ROW.finditer(text, start, end):
        cells = _CELL.findall(row[1])
        if row.start() != place or len({name for name, _ in cells}) < len(cells) or _CELL.sub("", row[1]).strip():
            return None
        found.append(dict(cells))
        names.update(dict.fromkeys(found[-1], 0))
        place = row.end()
    if text[place:end].strip():
        return None
    return list(names), [tuple(cells.get(name) for name in names) for cells in found]
