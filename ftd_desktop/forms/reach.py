"""Which nodes of a running interview a change reaches, and which is nearest."""

from __future__ import annotations

from collections.abc import Iterator

from ftd_desktop.forms.live import Live, Rows
from ftd_desktop.forms.model import REPEAT, Item, Watch


class Reach:
    """Finds the nodes of template items in one interview; those outside repeats are looked up once."""

    def __init__(self, root: Live) -> None:
        self._root = root
        self._single: dict[Item, Live] = {}

    def targets(self, live: Live, watch: Watch) -> Iterator[Live | Rows]:
        """The nodes, and runs of rows, that a watch on `live` tells."""
        item = watch.target
        if item.repeat is None:
            found = self._single.get(item)
            if found is None:
                found = self._single[item] = next(self._root.below(item))
            yield found
            return
        anchor = self._root if watch.anchor is None else _climb(live, watch.anchor)
        if item.kind == REPEAT and item is not watch.anchor and item.parent is not None:
            for parent in anchor.below(item.parent):
                yield parent.rows(item)
        for target in anchor.below(item):
            if not watch.later_only or _is_later(target, live):
                yield target


def nearest(item: Item, near: Live) -> Live | None:
    """The node of `item` in the same rows as `near`, as far as they share any; the first where there are more."""
    anchor = near
    while anchor.parent is not None and not _is_above(anchor.item, item):
        anchor = anchor.parent
    return next(anchor.below(item), None)


def _is_above(item: Item, other: Item) -> bool:
    return other is item or other.path.startswith(item.path + "/")


def _climb(live: Live, anchor: Item) -> Live:
    while live.item is not anchor and live.parent is not None:
        live = live.parent
    return live


def _is_later(target: Live, changed: Live) -> bool:
    """True when `target` stands in a later row of the repeat it shares with `changed`."""
    repeat = target.item.repeat
    if repeat is None:
        return True
    mine, other = _climb(target, repeat), _climb(changed, repeat)
    if mine.parent is not other.parent or other.item is not repeat or mine.parent is None:
        return True
    rows = mine.parent.rows(repeat).nodes
    return rows.index(mine) > rows.index(other)
