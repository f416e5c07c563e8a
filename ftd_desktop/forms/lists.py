"""Choice lists and other tables a form looks things up in, kept as columns; a node is made only of a row asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import count

from ftd_desktop.forms.nodes import DOCUMENT, ELEMENT, TEXT, Node

ITEM = ("root", "item")

_lists = count(1)
_ORDERS_A_ROW = 1 << 12


class Listing:
    """A table of texts. `path` is where its rows stand, e.g. ("root", "item"); () when it is no table but a tree.

    `absent` names the rows that lack a column altogether: a blank cell equals '', one that is not there equals nothing.
    """

    def __init__(self, path: tuple[str, ...], columns: Mapping[str, list[str]], top: Node | None = None,
                 rows: Sequence[Node] = (), absent: Mapping[str, Collection[int]] | None = None) -> None:
        self.path = path
        self._columns = dict(columns)
        self._top = top
        self._nodes: dict[int, Node] = dict(enumerate(rows))
        self._folded: dict[str, list[str]] = {}
        self._from_nodes = bool(rows)
        self._absent = dict(absent or {})
        self._first_order = next(_lists) << 64
        self._indexes: dict[str, tuple[dict[str, int], dict[str, list[int]]]] = {}
        self.size = len(rows) if rows else max((len(column) for column in self._columns.values()), default=0)

    @classmethod
    def of_tree(cls, top: Node) -> Listing:
        """The listing of a parsed instance; `top` is the node whose child is the root element."""
        root = next(iter(top.elements()), None)
        rows = root.elements() if root is not None else []
        flat = rows and all(row.name == rows[0].name for row in rows) and any(row.elements() for row in rows)
        if root is None or not flat:
            return cls((), {}, top)
        return cls((root.name, rows[0].name), {}, top, rows)

    def column(self, name: str) -> list[str]:
        """All texts of one column, "" where a row has none."""
        column = self._columns.get(name)
        if column is None:
            if not self._from_nodes:
                return [""] * self.size
            found = [self._nodes[i].child(name) for i in range(self.size)]
            column = self._columns[name] = ["" if node is None else node.string_value() for node in found]
            self._absent[name] = frozenset(i for i, node in enumerate(found) if node is None)
        return column

    def columns(self) -> list[str]:
        """The names of its columns, as far as they are known."""
        first = self._nodes.get(0) if self._from_nodes else None
        return list(self._columns) if first is None else [child.name for child in first.elements()]

    def folded(self, column: str) -> list[str]:
        """The column without the difference of capitals, made once: what a search while typing looks through."""
        found = self._folded.get(column)
        if found is None:
            found = self._folded[column] = [text.casefold() for text in self.column(column)]
        return found

    def has(self, column: str) -> bool:
        """True when the list has that column; a list without rows has them all."""
        if not self.size or column in self._columns:
            return True
        return self._from_nodes and any(node.child(column) is not None for node in self._nodes.values())

    def complete(self, name: str) -> bool:
        """Whether each row has exactly one child of that name, so that the column says all."""
        return not self._from_nodes and name in self._columns and not self._absent.get(name)

    def where(self, column: str, value: str) -> Sequence[int]:
        """The numbers of the rows whose `column` is `value`, in order."""
        first, more = self._indexes.get(column) or self._index(column)
        number = first.get(value)
        if number is None:
            return ()
        return (number, *more[value]) if value in more else (number,)

    def part(self, column: str, value: str) -> Listing:
        """The rows whose `column` is `value`, as a list of their own."""
        rows = self.where(column, value)
        return Listing(self.path, {name: [cells[row] for row in rows] for name, cells in self._columns.items()})

    def prepare(self, column: str) -> None:
        """Have `where` on that column answer at once; nothing to do for a column that is not there."""
        if column not in self._indexes and column in self._columns:
            self._index(column)

    def _index(self, column: str) -> tuple[dict[str, int], dict[str, list[int]]]:
        """The first row of each text, and the further rows of those that repeat: no list for each of 80,000 codes."""
        first: dict[str, int] = {}
        more: dict[str, list[int]] = {}
        texts, absent = self.column(column), self._absent.get(column, ())
        for number, text in enumerate(texts):
            if number in absent:
                continue
            if first.setdefault(text, number) != number:
                more.setdefault(text, []).append(number)
        self._indexes[column] = first, more
        return first, more

    def node(self, number: int) -> Node:
        """The row as an element with one child a column."""
        node = self._nodes.get(number)
        if node is None:
            node = self._nodes[number] = self._alone(number)
        return node

    def top(self) -> Node:
        """The whole list as a tree; of a large list this is the expensive way."""
        if self._top is None:
            self._top = Node(DOCUMENT)
            root = self._top.append(Node(ELEMENT, "root"))
            for number in range(self.size):
                root.append(self._build(number))
            self._nodes = dict(enumerate(root.children))
        return self._top

    def _build(self, number: int) -> Node:
        row = Node(ELEMENT, self.path[-1])
        for name, column in self._columns.items():
            if number in self._absent.get(name, ()):
                continue
            row.append(Node(ELEMENT, name)).append(Node(TEXT, value=column[number]))
        return row

    def _alone(self, number: int) -> Node:
        """A row that stands alone; its order in the document is that of the list."""
        row = self._build(number)
        row.order = self._first_order + number * _ORDERS_A_ROW
        for place, node in enumerate(row.descendants(), 1):
            node.order = row.order + place
        return row
