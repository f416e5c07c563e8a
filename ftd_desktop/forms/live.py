"""The nodes of a running interview: one `Live` for each node of its tree, one `Rows` for each run of repeat rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ftd_desktop.forms.model import REPEAT, Item
from ftd_desktop.forms.nodes import ELEMENT, Node
from ftd_desktop.forms.xpath import Scope
from ftd_desktop.forms.xpath.environment import Environment


class Live:
    """A node with its state. `relevant` counts the groups above it, `own` is its own rule alone."""

    __slots__ = (
        "children",
        "cleared",
        "constraint_failed",
        "item",
        "look",
        "node",
        "own",
        "parent",
        "readonly",
        "reason",
        "relevant",
        "required",
        "scope",
        "warned",
    )

    def __init__(self, item: Item, node: Node, parent: Live | None, env: Environment) -> None:
        self.item = item
        self.node = node
        self.parent = parent
        self.children: list[Live | Rows] = []
        self.scope = Scope(node, env)
        self.relevant = self.own = True
        self.required = self.readonly = self.constraint_failed = self.warned = False
        self.look: tuple[str, ...] = ()
        self.cleared = ""  # what a filter took away, kept for this sitting
        self.reason = ""
        node.info = self

    @property
    def text(self) -> str:
        """The raw answer, whether relevant or not."""
        children = self.node.children
        if self.node.kind != ELEMENT:
            return self.node.value
        return children[0].value if children else ""

    @property
    def ref(self) -> str:
        """The path with positions on repeat rows."""
        parts: list[str] = []
        live: Live | None = self
        while live is not None:
            name = live.item.name
            if live.item.kind == REPEAT and live.parent is not None:
                name += f"[{live.parent.rows(live.item).nodes.index(live) + 1}]"
            parts.append(name)
            live = live.parent
        return "/" + "/".join(reversed(parts))

    def rows(self, item: Item) -> Rows:
        """The rows of a repeat directly below."""
        return next(child for child in self.children if isinstance(child, Rows) and child.item is item)

    def walk(self) -> Iterator[Live]:
        """This and everything below, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Rows):
                for row in child.nodes:
                    yield from row.walk()
            else:
                yield from child.walk()

    def below(self, item: Item) -> Iterator[Live]:
        """Every live node of `item` under this one (or this one)."""
        if self.item is item:
            yield self
            return
        chain = []
        step: Item | None = item
        while step is not None and step is not self.item:
            chain.append(step)
            step = step.parent
        yield from _descend(self, chain[::-1])


def _descend(live: Live, chain: list[Item]) -> Iterator[Live]:
    for place, step in enumerate(chain):
        child = next((c for c in live.children if c.item is step), None)
        if child is None:
            return
        if isinstance(child, Rows):
            for row in list(child.nodes):
                yield from _descend(row, chain[place + 1:])
            return
        live = child
    yield live


class Rows:
    """The rows of one repeat under one parent.

    `stash` keeps rows that a smaller count took away, `spare` the first rows of the form until a count asks for them.
    """

    __slots__ = ("_ghost", "env", "item", "nodes", "parent", "spare", "stash")

    def __init__(self, item: Item, parent: Live, env: Environment) -> None:
        self.item = item
        self.parent = parent
        self.nodes: list[Live] = []
        self.stash: list[Live] = []
        self.spare: list[Live] = []
        self.env = env
        self._ghost: Scope | None = None

    def row_scope(self) -> Scope:
        """Where the rules of the repeat are asked: at its first row, or at one that is not there when it has none."""
        if self.nodes:
            return self.nodes[0].scope
        if self._ghost is None:
            node = self.item.node.copy()
            node.parent = self.parent.node
            self._ghost = Scope(node, self.env)
        return self._ghost

    @property
    def ref(self) -> str:
        """The path of the repeat, without a position of its own."""
        return f"{self.parent.ref}/{self.item.name}"


def grow(item: Item, node: Node, parent: Live | None, env: Environment) -> Live:
    """Live nodes for a tree of the form; rows are taken as they stand in the tree."""
    live = Live(item, node, parent, env)
    for child in item.children:
        if child.kind == REPEAT:
            rows = Rows(child, live, env)
            live.children.append(rows)
            rows.nodes = [grow(child, row, live, env) for row in node.named(child.name)]
        elif child.name.startswith("@"):
            attribute = node.attribute(child.name[1:]) or node.set_attribute(child.name[1:], "")
            live.children.append(Live(child, attribute, live, env))
        else:
            found = node.child(child.name)
            if found is None:
                found = node.append(child.node.copy())
            live.children.append(grow(child, found, live, env))
    return live


def drop_rows(top: Live, *, counted: bool = False) -> None:
    """Take all rows below away, or those of the repeats that count their rows, which stay spare."""
    for rows in [child for live in list(top.walk()) for child in live.children if isinstance(child, Rows)]:
        if not counted or rows.item.count is not None:
            for row in rows.nodes:
                rows.parent.node.remove(row.node)
            rows.spare = rows.nodes[::-1] if counted else []
            rows.nodes = []


def find(root: Live, ref: str) -> Live:
    """The node at an instance path such as /data/presensi[2]/hadir; KeyError when there is none."""
    steps = ref.split("/")
    if len(steps) < 2 or steps[1] != root.item.name:
        raise KeyError(ref)
    live = root
    for step in steps[2:]:
        name, position = split_step(step)
        child = next((c for c in live.children if c.item.name == name), None)
        if isinstance(child, Rows):
            if position is None or not 1 <= position <= len(child.nodes):
                raise KeyError(ref)
            live = child.nodes[position - 1]
        elif child is None:
            raise KeyError(ref)
        else:
            live = child
    return live


def split_step(step: str) -> tuple[str, int | None]:
    """A step of a ref as name and position: "presensi[2]" is ("presensi", 2)."""
    name, bracket, position = step.removesuffix("]").partition("[")
    return name, int(position) if bracket and position.isdigit() else None


def place_of(rows: Rows) -> int:
    """Where the next row belongs among the children of its parent node."""
    siblings = rows.parent.node.children
    if rows.nodes:
        return _index(siblings, rows.nodes[-1].node) + 1
    after = rows.parent.item.children[rows.parent.item.children.index(rows.item) + 1:]
    names = {item.name for item in after}
    return next((i for i, node in enumerate(siblings) if node.kind == ELEMENT and node.name in names), len(siblings))


def _index(siblings: list[Node], node: Node) -> int:
    """The place of a node, looked for from the end: rows are mostly the last thing."""
    return next(i for i in range(len(siblings) - 1, -1, -1) if siblings[i] is node)


def refs_of(lives: Iterable[Live]) -> dict[Live, str]:
    """The refs of many nodes at once: groups and positions are worked out once each."""
    refs: dict[Live, str] = {}
    positions: dict[Live, int] = {}

    def ref(live: Live) -> str:
        found = refs.get(live)
        if found is None:
            parent = live.parent
            found = f"{ref(parent)}/{live.item.name}" if parent is not None else f"/{live.item.name}"
            if live.item.kind == REPEAT and parent is not None:
                if live not in positions:
                    positions.update((row, place) for place, row in enumerate(parent.rows(live.item).nodes, 1))
                found += f"[{positions[live]}]"
            refs[live] = found
        return found

    return {live: ref(live) for live in lives}

