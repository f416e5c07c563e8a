"""The tables that hold the answers of a form, and answers as rows of them and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ftd_desktop.forms.form import Column, Question, Table
from ftd_desktop.forms.model import GROUP, LEAF, REPEAT, Item

ENTITY_ID = "entity_id"  # the column of a row that makes an entity
SQL_TYPES = {"int": "INTEGER", "decimal": "REAL"}


def tables(form_id: str, root: Item, questions: Mapping[str, Question]) -> tuple[Table, ...]:
    """The main table and one a repeat, parents before children."""
    return tuple(_tables(form_id, None, root, questions))


def _tables(name: str, parent: str | None, item: Item, questions: Mapping[str, Question]) -> Iterator[Table]:
    leaves = [leaf for leaf in _leaves(item) if _is_kept(questions[leaf.path])]
    yield Table(name, parent, item.path, tuple(_columns(item, leaves)))
    for repeat in _repeats(item):
        yield from _tables(f"{name}__{repeat.name}", name, repeat, questions)


def _is_kept(question: Question) -> bool:
    """Notes have no answer, and steps of a calculation can be left out of the table: `ftd:keep="false()"`."""
    return question.control != "note" and question.extra.get("keep", "").strip() != "false()"


def _leaves(item: Item) -> Iterator[Item]:
    for child in item.children:
        if child.kind == LEAF and not child.name.startswith("@"):
            yield child
        elif child.kind == GROUP and _is_meta(child):
            yield from _kept_metadata(child)
        elif child.kind == GROUP:
            yield from _leaves(child)


def _kept_metadata(meta: Item) -> Iterator[Item]:
    """What cannot be made again: the name of the audit, and the ids of entities that rows make."""
    for child in meta.children:
        if child.name == "audit" and child.kind == LEAF:
            yield child
        elif child.name == "entity" and child.repeat is not None:
            yield from (part for part in child.children if part.name == "@id" and part.calculate is None)


def _is_meta(item: Item) -> bool:
    """True for the form's own data: instance id, entities, audit."""
    parent = item.parent
    return item.name == "meta" and parent is not None and (parent.parent is None or parent.kind == REPEAT)


def _repeats(item: Item) -> Iterator[Item]:
    for child in item.children:
        if child.kind == REPEAT:
            yield child
        elif child.kind == GROUP:
            yield from _repeats(child)


def _columns(table: Item, leaves: list[Item]) -> Iterator[Column]:
    used = Counter(_plain(leaf.name) for leaf in leaves)  # "@id" once a table
    taken: set[str] = set()
    for leaf in leaves:
        name = ENTITY_ID if leaf.name == "@id" else leaf.name
        if used[_plain(name)] > 1 and leaf.parent is not table and leaf.parent is not None:
            name = f"{leaf.parent.name}__{name}"
        if _plain(name) in taken:
            name = leaf.path.removeprefix(table.path + "/").replace("/", "__").replace("@", "")
        while name.startswith("_") or _plain(name) in taken:
            name = "q" + name
        taken.add(_plain(name))
        yield Column(name, leaf.path, SQL_TYPES.get(leaf.type, "TEXT"))


def _plain(name: str) -> str:
    """SQL does not tell capitals apart in column names."""
    return name.casefold()
