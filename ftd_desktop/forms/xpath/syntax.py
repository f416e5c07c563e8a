"""The tree of an expression: plain dataclasses with their places in the text. Nobody changes one after parsing.

They are not frozen only because that makes parsing a form half as fast again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

REVERSE_AXES: Final = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
AXES: Final = REVERSE_AXES | {
    "attribute", "child", "descendant", "descendant-or-self", "following", "following-sibling", "namespace", "parent",
    "self",
}
NODE_TYPES: Final = frozenset({"comment", "text", "processing-instruction", "node"})


@dataclass(slots=True, unsafe_hash=True)
class Expr:
    """Any expression; `start` and `end` are places in the text, from 0, end exclusive."""

    start: int = field(kw_only=True, compare=False)
    end: int = field(kw_only=True, compare=False)

    def children(self) -> tuple[Expr, ...]:
        """The expressions directly inside, in the order of the text."""
        return ()


@dataclass(slots=True, unsafe_hash=True)
class Number(Expr):
    """A number as written."""

    value: float


@dataclass(slots=True, unsafe_hash=True)
class Literal(Expr):
    """A text between quotes."""

    text: str


@dataclass(slots=True, unsafe_hash=True)
class Given(Expr):
    """A value that is known before: `name` in the Python source, `letter` its kind (s, n or b)."""

    name: str
    letter: str


@dataclass(slots=True, unsafe_hash=True)
class Logic(Expr):
    """`and` or `or` over two or more operands."""

    operator: str
    operands: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """The operands."""
        return self.operands


@dataclass(slots=True, unsafe_hash=True)
class Compare(Expr):
    """`= != < <= > >=`."""

    operator: str
    left: Expr
    right: Expr

    def children(self) -> tuple[Expr, ...]:
        """Both sides."""
        return (self.left, self.right)


@dataclass(slots=True, unsafe_hash=True)
class Arithmetic(Expr):
    """A run of operators of one precedence, from left to right: `first op operand op operand …`."""

    first: Expr
    rest: tuple[tuple[str, Expr], ...]

    def children(self) -> tuple[Expr, ...]:
        """All operands."""
        return (self.first, *(operand for _, operand in self.rest))


@dataclass(slots=True, unsafe_hash=True)
class Negate(Expr):
    """The unary minus."""

    operand: Expr

    def children(self) -> tuple[Expr, ...]:
        """The operand."""
        return (self.operand,)


@dataclass(slots=True, unsafe_hash=True)
class Union(Expr):
    """`a | b | …`."""

    operands: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """The operands."""
        return self.operands


@dataclass(slots=True, unsafe_hash=True)
class Call(Expr):
    """A function call; `name` is as written, with a prefix if any."""

    name: str
    arguments: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """The arguments."""
        return self.arguments


@dataclass(slots=True, unsafe_hash=True)
class Filter(Expr):
    """An expression in brackets or a call with predicates: `(…)[…]`."""

    base: Expr
    predicates: tuple[Expr, ...]

    def children(self) -> tuple[Expr, ...]:
        """The base and the predicates."""
        return (self.base, *self.predicates)


@dataclass(slots=True, unsafe_hash=True)
class Step:
    """One step. `name` is None for a node type test, "*" for any; `node_type` is one of NODE_TYPES or ""."""

    axis: str
    prefix: str = ""
    name: str | None = None
    node_type: str = ""
    target: str = ""  # of processing-instruction('target')
    predicates: tuple[Expr, ...] = ()
    start: int = field(default=0, kw_only=True, compare=False)
    end: int = field(default=0, kw_only=True, compare=False)

    @property
    def simple(self) -> bool:
        """A child, parent or self step by plain name or ".", ".." without predicates."""
        if self.predicates:
            return False
        if self.axis == "child":
            return self.name not in (None, "*") and not self.prefix
        return self.axis in ("parent", "self") and self.node_type == "node"


@dataclass(slots=True, unsafe_hash=True)
class Path(Expr):
    """A location path. `base` is None: from the context node, or from the root when `absolute`."""

    absolute: bool
    base: Expr | None
    steps: tuple[Step, ...]

    def children(self) -> tuple[Expr, ...]:
        """The base and all predicates."""
        base = () if self.base is None else (self.base,)
        return (*base, *(predicate for step in self.steps for predicate in step.predicates))

    @property
    def simple(self) -> bool:
        """Only plain child, parent and self steps."""
        return all(step.simple for step in self.steps)


def rebuilt(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The same with each direct part changed; what has no parts, and paths, stay as they are."""
    match expr:
        case Logic():
            return replace(expr, operands=tuple(map(change, expr.operands)))
        case Compare():
            return replace(expr, left=change(expr.left), right=change(expr.right))
        case Arithmetic():
            return replace(expr, first=change(expr.first), rest=tuple((sign, change(part)) for sign, part in expr.rest))
        case Negate():
            return replace(expr, operand=change(expr.operand))
        case Call():
            return replace(expr, arguments=tuple(map(change, expr.arguments)))
    return expr


def instance_name(expr: Expr | None) -> str | None:
    """The name in `instance('name')`; None for anything else."""
    if isinstance(expr, Call) and expr.name == "instance" and len(expr.arguments) == 1:
        (name,) = expr.arguments
        return name.text if isinstance(name, Literal) else None
    return None


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and all inside it, outer ones first."""
    pending = [expr]
    while pending:
        here = pending.pop()
        yield here
        pending.extend(reversed(here.children()))
