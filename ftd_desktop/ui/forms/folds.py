"""Which bands are hidden: inside a folded group, or a heading with nothing below it."""

from __future__ import annotations

from ftd_desktop.ui.forms.bands import Band
from ftd_desktop.ui.forms.strips import Strip


class Fold:
    """Walks through the bands and knows which are hidden by a folded group."""

    def __init__(self, folded: set[str]) -> None:
        self._folded = folded
        self.open_groups: set[str] = set()
        self._inside: list[str] = []

    def hides(self, band: Band) -> bool:
        """True for a band inside a folded group; its own heading stays."""
        if band.fold == "end":
            if self._inside and self._inside[-1] == band.ref:
                self._inside.pop()
            return True
        hidden = any(ref in self._folded for ref in self._inside)
        if band.fold:
            self._inside.append(band.ref)
        self.open_groups = set(self._inside)
        return hidden


def hide_empty_headings(strips: list[Strip]) -> None:
    """A heading is shown while anything below it is."""
    below = False
    for strip in reversed(strips):
        if strip.band.kind in ("heading", "card", "head"):
            strip.shown = below
            below = below if strip.band.kind != "heading" else False
        elif strip.shown and strip.band.kind != "words":
            below = True
