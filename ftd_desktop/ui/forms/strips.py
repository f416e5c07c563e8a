"""Bands of questions on the sheet: measured from their words, built when they come into view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.forms.bands import Band
from ftd_desktop.ui.forms.block import Block
from ftd_desktop.ui.forms.editor import Surroundings
from ftd_desktop.ui.forms.face import Face, face
from ftd_desktop.ui.forms.geometry import Style, label_height, places
from ftd_desktop.ui.theme import px

if TYPE_CHECKING:
    from ftd_desktop.ui.forms.outline import Asked
    from ftd_desktop.ui.forms.session import Session

BETWEEN = 24  # between the columns of the paper


@dataclass
class Drawing:
    """What the strips of one sheet share."""

    session: Session
    around: Surroundings
    sheet: QWidget
    numbers: int = 38
    columns: int = 2
    built: Callable[[Block], object] = field(default=lambda block: None)
    reflow: Callable[[], object] = field(default=lambda: None)
    folded: set[str] = field(default_factory=set)


class Strip:
    """One band. `height` is what it takes when shown; `top` where it stands."""

    gap = 12

    def __init__(self, band: Band, drawing: Drawing) -> None:
        self.band, self.drawing = band, drawing
        self.top = self.height = 0
        self.shown = True
        self.hidden = False  # inside a folded group
        self.widgets: list[QWidget] = []
        self._settled: tuple[object, ...] = ()

    @property
    def visible(self) -> bool:
        """True when the band is to be seen: relevant, and in no folded group."""
        return self.shown and not self.hidden

    @property
    def blocks(self) -> list[Block]:
        """The questions built so far."""
        return [widget for widget in self.widgets if isinstance(widget, Block)]

    def measure(self, width: int) -> None:
        """Find `height` and `shown` for a width."""
        raise NotImplementedError

    def build(self) -> None:
        """Make the widgets."""
        raise NotImplementedError

    def settle(self, width: int) -> None:
        """Place the widgets, if anything about their places has changed."""
        wanted = (self.top, self.height, self.visible, width, *self.details())
        if self.widgets and wanted != self._settled:
            self._settled = wanted
            self.place(width)

    def details(self) -> tuple[object, ...]:
        """What else decides where the widgets stand."""
        return ()

    def place(self, width: int) -> None:
        """Put the widgets where they stand."""
        for widget in self.widgets:
            widget.setGeometry(0, self.top, width, self.height)
            widget.setVisible(self.visible)

    def refresh(self, ref: str) -> None:
        """A question of this band has changed."""

    def pressed(self) -> None:
        """The band itself was pressed."""

    def drop(self) -> None:
        """Take the widgets away."""
        for widget in self.widgets:
            widget.hide()
            widget.deleteLater()
        self.widgets = []
        self._settled = ()


class Questions(Strip):
    """Questions side by side with their fields on one line, or one over the whole width."""

    style: Style = "stacked"

    def __init__(self, band: Band, drawing: Drawing) -> None:
        super().__init__(band, drawing)
        self._faces: dict[str, Face] = {}
        self._relevant: dict[str, bool] = {asked.ref: True for asked in band.asked}
        for asked in band.asked:
            self.refresh(asked.ref)

    def refresh(self, ref: str) -> None:
        """Take the question's new state."""
        state = self.drawing.session.state(ref)
        self._relevant[ref] = state.relevant
        self.shown = any(self._relevant.values())
        block = next((block for block in self.blocks if block.ref == ref), None)
        if block is not None:
            block.refresh()
        elif state.relevant:
            self._faces[ref] = face(self.drawing.session, self.drawing.session.question(ref), state)

    def measure(self, width: int) -> None:
        """The tallest question decides; labels take the height of the tallest label."""
        self._spans = self._columns(width)
        numbers, stacked = self.drawing.numbers, self.style == "stacked"
        faces = [
            (self._face(asked), wide)
            for asked, (_, wide) in zip(self.band.asked, self._spans, strict=False)
            if self._relevant[asked.ref]
        ]
        label = max((label_height(f, wide, numbers) for f, wide in faces), default=0) if stacked else 0
        high = [places(self.style, f, wide, numbers=numbers, label=label).height for f, wide in faces]
        self.height, self._label = max(high, default=0), label

    def build(self) -> None:
        """One block for each question."""
        for asked in self.band.asked:
            block = Block(asked, self.style, self.drawing.session, self.drawing.around, self.drawing.sheet)
            self.widgets.append(block)
            self.drawing.built(block)

    def details(self) -> tuple[object, ...]:
        """Labels, faces and relevance."""
        return (self._label, *self._relevant.values(), *(block.places.height for block in self.blocks))

    def place(self, width: int) -> None:
        """Side by side; a question that is not relevant leaves its place empty."""
        for block, (left, wide) in zip(self.blocks, self._spans, strict=False):
            block.measure(wide, self.drawing.numbers, self._label)
            block.setGeometry(left, self.top, wide, self.height)
            block.setVisible(self.visible and self._relevant[block.ref])

    def _face(self, asked: Asked) -> Face:
        block = next((block for block in self.blocks if block.ref == asked.ref), None)
        return block.face if block is not None else self._faces[asked.ref]

    def _columns(self, width: int) -> list[tuple[int, int]]:
        """(left, width) of each question: equal columns, or the shares of the grid theme filling the width."""
        gap, columns = px(BETWEEN), self.drawing.columns
        if self.band.weights:
            room, left, found = width - gap * (len(self.band.weights) - 1), 0, []
            for weight in self.band.weights:
                wide = room * weight // sum(self.band.weights)
                found.append((left, wide))
                left += wide + gap
            return found
        first = self.band.asked[0]
        alone = len(self.band.asked) == 1 and self._relevant[first.ref] and self._face(first).shape.full
        if columns == 1 or alone:
            return [(0, width)]
        wide = (width - gap * (columns - 1)) // columns
        return [(column * (wide + gap), wide) for column in range(columns)]


class Scale(Questions):
    """A statement at the left with its keys at the right."""

    style = "scale"
    gap = 4
