"""The base of every field on the paper: it shows a state and says what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui.tasks import Tasks

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State
    from ftd_desktop.ui.forms.form_media import FormMedia

FieldTone = Literal["", "warn", "error"]


@dataclass(frozen=True)
class Surroundings:
    """What fields need beside their question: the clock, the workers, and where files are kept.

    `keep(data, suffix, label) -> name` is at once (UserError: too large, damaged); `data(name) -> bytes | None` and
    `label(name) -> str` run on the file's thread; `view(name)` opens it in another program. None where there is no
    place for files. `media`: the form's own pictures; `advance`: a choice taken by its key goes on by itself.
    """

    now: Callable[[], datetime]
    tasks: Tasks | None = None
    keep: Callable[[bytes, str, str], str] | None = None
    data: Callable[[str], bytes | None] | None = None
    label: Callable[[str], str] | None = None
    view: Callable[[str], object] | None = None
    media: FormMedia | None = None
    advance: bool = False


def has_keyboard(widget: QWidget) -> bool:
    """True when the widget has the keyboard of its window, whether or not the window is the active one."""
    return widget.window().focusWidget() is widget


class Editor(QWidget):
    """A field. Subclasses build their widgets in `__init__` and override what follows.

    `answered` carries the XForms lexical value the user gave; `noted` a line that helps while typing (an amount in
    words); `go_on` asks for the next question.
    """

    answered = Signal(str)
    noted = Signal(str)
    go_on = Signal()

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__()
        self.question = question
        self.around = around

    def show_state(self, state: State) -> None:
        """Show value and choices; never touches what is being typed."""
        raise NotImplementedError

    def commit(self) -> None:
        """Give what has been typed as the answer, if it was not given yet."""

    def target(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def focus(self) -> None:
        """Take the keyboard, with the whole text selected where there is text."""
        self.target().setFocus()

    def set_tone(self, tone: FieldTone) -> None:
        """Show that there is an error or a warning."""

    def refusal(self) -> str:
        """Why what is typed is not of the question's type, with the remedy; "" when it is."""
        return ""

    def describe(self, name: str, description: str) -> None:
        """What a screen reader says."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)
