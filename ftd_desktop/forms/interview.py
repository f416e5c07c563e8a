"""One running interview: answers go in, and what they change comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ftd_desktop.forms import answers, starting
from ftd_desktop.forms.answers import rows_to_values
from ftd_desktop.forms.choices import Choice, Choices, choices_of, in_list_order
from ftd_desktop.forms.engine import Engine
from ftd_desktop.forms.entities import Entity, entities_of
from ftd_desktop.forms.form import Form
from ftd_desktop.forms.layout import Block, Layout, RowSet, Section
from ftd_desktop.forms.live import Live, Rows, find, grow, refs_of
from ftd_desktop.forms.messages import Messages, Problem, is_judged
from ftd_desktop.forms.model import LEAF, Action, Item
from ftd_desktop.forms.nodes import DOCUMENT, Node
from ftd_desktop.forms.states import Changes, Progress, State
from ftd_desktop.forms.surroundings import Context, Surroundings
from ftd_desktop.forms.tables import SQL_TYPES
from ftd_desktop.forms.texts import Words, spoken
from ftd_desktop.forms.values import is_well_formed, normal, timestamp

__all__ = ["Block", "Changes", "Choice", "Choices", "Context", "Entity", "Interview", "Problem", "Progress", "RowSet",
           "Section", "State", "rows_to_values"]


class Interview:
    """A form being filled in.

    `values` (ref -> text, as `values()` gave them) restores a record exactly, rows of repeats included; without them
    a new record starts with its defaults. `language` is a full name or a code; the form's default one otherwise.
    Unknown refs in calls are a KeyError; unknown refs in `values` are passed over and stay in `left_over`.
    """

    def __init__(self, form: Form, values: Mapping[str, str] | None = None, *, context: Context,
                 language: str | None = None) -> None:
        self.form = form
        self.context = context
        self._model = form.model
        document = Node(DOCUMENT)
        node = document.append(self._model.root.node.copy())
        self._env = Surroundings(self._model, context, document)
        self._root = grow(self._model.root, node, None, self._env)
        self._engine = Engine(self._model, self._root, self._env)
        self._messages = Messages(self._model.texts)
        self._layout = Layout(self._model, form.root, self._label, self._engine.may_have_rows)
        self._env.choice_labels = self._choice_label
        self.language = self._env.language = self._engine.language = self._model.texts.language(language)
        self.left_over: dict[str, str] = {}
        if values:
            self.left_over = starting.restore(self._root, values)
        else:
            starting.begin(self._root, context)
        self._engine.push_tree(self._root)
        self._engine.run()
        self._loaded(self._model.every_load if values else [*self._model.first_load, *self._model.every_load])
        if not values:
            self._keep_again()
            self._new_rows()
        starting.settle_ids(self._root, context)
        self._engine.quiet()
        self._taken()

    # starting

    def _loaded(self, actions: Iterable[Action]) -> None:
        """Do the setvalues of loading, in every row that is there."""
        for action in actions:
            for owner in list(self._root.below(action.target)):
                self._engine.act(action, owner)
            self._engine.run()

    def _keep_again(self) -> None:
        """once() keeps what it finds after the defaults, not the blanks before them."""
        for item in self._model.kept_late:
            for live in self._root.below(item):
                self._engine.put(live, "")
                self._engine.push(live)
        self._engine.run()

    def _new_rows(self) -> None:
        for live in list(self._root.walk()):
            for action in live.item.on_new_row:
                self._engine.act(action, live)
        self._engine.run()

    # changing

    def set(self, ref: str, value: str) -> Changes:
        """Answer a question; "" clears it. Read-only questions can be set too: the program fills them."""
        live = self._find(ref)
        text = self._normal(live, value)
        if text == live.text and not live.cleared:
            return Changes(frozenset(), False)
        live.cleared = ""
        if self._engine.put(live, text) and live.item.itemset is not None:
            self._engine.push(live)  # what the filter does not allow is cleared, and kept until it does
        self._engine.settle()
        return self._taken(live)

    def _normal(self, live: Live, value: str) -> str:
        text = normal(live.item.type, value)
        if live.item.many and text:
            return " ".join(in_list_order(live, text.split()))
        return text

    def add_repeat(self, ref: str) -> Changes:
        """Add a last row to a repeat; `ref` has no position on the repeat itself."""
        rows = self._rows(ref)
        rows.stash.clear()
        row = self._engine.add_row(rows)
        self._engine.settle()
        return self._taken(*row.walk())

    def remove_repeat(self, ref: str) -> Changes:
        """Remove the row at `ref` (with its position); the rows after it move up."""
        row = self._find(ref)
        if row.parent is None or row.item.repeat is not row.item:
            raise KeyError(ref)
        rows = row.parent.rows(row.item)
        index = rows.nodes.index(row)
        self._engine.drop_row(rows, index)
        for later in rows.nodes[index:]:
            for live in later.walk():
                self._engine.touched[live] = None
        self._engine.settle()
        return self._taken()

    def set_language(self, language: str) -> Changes:
        """Speak another of the form's languages."""
        self.language = self._env.language = self._engine.language = self._model.texts.language(language)
        self._engine.reassess()
        self._engine.touched.update(dict.fromkeys(self._root.walk()))
        return self._taken()

    def set_reason(self, ref: str, text: str) -> Changes:
        """Say why the warning of a question is passed; "" takes the reason back."""
        live = self._find(ref)
        live.reason = text.strip()
        return self._taken(live)

    def _taken(self, *also: Live) -> Changes:
        engine = self._engine
        touched = engine.touched | dict.fromkeys(also)
        changes = Changes(frozenset(refs_of(live for live in touched if live.item.kind == LEAF).values()),
                          engine.structure, frozenset(refs_of(engine.acted.keys() & touched.keys()).values()))
        engine.touched, engine.structure, engine.acted = {}, False, {}
        return changes

    # asking

    def state(self, ref: str) -> State:
        """How the question at `ref` stands."""
        live = self._find(ref)
        item = live.item
        say = self._say
        return State(
            ref, live.text, live.relevant, live.required, live.readonly, say(item.label, live), say(item.hint, live),
            say(item.guidance, live), choices_of(live, self._model.texts, self.language),
            self._messages.error(live, ref, self.language), self._messages.warning(live, ref, self.language),
            live.reason, live.cleared,
            self._model.texts.media(item.label.itext, self.language) if item.label is not None else {},
            say(item.required_message, live),
        )

    def refs(self) -> list[str]:
        """All questions that can be shown, relevant or not, in document order."""
        return list(refs_of(live for live in self._leaves() if live.item.shown).values())

    def layout(self) -> list[Section]:
        """The sections as they stand now."""
        sections = []
        for section in self._layout.sections(self._root):
            counted = self.progress(section)
            sections.append(Section(section.ref, section.label, section.relevant, section.appearance, section.items,
                                    counted.answered, counted.relevant))
        return sections

    def values(self) -> dict[str, str]:
        """All raw values, also of what is not relevant now; giving them to a new Interview restores this one."""
        return {ref: live.text for live, ref in refs_of(self._leaves()).items() if live.item.control != "note"}

    def reasons(self) -> dict[str, str]:
        """Why warnings were passed: ref -> reason."""
        return {live.ref: live.reason for live in self._leaves() if live.reason}

    def problems(self) -> list[Problem]:
        """Everything that stands against finishing (errors), and the warnings, in document order."""
        found: list[Problem] = []
        for live in self._leaves():
            if live.relevant and is_judged(live.item):
                found += self._messages.problems(live, self.language)
            if live in self._engine.faults and live.relevant:
                found.append(self._messages.of_rule(live, self._engine.faults[live]))
        return found

    def rows(self, *, whole: bool = False) -> dict[str, list[dict[str, Any]]]:
        """Relevant answers as typed columns; a value that is not of its type is left out (see `misfits`).

        `whole`: also what is not relevant now, so that a draft loses nothing.
        """
        return answers.rows_of(self.form, self._root, self._final, whole=whole)

    def misfits(self) -> dict[str, str]:
        """What was typed and no column can hold, such as letters in a number: ref -> text."""
        found = [live for live in self._leaves() if live.text and not is_well_formed(live.item.type, live.text)]
        return {ref: live.text for live, ref in refs_of(found).items() if live.item.type in SQL_TYPES}

    def _final(self, live: Live) -> str:
        if live.item.preload == ("timestamp", "end"):
            return timestamp(self.context.now())
        return live.text

    def entities(self) -> list[Entity]:
        """The entities that the answers create or update."""
        return entities_of(self.form, self._root)

    def progress(self, section: Section | None = None) -> Progress:
        """Answered and relevant questions, in all or of one section; notes and read-only ones are not counted."""
        lives = self._leaves() if section is None else map(self._find, _refs_in(section.items))
        answered = relevant = 0
        for live in lives:
            if live.item.shown and live.relevant and not live.readonly and live.item.control != "note":
                relevant += 1
                answered += live.text != ""
        return Progress(answered, relevant)

    # finding

    def _leaves(self) -> Iterable[Live]:
        return (live for live in self._root.walk() if live.item.kind == LEAF)

    def _find(self, ref: str) -> Live:
        return find(self._root, ref)

    def _rows(self, ref: str) -> Rows:
        parent, _, name = ref.rpartition("/")
        for child in self._find(parent).children:
            if isinstance(child, Rows) and child.item.name == name:
                return child
        raise KeyError(ref)

    def _say(self, words: Words | None, live: Live) -> str:
        if words is None:
            return ""
        return spoken(self._model.texts.phrase(words, self.language), live.scope)

    def _label(self, item: Item, near: Live) -> str:
        return self._say(item.label, near)

    def _choice_label(self, live: Live, value: str) -> str | None:
        return choices_of(live, self._model.texts, self.language).label(value)


def _refs_in(items: Iterable[str | Block | RowSet]) -> Iterable[str]:
    for item in items:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Block):
            yield from _refs_in(item.items)
        else:
            for row in item.rows:
                yield from _refs_in(row.items)
