"""The fold against a brute-force oracle that knows only sets, and the three faults that Hypothesis once found."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ftd_desktop.store.changes.fold import DELETED, SILENT, Conflict, State, fold
from ftd_desktop.store.changes.log import DELETE, ERASE, FIELDS, FULL, Change, Id


def change(stamp: int, op: int, values: dict[str, Any] | None = None, parents: Sequence[int] = ()) -> Change:
    """A change whose id is (stamp, -stamp)."""
    return Change(0, "t", "r", (stamp, -stamp), tuple((p, -p) for p in parents), op, 0, None,
                  {} if values is None else values)


def ids(*stamps: int) -> list[Id]:
    return [(s, -s) for s in stamps]


def test_nothing_known() -> None:
    assert not fold([]).alive and fold([]).head is None


def test_a_line_of_edits() -> None:
    state = fold([change(1, FULL, {"a": 1, "b": 2}), change(2, FIELDS, {"b": 3}, [1])])
    assert state.values == {"a": 1, "b": 3} and state.head == (2, -2)
    assert state.extra == () and state.conflicts == ()


def test_concurrent_edits_of_different_fields_join() -> None:
    state = fold([change(1, FULL, {"a": 1, "b": 1}), change(2, FIELDS, {"a": 2}, [1]),
                  change(3, FIELDS, {"b": 3}, [1])])
    assert state.values == {"a": 2, "b": 3} and state.conflicts == ()
    assert [(h.id, h.auto) for h in state.extra] == [((2, -2), True)]


def test_concurrent_values_are_a_conflict_until_somebody_saw_both() -> None:
    known = [change(1, FULL, {"a": 1}), change(2, FIELDS, {"a": 2}, [1]), change(3, FIELDS, {"a": 3}, [1])]
    assert fold(known).conflicts == (Conflict("a", (3, -3), (2, -2)),)
    assert not fold(known).extra[0].auto
    assert fold([*known, change(4, FIELDS, {"b": 1}, [2, 3])]).conflicts == ()


def test_equal_values_are_never_a_conflict() -> None:
    assert fold([change(1, FULL, {"a": 1}), change(2, FIELDS, {"a": 5}, [1]),
                 change(3, FIELDS, {"a": 5}, [1])]).conflicts == ()


def test_times_of_saving_are_never_a_conflict() -> None:
    for field in SILENT:
        assert fold([change(1, FULL, {field: "x"}), change(2, FIELDS, {field: "y"}, [1]),
                     change(3, FIELDS, {field: "z"}, [1])]).conflicts == ()


def test_an_edit_beats_a_concurrent_delete_and_says_so() -> None:
    for edit, delete in ((2, 3), (3, 2)):
        state = fold([change(1, FULL, {"a": 1}), change(edit, FIELDS, {"a": 2}, [1]),
                      change(delete, DELETE, None, [1])])
        assert state.alive and state.values == {"a": 2}
        assert state.conflicts == (Conflict(DELETED, (edit, -edit), (delete, -delete)),)


def test_a_form_that_lacks_a_field_does_not_touch_it() -> None:
    state = fold([change(1, FULL, {"a": 1, "new": 9}), change(2, FULL, {"a": 2}, [1])])
    assert state.values == {"a": 2, "new": 9}


def test_erasure_absorbs_everything() -> None:
    state = fold([change(1, FULL, {"a": 1}), change(2, ERASE), change(3, FIELDS, {"a": 2}, [1])])
    assert state.erased and not state.alive and state.values == {}


def test_an_edit_without_its_beginning_shows_nothing_yet() -> None:
    assert not fold([change(2, FIELDS, {"a": 2}, [1])]).alive


def test_deleting_a_row_with_two_heads_deletes_it_everywhere() -> None:
    """Found once: a delete that names only the greatest head left the row alive by the other."""
    two = [change(1, FULL, {"a": 1}), change(2, FIELDS, {"a": 2}, [1]), change(3, FIELDS, {"a": 3}, [1])]
    assert not fold([*two, change(4, DELETE, None, [2, 3])]).alive
    assert fold([*two, change(4, DELETE, None, [3])]).alive


def test_a_settled_conflict_does_not_open_again() -> None:
    """Found once: somebody who had seen both values wrote another field; the two values still counted as open."""
    both = [change(1, FULL, {"a": 0, "b": 0}), change(2, FIELDS, {"a": 2}, [1]), change(3, FIELDS, {"a": 3}, [1]),
            change(4, FIELDS, {"b": 4}, [2, 3])]
    later = change(5, FIELDS, {"b": 5}, [3])  # arrives late, knew only one side
    assert fold(both).conflicts == ()
    assert [c.field for c in fold([*both, later]).conflicts] == ["b"]


def test_a_forged_parent_that_is_younger_than_its_child_is_not_followed() -> None:
    state = fold([change(1, FULL, {"a": 1}, [2]), change(2, FIELDS, {"a": 2}, [1])])
    assert state.values == {"a": 2} and state.head == (2, -2)


VALUES = st.sampled_from([0, 1, 2])
OPS = st.sampled_from([FULL, FIELDS, FIELDS, FIELDS, DELETE])


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    """Any directed graph of changes whose parents are smaller, some parents unknown."""
    made: list[Change] = []
    for n in range(1, draw(st.integers(1, 9))):
        op = FULL if n == 1 else draw(OPS)
        values = {} if op == DELETE else draw(st.dictionaries(st.sampled_from(["a", "b", "_updated"]), VALUES))
        parents = draw(st.sets(st.integers(1, n - 1), max_size=3)) if n > 1 else set()
        made.append(change(n, op, values, sorted(parents)))
    lost = draw(st.sets(st.sampled_from([c.id for c in made]), max_size=1)) if made else set()
    return [c for c in made if c.id not in lost]


def oracle(changes: list[Change]) -> tuple[bool, dict[str, Any], set[tuple[str, Id, Id]], set[Id]]:
    """Rules 2 to 4 word by word: alive, values, conflicts, heads."""
    by_id = {c.id: c for c in changes}

    def ancestors(one: Id) -> set[Id]:
        found: set[Id] = set()
        todo = [p for p in by_id[one].parents if p in by_id]
        while todo:
            found.add(todo[-1])
            todo += [p for p in by_id[todo.pop()].parents if p in by_id and p not in found]
        return found

    heads = {c.id for c in changes} - {p for c in changes for p in c.parents}
    alive = any(c.op == FULL for c in changes) and any(by_id[h].op != DELETE for h in heads)
    values: dict[str, Any] = {}
    conflicts: set[tuple[str, Id, Id]] = set()
    for field in {f for c in changes for f in c.values or {}}:
        touching = [c for c in changes if field in (c.values or {})]
        winner = max(touching, key=lambda c: c.id)
        values[field] = winner.values[field]  # type: ignore[index]
        for k in touching:
            if (field not in SILENT and k.values[field] != values[field]  # type: ignore[index]
                    and not any(k.id in ancestors(c.id) for c in touching)
                    and not any({k.id, winner.id} <= ancestors(c.id) for c in changes)):
                conflicts.add((field, winner.id, k.id))
    living = [h for h in heads if by_id[h].op != DELETE]
    if alive:
        conflicts |= {(DELETED, max(living), h) for h in heads if by_id[h].op == DELETE}
    return alive, values, conflicts, heads


@settings(max_examples=120, deadline=None)
@given(histories(), st.randoms())
def test_fold_is_what_the_rules_say_in_any_order(changes: list[Change], shuffle: random.Random) -> None:
    state = fold(changes)
    assert state == _fold_shuffled(changes, shuffle)
    if not changes:
        return
    alive, values, conflicts, heads = oracle(changes)
    assert state.alive == alive and state.head == max(heads)
    assert {h.id for h in state.extra} == heads - {max(heads)}
    if alive:
        assert state.values == values
        assert {(c.field, c.winner, c.loser) for c in state.conflicts} == conflicts


def _fold_shuffled(changes: list[Change], shuffle: random.Random) -> State:
    other = list(changes)
    shuffle.shuffle(other)
    return fold(other)


@settings(max_examples=60, deadline=None)
@given(histories())
def test_the_next_local_write_closes_no_open_conflict_unseen(changes: list[Change]) -> None:
    """A write names the greatest head and the auto heads: every conflict of other fields stays as it was."""
    state = fold(changes)
    if not state.alive or state.head is None:
        return
    named = [state.head, *(h.id for h in state.extra if h.auto)]
    after = fold([*changes, Change(0, "t", "r", (99, 0), tuple(named), FIELDS, 0, None, {"c": 1})])
    fields = {c for c in state.conflicts if c.field != DELETED}
    assert fields == {c for c in after.conflicts if c.field != DELETED}


@pytest.mark.parametrize("op", [FULL, FIELDS])
def test_a_purged_body_touches_nothing(op: int) -> None:
    purged = Change(0, "t", "r", (2, 0), ((1, -1),), op, 0, None, None)
    assert fold([change(1, FULL, {"a": 1}), purged]).values == {"a": 1}
