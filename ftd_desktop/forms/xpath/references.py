"""What an expression reads: its paths and functions, found in the tree without running it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ftd_desktop.forms.xpath.syntax import Call, Expr, Filter, Literal, Path, Step, instance_name, walk


@dataclass(frozen=True, slots=True)
class Reference:
    """One path. See the module docstring of `forms.xpath` for `base`, `steps` and `exact`."""

    base: str
    steps: tuple[str, ...]
    exact: bool = True


_HERE: Final = Reference(".", ())
_CONTEXT_FUNCTIONS: Final = frozenset({"string", "number", "string-length", "normalize-space"})


def functions(expr: Expr) -> frozenset[str]:
    """The names of all functions called, as written."""
    return frozenset(inner.name for inner in walk(expr) if isinstance(inner, Call))


def references(expr: Expr) -> tuple[Reference, ...]:
    """Every path read, once each, in the order of the text."""
    found: dict[Reference, None] = {}
    _collect(expr, _HERE, found)
    return tuple(found)


def _collect(expr: Expr, context: Reference, found: dict[Reference, None]) -> Reference | None:
    """Add the references of `expr` read from `context`; the place of its nodes when it is a node set."""
    if isinstance(expr, Path):
        place = _path(expr, context, found)
        found[place] = None
        return place
    if isinstance(expr, Filter):
        place = _base(expr.base, context, found)
        for predicate in expr.predicates:
            _collect(predicate, place, found)
        return place
    if isinstance(expr, Call):
        return _call(expr, context, found)
    for child in expr.children():
        _collect(child, context, found)
    return None


def _call(call: Call, context: Reference, found: dict[Reference, None]) -> Reference | None:
    name = call.name
    if name == "current" and not call.arguments:
        return _HERE
    instance = instance_name(call)
    if instance is not None:
        return Reference("instance:" + instance, ())
    if name == "once" or (not call.arguments and name in _CONTEXT_FUNCTIONS):
        found[context] = None
    if name in ("id", "lang"):
        found[Reference("/", ("//",), exact=False)] = None
    places = [_collect(argument, context, found) for argument in call.arguments]
    if name == "pulldata" and call.arguments and isinstance(call.arguments[0], Literal):
        found[Reference("instance:" + call.arguments[0].text, ("root", "item"))] = None
    return places[0] if places and name in ("randomize", "indexed-repeat", "depend") else None


def _base(expr: Expr, context: Reference, found: dict[Reference, None]) -> Reference:
    place = _collect(expr, context, found)
    return Reference("/", ("//",), exact=False) if place is None else place


def _path(path: Path, context: Reference, found: dict[Reference, None]) -> Reference:
    if path.base is not None:
        place = _base(path.base, context, found)
    else:
        place = Reference("/", ()) if path.absolute else context
    for step in path.steps:
        place = _step(place, step)
        for predicate in step.predicates:
            _collect(predicate, place, found)
    return place


def _step(place: Reference, step: Step) -> Reference:
    """The place one step on; `..` after a name takes the name away."""
    if step.axis == "self" and step.node_type == "node":
        return place
    if step.axis == "parent" and step.node_type == "node":
        if place.steps and place.steps[-1] not in ("..", "//"):
            return Reference(place.base, place.steps[:-1], place.exact)
        return Reference(place.base, (*place.steps, ".."), place.exact)
    if step.axis in ("descendant-or-self", "descendant"):
        names = ("//",) if step.axis == "descendant-or-self" else ("//", _name(step))
        return Reference(place.base, (*place.steps, *names), False)
    if step.axis == "child":
        return Reference(place.base, (*place.steps, _name(step)), place.exact)
    if step.axis == "attribute":
        return Reference(place.base, (*place.steps, "@" + _name(step)), place.exact)
    return Reference("/", ("//",), exact=False)


def _name(step: Step) -> str:
    name = step.name or "*"
    return f"{step.prefix}:{name}" if step.prefix else name
