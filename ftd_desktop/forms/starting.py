"""Brings an interview to its beginning: a stored record exactly as it was, or a new one with what is known already."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from ftd_desktop.forms.live import Live, Rows, drop_rows, find, grow, place_of, split_step
from ftd_desktop.forms.surroundings import Context
from ftd_desktop.forms.values import timestamp

MAX_ROWS = 100_000


def restore(root: Live, values: Mapping[str, str]) -> dict[str, str]:
    """Put stored values (ref -> text) in place, with the rows they need; gives those the form has no place for."""
    drop_rows(root)
    left_over: dict[str, str] = {}
    for ref, text in values.items():
        _make_rows(root, ref)
        try:
            find(root, ref).node.set_text(text)
        except KeyError:
            left_over[ref] = text
    return left_over


def begin(root: Live, context: Context) -> None:
    """A new record: counted repeats start empty, metadata is filled in."""
    drop_rows(root, counted=True)
    for live in root.walk():
        if live.item.preload is not None:
            text = _preloaded(context, *live.item.preload)
            if text:
                live.node.set_text(text)


def _make_rows(root: Live, ref: str) -> None:
    """Rows so that `ref` has a place; nothing when the form has no such place."""
    if "[" not in ref:
        return
    live = root
    for step in ref.split("/")[2:]:
        name, position = split_step(step)
        child = next((c for c in live.children if c.item.name == name), None)
        if isinstance(child, Rows) and position and position <= MAX_ROWS:
            while len(child.nodes) < position:
                _add_empty(child)
            live = child.nodes[position - 1]
        elif isinstance(child, Live):
            live = child
        else:
            return


def _add_empty(rows: Rows) -> None:
    node = rows.item.node.copy()
    rows.parent.node.insert(place_of(rows), node)
    row = grow(rows.item, node, rows.parent, rows.env)
    rows.nodes.append(row)
    drop_rows(row)


def _preloaded(context: Context, kind: str, what: str) -> str:
    now = context.now()
    if kind == "uid":
        return f"uuid:{uuid.uuid4()}"
    if kind == "timestamp":
        return timestamp(now) if what == "start" else ""
    if kind == "date" and what == "today":
        return now.date().isoformat()
    if kind == "property":
        return context.preload.get(what, "")
    return ""
