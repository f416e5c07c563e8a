"""Brings an interview to its beginning: a stored record exactly as it was, or a new one with what is known already."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from ftd_desktop.forms.live import Live, Rows, drop_rows, find, grow, place_of, split_step
from ftd_desktop.forms.surroundings import Context
from ftd_desktop.forms.values import timestamp

MAX_ROWS = 100_000
_IDS = uuid.UUID("6f1c2f0e-6a43-4b39-9a55-0c4f2f1f9d10")  # ids of entities are made from the id of their record


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


def settle_ids(root: Live, context: Context) -> None:
    """Give the record its id and its entities theirs; with `instanceID` known they are the same at every opening.

    Rows come and go, so the ids of their entities are kept with their answers and only made where there is none yet.
    """
    known = context.preload.get("instanceID", "")
    for live in root.walk():
        if live.item.preload is not None and live.item.preload[0] == "uid":
            if known or not live.text:
                live.node.set_text(f"uuid:{known or uuid.uuid4()}")
        elif _is_entity_id(live) and (not live.text or (known and live.item.repeat is None)):
            live.node.set_text(str(uuid.uuid5(_IDS, known + live.ref) if known else uuid.uuid4()))


def _is_entity_id(live: Live) -> bool:
    """True for the id of a new entity; that of one to update is calculated."""
    parent = live.parent
    return live.item.name == "@id" and parent is not None and parent.item.name == "entity" and not live.item.calculate


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
    if kind == "timestamp":
        return timestamp(now) if what == "start" else ""
    if kind == "date" and what == "today":
        return now.date().isoformat()
    if kind == "property":
        return context.preload.get(what, "")
    return ""
