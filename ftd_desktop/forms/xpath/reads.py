"""Which columns of a record an expression reads, and whether it looks past the record at other rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ftd_desktop.forms.xpath.compiled import Compiled
from ftd_desktop.forms.xpath.references import Reference


def within(path: str, outer: str) -> bool:
    """Whether `path` is `outer` or lies below it."""
    return path == outer or path.startswith(outer + "/")


def columns_read(expression: Compiled, here: str, columns: Mapping[str, int]) -> tuple[int, ...] | None:
    """The places of the columns an expression at the path `here` reads, in order; None when that cannot be told."""
    found: set[int] = set()
    for reference in expression.references:
        if not reference.exact:
            return None
        wanted = _absolute(reference, here)
        found |= {place for path, place in columns.items() if _means(wanted, path)}
    return tuple(sorted(found))


def _absolute(reference: Reference, here: str) -> list[str]:
    """The steps from the top; those into an instance begin with ``instance:<name>``."""
    if reference.base.startswith("instance:"):
        return [reference.base, *reference.steps]
    steps = here.split("/")[1:] if reference.base == "." else []
    for step in reference.steps:
        if step == "..":
            del steps[-1:]
        elif not step.startswith("@"):
            steps.append(step.rpartition(":")[2])
    return ["", *steps]


def _means(wanted: list[str], path: str) -> bool:
    """Whether the column at `path` is meant, or lies in a group that is."""
    steps = path.split("/")
    return len(steps) >= len(wanted) and all(
        one in ("*", step) for one, step in zip(wanted, steps, strict=False))


def looks_across(expression: Compiled, here: str, repeats: Collection[str]) -> bool:
    """Whether an expression at `here` enters a repeat from above, and so means all its rows, or asks for a position."""
    if "position" in expression.functions and any(within(here, repeat) for repeat in repeats):
        return True
    return any(_crosses(reference, here, repeats) for reference in expression.references)


def _crosses(reference: Reference, here: str, repeats: Collection[str]) -> bool:
    if reference.base.startswith("instance:"):
        return False
    if not reference.exact:
        return bool(repeats)
    steps = here.split("/")[1:] if reference.base == "." else []
    highest = len(steps)
    for step in reference.steps:
        if step == "..":
            del steps[-1:]
            highest = min(highest, len(steps))
        else:
            steps.append(step)
    for repeat in repeats:
        inside = repeat.split("/")[1:]
        entered = len(steps) >= len(inside) and highest < len(inside)
        if entered and all(step in ("*", name) for step, name in zip(steps, inside, strict=False)):
            return True
    return False
