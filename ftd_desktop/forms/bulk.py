"""Checks many finished records by the rules of their form, without an interview for each: imports, and the master.

The same rules as while interviewing: types, choices, relevance, required, constraints and soft checks. Rules that look
across the rows of a repeat cannot be judged so; `unchecked` names their questions, and an Interview judges them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ftd_desktop.forms.form import Form, Table
from ftd_desktop.forms.messages import rule_message
from ftd_desktop.forms.model import LEAF, Item
from ftd_desktop.forms.nodes import DOCUMENT, Node
from ftd_desktop.forms.surroundings import Context, Surroundings
from ftd_desktop.forms.values import complaint, is_well_formed, untyped
from ftd_desktop.forms.xpath.bulk import BulkCheck, BulkRule, Kind
from ftd_desktop.i18n import tr

VALUES: tuple[Kind, ...] = ("relevant", "calculate")
VERDICTS: tuple[Kind, ...] = ("required", "constraint", "warn")


@dataclass(frozen=True)
class Failure:
    """What is wrong in one record. `record` is its number from 0; kind: type, choice, required, constraint, warn."""

    record: int
    path: str
    name: str
    kind: str
    value: str
    message: str


class BulkValidation:
    """The checks of one table of a form.

    Records of a repeat's table have the columns of the tables around it before their own; `columns` lists
    (table, column, path) in the order that a record must have.
    """

    def __init__(self, form: Form, table: str | None = None, *, context: Context, language: str | None = None) -> None:
        self.form = form
        self._language = form.model.texts.language(language)
        chain = _chain(form, table or form.tables[0].name)
        self.columns = [(t.name, column.name, column.path) for t in chain for column in t.columns]
        self._kinds = [form.questions[path].type for _, _, path in self.columns]
        self._typed = [place for place, kind in enumerate(self._kinds) if kind not in ("string", "barcode", "binary")]
        self._chosen = [(place, item) for place, item in enumerate(self._items()) if item.is_select]
        env = Surroundings(form.model, context, Node(DOCUMENT))
        repeats = [t.path for t in form.tables[1:]]
        paths = [path for _, _, path in self.columns]
        steps = [item.path for item in _order(form, chain) if item.kind == LEAF and item.path not in set(paths)]
        self._steps = [""] * len(steps)  # calculations without a column are worked out again
        self._check = BulkCheck(list(_rules(form, chain)), [*paths, *steps], env, repeats)
        self.unchecked = tuple(dict.fromkeys(self._check.rules[place].path for place in self._check.unchecked))

    def _items(self) -> list[Item]:
        return [self.form.model.items[path] for _, _, path in self.columns]

    def records(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
        """Rows of the main table (column -> value) as records of texts."""
        names = [column for _, column, _ in self.columns]
        for row in rows:
            yield [untyped(kind, row.get(name)) for name, kind in zip(names, self._kinds, strict=True)]

    def failures(self, records: Iterable[Sequence[str]]) -> Iterator[Failure]:
        """Everything wrong in the records, record by record; of a wrong answer only the first thing wrong."""
        check, rules = self._check.failures, self._check.rules
        for number, record in enumerate(records):
            wrong: set[str] = set()
            for failure in self._ill_typed(number, record):
                wrong.add(failure.path)
                yield failure
            for place in check([*record, *self._steps]):
                rule = rules[place]
                if rule.path not in wrong:
                    wrong.add(rule.path)
                    yield self._broken(number, record, rule)

    def _ill_typed(self, number: int, record: Sequence[str]) -> Iterator[Failure]:
        for place in self._typed:
            text = record[place]
            if text and not is_well_formed(self._kinds[place], text):
                item = self.form.model.items[self.columns[place][2]]
                yield Failure(number, item.path, item.name, "type", text, complaint(item.type, text, item.unit))
        for place, item in self._chosen:
            unknown = _unknown(item, record[place]) if record[place] else None
            if unknown is not None:
                said = tr("“{text}” tidak ada dalam daftar pilihan. Pilih salah satu dari daftar.").format(text=unknown)
                yield Failure(number, item.path, item.name, "choice", record[place], said)

    def _broken(self, number: int, record: Sequence[str], rule: BulkRule) -> Failure:
        item = self.form.model.items[rule.path]
        place = self._check.columns.get(rule.path)
        value = record[place] if place is not None and place < len(record) else ""
        return Failure(number, item.path, item.name, rule.kind, value,
                       rule_message(item, rule.kind, self.form.model.texts, self._language))


def _chain(form: Form, name: str) -> list[Table]:
    """The main table, and those down to `name`."""
    tables = {table.name: table for table in form.tables}
    chain = [tables[name]]
    while chain[0].parent is not None:
        chain.insert(0, tables[chain[0].parent])
    return chain


def _order(form: Form, chain: Sequence[Table]) -> list[Item]:
    """The items around and in the last table, each after all that it reads; attributes are left out."""
    around = {table.path for table in chain}
    return [item for item in form.model.order
            if (item.repeat is None or item.repeat.path in around) and not item.name.startswith("@")]


def _rules(form: Form, chain: Sequence[Table]) -> Iterator[BulkRule]:
    """What makes values first, in the order of dependence; then the verdicts on the columns of the last table."""
    order = _order(form, chain)
    for item in order:
        yield from _of(item, VALUES)
    own = chain[-1].path if chain[-1].parent is not None else None
    for item in order:
        if item.kind == LEAF and (item.repeat.path if item.repeat else None) == own:
            yield from _of(item, VERDICTS)


def _of(item: Item, kinds: Sequence[Kind]) -> Iterator[BulkRule]:
    for kind in kinds:
        expression = getattr(item, kind)
        if expression is not None:
            yield BulkRule(kind, item.path, expression)


def _unknown(item: Item, text: str) -> str | None:
    """The first value that is no choice of the question; lists made of the form's own rows are not judged."""
    values = text.split() if item.many else [text]
    if item.itemset is None:
        known = {choice.value for choice in item.choices}
        return next((value for value in values if value not in known), None)
    listing = item.itemset.listing
    if listing is None or not listing.path:
        return None
    column = item.itemset.value
    return next((value for value in values if not listing.where(column, value)), None)
