"""The kind of value that an expression gives, as far as its form tells."""

from __future__ import annotations

from typing import Final

from ftd_desktop.forms.xpath.functions import Kind, find
from ftd_desktop.forms.xpath.syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Given,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Step,
    Union,
)

# Functions that give another value each time.
CHANGING: Final = frozenset({"random", "uuid"})
# Functions that stand for the context node when they have no argument.
OF_CONTEXT: Final = frozenset({"string", "number", "string-length", "normalize-space", "name", "local-name",
                                "namespace-uri"})
CONTEXT: Final = Path(False, None, (Step("self", node_type="node"),), start=0, end=0)


def kind_of(expr: Expr) -> Kind:
    """The kind of value."""
    match expr:
        case Number() | Arithmetic() | Negate():
            return Kind.NUMBER
        case Literal():
            return Kind.STRING
        case Logic() | Compare():
            return Kind.BOOLEAN
        case Path() | Union() | Filter():
            return Kind.NODES
        case Given(letter=letter):
            return Kind(letter)
        case Call():
            function = find(expr.name)
            return Kind.ANY if function is None else function.result
    raise TypeError(expr)
