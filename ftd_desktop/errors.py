"""The two kinds of error: what the user can act on (here), and bugs (everything else)."""

from __future__ import annotations

from ftd_desktop.i18n import tr


class UserError(Exception):
    """Something the user can act on: what happened and what to do, as an Indonesian sentence.

    `template` is the Indonesian source text with `{name}` places; `params` fill them. `str(error)` gives the sentence
    in the language in force, so a message raised deep below is translated at the surface.
    """

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return tr(self.template).format(**self.params)


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user cancelled a long piece of work; everything is as it was before."""
