"""One question on the paper: its words are painted, its field is a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop.forms.reading import writable
from ftd_desktop.ui.forms import fields, rich_words
from ftd_desktop.ui.forms.editor import Editor, Surroundings, has_keyboard
from ftd_desktop.ui.forms.face import Face, face
from ftd_desktop.ui.forms.geometry import Places, Style, places
from ftd_desktop.ui.forms.question_paint import QuestionPaint

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import State
    from ftd_desktop.ui.forms.outline import Asked
    from ftd_desktop.ui.forms.session import Session


class Block(QWidget):
    """A question. `resized` says that it wants another height; `go_on` that the next question may come.

    `shows` asks for the picture, sound or film that goes with it.
    """

    resized = Signal(str)
    go_on = Signal()
    shows = Signal(str)

    def __init__(self, asked: Asked, style: Style, session: Session, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked, self.style_of, self.session, self.around = asked, style, session, around
        self.ref = asked.ref
        self.question = session.question(asked.ref)
        self.active = False
        self.editor: Editor | None = None
        self.reason: QLineEdit | None = None
        self._note = ""
        self._commenting = self._showing = False
        self._numbers = self._label = 0
        self.face: Face = face(session, self.question, session.state(self.ref))
        self.places: Places = places(style, self.face, 100)
        if around.media is not None:
            around.media.arrived.connect(self._arrived)
        self.refresh()

    def refresh(self) -> None:
        """Show the question as it stands now."""
        state = self.session.state(self.ref)
        found = self._face(state)
        if self.editor is None or found.shape.kind is not self.face.shape.kind:
            self._make_editor(found)
        if self.editor is not None:
            self._showing = True  # what the field says below itself is taken with the rest, once
            self.editor.show_state(state)
            self._showing = False
        self._look(self._face(state))

    def measure(self, width: int, numbers: int, label: int) -> int:
        """Take a width, the number column and the label height of the row; returns the height wanted."""
        self._numbers, self._label = numbers, label
        self._arrange(width)
        return self.places.height

    def commit(self) -> None:
        """Give what has been typed."""
        if self.editor is not None:
            self.editor.commit()
        if self.reason is not None and self.reason.isModified():
            self.reason.setModified(False)
            self.session.reason(self.ref, writable(self.reason.text()).strip())

    def put(self, value: str) -> None:
        """Take a value as if it had been typed (same as last round, don't know)."""
        if value != self.session.state(self.ref).value:
            self.session.answer(self.ref, value)

    def focus_field(self) -> bool:
        """Give the keyboard to the field; False when there is none to give it to."""
        if self.editor is None:
            return False
        self.editor.focus()
        return True

    def focus_note(self) -> bool:
        """Give the keyboard to the reason of a warning."""
        if self.reason is None or self.reason.isHidden():
            return False
        self.reason.setFocus()
        self.reason.selectAll()
        return True

    def open_note(self) -> None:
        """F4: a line for a comment on the question; the same line takes the reason of a warning."""
        self._commenting = True
        self._look(self._face(self.session.state(self.ref)))
        if self.style_of == "cell":
            self.resized.emit(self.ref)  # the row makes room for the line
        self.focus_note()

    @property
    def note_has_focus(self) -> bool:
        """True while the keyboard is in the reason."""
        return self.reason is not None and has_keyboard(self.reason)

    @property
    def needs_reason(self) -> bool:
        """True while a warning stands here without a reason."""
        return self.face.remark == "reason" and not (self.reason and self.reason.text().strip())

    def set_active(self, active: bool) -> None:
        """Show that the keyboard is here."""
        if active != self.active:
            self.active = active
            self.update()

    def resizeEvent(self, event: object) -> None:
        """Keep the parts in their places."""
        self._arrange(self.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the label goes to the field; on its picture, or on the line that says what plays, shows that."""
        self.focus_field()
        at, spot = self.places, event.position().toPoint()
        if self.face.rich and at.label.contains(spot):
            inside = QPointF(spot - at.label.topLeft())
            address = rich_words.link_at(self.face.rich, at.label.width(), inside, bold=self.active)
            if address.startswith(("http://", "https://")):
                QDesktopServices.openUrl(QUrl(address))
        if at.picture.contains(spot) or (self.face.plays and at.below.contains(spot)):
            self.shows.emit(self.ref)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number, label, picture, prefix, unit and the line below."""
        with QPainter(self) as p:
            words = QuestionPaint(p, self.places, self.face, self.around.media, active=self.active)
            words.draw(self.asked.number, token="muted" if self.editor is None else "text")

    def _make_editor(self, found: Face) -> None:
        had_focus = self.editor is not None and has_keyboard(self.editor.target())
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
        self.face = found
        self.editor = fields.make(found.shape.kind, self.question, self.around)
        if self.editor is None:
            return
        self.editor.setParent(self)
        self.editor.answered.connect(self._answered)
        self.editor.noted.connect(self._noted)
        self.editor.go_on.connect(self.go_on)
        self.editor.show()
        if had_focus:
            self.editor.focus()

    def _arrived(self, name: str) -> None:
        if name == self.face.picture:
            self.update()

    def _answered(self, value: str) -> None:
        self.session.answer(self.ref, value)

    def _noted(self, words: str) -> None:
        self._note = words
        if not self._showing:
            self._look(self._face(self.session.state(self.ref)))

    def _face(self, state: State) -> Face:
        refusal = self.editor.refusal() if self.editor is not None else ""
        return face(self.session, self.question, state, refusal=refusal, note=self._note, commenting=self._commenting)

    def _look(self, found: Face) -> None:
        """Take a new face; ask for another height when it needs one."""
        self.face = found
        self._show_reason(found)
        if self.editor is not None:
            tone = found.message.tone
            self.editor.set_tone("error" if tone == "error" else "warn" if found.remark == "reason" else "")
            said = " ".join(filter(None, (found.message.text, found.unit)))
            self.editor.describe(" ".join(filter(None, (self.asked.number, found.label, found.prefix))), said)
        before = self.places.height
        self._arrange(self.width())
        if self.places.height != before:
            self.resized.emit(self.ref)
        self.update()

    def _show_reason(self, found: Face) -> None:
        if self.style_of == "cell":
            return  # the row shows it
        if found.remark and self.reason is None:
            self.reason = QLineEdit(self)
        if self.reason is not None:
            self.reason.setAccessibleName(found.remark_name)
            self.reason.setVisible(bool(found.remark))
            if not self.reason.isModified() and self.reason.text() != found.reason:
                self.reason.setText(found.reason)

    def _arrange(self, width: int) -> None:
        self.places = places(self.style_of, self.face, width, numbers=self._numbers, label=self._label)
        if self.editor is not None:
            self.editor.setGeometry(self.places.field)
        if self.reason is not None and self.style_of != "cell":
            self.reason.setGeometry(self.places.reason)
