"""The one error of an expression."""

from __future__ import annotations

from ftd_desktop.errors import UserError


class XPathError(UserError):
    """An expression that cannot be read or evaluated.

    `position` is the place in the text, from 0 (-1: no place). `suggestion` is an Indonesian sentence, or "".
    """

    def __init__(self, template: str, position: int = -1, suggestion: str = "", **params: object) -> None:
        super().__init__(template, **params)
        self.position = position
        self.suggestion = suggestion
