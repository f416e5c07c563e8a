"""A form described without running it: every question with its words, rules and all its choices.

For blank paper, for the dictionary beside exported data, and for anyone who compares two forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ftd_desktop.forms.choices import Choice
from ftd_desktop.forms.form import Form, Group, Question, Repeat
from ftd_desktop.forms.model import Item
from ftd_desktop.forms.texts import Words, flat, written

MOST_CHOICES = 200


@dataclass(frozen=True)
class Entry:
    """One group, repeat or question. Rules are written as in the workbook, with ${question}.

    `kind`: group, repeat, question, note or calculation. `depth` counts the groups around it. `table` and `column` say
    where its answers are kept ("" where nothing is kept). `choices` has at most MOST_CHOICES of `choice_count`; a
    filter is not applied.
    """

    kind: str
    path: str
    name: str
    depth: int
    label: str
    hint: str = ""
    type: str = ""
    control: str = ""
    appearance: str = ""
    unit: str = ""
    table: str = ""
    column: str = ""
    relevant: str = ""
    required: str = ""
    constraint: str = ""
    message: str = ""
    calculation: str = ""
    count: str = ""
    choices: tuple[Choice, ...] = ()
    choice_count: int = 0
    choice_filter: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def describe(form: Form, language: str | None = None) -> list[Entry]:
    """All entries in body order, calculations after what is shown in the same group."""
    return list(_Describer(form, form.model.texts.language(language)).below(form.root, 0))


class _Describer:
    def __init__(self, form: Form, language: str) -> None:
        self._items = form.model.items
        self._texts = form.model.texts
        self._language = language
        self._columns = {c.path: (table.name, c.name) for table in form.tables for c in table.columns}

    def below(self, group: Group, depth: int) -> Iterator[Entry]:
        for child in group.children:
            if isinstance(child, Question):
                yield self._question(child, depth)
            else:
                yield self._group(child, depth)
                yield from self.below(child, depth + 1)

    def _group(self, group: Group, depth: int) -> Entry:
        item = self._items.get(group.path)
        kind = "repeat" if isinstance(group, Repeat) else "group"
        if item is None:
            return Entry(kind, group.path, group.name, depth, "", appearance=group.appearance)
        return Entry(kind, group.path, group.name, depth, self._said(item.label), appearance=group.appearance,
                     relevant=written(item.relevant), count=written(item.count))

    def _question(self, question: Question, depth: int) -> Entry:
        item = self._items[question.path]
        table, column = self._columns.get(question.path, ("", ""))
        kind = "note" if question.control == "note" else "question" if question.control else "calculation"
        choices, count = self._choices(item)
        return Entry(
            kind, question.path, question.name, depth, self._said(item.label), self._said(item.hint), question.type,
            question.control, question.appearance, item.unit, table, column, written(item.relevant),
            written(item.required), written(item.constraint), self._said(item.constraint_message),
            written(item.calculate), "", choices, count, _filter(item), question.extra,
        )

    def _choices(self, item: Item) -> tuple[tuple[Choice, ...], int]:
        if item.choices:
            return tuple(Choice(c.value, self._said(c.label)) for c in item.choices), len(item.choices)
        itemset = item.itemset
        if itemset is None or itemset.listing is None or not itemset.listing.path:
            return (), 0
        values, labels = itemset.listing.column(itemset.value), itemset.listing.column(itemset.label)
        shown = [(value, labels[place]) for place, value in enumerate(values[:MOST_CHOICES])]
        if itemset.translated:
            shown = [(value, flat(self._texts.lookup(key, self._language))) for value, key in shown]
        return tuple(Choice(*one) for one in shown), len(values)

    def _said(self, words: Words | None) -> str:
        return "" if words is None else flat(self._texts.phrase(words, self._language))


def _filter(item: Item) -> str:
    if item.itemset is None or item.itemset.whole:
        return ""
    text = written(item.itemset.nodeset)
    return text[text.find("[") + 1: text.rfind("]")] if "[" in text else ""
