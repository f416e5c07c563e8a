"""The rules of a form in the order in which records in bulk are asked for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from functools import partial

from ftd_desktop.forms.choices import keeper
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.instances import PREVIOUS
from ftd_desktop.forms.messages import fixed_choice, is_judged, unknown_choice
from ftd_desktop.forms.model import LEAF, Item
from ftd_desktop.forms.values import is_typed
from ftd_desktop.forms.worked_out import worked_out
from ftd_desktop.forms.xpath.bulk import BulkRule

_PREVIOUS = f"instance:{PREVIOUS}"


def rules_of(form: Form, tables: Sequence[str], zone: tzinfo) -> Iterator[BulkRule]:
    """What makes values first, in the order of dependence; then the verdicts on the questions of the last table.

    `tables` are the paths of the tables from the main one down, `zone` is that of dates.
    """
    order = _order(form, tables)
    for item in order:
        yield from _making(item, zone)
    own = tables[-1] if len(tables) > 1 else None
    for item in order:
        if item.kind == LEAF and (item.repeat.path if item.repeat else None) == own and is_judged(item):
            yield from _judging(item)


def steps_of(form: Form, tables: Sequence[str], columns: Sequence[str]) -> list[str]:
    """The paths of calculations and other nodes that have no column."""
    kept = set(columns)
    return [item.path for item in _order(form, tables) if item.kind == LEAF and item.path not in kept]


def previous_columns(rules: Sequence[BulkRule]) -> list[str]:
    """What the rules read of the round before, as columns."""
    found = dict.fromkeys(
        "/".join((_PREVIOUS, *reference.steps))
        for rule in rules if rule.expression is not None
        for reference in rule.expression.references if reference.base == _PREVIOUS and len(reference.steps) == 2
    )
    return list(found)


def _order(form: Form, tables: Sequence[str]) -> list[Item]:
    """The items around and in the last table, each after all that it reads; attributes are left out."""
    return [item for item in form.model.order
            if (item.repeat is None or item.repeat.path in tables) and not item.name.startswith("@")]


def _making(item: Item, zone: tzinfo) -> Iterator[BulkRule]:
    if item.relevant is not None:
        yield BulkRule("relevant", item.path, item.relevant)
    if item.calculate is not None:
        yield BulkRule("calculate", item.path, item.calculate,
                       partial(worked_out, item.type, zone=zone) if is_typed(item.type) else None)
    itemset = item.itemset
    if itemset is not None and not itemset.whole:
        yield BulkRule("choices", item.path, itemset.nodeset, partial(keeper, itemset, many=item.many))


def _judging(item: Item) -> Iterator[BulkRule]:
    """A blank is judged first, so that all that looks at an answer alone stands together."""
    if item.required is not None:
        yield BulkRule("required", item.path, item.required)
    if is_typed(item.type):
        yield BulkRule("type", item.path, by=item.is_sound)
    known = _known(item)
    if known is not None:
        yield BulkRule("choice", item.path, by=known)
    if item.constraint is not None:
        yield BulkRule("constraint", item.path, item.constraint)
    if item.warn is not None:
        yield BulkRule("warn", item.path, item.warn)


def _known(item: Item) -> Callable[[str], bool] | None:
    """Whether all values of an answer are in the list; None where the filter says it, or nothing."""
    is_choice = fixed_choice(item) if item.choices or item.itemset is not None else None
    if is_choice is None:
        return None
    return lambda text: unknown_choice(item, text, is_choice) is None
