"""How a form lies before the person: sections with their questions, groups and rows, as they stand now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ftd_desktop.forms.form import Group, Question, Repeat
from ftd_desktop.forms.live import Live, Rows
from ftd_desktop.forms.model import Item, Model


@dataclass(frozen=True)
class Block:
    """A group, or one row of a repeat. `items` are refs of questions, blocks and row sets."""

    ref: str
    label: str
    relevant: bool
    appearance: str
    items: tuple[str | Block | RowSet, ...]


@dataclass(frozen=True)
class RowSet:
    """The rows of a repeat. `ref` is the repeat without its own position; `fixed`: the user cannot add or remove."""

    ref: str
    label: str
    relevant: bool
    appearance: str
    rows: tuple[Block, ...]
    fixed: bool


@dataclass(frozen=True)
class Section:
    """A top-level group, repeat, or run of loose questions; `answered` of `asked` questions have a value."""

    ref: str
    label: str
    relevant: bool
    appearance: str
    items: tuple[str | Block | RowSet, ...]
    answered: int = 0
    asked: int = 0


class Layout:
    """Draws the sections of one interview."""

    def __init__(self, model: Model, root: Group, label: Callable[[Item, Live], str],
                 may_have_rows: Callable[[Rows], bool]) -> None:
        self._model = model
        self._root = root
        self._label = label
        self._may_have_rows = may_have_rows

    def sections(self, top: Live) -> list[Section]:
        """All sections, relevant or not, in body order."""
        sections: list[Section] = []
        loose: list[str] = []
        for child in self._root.children:
            if isinstance(child, Question):
                loose += self._question(child, top)
                continue
            self._flush(loose, top, sections)
            sections.append(self._section(child, top))
        self._flush(loose, top, sections)
        return sections

    def _flush(self, loose: list[str], top: Live, sections: list[Section]) -> None:
        if loose:
            sections.append(Section(top.ref, "", True, "", tuple(loose)))
            loose.clear()

    def _section(self, group: Group, top: Live) -> Section:
        if isinstance(group, Repeat):
            rows = self._rows(group, top)
            return Section(rows.ref, rows.label, rows.relevant, group.appearance, (rows,))
        block = self._block(group, top)
        return Section(block.ref, block.label, block.relevant, block.appearance, block.items)

    def _items(self, group: Group, live: Live) -> tuple[str | Block | RowSet, ...]:
        items: list[str | Block | RowSet] = []
        for child in group.children:
            if isinstance(child, Question):
                items += self._question(child, live)
            elif isinstance(child, Repeat):
                items.append(self._rows(child, live))
            else:
                items.append(self._block(child, live))
        return tuple(items)

    def _question(self, question: Question, live: Live) -> list[str]:
        if not question.control:
            return []
        found = next(live.below(self._model.items[question.path]), None)
        return [found.ref] if found is not None else []

    def _block(self, group: Group, live: Live) -> Block:
        found = next(live.below(self._model.items[group.path]), live) if group.path else live
        items = self._items(group, found)
        return Block(found.ref, self._label(found.item, found), found.relevant, group.appearance, items)

    def _rows(self, repeat: Repeat, live: Live) -> RowSet:
        item = self._model.items[repeat.path]
        assert item.parent is not None
        rows = next(live.below(item.parent)).rows(item)
        blocks = tuple(
            Block(row.ref, self._label(item, row), row.relevant, repeat.appearance, self._items(repeat, row))
            for row in rows.nodes
        )
        label = blocks[0].label if blocks else self._label(item, rows.parent)
        fixed = item.fixed_rows or item.count is not None
        return RowSet(rows.ref, label, self._may_have_rows(rows), repeat.appearance, blocks, fixed)
