"""What can be told of a piece of an expression before it is written as Python, and the small parts of such source."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from ftd_desktop.forms.xpath.functions import Kind, find
from ftd_desktop.forms.xpath.syntax import Arithmetic, Call, Expr, Negate, Number, instance_name

# Functions that need no remembering, because they are a piece of Python or choose between others.
_CHEAP: Final = frozenset({"not", "boolean", "string", "string-length", "if", "coalesce", "once", "selected",
                           "is-selected", "count", "count-non-empty", "sum", "int", "abs", "number"})
# Functions that may give a moment (or, date(), a text) where a number is declared.
_OF_MOMENTS: Final = frozenset({"date", "date-time", "today", "now", "number"})


class Unsupported(Exception):  # noqa: N818 - not an error: the closures do it
    """This expression needs nodes."""


class Cell:
    """A node as far as functions look at one: its text."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def string_value(self) -> str:
        """The text."""
        return self.text


def number_of_column(column: int, optional: Collection[int] = ()) -> str:
    """The statement that makes the number of a column; most texts are plain figures, which Python reads fastest."""
    if column in optional:
        return f"n{column} = N[v{column} or '']"
    return f"n{column} = float(v{column}) if v{column}.isdigit() and v{column}.isascii() else N[v{column}]"


def instance_column(base: Expr) -> str:
    """instance('x') as the columns of an instance begin; Unsupported for any other base of a path."""
    name = instance_name(base)
    if name is None:
        raise Unsupported
    return f"instance:{name}"


def is_costly(expr: Expr) -> bool:
    """A call that is not a piece of Python, or the conversion of one."""
    return isinstance(expr, Call) and bool(expr.arguments) and expr.name not in _CHEAP


def is_if(expr: Expr) -> bool:
    """A complete if(…, …, …)."""
    return isinstance(expr, Call) and expr.name == "if" and len(expr.arguments) == 3


def whole_number(expr: Expr) -> bool:
    """A whole number as written: a moment compares with it by days exactly as by milliseconds."""
    return isinstance(expr, Number) and expr.value.is_integer()


def never_a_moment(expr: Expr) -> bool:
    """Whether the number is never a moment."""
    if isinstance(expr, Number | Arithmetic | Negate):
        return True
    if not isinstance(expr, Call):
        return False
    function = find(expr.name)
    return function is not None and function.result is Kind.NUMBER and function.name not in _OF_MOMENTS


def depth(source: str) -> int:
    """How deep brackets stand in each other; those inside texts count too, which only errs towards the closures."""
    deepest = depth = 0
    for letter in source:
        if letter in "([":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in ")]":
            depth -= 1
    return deepest
