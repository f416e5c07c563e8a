"""Where an expression is evaluated: the context of XPath 1.0 with the form around it."""

from __future__ import annotations

from typing import Final

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.environment import Environment
from ftd_desktop.forms.xpath.errors import XPathError

MAX_WORK: Final = 5_000_000  # nodes one evaluation may look at in predicates and along the axes: some seconds


class Scope:
    """Context node, position and size (from 1), the environment, and the node `current()` means.

    The interview may keep one scope a question and change its fields between evaluations. `work` is what is left of
    MAX_WORK, shared with the scopes of predicates inside.
    """

    __slots__ = ("current", "env", "node", "position", "size", "work")

    def __init__(self, node: Node, env: Environment, position: int = 1, size: int = 1,
                 current: Node | None = None, work: list[int] | None = None) -> None:
        self.node = node
        self.env = env
        self.position = position
        self.size = size
        self.current = node if current is None else current
        self.work = [MAX_WORK] if work is None else work

    def spend(self, nodes: int) -> None:
        """Note that so many nodes are looked at; XPathError when it becomes too much for one evaluation."""
        self.work[0] -= nodes
        if self.work[0] < 0:
            raise XPathError("Ekspresi memeriksa terlalu banyak baris dan dihentikan. Sederhanakan syarat di dalam "
                             "kurung sikunya.")
