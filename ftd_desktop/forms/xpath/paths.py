"""Location paths as closures: from a scope to the nodes, or to the first node only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from ftd_desktop.forms.nodes import MAX_NODES, Node, in_document_order
from ftd_desktop.forms.xpath.axes import AXES, node_test
from ftd_desktop.forms.xpath.compiling import Compiling, First, Nodes, Select, Stage
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import REVERSE_AXES, Call, Expr, Number, Path, Step
from ftd_desktop.forms.xpath.values import Value, boolean_of

_LEVEL: Final = frozenset({"child", "attribute", "self", "parent"})  # all nodes stay at one depth


def compile_path(path: Path, compiler: Compiling) -> Nodes:
    """The closure that gives the nodes of `path` in document order."""
    if path.base is None and path.simple:
        plain = _simple_nodes(path.absolute, path.steps)
        return _counted(plain) if compiler.inside else plain
    compiler.heavy = True
    start, level = _start(path, compiler)
    go_on = compile_stages(path.steps, compiler, level)
    staged: Nodes = lambda scope: go_on(start(scope), scope)  # noqa: E731 - the closure is the value
    return _counted(staged) if compiler.inside else staged


def _counted(nodes: Nodes) -> Nodes:
    """The closure, counting what it gives: inside a predicate a long node set is read again for each row."""

    def counted(scope: Scope) -> list[Node]:
        found = nodes(scope)
        if len(found) > 1:
            scope.spend(len(found))
        return found

    return counted


def compile_stages(steps: Sequence[Step], compiler: Compiling, level: bool) -> Stage:
    """The closure that goes the steps from given nodes; `level`: these are of one depth and in document order."""
    stages: list[Stage] = []
    waiting = list(steps)
    while waiting:
        step = waiting.pop(0)
        if _is_any(step) and waiting and waiting[0].axis == "child" and not waiting[0].predicates:
            step = _joined(waiting.pop(0))
        level = level and step.axis in _LEVEL
        stages.append(_step(step, compiler, level))

    def nodes(found: list[Node], scope: Scope) -> list[Node]:
        for stage in stages:
            if not found:
                break
            found = stage(found, scope)
        return found

    return nodes


def compile_first(path: Path) -> First | None:
    """The closure that gives the first node of a simple path; None when the path is not simple."""
    if path.base is not None or not path.simple:
        return None
    return _simple_first(path.absolute, [_move(step) for step in path.steps])


def _start(path: Path, compiler: Compiling) -> tuple[Nodes, bool]:
    """Where the path starts, and whether the nodes there are of one depth."""
    if path.base is not None:
        return compiler.nodes(path.base), isinstance(path.base, Call) and path.base.name in ("instance", "current")
    if path.absolute:
        return lambda scope: [scope.env.root], True
    return lambda scope: [scope.node], True


def _is_any(step: Step) -> bool:
    return step.axis == "descendant-or-self" and step.node_type == "node" and not step.predicates


def _joined(step: Step) -> Step:
    """`//name` as one descendant step: the same nodes without listing all of them in between."""
    return Step("descendant", step.prefix, step.name, step.node_type, step.target, start=step.start, end=step.end)


# simple paths: child, parent, self


def _move(step: Step) -> str:
    return step.name or ("." if step.axis == "self" else "..")


def _simple_nodes(absolute: bool, steps: Sequence[Step]) -> Nodes:
    moves = [move for step in steps if (move := _move(step)) != "."]

    def nodes(scope: Scope) -> list[Node]:
        found = [scope.env.root if absolute else scope.node]
        for move in moves:
            if move == "..":
                found = list(dict.fromkeys(node.parent for node in found if node.parent is not None))
            elif len(found) == 1:
                found = found[0].named(move)
            else:
                found = [child for node in found for child in node.named(move)]
        return found

    return nodes


def _simple_first(absolute: bool, moves: list[str]) -> First:
    """The first node; goes back when the first branch has no such child and a later one may."""
    moves = [move for move in moves if move != "."]
    ups = 0
    while ups < len(moves) and moves[ups] == "..":
        ups += 1
    downs = tuple(moves[ups:])
    if ".." in downs or (absolute and ups):
        nodes = _simple_nodes_of(absolute, moves)
        return lambda scope: next(iter(nodes(scope)), None)

    def first(scope: Scope) -> Node | None:
        node = scope.env.root if absolute else scope.node
        for _ in range(ups):
            if node.parent is None:
                return None
            node = node.parent
        for place, name in enumerate(downs):
            found = node.named(name)
            if not found:
                return None
            if len(found) > 1 and place + 1 < len(downs):
                return _first_below(found, downs[place + 1:])
            node = found[0]
        return node

    return first


def _simple_nodes_of(absolute: bool, moves: list[str]) -> Nodes:
    steps = [Step("parent", node_type="node") if move == ".." else Step("child", name=move) for move in moves]
    return _simple_nodes(absolute, steps)


def _first_below(nodes: list[Node], names: tuple[str, ...]) -> Node | None:
    for node in nodes:
        found = node.named(names[0])
        if found:
            deeper = found[0] if len(names) == 1 else _first_below(found, names[1:])
            if deeper is not None:
                return deeper
    return None


# any step


def _step(step: Step, compiler: Compiling, level: bool) -> Stage:
    select = _select(step, compiler)
    axis = AXES[step.axis]
    reverse = step.axis in REVERSE_AXES
    fast = step.axis == "child" and step.name not in (None, "*") and not step.prefix
    name = step.name or ""

    def nodes(contexts: list[Node], scope: Scope) -> list[Node]:
        if len(contexts) == 1:
            node = contexts[0]
            found = select(node.named(name) if fast else axis(node), scope)
            return found[::-1] if reverse else found
        found = []
        for node in contexts:
            found.extend(select(node.named(name) if fast else axis(node), scope))
        if level and step.axis != "parent":
            return found
        return in_document_order(found)

    return nodes


def _select(step: Step, compiler: Compiling) -> Select:
    """Node test and predicates of a step over the nodes of its axis."""
    uri = compiler.namespaces.get(step.prefix) if step.prefix else None
    test = node_test(step, uri)
    if step.axis == "child" and step.name not in (None, "*") and not step.prefix:
        test = None  # named() has done it
    filters = [compile_predicate(predicate, compiler) for predicate in step.predicates]
    wide = step.axis not in _LEVEL

    def select(candidates: Iterable[Node], scope: Scope) -> list[Node]:
        if wide:
            candidates = list(candidates)
            scope.spend(len(candidates))
        found = list(candidates) if test is None else [node for node in candidates if test(node)]
        for narrow in filters:
            if not found:
                break
            found = narrow(found, scope)
        return found

    return select


def compile_predicate(predicate: Expr, compiler: Compiling) -> Select:
    """The closure that keeps the nodes for which the predicate holds; their order gives the positions."""
    if isinstance(predicate, Number):
        return _at(predicate.value)
    compiler.heavy = True
    compiler.inside += 1
    test = compiler.predicate(predicate)
    compiler.inside -= 1

    def narrow(candidates: Iterable[Node], scope: Scope) -> list[Node]:
        nodes = list(candidates)
        scope.spend(len(nodes))
        inner = Scope(scope.node, scope.env, 1, len(nodes), scope.current, scope.work)
        kept = []
        for position, node in enumerate(nodes, 1):
            inner.node = node
            inner.position = position
            value = test(inner)
            if value is True or (value is not False and _holds(value, position)):
                kept.append(node)
        return kept

    return narrow


def _holds(value: Value, position: int) -> bool:
    if isinstance(value, float):
        return value == position
    return boolean_of(value)


def _at(number: float) -> Select:
    if not 1 <= number <= MAX_NODES or number != int(number):
        return lambda candidates, scope: []
    index = int(number)
    return lambda candidates, scope: list(islice(candidates, index - 1, index))

