"""A conflict side by side: both values with who, when and what each had seen; settled by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, grid
from ftd_desktop.ui.widgets.signs import KeyCap
from ftd_desktop.ui.widgets.text import Elided, Icon, Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.conflict_data import ShownConflict, ShownSide

MOST_SIDES = 3


class ConflictCard(Card):
    """Shows one of several conflicts. Keys: 1 and 2 take a value, E types another one, N goes to the next, T asks.

    `settled(conflict, value)` and `typed(conflict, text)` ask for the decision to be written, `asked(conflict)` (only
    with `can_ask`) for the question to go back to its officer.
    """

    settled = Signal(object, object)
    typed = Signal(object, str)
    asked = Signal(object)

    def __init__(self, quiet: str, *, can_ask: bool = False) -> None:
        super().__init__()
        self._can_ask = can_ask
        self._quiet = quiet
        self._shown: list[ShownConflict] = []
        self._at = 0
        self._icon = Icon("split", "muted", 20)
        self._which, self._about = Label(bold=True), Elided()
        self._sides = across(gap=16)
        self._other = QLineEdit()
        self._other.setAccessibleName(tr("Isi nilai lain"))
        self._other.setPlaceholderText(tr("nilai lain"))
        self._other.returnPressed.connect(self._type)
        self._skip = Button(tr("Lewati dulu"), "link")
        self._skip.clicked.connect(self.next)
        ask = Button(tr("Tanyakan ke petugas"), "link")
        ask.clicked.connect(self._ask)
        asking = (16, KeyCap("T"), ask) if can_ask else ()
        self._bottom = boxed(across(KeyCap("E"), Label(tr("Isi nilai lain")), (self._other, 1), *asking, 16,
                                    KeyCap("N"), self._skip))
        self._note = Label(tr("Kedua nilai tetap tersimpan di riwayat, mana pun yang dipakai."), token="muted",
                           wrap=True)
        self.setLayout(down(across(self._icon, self._which, (self._about, 1)), self._sides, self._bottom, self._note,
                            None, margins=(20, 12, 16, 12), gap=12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Bentrok"))
        self.show_conflicts([])

    def show_conflicts(self, found: list[ShownConflict]) -> None:
        """Show others, staying at the same place in the list."""
        self._shown = found
        self._at = min(self._at, max(0, len(found) - 1))
        self._draw()

    def next(self) -> None:
        """Go to the next one, round and round."""
        if self._shown:
            self._at = (self._at + 1) % len(self._shown)
            self._draw()

    def current(self) -> ShownConflict | None:
        """The one that is shown."""
        return self._shown[self._at] if self._shown else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 take a value; E types; N goes on; T asks the officer."""
        one, key = self.current(), event.text().upper()
        if one is None:
            super().keyPressEvent(event)
        elif key in ("1", "2", "3") and int(key) <= len(one.sides[:MOST_SIDES]):
            self.settled.emit(one, one.sides[int(key) - 1].value)
        elif key == "E" and one.can_type:
            self._other.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == "N":
            self.next()
        elif key == "T" and self._can_ask:
            self._ask()
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        clear(self._sides)
        one = self.current()
        self.set_tone("warn" if one else None)
        self._icon.set("split" if one else "check", "warn" if one else "ok")
        for widget in (self._bottom, self._note, self._about):
            widget.setVisible(one is not None)
        if one is None:
            self._which.setText(self._quiet)
            return
        self._which.setText(tr("Bentrok {a} dari {n}").format(a=self._at + 1, n=len(self._shown)))
        self._about.setText(" · ".join(part for part in (one.question, one.about) if part))
        for place, side in enumerate(one.sides[:MOST_SIDES], 1):
            self._sides.addWidget(self._side(one, side, place), 1)
        self._other.clear()
        self._bottom.setVisible(True)
        self._other.setEnabled(one.can_type)

    def _side(self, one: ShownConflict, side: ShownSide, place: int) -> QWidget:
        use = Button(tr("Pakai ini"))
        use.setAccessibleName(tr("Pakai {nilai}").format(nilai=side.words))
        use.clicked.connect(lambda: self.settled.emit(one, side.value))
        facts = grid(*((Label(key, token="muted"), Label(words)) for key, words in (
            (tr("Diisi oleh"), side.officer), (tr("Pada"), side.at), (tr("Saat itu terlihat"), side.seen))), gap=4)
        facts.setHorizontalSpacing(px(16))
        value = Label(side.words, title=True, bold=True, wrap=True)
        head = across(KeyCap(str(place)), (value, 1), use)
        return Card(down(head, facts, margins=(16, 10, 12, 12), gap=8), fill="raised")

    def _ask(self) -> None:
        one = self.current()
        if one is not None:
            self.asked.emit(one)

    def _type(self) -> None:
        one = self.current()
        if one is not None and self._other.text().strip():
            self.typed.emit(one, self._other.text())
