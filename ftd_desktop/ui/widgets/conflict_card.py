"""A conflict side by side: both values with who, when and what each had seen; settled by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, grid
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.conflict_data import ShownConflict, ShownSide

MOST_SIDES = 3
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_P: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_N: 1}


class ConflictCard(Card):
    """Shows one of several conflicts.

    Keys: 1 and 2 take a value, or the left and right arrows and Enter; E types another one; the arrows up and down (or
    P and N) go to others; S settles all alike, T asks the officer. `settled(conflict, value)` and
    `typed(conflict, text)` ask for the decision to be written, `many(conflict)` for the dialog of those alike,
    `asked(conflict)` (only with `can_ask`) for the question to go back to its officer.
    """

    settled = Signal(object, object)
    typed = Signal(object, str)
    many = Signal(object)
    asked = Signal(object)

    def __init__(self, quiet: str, *, can_ask: bool = False) -> None:
        super().__init__()
        self._can_ask, self._quiet = can_ask, quiet
        self._shown: list[ShownConflict] = []
        self._at = self._side_at = 0
        self._icon = Icon("split", "muted", 20)
        self._which, self._about = Label(bold=True), Label(token="muted", wrap=True)
        self._hint = Label(token="accent", wrap=True, bold=True)
        self._sides: QBoxLayout = down(gap=8) if theme.large_text() else across(gap=16)
        self._cards: list[Card] = []
        self._other = self._make_line()
        self._bottom = self._make_bottom()
        self._note = Label(tr("Kedua nilai tetap tersimpan di riwayat, mana pun yang dipakai."), token="muted",
                           wrap=True)
        self.setLayout(down(across(self._icon, self._which, (self._about, 1)), self._hint, self._sides, self._bottom,
                            self._note, None, margins=(20, 12, 16, 12), gap=12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Bentrok"))
        self.show_conflicts([])

    def show_conflicts(self, found: list[ShownConflict]) -> None:
        """Show others, staying at the same place in the list."""
        self._shown = found
        self._at = min(self._at, max(0, len(found) - 1))
        self._draw()

    def next(self, step: int = 1) -> None:
        """Go to the next one, round and round."""
        if self._shown:
            self._at = (self._at + step) % len(self._shown)
            self._draw()

    def current(self) -> ShownConflict | None:
        """The one that is shown."""
        return self._shown[self._at] if self._shown else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        one, key = self.current(), Qt.Key(event.key())
        typing = self._other.hasFocus()  # a line lets Enter through when it has taken it
        if one is None or typing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
            self._take(one, key - Qt.Key.Key_1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(one, self._side_at)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._choose(self._side_at + (1 if key == Qt.Key.Key_Right else -1))
        elif key in _STEPS:
            self.next(_STEPS[key])
        elif key == Qt.Key.Key_E and one.can_type:
            self._other.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_S and one.alike > 1:
            self.many.emit(one)
        elif key == Qt.Key.Key_T and self._can_ask:
            self.asked.emit(one)
        else:
            super().keyPressEvent(event)

    # --- building

    def _make_line(self) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(tr("Isi nilai lain"))
        line.setPlaceholderText(tr("nilai lain"))
        line.setMinimumWidth(px(160))
        line.setAcceptDrops(False)  # files are dropped on the page
        line.returnPressed.connect(self._type)
        return line

    def _make_bottom(self) -> QWidget:
        """What else can be done, each with its key; in further rows where there is no room."""
        self._skip, self._many = Button(tr("Lewati dulu"), "link"), Button("", "link")
        self._skip.clicked.connect(lambda: self.next())
        self._many.clicked.connect(lambda: self.many.emit(self.current()))
        self._many_row = boxed(across(KeyCap("S"), self._many))
        flow = FlowLayout(16)
        flow.addWidget(boxed(across(KeyCap("E"), Label(tr("Isi nilai lain")), self._other)))
        if self._can_ask:
            ask = Button(tr("Tanyakan ke petugas"), "link")
            ask.clicked.connect(lambda: self.asked.emit(self.current()))
            flow.addWidget(boxed(across(KeyCap("T"), ask)))
        flow.addWidget(self._many_row)
        flow.addWidget(boxed(across(KeyCap("N"), self._skip)))
        return boxed(flow)

    # --- showing

    def _draw(self) -> None:
        clear(self._sides)
        self._cards, self._side_at = [], 0
        one = self.current()
        self.set_tone("warn" if one else None)
        self._icon.set("split" if one else "check", "warn" if one else "ok")
        for widget in (self._bottom, self._note, self._about):
            widget.setVisible(one is not None)
        self._hint.setVisible(one is not None and bool(one.hint))
        if one is None:
            self._which.setText(self._quiet)
            return
        self._which.setText(tr("Bentrok {a} dari {n}").format(a=self._at + 1, n=len(self._shown)))
        self._about.setText(" · ".join(part for part in (one.question, one.about) if part))
        self._hint.setText(one.hint)
        for place, side in enumerate(one.sides[:MOST_SIDES]):
            self._cards.append(self._side(one, side, place))
            self._sides.addWidget(self._cards[-1], 1)
        self._choose(0)
        self._other.clear()
        self._other.setEnabled(one.can_type)
        self._many.say(tr("Selesaikan {n} yang serupa …").format(n=one.alike))
        self._many_row.setVisible(one.alike > 1)

    def _side(self, one: ShownConflict, side: ShownSide, place: int) -> Card:
        use = Button(tr("Pakai ini"))
        use.setAccessibleName(tr("Pakai {nilai}").format(nilai=side.words))
        use.clicked.connect(lambda: self.settled.emit(one, side.value))
        facts = grid(*((Label(key, token="muted"), Label(words, wrap=True)) for key, words in (
            (tr("Diisi oleh"), side.officer), (tr("Pada"), side.at), (tr("Saat itu terlihat"), side.seen))), gap=4)
        facts.setHorizontalSpacing(px(16))
        value = Label(side.words, title=True, bold=True, wrap=True)
        head = across(KeyCap(str(place + 1)), (value, 1), use)
        return Card(down(head, facts, margins=(16, 10, 12, 12), gap=8), fill="raised")

    # --- doing

    def _choose(self, side: int) -> None:
        """Mark the side that Enter takes."""
        if self._cards:
            self._side_at = side % len(self._cards)
            for place, card in enumerate(self._cards):
                card.set_tone("accent" if place == self._side_at else None)

    def _take(self, one: ShownConflict, side: int) -> None:
        if side < len(self._cards):
            self.settled.emit(one, one.sides[side].value)

    def _type(self) -> None:
        one = self.current()
        if one is not None and self._other.text().strip():
            self.typed.emit(one, self._other.text())
