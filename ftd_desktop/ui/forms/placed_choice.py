"""A choice on a picture (image-map) or a map: places to press above, the list with its keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.forms.canvas import Canvas, Place
from ftd_desktop.ui.forms.editor import Editor, FieldTone, Surroundings
from ftd_desktop.ui.forms.listing import ListField
from ftd_desktop.ui.forms.many_list import ManyListField
from ftd_desktop.ui.forms.map_canvas import MapCanvas
from ftd_desktop.ui.forms.option_grid import GAP
from ftd_desktop.ui.forms.options import Options
from ftd_desktop.ui.forms.region_canvas import RegionCanvas
from ftd_desktop.ui.forms.shape import CANVAS, is_quick
from ftd_desktop.ui.theme import px

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import Choices, State


class PlacedChoice(Editor):
    """The keyboard works on the list; a press on a place does the same."""

    def __init__(self, question: Question, around: Surroundings, *, drawn: bool) -> None:
        super().__init__(question, around)
        self._many = question.control == "select"
        self.inner = self._list(drawn)
        self.inner.setParent(self)
        for mine, theirs in ((self.answered, self.inner.answered), (self.noted, self.inner.noted)):
            theirs.connect(mine)
        self.inner.go_on.connect(self.go_on)
        self.canvas: Canvas = RegionCanvas(self) if "image-map" in question.appearance.split() else MapCanvas(self)
        self.canvas.pressed.connect(self._pressed)
        self._picture = self._loaded = self._value = ""
        if around.media is not None:
            around.media.arrived.connect(self._arrived)

    def show_state(self, state: State) -> None:
        """Show places and list."""
        self._value = state.value
        self._picture = state.media.get("image", "")
        self.inner.show_state(state)
        self.canvas.show_places(places(state.choices), state.value.split() if self._many else [state.value])
        self.canvas.setEnabled(not state.readonly)
        self._arrived(self._picture)

    def commit(self) -> None:
        """Give what is typed in the list."""
        self.inner.commit()

    def target(self) -> QWidget:
        """The list."""
        return self.inner.target()

    def focus(self) -> None:
        """The list takes the keyboard."""
        self.inner.focus()

    def refusal(self) -> str:
        """What the list says."""
        return self.inner.refusal()

    def set_tone(self, tone: FieldTone) -> None:
        """On the list."""
        self.inner.set_tone(tone)

    def describe(self, name: str, description: str) -> None:
        """On the list."""
        self.inner.describe(name, description)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture above, the list below."""
        self.canvas.setGeometry(0, 0, self.width(), px(CANVAS))
        self.inner.setGeometry(0, px(CANVAS) + px(GAP), self.width(), self.height() - px(CANVAS) - px(GAP))

    def _list(self, drawn: bool) -> Editor:
        if drawn:
            return Options(self.question, self.around, many=self._many)
        kind = ManyListField if self._many else ListField
        return kind(self.question, self.around)

    def _pressed(self, value: str) -> None:
        """A press takes the place, or takes it back."""
        if self._many:
            taken = self._value.split()
            taken = [v for v in taken if v != value] if value in taken else [*taken, value]
            self.answered.emit(" ".join(taken))
        else:
            taken_back = value == self._value
            self.answered.emit("" if taken_back else value)
            if is_quick(self.question) and not taken_back:
                self.go_on.emit()
                return
        self.focus()

    def _arrived(self, name: str) -> None:
        media, canvas = self.around.media, self.canvas
        if media is None or not isinstance(canvas, RegionCanvas) or not name or name != self._picture:
            return
        if name != self._loaded and (svg := media.svg(name)):
            self._loaded = name
            canvas.load(svg)


def places(choices: Choices) -> tuple[Place, ...]:
    """The choices with the coordinates and colours that their list gives."""
    found = []
    for index, choice in enumerate(choices):
        points = tuple(points_of(choices.cell(index, "geometry")))
        found.append(Place(choice.value, choice.label, points, choices.cell(index, "marker-color")))
    return tuple(found)


def points_of(geometry: str) -> list[tuple[float, float]]:
    """(latitude, longitude) of each point of a geopoint, geotrace or geoshape; [] for anything else."""
    found = []
    for part in geometry.split(";"):
        figures = part.split()
        if not figures:
            continue
        try:
            lat, lon = float(figures[0]), float(figures[1])
        except (ValueError, IndexError):
            return []
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            return []
        found.append((lat, lon))
    return found
