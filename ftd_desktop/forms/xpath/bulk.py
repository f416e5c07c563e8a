"""Checks many records by the rules of one form: one Python function is generated, then run for each record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from ftd_desktop.forms.xpath.bulk_rules import MAKING, BulkRule, Kind, breaks, unanswerable
from ftd_desktop.forms.xpath.bulk_source import Writer
from ftd_desktop.forms.xpath.bulk_tree import Tree
from ftd_desktop.forms.xpath.environment import Environment
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.reads import within

__all__ = ["BulkCheck", "BulkRule", "Kind", "Record"]

Record = Sequence[str | None]


class BulkCheck:
    """The rules of a form over records whose texts stand in the order of `columns` (paths, no repeats inside).

    Rules run in their order, which must be that of their dependence. Rows of a repeat are records of their own, with
    the columns of the form around them; a rule that looks at all rows of one of the `repeats` (paths) cannot be judged
    so: its place stands in `unchecked`, with all rules that hang on what it makes, and an Interview must judge them.
    A column "instance:<name>/root/<question>" is what `instance('<name>')/root/<question>` means for the record; its
    text is None where that instance has no such node.
    today() and now() are the moment the check was made. `source` is the generated function, `slow` the places of the
    rules that run as closures.
    """

    def __init__(self, rules: Sequence[BulkRule], columns: Sequence[str], env: Environment,
                 repeats: Collection[str] = ()) -> None:
        self.rules = tuple(rules)
        self.columns = {path: place for place, path in enumerate(columns)}
        self.unchecked = sorted(unanswerable(self.rules, columns, repeats))
        self._writer = Writer(self.rules, self.columns, Tree(columns, env), self.unchecked)
        self.slow, self.source = self._writer.slow, self._writer.source
        exec(compile(self.source, "<rules of a form>", "exec"), self._writer.names)  # ours; texts entered by repr()
        self._check: Callable[[Record], list[int]] = self._writer.names["check"]
        self._closures: dict[int, Callable[[Any], Any]] = {}

    def failures(self, record: Record) -> list[int]:
        """The places in `rules` of those the record breaks; a rule that cannot be evaluated counts as broken."""
        try:
            return self._check(record)
        except XPathError:
            return self._one_by_one(record)

    def run(self, records: Iterable[Record]) -> Iterator[tuple[int, int]]:
        """(number of the record from 0, place of the broken rule) for all records."""
        failures = self.failures
        for number, record in enumerate(records):
            for place in failures(record):
                yield number, place

    # without the generated function

    def _one_by_one(self, record: Record) -> list[int]:
        """By the closures, each rule on its own: one that cannot be evaluated must not hide the others."""
        texts = list(record)
        irrelevant: list[str] = []
        broken = []
        for place, rule in enumerate(self.rules):
            asked = not any(within(rule.path, path) for path in irrelevant)
            if place in self.unchecked or (not asked and rule.kind in ("required", "calculate")):
                continue
            try:
                found = self._value(place, rule, texts)
            except XPathError:
                if rule.kind not in MAKING:
                    broken.append(place)
                    continue
                found = rule.kind == "relevant" or ""
            if rule.kind in MAKING:
                broken += self._made(place, rule, found, texts)
                if rule.kind == "relevant" and not found:
                    irrelevant.append(rule.path)
            elif breaks(rule, self._text(rule, texts), found):
                broken.append(place)
        return broken

    def _text(self, rule: BulkRule, texts: Sequence[str | None]) -> str:
        column = self.columns.get(rule.path)
        return (texts[column] or "") if column is not None else ""

    def _value(self, place: int, rule: BulkRule, texts: Sequence[str | None]) -> Any:
        if rule.expression is None:
            assert rule.by is not None
            return rule.by(self._text(rule, texts))
        if place not in self._closures:
            self._closures[place] = self._writer.run(place)
        reads = self._writer.reads[place]
        return self._closures[place](tuple(texts if reads is None else [texts[column] for column in reads]))

    def _made(self, place: int, rule: BulkRule, found: Any, texts: list[str | None]) -> list[int]:
        """Put what a rule makes into the texts; its place when it took something away."""
        column = self.columns.get(rule.path)
        if rule.kind == "relevant":
            for path, below in self.columns.items():
                if not found and within(path, rule.path):
                    texts[below] = ""
        elif column is not None and rule.kind == "calculate":
            texts[column] = rule.by(found) if rule.by is not None else found
        elif column is not None and callable(found) and texts[column]:
            kept = found(texts[column])
            if kept != texts[column]:
                texts[column] = kept
                return [place]
        return []
