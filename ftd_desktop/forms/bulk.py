"""Checks many finished records by the rules of their form, without an interview for each: imports, and the master.

The same rules as while interviewing: types, choices and their filters, relevance, required, constraints and soft
checks; calculations are worked out again. Rules that look across the rows of a repeat cannot be judged so; `unchecked`
names their questions, and an Interview judges them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, NamedTuple

from ftd_desktop.forms.bulk_rules import previous_columns, rules_of, steps_of
from ftd_desktop.forms.bulk_world import BulkWorld
from ftd_desktop.forms.form import Form, Table
from ftd_desktop.forms.messages import complaint_of, no_such_choice, rule_message, unknown_choice
from ftd_desktop.forms.nodes import DOCUMENT, Node
from ftd_desktop.forms.surroundings import Context
from ftd_desktop.forms.values import writer
from ftd_desktop.forms.xpath.bulk import BulkCheck
from ftd_desktop.forms.xpath.bulk_tree import Remembered
from ftd_desktop.i18n import tr


class Failure(NamedTuple):
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
        self._context = context
        chain = _chain(form, table or form.tables[0].name)
        self.columns = [(t.name, column.name, column.path) for t in chain for column in t.columns]
        paths = [path for _, _, path in self.columns]
        tables = [t.path for t in chain]
        steps = steps_of(form, tables, paths)
        self._steps = [""] * len(steps)  # calculations without a column are worked out again
        env = BulkWorld(form.model, context, Node(DOCUMENT))
        env.language = self._language
        rules = list(rules_of(form, tables, env.zone))
        before = previous_columns(rules)
        self._before = [path.rpartition("/")[2] for path in before]
        self._check = BulkCheck(rules, [*paths, *steps, *before], env, [t.path for t in form.tables[1:]])
        self._words = Remembered(self._known_words)
        inside = {path for t, _, path in self.columns if t == chain[-1].name}
        self._untold = frozenset(place for place, rule in enumerate(rules)
                                 if rule.kind == "choices" and rule.path not in inside)
        self.unchecked = tuple(dict.fromkeys(rules[place].path for place in self._check.unchecked))

    @property
    def rules(self) -> int:
        """How many rules are asked of a record."""
        return len(self._check.rules) - len(self._check.unchecked)

    def records(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
        """Rows of the main table (column -> value) as records of texts."""
        writers = [(column, writer(self.form.questions[path].type)) for _, column, path in self.columns]
        for row in rows:
            yield ["" if (value := row.get(column)) is None else write(value) for column, write in writers]

    def failures(self, records: Iterable[Sequence[str]],
                 previous: Iterable[Mapping[str, str] | None] | None = None) -> Iterator[Failure]:
        """Everything wrong in the records, record by record; of a wrong answer only the first thing wrong.

        `previous` has, for each record, the answers of the round before by question name; without it, those of the
        context stand for all.
        """
        check, paths, names = self._check.failures, [rule.path for rule in self._check.rules], self._before
        rounds = repeat(self._context.previous) if previous is None else iter(previous)
        for number, record in enumerate(records):
            answers = next(rounds) or {}
            broken = check([*record, *self._steps, *[answers.get(name) for name in names]])
            told: set[str] = set()
            for place in broken:
                if paths[place] not in told and place not in self._untold:
                    told.add(paths[place])
                    yield self._failure(number, record, place)

    def _failure(self, number: int, record: Sequence[str], place: int) -> Failure:
        path, name, kind, column, message = self._words[place]
        value = record[column] if column < len(record) else ""
        return Failure(number, path, name, kind, value, message or self._message(place, value))

    def _known_words(self, place: int) -> tuple[str, str, str, int, str]:
        """What a rule says of every answer: path, name, kind, column, message ("": it depends on the answer)."""
        rule = self._check.rules[place]
        item = self.form.model.items[rule.path]
        kind = "choice" if rule.kind == "choices" else rule.kind
        fixed = rule.kind in ("required", "constraint", "warn")
        message = rule_message(item, rule.kind, self.form.model.texts, self._language) if fixed else ""
        return item.path, item.name, kind, self._check.columns.get(rule.path, len(self.columns)), message

    def _message(self, place: int, value: str) -> str:
        rule = self._check.rules[place]
        item = self.form.model.items[rule.path]
        if rule.kind == "type":
            return complaint_of(item, value)
        if rule.kind == "choice":
            known = rule.by
            assert known is not None
            return no_such_choice(unknown_choice(item, value, known) or value)
        return tr("“{text}” bukan pilihan yang berlaku untuk jawaban lain di catatan ini. Pilih lagi dari daftar."
                  ).format(text=value)


def _chain(form: Form, name: str) -> list[Table]:
    """The main table, and those down to `name`."""
    tables = {table.name: table for table in form.tables}
    chain = [tables[name]]
    while chain[0].parent is not None:
        chain.insert(0, tables[chain[0].parent])
    return chain
