"""Which parts of a predicate mean the same for every row that it is asked of."""

from __future__ import annotations

from typing import Final

from ftd_desktop.forms.xpath.functions import find
from ftd_desktop.forms.xpath.kinds import CHANGING, OF_CONTEXT
from ftd_desktop.forms.xpath.syntax import Arithmetic, Call, Compare, Expr, Literal, Logic, Negate, Number, Path, walk

# Functions of the row itself, of its place, or of chance.
_INSIDE: Final = CHANGING | {"position", "last", "current", "instance", "once", "randomize", "id", "lang",
                             "jr:choice-name", "indexed-repeat", "depend"}


def is_outside(expr: Expr) -> bool:
    """Whether `expr` means the same inside and outside the predicate: no path from the row, no position."""
    match expr:
        case Literal() | Number():
            return True
        case Path():
            plain = not any(step.predicates for step in expr.steps)
            if expr.base is None:
                return expr.absolute and plain
            return plain and isinstance(expr.base, Call) and expr.base.name == "current"
        case Call():
            fixed = find(expr.name) is not None and expr.name not in _INSIDE
            whole = bool(expr.arguments) or expr.name not in OF_CONTEXT
            return fixed and whole and all(is_outside(argument) for argument in expr.arguments)
        case Logic() | Compare() | Arithmetic() | Negate():
            return all(is_outside(child) for child in expr.children())
    return False


def is_positional(expr: Expr) -> bool:
    """Whether it asks for the place of the row."""
    return any(isinstance(inner, Call) and inner.name in ("position", "last") for inner in walk(expr))


def child_name(expr: Expr) -> str:
    """The name when `expr` is a plain child step, else ""."""
    if isinstance(expr, Path) and expr.base is None and not expr.absolute and len(expr.steps) == 1:
        step = expr.steps[0]
        return step.name or "" if step.simple and step.axis == "child" else ""
    return ""
