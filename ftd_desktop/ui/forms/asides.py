"""What single keys lay over the paper: where to go, history, comment, pictures and sounds, the keys themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.ui import viewing
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.enlarged import Enlarged
from ftd_desktop.ui.forms.goto import GoTo
from ftd_desktop.ui.forms.guide import Guide
from ftd_desktop.ui.forms.history import History
from ftd_desktop.ui.forms.keys import Command
from ftd_desktop.ui.forms.keysheet import KeySheet
from ftd_desktop.ui.forms.markup import plain
from ftd_desktop.ui.forms.saying import plays
from ftd_desktop.ui.forms.session import Session


class Asides(QObject):
    """`laid` carries a sheet that lies over the paper now."""

    laid = Signal(object)

    def __init__(self, context: Context, session: Session, guide: Guide, middle: QWidget) -> None:
        super().__init__(middle)
        self._context, self._session, self._guide, self._middle = context, session, guide, middle

    def commands(self) -> dict[Command, Callable[[], object]]:
        """The keys and what they do."""
        return {
            Command.GO_TO: self.ask_where,
            Command.HELP: self.help,
            Command.HISTORY: self.show_history,
            Command.COMMENT: self.comment,
            Command.MEDIA: self.show_media_here,
        }

    def ask_where(self) -> None:
        """F6: a question by number, words or name."""
        self._guide.paper.commit()
        sheet = GoTo(self._middle, self._session, self._guide.sections, self._guide.steps)
        sheet.chosen.connect(self._guide.go_to_ref)
        self.laid.emit(sheet)

    def help(self) -> None:
        """F1: what the form advises here, and all keys."""
        block = self._guide.paper.current
        guidance = plain(self._session.state(block.ref).guidance) if block is not None else ""
        self.laid.emit(KeySheet(self._middle, guidance))

    def show_history(self) -> None:
        """F2: the answers that were given to this question."""
        block = self._guide.paper.current
        if block is not None:
            self._guide.paper.commit()
            self.laid.emit(History(self._middle, self._session, self._context, block.ref, block.asked.number))

    def comment(self) -> None:
        """F4: a comment on this question."""
        if self._guide.paper.current is not None:
            self._guide.paper.commit()
            self._guide.paper.current.open_note()

    def show_media_here(self) -> None:
        """F3: what goes with the question that has the keyboard."""
        if self._guide.paper.current is not None:
            self.show_media(self._guide.paper.current.ref)

    def show_media(self, ref: str) -> None:
        """A sound or film in the system's own program, a picture over the paper."""
        media, state = self._session.media, self._session.state(ref)
        if media is None:
            return
        if name := plays(state):
            viewing.show_bytes(self._context, lambda: media.content(name), name)
        elif picture := state.media.get("big-image") or state.media.get("image"):
            self._guide.paper.commit()
            self.laid.emit(Enlarged(self._middle, media, picture))
