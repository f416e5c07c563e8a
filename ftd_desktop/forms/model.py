"""The inside of a form: every node of its template with its rules, ready for a running interview."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ftd_desktop.forms.faults import Fault
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.spans import Span
from ftd_desktop.forms.texts import Texts, Words
from ftd_desktop.forms.values import is_well_formed
from ftd_desktop.forms.xpath import Compiled

GROUP: Final = "group"
REPEAT: Final = "repeat"
LEAF: Final = "leaf"

#: What a change of a node asks of another: a new value (or relevance, rows, allowed choices), or a new look.
VALUE: Final = 1
LOOK: Final = 2


@dataclass(slots=True, eq=False)
class Itemset:
    """Where the choices of a select come from: an expression over an instance or the form itself."""

    nodeset: Compiled
    value: str
    label: str
    translated: bool
    listing: Listing | None = None
    whole: bool = False
    randomized: bool = False


@dataclass(slots=True, eq=False)
class FixedChoice:
    """One choice written in the body of the form."""

    value: str
    label: Words | None


@dataclass(slots=True, eq=False)
class Action:
    """A value set on an event. `place` finds the target where the reference names a row: rep[position() = 2]/x."""

    target: Item
    value: Compiled | None
    text: str = ""
    place: Compiled | None = None


@dataclass(slots=True, eq=False)
class Watch:
    """`target` has a rule that reads the node this watch hangs on; both lie below the same row of `anchor`.

    `anchor` is a repeat, or None for the whole form. `later_only`: the rule looks at earlier rows, so only the rows
    after the changed one are told.
    """

    target: Item
    kind: int
    anchor: Item | None
    later_only: bool = False


@dataclass(slots=True, eq=False)
class Item:
    """One node of the template. Everything an interview needs to know of it, without positions."""

    path: str
    name: str
    kind: str
    parent: Item | None
    node: Node
    children: list[Item] = field(default_factory=list)
    repeat: Item | None = None
    type: str = "string"
    control: str = ""
    shown: bool = False
    relevant: Compiled | None = None
    calculate: Compiled | None = None
    readonly: Compiled | None = None
    required: Compiled | None = None
    constraint: Compiled | None = None
    warn: Compiled | None = None
    count: Compiled | None = None
    needs_reason: bool = False
    fixed_rows: bool = False
    label: Words | None = None
    hint: Words | None = None
    guidance: Words | None = None
    constraint_message: Words | None = None
    required_message: Words | None = None
    warn_messages: Mapping[str, str] = field(default_factory=dict)
    itemset: Itemset | None = None
    choices: tuple[FixedChoice, ...] = ()
    preload: tuple[str, str] | None = None
    span: Span | None = None
    unit: str = ""
    speaks: bool = False
    tongued: bool = False  # its value depends on the language
    rank: int = 0
    watches: list[Watch] = field(default_factory=list)
    structure: list[Watch] = field(default_factory=list)
    on_change: list[Action] = field(default_factory=list)
    on_new_row: list[Action] = field(default_factory=list)

    @property
    def is_select(self) -> bool:
        """True for a question answered from a list."""
        return self.itemset is not None or bool(self.choices)

    @property
    def many(self) -> bool:
        """True when several choices can be taken."""
        return self.control in ("select", "rank")

    def is_sound(self, text: str) -> bool:
        """True when `text` (not blank, normal) is of its type, and for a range one of its steps."""
        return is_well_formed(self.type, text) and (self.span is None or self.span.holds(text))

    @property
    def plain(self) -> bool:
        """True when nothing of it is computed, so it never needs a second look."""
        return not (self.relevant or self.calculate or self.count or (self.itemset and not self.itemset.whole))

    def walk(self) -> Iterator[Item]:
        """This item and all below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True, eq=False)
class Model:
    """A form's template with everything that runs on it. `order` has every item before those that read it."""

    root: Item
    items: dict[str, Item]
    order: list[Item]
    texts: Texts
    lists: dict[str, Listing]
    first_load: list[Action]
    every_load: list[Action]
    version: str
    warnings: tuple[Fault, ...] = ()
    kept_late: list[Item] = field(default_factory=list)  # once() of what the first load sets
