"""Functions on truth, and those that choose what to evaluate."""

from __future__ import annotations

from collections.abc import Callable

from ftd_desktop.forms.xpath.functions.registry import Table
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value, answer_text, boolean_of, number_of, string_of

TABLE = Table()
add = TABLE.add

Lazy = Callable[[Scope], Value]


@add("bvv>v", "if", lazy=True)
def if_(scope: Scope, condition: Callable[[Scope], bool], then: Lazy, otherwise: Lazy) -> Value:
    """One of two values; the other is not evaluated."""
    return then(scope) if condition(scope) else otherwise(scope)


@add("vv>s", "coalesce", lazy=True)
def coalesce(scope: Scope, first: Lazy, second: Lazy) -> str:
    """The first text that is not blank; NaN is blank."""
    return answer_text(first(scope)) or answer_text(second(scope))


@add("v>s", "once", lazy=True)
def once(scope: Scope, value: Lazy) -> str:
    """What the context node holds already, else the value."""
    return scope.node.string_value() or answer_text(value(scope))


@add(">b", "true")
def true(_: Scope) -> bool:
    """True."""
    return True


@add(">b", "false")
def false(_: Scope) -> bool:
    """False."""
    return False


@add("b>b", "boolean")
def boolean(_: Scope, value: bool) -> bool:
    """Its truth."""
    return value


@add("b>b", "not")
def not_(_: Scope, value: bool) -> bool:
    """The opposite."""
    return not value


@add("s>b", "boolean-from-string")
def boolean_from_string(_: Scope, text: str) -> bool:
    """True for "true" and "1" only."""
    return text in ("true", "1")


@add("nnv*>b", "checklist")
def checklist(_: Scope, least: float, most: float, *values: Value) -> bool:
    """Whether the count of true values lies between; -1 is no bound. Every node of a node set counts."""
    count = 0
    for value in values:
        if isinstance(value, list):
            count += sum(node.string_value() != "" for node in value)
        else:
            count += boolean_of(value)
    return _between(count, least, most)


@add("nnvn*>b", "weighted-checklist", repeated=2)
def weighted_checklist(scope: Scope, least: float, most: float, *pairs: Value) -> bool:
    """Whether the weights of the true values sum up to between; -1 is no bound."""
    total = 0.0
    for value, weight in zip(pairs[::2], pairs[1::2], strict=True):
        # a node counts by its text: a blank answer is no tick
        if string_of(value) if isinstance(value, list) else boolean_of(value):
            total += number_of(weight, scope.env.zone)
    return _between(total, least, most)


def _between(total: float, least: float, most: float) -> bool:
    return (least < 0 or total >= least) and (most < 0 or total <= most)
