"""The state of a row as a pure function of its set of changes (MERGE.md section 3).

Everything else (triggers, the fast paths of a merge) must agree with this. No SQL here: changes in, a state out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ftd_desktop.store.changes.log import DELETE, ERASE, FULL, Change, Id

DELETED = "_deleted"
# The time and form version of a save differ whenever two people save: never a question to anybody.
SILENT = frozenset({"_updated", "_form_version"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that lost to a concurrent one; field DELETED: an edit won over a delete its author had not seen."""

    field: str
    winner: Id
    loser: Id


@dataclass(frozen=True, slots=True)
class Head:
    """A head beside the greatest. `auto`: the next local write replaces it too, for no open conflict hangs on it."""

    id: Id
    auto: bool


@dataclass(frozen=True, slots=True)
class State:
    """`values` are the winners by field, {} when the row is not alive; `extra` are the heads but the greatest."""

    alive: bool
    erased: bool
    values: Mapping[str, Any]
    head: Id | None
    extra: tuple[Head, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def heads(self) -> tuple[Id, ...]:
        """Every head, the greatest first: what a change that settles the row names."""
        found = [head.id for head in self.extra] + ([self.head] if self.head else [])
        return tuple(sorted(found, reverse=True))

    def parents(self, op: int) -> tuple[Id, ...]:
        """What the next local write names: the greatest head and the undisputed ones; a delete names all (rule 5)."""
        if self.head is None:
            return ()
        return (self.head, *(head.id for head in self.extra if head.auto or op == DELETE))


GONE = State(alive=False, erased=False, values={}, head=None, extra=(), conflicts=())


def fold(changes: Sequence[Change]) -> State:
    """The state of one row from all its known changes, in any order."""
    ordered = sorted(changes, key=lambda c: c.id)
    if not ordered:
        return GONE
    if any(c.op == ERASE for c in ordered):
        return State(alive=False, erased=True, values={}, head=ordered[-1].id, extra=(), conflicts=())
    if all(change.parents == (before.id,) for before, change in pairwise(ordered)):
        return _line(ordered)
    below = _ancestors(ordered)
    named = _union(below)
    heads = [n for n in range(len(ordered)) if not named >> n & 1]
    alive = any(c.op == FULL for c in ordered) and any(ordered[n].op != DELETE for n in heads)
    values, conflicts = _fields(ordered, below) if alive else ({}, [])
    if alive:
        conflicts = sorted(conflicts + _edits_beside_deletes(ordered, heads))
    extra = _extra(heads, below, conflicts)
    return State(alive, False, values, ordered[heads[-1]].id,
                 tuple(Head(ordered[n].id, auto) for n, auto in extra),
                 tuple(Conflict(f, ordered[w].id, ordered[k].id) for f, w, k in conflicts))


def _line(ordered: Sequence[Change]) -> State:
    """Most rows by far: each change replaced the one before, so the last value of a field wins and nothing is open."""
    last = ordered[-1]
    alive = last.op != DELETE and any(c.op == FULL for c in ordered)
    values: dict[str, Any] = {}
    for change in ordered if alive else ():
        values.update(change.values or {})
    return State(alive, False, values, last.id, (), ())


def _ancestors(ordered: Sequence[Change]) -> list[int]:
    """For each change the set of its ancestors, as bits by place in `ordered`; unknown parents count for nothing."""
    place = {change.id: n for n, change in enumerate(ordered)}
    below: list[int] = []
    for n, change in enumerate(ordered):
        mine = 0
        for parent in change.parents:
            at = place.get(parent, n)
            if at < n:  # a parent is always smaller; anything else was forged and is not followed
                mine |= below[at] | 1 << at
        below.append(mine)
    return below


def _union(sets: Iterable[int]) -> int:
    everything = 0
    for one in sets:
        everything |= one
    return everything


def _fields(ordered: Sequence[Change], below: list[int]) -> tuple[dict[str, Any], list[tuple[str, int, int]]]:
    """Rule 3 and 4: the winners by field, and the conflicts as (field, winner, loser) places."""
    touching: dict[str, list[int]] = defaultdict(list)
    for n, change in enumerate(ordered):
        for field in change.values or ():
            touching[field].append(n)
    values, conflicts = {}, []
    for field, places in touching.items():
        winner = places[-1]
        values[field] = _value(ordered[winner], field)
        if len(places) > 1 and field not in SILENT:
            overwritten = _union(below[n] for n in places)
            conflicts += [(field, winner, k) for k in places[:-1]
                          if not overwritten >> k & 1 and _value(ordered[k], field) != values[field]
                          and not _seen_both(below, k, winner)]
    return values, conflicts


def _value(change: Change, field: str) -> Any:
    assert change.values is not None
    return change.values[field]


def _seen_both(below: list[int], one: int, other: int) -> bool:
    both = 1 << one | 1 << other
    return any(mine & both == both for mine in below)


def _edits_beside_deletes(ordered: Sequence[Change], heads: list[int]) -> list[tuple[str, int, int]]:
    winner = max(n for n in heads if ordered[n].op != DELETE)
    return [(DELETED, winner, n) for n in heads if ordered[n].op == DELETE]


def _extra(heads: list[int], below: list[int], conflicts: list[tuple[str, int, int]]) -> list[tuple[int, bool]]:
    """The heads but the greatest; one that carries a side of an open conflict waits for its settlement."""
    top = heads[-1]
    known = below[top] | 1 << top
    disputed = _union(1 << w | 1 << k for _, w, k in conflicts)
    return [(n, not (below[n] | 1 << n) & ~known & disputed) for n in heads[:-1]]
