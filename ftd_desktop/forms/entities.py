"""What a finished interview says of entities: which to create or update, with which properties (ODK Entities)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ftd_desktop.forms.form import Form
from ftd_desktop.forms.live import Live, Rows
from ftd_desktop.forms.model import LEAF


@dataclass(frozen=True)
class Entity:
    """One entity of a record. `ref` is the group or row it comes from; `versions` the attributes of its versions."""

    dataset: str
    id: str
    create: bool
    update: bool
    label: str
    properties: Mapping[str, str]
    versions: Mapping[str, str]
    ref: str


def entities_of(form: Form, root: Live) -> list[Entity]:
    """The entities that the answers create or update, in document order; what is not relevant gives none."""
    found = []
    for node in root.walk():
        if node.item.name == "entity" and node.parent is not None and node.parent.item.name == "meta":
            entity = _entity(form, node, node.parent.parent)
            if entity is not None and (entity.create or entity.update):
                found.append(entity)
    return found


def _entity(form: Form, node: Live, home: Live | None) -> Entity | None:
    if home is None or not node.relevant:
        return None
    attributes = {attribute.name: attribute.string_value() for attribute in node.node.attributes}
    label = next((child.text for child in node.children if isinstance(child, Live) and child.item.name == "label"), "")
    properties = {saved: live.text if live.relevant else "" for saved, live in _saved(form, home)}
    versions = {name: attributes[name] for name in ("baseVersion", "trunkVersion", "branchId") if attributes.get(name)}
    return Entity(
        attributes.get("dataset", ""), attributes.get("id", ""), _is_true(attributes.get("create")),
        _is_true(attributes.get("update")), label, properties, versions, home.ref,
    )


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")


def _saved(form: Form, home: Live) -> Iterator[tuple[str, Live]]:
    """Properties below `home`, but not of rows that have an entity of their own."""
    for child in home.children:
        if isinstance(child, Rows):
            for row in child.nodes:
                if not _has_entity(row):
                    yield from _saved(form, row)
        elif child.item.kind == LEAF:
            question = form.questions.get(child.item.path)
            if question is not None and question.save_to:
                yield question.save_to, child
        elif not _has_entity(child):
            yield from _saved(form, child)


def _has_entity(live: Live) -> bool:
    meta = next((c for c in live.children if isinstance(c, Live) and c.item.name == "meta"), None)
    return meta is not None and any(c.item.name == "entity" for c in meta.children)
