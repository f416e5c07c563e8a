"""Choices drawn side by side, each with its key: one, several, a scale, an acknowledgement."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.editor import Editor, Surroundings, has_keyboard
from ftd_desktop.ui.forms.option import ILLUSTRATION, KEYS, CheckOption, RadioOption
from ftd_desktop.ui.forms.option_grid import ILLUSTRATED, Grid, cell_width, columns_wanted, grid
from ftd_desktop.ui.forms.shape import has_pictures, is_quick
from ftd_desktop.ui.theme import px

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class Options(Editor):
    """Choices with keys. `many` lets several be taken; `bare` shows the keys in one row, the words stand above."""

    def __init__(self, question: Question, around: Surroundings, *, many: bool = False, bare: bool = False) -> None:
        super().__init__(question, around)
        self.many, self.bare = many, bare
        self._value = ""
        self._labels: tuple[tuple[str, str], ...] = ()
        self._pictures: tuple[str, ...] = ()
        self._options: list[RadioOption | CheckOption] = []
        self._name = ("", "")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if around.media is not None:
            around.media.arrived.connect(self._arrived)

    def show_state(self, state: State) -> None:
        """Show the choices there are now and which are taken."""
        labels = tuple((choice.value, choice.label) for choice in state.choices)
        pictured = self.around.media is not None and not self.bare and has_pictures(state.choices)
        names = [state.choices.media(index).get("image", "") for index in range(len(labels))] if pictured else []
        self.show_choices(labels, state.value, readonly=state.readonly, pictures=tuple(names))

    def show_choices(self, labels: tuple[tuple[str, str], ...], value: str, *, readonly: bool,
                     pictures: tuple[str, ...] = ()) -> None:  # fmt: skip
        """Show (value, words) pairs, their pictures if they have any, and which of them are taken."""
        if (labels, pictures) != (self._labels, self._pictures):
            self._pictures = pictures
            self._build(labels)
        self._value = value
        self._tick()
        for option in self._options:
            option.setEnabled(not readonly)

    def target(self) -> QWidget:
        """The option the arrows stand on, else the group."""
        return next((option for option in self._options if has_keyboard(option)), self)

    def describe(self, name: str, description: str) -> None:
        """Name the group, and say what is taken; options say it before their own words."""
        taken = ", ".join(option.words.label for option in self._options if option.isChecked())
        chosen = tr("Dipilih: {jawaban}.").format(jawaban=taken) if taken else ""
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{chosen} {description}".strip())

    def press(self, index: int, *, keyed: bool = False) -> None:
        """Take, or take back, one choice; `keyed`: by its own key."""
        if index >= len(self._options) or not self._options[index].isEnabled():
            return
        value = self._options[index].words.value
        if self.many:
            taken = self._value.split()
            taken = [v for v in taken if v != value] if value in taken else [*taken, value]
            order = {v: place for place, (v, _) in enumerate(self._labels)}
            self._give(" ".join(sorted(taken, key=lambda v: order.get(v, len(order)))))
        else:
            self._give("" if value == self._value else value)
            if self._value and ((keyed and self.around.advance) or is_quick(self.question)):
                self.go_on.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the options in their places."""
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the options, arrows between them, Space on the one that has the focus."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.text().lower() if plain else ""
        if key and key in KEYS[: len(self._options)]:
            self.press(KEYS.index(key), keyed=True)
        elif plain and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(Qt.Key(event.key()))
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._give("")
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Repaint the ring around the group."""
        super().focusInEvent(event)
        self.update()

    def _give(self, value: str) -> None:
        self._value = value
        self._tick()
        self.answered.emit(value)

    def _tick(self) -> None:
        taken = set(self._value.split()) if self.many else {self._value}
        for option in self._options:
            option.setChecked(option.words.value in taken)

    def _build(self, labels: tuple[tuple[str, str], ...]) -> None:
        focused = any(has_keyboard(option) for option in self._options)
        for option in self._options:
            option.hide()
            option.deleteLater()
        self._labels = labels
        kind = CheckOption if self.many else RadioOption
        self._options = []
        for place, (value, label) in enumerate(labels):
            option = kind(value, label, KEYS[place] if place < len(KEYS) else "", bare=self.bare)
            option.setParent(self)
            if self._pictures:
                option.words.picture = self._picture_of(self._pictures[place])
            option.clicked.connect(lambda _checked=False, at=place: self.press(at))
            option.show()
            self._options.append(option)
        self._place()
        if focused:
            self.setFocus()

    def _picture_of(self, name: str) -> Callable[[], QPixmap | None]:
        """What paints a choice's picture, once it has come."""
        media, box = self.around.media, QSize(px(ILLUSTRATED - 24), px(ILLUSTRATION - 10))
        assert media is not None
        return lambda: media.pixmap(name, box) if name else None

    def _arrived(self, name: str) -> None:
        for option, picture in zip(self._options, self._pictures, strict=False):
            if picture == name:
                option.update()

    def _place(self) -> None:
        if not self._options or self.width() < 2:
            return
        if self.bare:
            count = len(self._options)
            layout = Grid(count, cell_width(self.width(), count), (px(32),))
        else:
            layout = grid([label for _, label in self._labels], self.width(),
                          columns_wanted(self.question.appearance), illustrated=bool(self._pictures))  # fmt: skip
        for place, option in enumerate(self._options):
            option.setGeometry(layout.rect(place))

    def _step(self, key: Qt.Key) -> None:
        """Move between the options without taking any."""
        if not self._options:
            return
        at = next((i for i, option in enumerate(self._options) if has_keyboard(option)), None)
        if at is None:
            at = next((i for i, option in enumerate(self._options) if option.isChecked()), -1)
            step = 1 if at < 0 else _STEPS.get(key, 1 if key == Qt.Key.Key_Down else -1)
        else:
            step = _STEPS.get(key, 1 if key == Qt.Key.Key_Down else -1)
        self._options[(at + step) % len(self._options)].setFocus(Qt.FocusReason.OtherFocusReason)
