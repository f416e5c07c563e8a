"""What can be said about a condition before anything is answered: always true, never true, or it depends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Final

from ftd_desktop.forms.nodes import DOCUMENT, Node
from ftd_desktop.forms.xpath.compare import MIRROR
from ftd_desktop.forms.xpath.compiler import Compiler
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.plain import PlainEnvironment
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.syntax import Call, Compare, Expr, Literal, Logic, Negate, Number, Path, Union, walk

# Functions that give another value at another time or place.
_IMPURE: Final = frozenset({
    "today", "now", "random", "uuid", "once", "position", "last", "current", "instance", "pulldata", "jr:itext",
    "jr:choice-name", "property", "version", "id", "lang", "randomize",
})
_OF_CONTEXT: Final = frozenset({"string", "number", "string-length", "normalize-space", "name", "local-name",
                                "namespace-uri"})

Single = Callable[[Path], bool]


def is_here(path: Path) -> bool:
    """Whether the path is "." alone."""
    return not path.absolute and path.base is None and all(
        step.axis == "self" and step.node_type == "node" and not step.predicates for step in path.steps)


def verdict(expr: Expr, single: Single = is_here) -> bool | None:
    """True when the condition always holds, False when it never can, None when that depends on the answers.

    `single` tells which paths mean one node at most: only of these it is said that `. > 5 and . < 3` cannot be.
    """
    if is_constant(expr):
        return _evaluated(expr)
    if isinstance(expr, Call) and expr.name == "not" and len(expr.arguments) == 1:
        inner = verdict(expr.arguments[0], single)
        return None if inner is None else not inner
    if isinstance(expr, Logic):
        found = [verdict(operand, single) for operand in expr.operands]
        decisive = expr.operator == "or"
        if decisive in found:
            return decisive
        if None not in found:
            return not decisive
        if expr.operator == "and" and _contradict(expr.operands, single):
            return False
    return None


def is_constant(expr: Expr) -> bool:
    """Whether nothing in the expression depends on answers, clock or chance."""
    for inner in walk(expr):
        if isinstance(inner, Path | Union):
            return False
        if isinstance(inner, Call) and (inner.name in _IMPURE or (inner.name in _OF_CONTEXT and not inner.arguments)):
            return False
    return True


def _evaluated(expr: Expr) -> bool | None:
    nothing = Node(DOCUMENT)
    try:
        return Compiler({}).boolean(expr)(Scope(nothing, PlainEnvironment(nothing)))
    except XPathError:
        return None


@dataclass
class _Range:
    """What one path may still be."""

    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False
    texts: set[str] | None = None

    def narrow(self, operator: str, number: float) -> None:
        if operator in (">", ">=", "=") and (number, operator == ">") > (self.low, self.open_low):
            self.low, self.open_low = number, operator == ">"
        if operator in ("<", "<=", "=") and (-number, operator == "<") > (-self.high, self.open_high):
            self.high, self.open_high = number, operator == "<"

    @property
    def empty(self) -> bool:
        closed = self.open_low or self.open_high
        return self.low > self.high or (self.low == self.high and closed) or self.texts == set()


def _contradict(operands: tuple[Expr, ...], single: Single) -> bool:
    """Whether the bounds and texts demanded of one path leave nothing."""
    ranges: dict[Path, _Range] = {}
    for operand in operands:
        if not isinstance(operand, Compare):
            continue
        for path, operator, other in ((operand.left, operand.operator, operand.right),
                                      (operand.right, MIRROR[operand.operator], operand.left)):
            if not isinstance(path, Path) or not single(path):
                continue
            here = ranges.setdefault(path, _Range())
            number = _number(other)
            if number is not None and operator != "!=":
                here.narrow(operator, number)
            elif isinstance(other, Literal) and operator == "=":
                here.texts = {other.text} if here.texts is None else here.texts & {other.text}
    return any(here.empty for here in ranges.values())


def _number(expr: Expr) -> float | None:
    if isinstance(expr, Number):
        return expr.value
    if isinstance(expr, Negate) and isinstance(expr.operand, Number):
        return -expr.operand.value
    return None
