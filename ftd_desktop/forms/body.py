"""Joins bindings, controls and actions of an XForm to its template items, and draws the form others see."""

from __future__ import annotations

import re
from types import MappingProxyType

from ftd_desktop.forms.expressions import Expressions
from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.form import Group, Question, Repeat
from ftd_desktop.forms.itemsets import itemset_over, read_itemset
from ftd_desktop.forms.itext import message_words, read_words
from ftd_desktop.forms.legacy import search_call
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.model import LEAF, Action, FixedChoice, Item, Itemset
from ftd_desktop.forms.nodes import ELEMENT, Node
from ftd_desktop.forms.source import ENTITIES, FTD, JAVAROSA, XFORMS, Part, Source, absolute, unprefixed
from ftd_desktop.forms.spans import read_span
from ftd_desktop.forms.tables import SQL_TYPES
from ftd_desktop.forms.template import attribute_item
from ftd_desktop.forms.texts import Texts, Words
from ftd_desktop.forms.xpath import XPathError
from ftd_desktop.i18n import tr

TYPES = {"integer": "int", "select1": "string", "select": "string", "odk:rank": "string", "intent": "string"}
RULES = ("relevant", "calculate", "readonly", "required", "constraint")
FIRST_LOAD = ("odk-instance-first-load", "xforms-ready")
EVENTS = (*FIRST_LOAD, "odk-instance-load", "odk-new-repeat", "xforms-value-changed", "jr-insert")
NOT_PARAMETERS = ("ref", "nodeset", "appearance", "class", "bind", "query")

_PREDICATE = re.compile(r"\[[^\]]*\]")


