"""What an expression can ask of the form around it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Protocol

from ftd_desktop.forms.nodes import Node


class Table(Protocol):
    """A list whose rows are kept as columns."""

    @property
    def size(self) -> int:
        """How many rows."""

    def column(self, name: str) -> list[str]:
        """The texts of one column."""

    def complete(self, name: str) -> bool:
        """Whether each row has exactly one child of that name, so that the column says all."""

    def where(self, column: str, value: str) -> Sequence[int]:
        """The numbers of the rows whose `column` is `value`, in order."""

    def node(self, number: int) -> Node:
        """The row as an element."""


class Environment(Protocol):
    """The form as its expressions see it; the running interview is one, `PlainEnvironment` another."""

    @property
    def root(self) -> Node:
        """What "/" means, wherever it is written (also inside predicates on an instance): the main document."""

    @property
    def language(self) -> str:
        """Names of months and days follow the form language, e.g. "id" or "Bahasa Indonesia (id)"."""

    @property
    def zone(self) -> tzinfo:
        """The zone of times without an offset (WIB in the field); also that of `now()`."""

    def now(self) -> datetime:
        """The clock, with its zone."""

    def random(self) -> float:
        """A number from 0 up to 1."""

    def instance(self, name: str) -> Node | None:
        """The node whose child is the root element of the instance; None when there is no such instance."""

    def lookup(self, name: str, path: tuple[str, ...], child: str, value: str) -> list[Node] | None:
        """`instance(name)/<path>[child = value]` in document order, by an index; None: no index, walk the nodes.

        Called with `path` such as ("root", "item") when `value` is a text, so a hash by text is exact.
        """

    def table(self, name: str, path: tuple[str, ...]) -> Table | None:
        """`instance(name)/<path>` as a table; None where it is none, and its nodes must be walked."""

    def itext(self, name: str) -> str:
        """The text of `jr:itext(name)` in the form language; "" when it is not there."""

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """The label of choice `value` of the question at path text `question`, seen from `node`."""

    def pulldata(self, instance: str, column: str, key_column: str, key: str) -> str:
        """The cell of `column` in the first row whose `key_column` equals `key`; "" when there is none."""

    def property(self, name: str) -> str:
        """A preload value such as "deviceid" or "username"; "" when unknown."""

    def version(self) -> str:
        """The version of the form."""
