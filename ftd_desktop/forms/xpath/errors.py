"""The one error of an expression."""

from __future__ import annotations

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr


class XPathError(UserError):
    """An expression that cannot be read or evaluated.

    `position` is the place in the text, from 0 (-1: no place). `remedy` is the template of `suggestion`, an Indonesian
    sentence with the same `params`, or "".
    """

    def __init__(self, template: str, position: int = -1, remedy: str = "", **params: object) -> None:
        super().__init__(template, **params)
        self.position = position
        self.remedy = remedy

    @property
    def suggestion(self) -> str:
        """What to write instead, in the language in force; "" when there is nothing to suggest."""
        return tr(self.remedy).format(**self.params) if self.remedy else ""