class Joiner:
    """Fills the items of one form."""

    def __init__(self, source: Source, items: dict[str, Item], expressions: Expressions, texts: Texts,
                 lists: dict[str, Listing], findings: Findings) -> None:
        self.source = source
        self.items = items
        self.expressions = expressions
        self.texts = texts
        self.lists = lists
        self.findings = findings
        self.questions: dict[str, Question] = {}
        self.extras: dict[str, dict[str, str]] = {}
        self.save_to: dict[str, str] = {}
        self.filled: set[str] = set()

    def item(self, path: str, what: str) -> Item | None:
        """The item at `path`; an unknown one is a finding."""
        found = self.items.get(path) or attribute_item(self.items, path)
        if found is None:
            self.findings.add(path, what, tr("pertanyaan ini tidak ada dalam formulir."))
        return found

    # bindings

    def join_binds(self) -> None:
        """Read every bind element."""
        for element in self.source.binds:
            item = self.item(unprefixed(element.get("nodeset") or ""), "name")
            if item is not None:
                self._bind(item, element)

    def _bind(self, item: Item, element: Node) -> None:
        item.type = self._type(element.get("type") or "string")
        for rule in RULES:
            text = (element.get(rule) or "").strip()
            if text != "false()" or rule in ("relevant", "constraint", "calculate"):
                setattr(item, rule, self.expressions.compile(text, item.path, rule))
        item.constraint_message = message_words(element.get("constraintMsg", JAVAROSA))
        item.required_message = message_words(element.get("requiredMsg", JAVAROSA))
        preload = element.get("preload", JAVAROSA)
        if item.calculate is not None and "uuid" in item.calculate.functions and item.path.endswith("/meta/instanceID"):
            item.calculate, preload = None, "uid"  # older forms calculate it; it must not change when taken up again
        item.preload = (preload, element.get("preloadParams", JAVAROSA) or "") if preload else None
        self._own_checks(item, element)
        save_to = element.get("saveto", ENTITIES)
        if save_to:
            self.save_to[item.path] = save_to
        self.extras[item.path] = {
            a.name: a.value for a in element.attributes if a.namespace not in ("", JAVAROSA, ENTITIES, XFORMS)
        }

    def _own_checks(self, item: Item, element: Node) -> None:
        item.warn = self.expressions.compile(element.get("warn", FTD), item.path, "warn")
        item.warn_messages = {
            a.name.partition("_")[2]: a.value
            for a in element.attributes if a.namespace == FTD and a.name.partition("_")[0] == "warnMsg"
        }
        item.needs_reason = (element.get("reason", FTD) or "").strip() == "true()"
        item.unit = element.get("unit", FTD) or ""
        if element.get("prefill", FTD):
            self.filled.add(item.path)

    @staticmethod
    def _type(written: str) -> str:
        plain = written.removeprefix("xsd:")
        return TYPES.get(plain, plain)

    # the body

    def join_body(self) -> None:
        """Read every control, group and repeat."""
        for part in self.source.body.walk():
            if part is not self.source.body and part.path:
                item = self.item(part.path, "name")
                if item is not None:
                    self._control(item, part)

    def _control(self, item: Item, part: Part) -> None:
        item.shown = True
        item.label = read_words(part.element.child("label"), item.path, self.expressions)
        if part.repeat is not None:
            item.count = self.expressions.compile(part.repeat.get("count", JAVAROSA), item.path, "count")
            item.fixed_rows = (part.repeat.get("noAddRemove", JAVAROSA) or "").strip() in ("true()", "true", "1")
        elif item.kind == LEAF:
            item.control = part.kind if part.kind not in ("secret", "textarea") else "input"
            self._hints(item, part.element.child("hint"))
            item.span = read_span(part.element) if part.kind == "range" and item.type in SQL_TYPES else None
            self._choices(item, part.element)
            self._older_choices(item, part)

    def _hints(self, item: Item, element: Node | None) -> None:
        item.hint = read_words(element, item.path, self.expressions)
        if item.hint is not None and item.hint.itext:
            item.guidance = Words(item.hint.itext, form="guidance")

    def _choices(self, item: Item, element: Node) -> None:
        itemset = element.child("itemset")
        if itemset is not None:
            item.itemset = read_itemset(itemset, item, self.expressions, self.lists, self.findings)
        item.choices = tuple(
            FixedChoice(value.string_value(), read_words(choice.child("label"), item.path, self.expressions))
            for choice in element.named("item") if (value := choice.child("value")) is not None
        )

    def _older_choices(self, item: Item, part: Part) -> None:
        """search() in the appearance, and the query of select_one_external."""
        query = part.element.get("query")
        if query:
            item.control = "select1"
            item.itemset = self._over(item, query, "name", "label")
        try:
            found = search_call(part.appearance)
        except XPathError as fault:
            self.findings.add(item.path, "appearance", str(fault))
            return
        if found is not None and item.choices:
            first = item.choices[0]
            label = self.texts.phrase(first.label, self.texts.default) if first.label is not None else first.value
            item.itemset = self._over(item, found[1], first.value, str(label))
            item.choices = ()

    def _over(self, item: Item, nodeset: str, value: str, label: str) -> Itemset | None:
        compiled = self.expressions.compile(nodeset, item.path, "choices")
        return None if compiled is None else itemset_over(compiled, item, value, label, self.lists, self.findings)

    # actions

    def join_actions(self) -> tuple[list[Action], list[Action]]:
        """Read every setvalue; gives those of the first load and those of every load, in document order."""
        first: list[Action] = []
        every: list[Action] = []
        for element in self.source.actions:
            owner = self._owner(element)
            action = self._action(element, owner)
            for event in (element.get("event") or "").split():
                if action is not None:
                    self._hang(action, event, owner, first, every)
        return first, every

    def _action(self, element: Node, owner: str) -> Action | None:
        ref = absolute(element.get("ref") or "", owner)
        target = self.item(_PREDICATE.sub("", ref), "setvalue")
        if target is None or element.name != "setvalue":
            return None
        self.filled.add(target.path)
        value = self.expressions.compile(element.get("value"), target.path, "setvalue")
        place = self.expressions.compile(ref, target.path, "setvalue") if "[" in ref else None
        text = "" if element.attribute("value") is not None else element.string_value()  # also a blank value counts
        return Action(target, value, text, place)

    def _hang(self, action: Action, event: str, owner: str, first: list[Action], every: list[Action]) -> None:
        if event in FIRST_LOAD:
            first.append(action)
        elif event == "odk-instance-load":
            every.append(action)
        elif event == "odk-new-repeat" and owner in self.items:
            (self.items[owner].repeat or self.items[owner]).on_new_row.append(action)
        elif event == "xforms-value-changed" and owner in self.items:
            self.items[owner].on_change.append(action)
        elif event not in EVENTS:
            said = tr("peristiwa {event} tidak dikenal.").format(event=event)
            self.findings.add(action.target.path, "setvalue", said)

    @staticmethod
    def _owner(element: Node) -> str:
        """The path of the control or repeat the action stands in, "" outside the body."""
        node = element.parent
        while node is not None and node.kind == ELEMENT and node.name not in ("model", "body"):
            path = node.get("nodeset") or node.get("ref")
            if path:
                return path.strip()
            node = node.parent
        return ""

    # the form as others see it

    def public_root(self) -> Group:
        """The groups and questions in body order; also fills `questions`, in document order."""
        root = self.items["/" + self.source.template.name]
        parts = {part.path: part for part in self.source.body.walk() if part.path}
        self.questions = {
            item.path: self._question(item, parts.get(item.path)) for item in root.walk() if item.kind == LEAF
        }
        return self._group(self.source.body, root.path)

    def _group(self, part: Part, parent: str) -> Group:
        path = part.path or parent
        children: list[Group | Question] = []
        for child in part.children:
            if child.kind in ("group", "repeat"):
                children.append(self._group(child, path))
            elif child.path in self.questions:
                children.append(self.questions[child.path])
        if part.path:
            children += [q for q in self.questions.values() if not q.control and self._home(q.path) == path]
        name = path.rpartition("/")[2]
        if part.repeat is not None:
            count = part.repeat.get("count", JAVAROSA) or ""
            return Repeat(path, name, tuple(children), part.appearance, count.strip())
        return Group(path, name, tuple(children), part.appearance)

    def _home(self, path: str) -> str:
        """The path of the nearest group of the body that a question without a control stands in."""
        item = self.items[path].parent
        while item is not None and item.parent is not None and not item.shown:
            item = item.parent
        return item.path if item is not None else ""

    def _question(self, item: Item, part: Part | None) -> Question:
        always = item.readonly is not None and item.readonly.text.strip() == "true()"
        control = item.control
        if control == "input" and always and item.type == "string" and self._never_filled(item):
            control = item.control = "note"
        parameters = {a.name: a.value for a in part.element.attributes if a.name not in NOT_PARAMETERS} if part else {}
        return Question(
            item.path, item.name, item.type, control, part.appearance if part else "", always,
            MappingProxyType(parameters), MappingProxyType(self.extras.get(item.path, {})), self.save_to.get(item.path),
        )

    def _never_filled(self, item: Item) -> bool:
        return not (item.calculate or item.preload or item.path in self.filled or item.node.string_value())
