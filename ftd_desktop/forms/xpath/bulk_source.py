"""Writes the Python function that judges one record by all rules of a form.

A rule that reads nothing but its own answer is asked once for each text: texts found good stand in a set. What needs
nodes becomes a call of a closure, with the texts of the columns that it reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ftd_desktop.forms.xpath.bulk_rules import JUDGING, BulkRule
from ftd_desktop.forms.xpath.bulk_tree import Remembered, Texts, Tree, surroundings
from ftd_desktop.forms.xpath.codegen import Emitter
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.kinds import CHANGING
from ftd_desktop.forms.xpath.pieces import Unsupported, number_of_column
from ftd_desktop.forms.xpath.reads import columns_read, within

GOOD_TEXTS: Final = 2_000  # remembered for one column


class Writer:
    """The source of one form. `slow` are the places of the rules that run as closures; `names` what the source needs.

    `unchecked` are the places of the rules to leave out.
    """

    def __init__(self, rules: Sequence[BulkRule], columns: Mapping[str, int], tree: Tree,
                 unchecked: Sequence[int]) -> None:
        self._rules = rules
        self._columns = columns
        self._tree = tree
        self._unchecked = frozenset(unchecked)
        self._emitter = Emitter(columns)
        self.slow: list[int] = []
        self.names: dict[str, Any] = surroundings(tree.scope)
        self.reads = [self._read(rule) for rule in rules]
        self.source = self._write()
        self.names |= self._emitter.names

    def _read(self, rule: BulkRule) -> tuple[int, ...] | None:
        """The columns a rule reads, its own among them where it judges an answer."""
        if rule.expression is None:
            return (self._columns[rule.path],)
        return columns_read(rule.expression, rule.path, self._columns)

    def run(self, place: int) -> Callable[[Texts], Any]:
        """The closure of a rule over the texts of the columns that it reads."""
        rule = self._rules[place]
        return self._tree.closure(rule.path, evaluation(rule), self.reads[place])

    # the whole

    def _write(self) -> str:
        sources = [self._expression(place, rule) for place, rule in enumerate(self._rules)]
        counts = Counter(place for _, numeric in sources for place in numeric)
        shared = {place for place, count in counts.items() if count > 1}
        head = [f"    {', '.join(f'v{place}' for place in self._columns.values())}, = record"] if self._columns else []
        head += [f"    {number_of_column(place, self._emitter.optional)}" for place in sorted(shared)]
        body: list[str] = []
        wanted = [place for place in range(len(sources)) if place not in self._unchecked]
        for column, group in groupby(wanted, self._own):
            places = list(group)
            lines = [line for place in places for line in self._lines(place, *sources[place], shared)]
            body += lines if column is None else self._once_a_text(column, f"good{places[0]}", lines)
        memos = [f"{name} = Remembered({source})" for source, name in self._emitter.memos.items()]
        return "\n".join([*memos, "def check(record):", "    broken = []", *head, *body, "    return broken"])

    def _own(self, place: int) -> int | None:
        """The column of a rule that judges an answer by that answer alone."""
        rule = self._rules[place]
        column = self._columns.get(rule.path)
        alone = rule.kind in JUDGING and column is not None and self.reads[place] in ((column,), ())
        return column if alone and not self._changes(rule) else None

    @staticmethod
    def _changes(rule: BulkRule) -> bool:
        return rule.expression is not None and bool(rule.expression.functions & CHANGING)

    def _once_a_text(self, column: int, good: str, lines: list[str]) -> list[str]:
        self.names[good] = {""}
        return [f"    if v{column} not in {good}:", "        was = len(broken)", *(f"    {line}" for line in lines),
                f"        if len(broken) == was and len({good}) < {GOOD_TEXTS}: {good}.add(v{column})"]

    # one rule

    def _expression(self, place: int, rule: BulkRule) -> tuple[str, set[int]]:
        """The expression as Python, or a call of its closure; and the columns whose numbers it needs."""
        if place in self._unchecked:
            return "", set()
        if rule.expression is None:
            self.names[f"by_{place}"] = rule.by
            return f"by_{place}(v{self._columns[rule.path]})", set()
        write = self._emitter.answer if rule.kind == "calculate" else self._emitter.truth
        try:
            if rule.kind != "choices":
                source = write(rule.expression.ast, rule.path, remember=self._own(place) is None)
                return source, self._emitter.numeric
        except Unsupported:
            pass
        return self._closure(place, rule), set()

    def _closure(self, place: int, rule: BulkRule) -> str:
        self.slow.append(place)
        reads = self.reads[place]
        texts = "".join(f"v{column}, " for column in (self._columns.values() if reads is None else reads))
        if reads is None or self._changes(rule):
            self.names[f"slow_{place}"] = self.run(place)
            return f"slow_{place}(({texts}))"
        self.names[f"slow_{place}"] = Remembered(self.run(place))
        return f"slow_{place}[({texts})]"

    def _lines(self, place: int, source: str, numeric: set[int], shared: set[int]) -> list[str]:
        """The statements of one rule; `shared` are the numbers made before all rules."""
        rule = self._rules[place]
        column = self._columns.get(rule.path)
        own = [number_of_column(number, self._emitter.optional) for number in sorted(numeric - shared)]
        if rule.kind == "relevant":
            return [*_indented(own, 1), *self._relevance(place, source, shared)]
        if column is None and rule.kind in ("choices", "calculate"):
            return []
        again = [number_of_column(column, self._emitter.optional)] if column in shared and column is not None else []
        if rule.kind == "calculate":
            self.names[f"by_{place}"] = rule.by
            written = f"by_{place}({source})" if rule.by is not None else source
            guards = self._guards(place)
            lines = _indented([*own, f"v{column} = {written}", *again], 1 + bool(guards))
            return [f"    if {' and '.join(guards)}:", *lines] if guards else lines
        if rule.kind == "choices":
            return [f"    if v{column}:", f"        kept = {source}(v{column})", f"        if kept != v{column}:",
                    f"            broken.append({place})", *_indented([f"v{column} = kept", *again], 3)]
        return self._judgement(place, source, own)

    def _relevance(self, place: int, source: str, shared: set[int]) -> list[str]:
        path = self._rules[place].path
        below = [column for other, column in self._columns.items() if within(other, path)]
        blanks = [f"v{column} = ''" for column in below] + [f"n{column} = NAN" for column in below if column in shared]
        return [f"    x{place} = {source}", f"    if not x{place}:", *_indented(blanks or ["pass"], 2)]

    def _judgement(self, place: int, source: str, own: list[str]) -> list[str]:
        rule = self._rules[place]
        column = self._columns.get(rule.path)
        here = f"v{column}" if column is not None else "''"
        test = source if rule.kind in ("required", "warn") else f"not {source}"
        guards = self._guards(place) if rule.kind == "required" else []
        guard = " and ".join([*guards, f"not {here}" if rule.kind == "required" else here])
        told = f"broken.append({place})" if test == "True" else f"if {test}: broken.append({place})"
        return [f"    if {guard}:", *_indented([*own, told], 2)]

    def _guards(self, place: int) -> list[str]:
        """The truths that make the path of this rule relevant."""
        path = self._rules[place].path
        return [f"x{i}" for i, other in enumerate(self._rules[:place])
                if other.kind == "relevant" and within(path, other.path) and i not in self._unchecked]


def evaluation(rule: BulkRule) -> Callable[[Any], Any]:
    """What a rule that needs nodes gives in a scope: a truth, a text, or (choices) the function that keeps a part."""
    expression, by = rule.expression, rule.by
    assert expression is not None
    if rule.kind == "calculate":
        return expression.answer
    if rule.kind != "choices" or by is None:
        return expression.boolean

    def narrowed(scope: Any) -> Callable[[str], str]:
        try:
            keep: Callable[[str], str] = by(expression.nodes(scope))
            return keep
        except XPathError:  # a filter that cannot be worked out takes nothing away
            return lambda text: text

    return narrowed


def _indented(lines: Sequence[str], depth: int) -> list[str]:
    return ["    " * depth + line for line in lines]
