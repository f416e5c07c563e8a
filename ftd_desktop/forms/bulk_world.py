"""What the expressions of records in bulk can ask of the form around them."""

from __future__ import annotations

from posixpath import join, normpath

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.surroundings import Surroundings


class BulkWorld(Surroundings):
    """The surroundings of an interview, without its nodes: a choice is named by its whole list."""

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """The label of a choice of the question at the path written in jr:choice-name."""
        item = self._model.items.get(normpath(join(_path(node), question.strip())))
        if item is None:
            return value
        texts, itemset = self._model.texts, item.itemset
        if itemset is None:
            words = next((choice.label for choice in item.choices if choice.value == value), None)
            said = texts.phrase(words, self.language) if words is not None else ""
        elif itemset.listing is not None and (rows := itemset.listing.where(itemset.value, value)):
            label = itemset.listing.column(itemset.label)[rows[0]]
            said = texts.lookup(label, self.language) if itemset.translated else label
        else:
            return value
        return said if isinstance(said, str) and said else value


def _path(node: Node) -> str:
    steps: list[str] = []
    here: Node | None = node
    while here is not None and here.name:
        steps.append(here.name)
        here = here.parent
    return "/" + "/".join(reversed(steps))
