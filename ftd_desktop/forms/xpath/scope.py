"""Where an expression is evaluated: the context of XPath 1.0 with the form around it."""

from __future__ import annotations

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.environment import Environment


class Scope:
    """Context node, position and size (from 1), the environment, and the node `current()` means.

    The interview may keep one scope a question and change its fields between evaluations.
    """

    __slots__ = ("current", "env", "node", "position", "size")

    def __init__(self, node: Node, env: Environment, position: int = 1, size: int = 1,
                 current: Node | None = None) -> None:
        self.node = node
        self.env = env
        self.position = position
        self.size = size
        self.current = node if current is None else current
