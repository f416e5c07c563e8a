"""Checks many records by the rules of one form: one Python function is generated, then run for each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Final, Literal

from ftd_desktop.forms.nodes import DOCUMENT, ELEMENT, Node
from ftd_desktop.forms.xpath.codegen import Emitter, Unsupported
from ftd_desktop.forms.xpath.compiled import Compiled
from ftd_desktop.forms.xpath.environment import Environment
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.functions import FUNCTIONS
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import NAN, text_number

Record = Sequence[str]
Kind = Literal["relevant", "calculate", "required", "constraint", "warn"]
_CACHE_LIMIT: Final = 200_000


@dataclass(frozen=True, slots=True)
class BulkRule:
    """One rule of the question (or, `relevant`, of the group) at `path`, such as "/data/rumah/luas".

    `relevant`: when false, all columns at and below `path` are blank for the rules after it. `calculate`: what the
    rules after it see there. `required` fails on a blank that is relevant when true, `constraint` on an answer when
    false, `warn` on an answer when true.
    """

    kind: Kind
    path: str
    expression: Compiled


class BulkCheck:
    """The rules of a form over records whose texts stand in the order of `columns` (paths, no repeats inside).

    Rules run in their order, which must be that of their dependence. Rows of a repeat are records of their own, with
    the columns of the form around them; a rule that looks at all rows of one of the `repeats` (paths) cannot be judged
    so: its place stands in `unchecked`, with all rules of what it makes relevant, and an Interview must judge them.
    today() and now() are the moment the check was made. `source` is the generated function, `slow` the places of the
    rules that run as closures.
    """

    def __init__(self, rules: Sequence[BulkRule], columns: Sequence[str], env: Environment,
                 repeats: Collection[str] = ()) -> None:
        self.rules = tuple(rules)
        across = [rule for rule in self.rules if _looks_across(rule, repeats)]
        unsure = [rule.path for rule in across if rule.kind == "relevant"]
        self.unchecked = [place for place, rule in enumerate(self.rules)
                          if rule in across or any(_within(rule.path, path) for path in unsure)]
        self.columns = {path: place for place, path in enumerate(columns)}
        self._tree = _Tree(columns, env)
        self._emitter = Emitter(self.columns)
        self.slow: list[int] = []
        self.source = self._write()
        self._check = self._function(env)

    def failures(self, record: Record) -> list[int]:
        """The places in `rules` of those the record breaks; a rule that cannot be evaluated counts as broken."""
        return self._check(record)

    def run(self, records: Iterable[Record]) -> Iterator[tuple[int, int]]:
        """(number of the record from 0, place of the broken rule) for all records."""
        check = self._check
        for number, record in enumerate(records):
            for place in check(record):
                yield number, place

    # writing

    def _write(self) -> str:
        sources = [self._source(place, rule) for place, rule in enumerate(self.rules)]
        used = set(self._emitter.used) | {self.columns[r.path] for r in self.rules if r.path in self.columns}
        if self.slow:
            used = set(self.columns.values())
        counts = Counter(place for _, numeric in sources for place in numeric)
        shared = {place for place, count in counts.items() if count > 1}
        head = [f"    v{place} = record[{place}]" for place in sorted(used)]
        head += [f"    {_number(place)}" for place in sorted(shared)]
        body: list[str] = []
        for place, (source, numeric) in enumerate(sources):
            if place in self.unchecked:
                continue
            own = [_number(column) for column in sorted(numeric - shared)]
            body += self._lines(self.rules[place], place, source, own, used, shared)
        return "\n".join(["def check(record):", "    broken = []", *head, *body, "    return broken"])

    def _source(self, place: int, rule: BulkRule) -> tuple[str, set[int]]:
        """The expression as Python, or a call of its closure with all columns as they stand there; and its numbers."""
        if place in self.unchecked:
            return "", set()
        write = self._emitter.answer if rule.kind == "calculate" else self._emitter.truth
        try:
            return write(rule.expression.ast, rule.path), self._emitter.numeric
        except Unsupported:
            self.slow.append(place)
            texts = ", ".join(f"v{i}" for i in range(len(self.columns)))
            return f"slow_{place}(({texts},))", set()

    def _lines(self, rule: BulkRule, place: int, source: str, own: list[str], used: set[int],
               shared: set[int]) -> list[str]:
        """The statements of one rule; `own`: the numbers only it needs, `shared`: those made before all rules."""
        column = self.columns.get(rule.path)
        here = f"v{column}" if column is not None else "''"
        if rule.kind == "relevant":
            below = [i for path, i in self.columns.items() if i in used and _within(path, rule.path)]
            blanks = [f"        v{i} = ''" for i in below] + [f"        n{i} = NAN" for i in below if i in shared]
            return [*(f"    {line}" for line in own), f"    x{place} = {source}", f"    if not x{place}:",
                    *(blanks or ["        pass"])]
        if rule.kind == "calculate":
            if column is None:
                return []
            again = [f"    {_number(column)}"] if column in shared else []
            return [*(f"    {line}" for line in own), f"    {here} = {source}", *again]
        guard, test = {"required": (f"not {here}", source), "constraint": (here, f"not {source}"),
                       "warn": (here, source)}[rule.kind]
        guards = [f"x{i}" for i, other in enumerate(self.rules[:place])
                  if rule.kind == "required" and other.kind == "relevant" and _within(rule.path, other.path)
                  and i not in self.unchecked]
        return [f"    if {' and '.join([*guards, guard])}:", *(f"        {line}" for line in own),
                f"        if {test}: broken.append({place})"]

    def _function(self, env: Environment) -> Callable[[Record], list[int]]:
        names: dict[str, Any] = dict(self._emitter.names)
        names |= surroundings(self._tree.scope)
        for place in self.slow:
            rule = self.rules[place]
            names[f"slow_{place}"] = self._tree.closure(rule.path, rule.expression, rule.kind == "calculate")
        exec(compile(self.source, "<rules of a form>", "exec"), names)  # our own source; texts entered by repr()
        check: Callable[[Record], list[int]] = names["check"]

        def safe(record: Record) -> list[int]:
            try:
                return check(record)
            except XPathError:
                return self._one_by_one(record)

        return safe

    def _one_by_one(self, record: Record) -> list[int]:
        """By the closures, each rule on its own: one that cannot be evaluated must not hide the others."""
        texts = list(record)
        relevant: dict[str, bool] = {}
        broken = []
        for place, rule in enumerate(self.rules):
            if place in self.unchecked:
                continue
            column = self.columns.get(rule.path)
            here = texts[column] if column is not None else ""
            try:
                found = self._tree.closure(rule.path, rule.expression, rule.kind == "calculate")(tuple(texts))
            except XPathError:
                if rule.kind not in ("relevant", "calculate"):
                    broken.append(place)
                continue
            if rule.kind == "calculate" and column is not None:
                texts[column] = found
            elif rule.kind == "relevant":
                relevant[rule.path] = found
                if not found:
                    texts = ["" if _within(path, rule.path) else texts[i] for path, i in self.columns.items()]
            elif _breaks(rule, here, found) and (rule.kind != "required" or all(
                    holds for path, holds in relevant.items() if _within(rule.path, path))):
                broken.append(place)
        return broken


def _breaks(rule: BulkRule, here: str, holds: bool) -> bool:
    if rule.kind == "required":
        return not here and holds
    return bool(here) and holds == (rule.kind == "warn")


def _looks_across(rule: BulkRule, repeats: Collection[str]) -> bool:
    """Whether the rule enters a repeat from above, and so means all its rows."""
    for reference in rule.expression.references:
        if reference.base.startswith("instance:"):
            continue
        if not reference.exact:
            return bool(repeats)
        steps = rule.path.split("/")[1:] if reference.base == "." else []
        highest = len(steps)
        for step in reference.steps:
            if step == "..":
                del steps[-1:]
                highest = min(highest, len(steps))
            else:
                steps.append(step)
        for repeat in repeats:
            inside = repeat.split("/")[1:]
            entered = len(steps) >= len(inside) and highest < len(inside)
            if entered and all(step in ("*", name) for step, name in zip(steps, inside, strict=False)):
                return True
    return False


def _within(path: str, outer: str) -> bool:
    return path == outer or path.startswith(outer + "/")


def _number(column: int) -> str:
    """The statement that makes the number of a column; most texts are plain figures, which Python reads fastest."""
    return f"n{column} = float(v{column}) if v{column}.isdigit() and v{column}.isascii() else N[v{column}]"


def surroundings(scope: Scope) -> dict[str, Any]:
    """What every generated source needs beside its columns."""
    return {"N": _Numbers(scope.env.zone), "NAN": NAN, "zone": scope.env.zone, "scope": scope,
            "TODAY": FUNCTIONS["today"].implementation(scope), "NOW": FUNCTIONS["now"].implementation(scope)}


class _Numbers(dict[str, float]):
    """Numbers of texts, remembered: records repeat their texts."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone

    def __missing__(self, text: str) -> float:
        if len(self) > _CACHE_LIMIT:
            self.clear()
        found = self[text] = text_number(text, self.zone)
        return found


class _Tree:
    """One document with an element a column, filled anew for each closure that needs nodes."""

    def __init__(self, columns: Sequence[str], env: Environment) -> None:
        self.document = Node(DOCUMENT)
        self.nodes = [self._node(path) for path in columns]
        self.scope = Scope(self.document, _Rooted(env, self.document))

    def _node(self, path: str) -> Node:
        here = self.document
        for name in path.strip("/").split("/"):
            here = here.child(name) or here.append(Node(ELEMENT, name))
        return here

    def closure(self, path: str, expression: Compiled, answer: bool) -> Callable[[tuple[str, ...]], Any]:
        """From the texts of all columns to the boolean, or to the answer, of an expression at a path."""
        scope = Scope(self._node(path), self.scope.env)
        run = expression.answer if answer else expression.boolean

        def closure(texts: tuple[str, ...]) -> Any:
            for node, text in zip(self.nodes, texts, strict=True):
                node.set_text(text)
            return run(scope)

        return closure


class _Rooted:
    """An environment whose main document is the one of the records and whose clock stands still."""

    def __init__(self, env: Environment, root: Node) -> None:
        self._env = env
        self._now = env.now()
        self.root = root

    def now(self) -> datetime:
        """The clock when the check was made."""
        return self._now

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)
