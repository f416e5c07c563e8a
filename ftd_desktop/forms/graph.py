"""Which item reads which: the watches of an interview, the order of evaluation, and the cycles that forbid one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.model import LOOK, REPEAT, VALUE, Action, Item, Watch
from ftd_desktop.forms.references import Resolver, Target
from ftd_desktop.forms.texts import Texts, Words
from ftd_desktop.forms.xpath import Compiled
from ftd_desktop.i18n import tr

#: Functions that look at the value there is, to keep it.
KEEPING = frozenset({"once", "odk:once"})
#: Functions whose value changes with the language of the interview.
OF_LANGUAGE = frozenset({"jr:choice-name", "jr:itext", "format-date", "format-date-time"})


def arrange(root: Item, texts: Texts, lists: Mapping[str, Listing], findings: Findings) -> list[Item]:
    """Hang a watch on every item that a rule reads; the items in the order in which they can be evaluated.

    Unknown names and cycles are findings.
    """
    graph = _Graph(Resolver(root, lists, findings))
    for item in list(root.walk()):
        item.speaks = any(True for _, words in _words(item) for _ in texts.expressions(words))
        for kind, aspect, rule in rules(item, texts):
            item.tongued = item.tongued or (kind == VALUE and bool(rule.functions & OF_LANGUAGE))
            graph.read(item, kind, aspect, rule)
    return graph.order(root, findings)


def rules(item: Item, texts: Texts) -> Iterator[tuple[int, str, Compiled]]:
    """Every rule of an item: whether it makes its value or its look, what it does, the expression."""
    value = (("relevant", item.relevant), ("calculate", item.calculate), ("count", item.count),
             ("choices", item.itemset.nodeset if item.itemset else None))
    look = (("readonly", item.readonly), ("required", item.required), ("constraint", item.constraint),
            ("warn", item.warn))
    yield from ((VALUE, aspect, rule) for aspect, rule in value if rule is not None)
    yield from ((LOOK, aspect, rule) for aspect, rule in look if rule is not None)
    for aspect, words in _words(item):
        yield from ((LOOK, aspect, rule) for rule in texts.expressions(words))


def kept_late(actions: Iterable[Action]) -> list[Item]:
    """What keeps its first value and sees, itself or through others, what these actions set.

    Its first value is that after the defaults, as in ODK Web Forms (for what stands after them) and JavaRosa.
    """
    targets = {action.target for action in actions}
    pending, seen = list(targets), set[Item]()
    while pending:
        item = pending.pop()
        if item not in seen:
            seen.add(item)
            pending += [watch.target for watch in item.watches if watch.kind == VALUE]
            pending += item.children
    return [item for item in seen - targets if item.calculate is not None and item.calculate.functions & KEEPING]


def _words(item: Item) -> Iterable[tuple[str, Words | None]]:
    return (("label", item.label), ("hint", item.hint), ("hint", item.guidance),
            ("constraint_message", item.constraint_message), ("required_message", item.required_message),
            *(("label", choice.label) for choice in item.choices))


class _Graph:
    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.before: dict[Item, dict[Item, Watch | None]] = {}
        self.seen: set[tuple[Item, Item, int, Item | None, bool]] = set()

    def read(self, item: Item, kind: int, aspect: str, rule: Compiled) -> None:
        """Note everything that one rule of `item` reads."""
        lagging = "[" in rule.text or "indexed-repeat" in rule.functions
        keeps = bool(rule.functions & KEEPING)
        ordered = kind == VALUE and aspect != "choices"
        for target in self.resolver.targets(item, aspect, rule):
            self._watch(item, kind, target, ordered, lagging, keeps)

    def _watch(self, item: Item, kind: int, target: Target, ordered: bool, lagging: bool, keeps: bool) -> None:
        repeat = item.repeat
        gathers = repeat is not None and target.anchor is not repeat and _within(target.item, repeat)
        earlier = lagging and gathers
        watch = Watch(item, kind, target.anchor, earlier and kind == VALUE)
        itself = target.item is item and target.anchor is repeat
        if itself and (kind != VALUE or keeps):
            return
        self._hang(target.item.watches, target.item, watch, structural=False)
        for repeat in _crossed(target):
            self._hang(repeat.structure, repeat, Watch(item, kind, _above(repeat)), structural=True)
        if ordered and not (target.item.kind == REPEAT and target.item is item):
            edges = self.before.setdefault(item, {})
            if not watch.later_only or edges.get(target.item, watch) is None:
                edges[target.item] = None
            else:
                edges[target.item] = watch

    def _hang(self, place: list[Watch], source: Item, watch: Watch, structural: bool) -> None:
        key = (source, watch.target, watch.kind, watch.anchor, structural)
        if key not in self.seen:
            self.seen.add(key)
            place.append(watch)

    def order(self, root: Item, findings: Findings) -> list[Item]:
        """Items after all they read and after their groups; a cycle is a finding."""
        order: list[Item] = []
        state: dict[Item, int] = {}
        for start in root.walk():
            self._visit(start, state, order, findings)
        for rank, item in enumerate(order):
            item.rank = rank
        return order

    def _visit(self, start: Item, state: dict[Item, int], order: list[Item], findings: Findings) -> None:
        if start in state:
            return
        state[start] = 1
        path = [(start, iter(self._needs(start)))]
        while path:
            item, needs = path[-1]
            needed = next((n for n in needs if state.get(n) != 2), None)
            if needed is None:
                state[item] = 2
                order.append(item)
                path.pop()
            elif state.get(needed) == 1:
                self._cycle([step for step, _ in path], needed, findings)
            else:
                state[needed] = 1
                path.append((needed, iter(self._needs(needed))))

    def _needs(self, item: Item) -> Iterator[Item]:
        if item.parent is not None:
            yield item.parent
        for source, watch in self.before.get(item, {}).items():
            if watch is None:
                yield source

    @staticmethod
    def _cycle(path: list[Item], again: Item, findings: Findings) -> None:
        names = [item.name for item in path[path.index(again):]]
        findings.add(
            again.path, "calculate" if again.calculate else "relevant",
            tr("hitungan atau syaratnya saling menunggu: {chain}.").format(chain=" → ".join([*names, again.name])),
            tr("Putuskan lingkarannya: satu di antaranya tidak boleh memakai yang lain."),
        )


def _crossed(target: Target) -> Iterator[Item]:
    """The repeats whose rows a reference gathers: those at or above its item, up to its anchor."""
    item: Item | None = target.item
    while item is not None and item is not target.anchor:
        if item.kind == REPEAT:
            yield item
        item = item.parent
    if target.item is target.anchor:
        yield target.item


def _above(repeat: Item) -> Item | None:
    return repeat.parent.repeat if repeat.parent is not None else None


def _within(item: Item, repeat: Item) -> bool:
    return item.path == repeat.path or item.path.startswith(repeat.path + "/")
