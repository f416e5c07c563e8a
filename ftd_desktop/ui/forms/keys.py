"""The keys of the entry page and what they mean."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """What a key can ask for."""

    NEXT = auto()
    BACK = auto()
    SECTION_NEXT = auto()
    SECTION_BACK = auto()
    GO_TO = auto()
    SAME = auto()
    REFUSE = auto()
    HISTORY = auto()
    MEDIA = auto()
    LANGUAGE = auto()
    COMMENT = auto()
    FINISH = auto()
    ADD_ROW = auto()
    REMOVE_ROW = auto()
    HELP = auto()


_PLAIN, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_COMMANDS = {
    (_PLAIN, Qt.Key.Key_Return): Command.NEXT,
    (_PLAIN, Qt.Key.Key_Enter): Command.NEXT,
    (_SHIFT, Qt.Key.Key_Return): Command.BACK,
    (_SHIFT, Qt.Key.Key_Enter): Command.BACK,
    (_CTRL, Qt.Key.Key_Return): Command.FINISH,
    (_CTRL, Qt.Key.Key_Enter): Command.FINISH,
    (_CTRL, Qt.Key.Key_PageDown): Command.SECTION_NEXT,
    (_CTRL, Qt.Key.Key_PageUp): Command.SECTION_BACK,
    (_PLAIN, Qt.Key.Key_F1): Command.HELP,
    (_PLAIN, Qt.Key.Key_F2): Command.HISTORY,
    (_PLAIN, Qt.Key.Key_F3): Command.MEDIA,
    (_PLAIN, Qt.Key.Key_F4): Command.COMMENT,
    (_PLAIN, Qt.Key.Key_F6): Command.GO_TO,
    (_PLAIN, Qt.Key.Key_F7): Command.SAME,
    (_PLAIN, Qt.Key.Key_F8): Command.REFUSE,
    (_PLAIN, Qt.Key.Key_F9): Command.LANGUAGE,
    (_CTRL, Qt.Key.Key_Plus): Command.ADD_ROW,
    (_CTRL, Qt.Key.Key_Equal): Command.ADD_ROW,
    (_CTRL, Qt.Key.Key_Minus): Command.REMOVE_ROW,
}


def command(event: QKeyEvent) -> Command | None:
    """What a key asks for; None when it is no key of the page."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and modifiers & _CTRL:
        modifiers = _CTRL  # Shift makes the plus on many keyboards
    return _COMMANDS.get((modifiers, key))
