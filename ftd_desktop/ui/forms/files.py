"""Pictures, sounds, films and other files: from the disk, the clipboard, by dropping, or drawn by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import media_kinds
from ftd_desktop.ui.forms import pictures
from ftd_desktop.ui.forms.clipboard import clipboard_picture, clipboard_urls
from ftd_desktop.ui.forms.editor import Editor, Surroundings
from ftd_desktop.ui.forms.shape import PICTURE
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

_DRAWN = frozenset({"signature", "draw"})
_MARKED = "annotate"  # drawn on a picture that is there already


class FileField(Editor):
    """Thumbnail, the name the file had, and buttons to choose and to look at it.

    Space chooses or draws, Ctrl+O takes a file, Ctrl+V pastes, Ctrl+L looks at it in another program, Delete takes out.
    Where there is no place to keep files the value is shown and kept, and the button says why it is off.
    """

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.kind = question.parameters.get("mediatype", "").partition("/")[0]
        looks = set(question.appearance.split())
        self.drawn, self.marked, self.signed = bool(_DRAWN & looks), _MARKED in looks, "signature" in looks
        self.thumbnail = QLabel(self)
        self.thumbnail.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # under its words
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button = Button("")
        self.button.setParent(self)
        self.button.setAutoDefault(False)  # Enter goes on
        self.button.clicked.connect(self._press)
        self.button.allow(around.keep is not None, tr("Berkas ini belum punya tempat lampiran."))
        self.look = Button(tr("Lihat"))
        self.look.setParent(self)
        self.look.setAutoDefault(False)
        self.look.setToolTip("Ctrl+L")
        self.look.clicked.connect(self._look)
        self.look.hide()
        self._value, self._refusal = "", ""
        self._picture = QImage()
        self._name_button()

    def show_state(self, state: State) -> None:
        """Show what is kept."""
        self.button.setVisible(not state.readonly)
        self.setAcceptDrops(self._may_change())
        if state.value != self._value:
            self._value = state.value
            self.line.setText(state.value)
            self._picture = QImage()
            self._show_picture()
            self._fetch()

    def refusal(self) -> str:
        """Why the last file was not taken."""
        return self._refusal

    def target(self) -> QWidget:
        """The button, or the name where the button is off."""
        return self.button if self._may_change() else self.line

    def take(self, data: bytes, suffix: str, label: str = "") -> None:
        """Keep a file that was called `label` and answer with its name; one that is too large is refused."""
        if self.around.keep is None:
            return
        try:
            name = self.around.keep(data, suffix, label)
        except UserError as error:
            self._refuse(str(error))
            return
        self._answer(name)

    def take_file(self, path: Path) -> None:
        """Read a file from the disk and keep it; a picture is made as small as the form asks."""
        try:
            if self.kind == "image":
                data, suffix = pictures.read(path, self._longest)
            else:
                data, suffix = pictures.plain(path)
                media_kinds.check(data, path.name, self.kind)
        except UserError as error:
            self._refuse(str(error))
            return
        self.take(data, suffix, path.name)

    def take_picture(self, picture: QImage) -> None:
        """Keep what was pasted or drawn."""
        self.take(pictures.encoded(pictures.smaller(picture, self._longest), "PNG"), "png")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look, paste, open and delete."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_L and not self.look.isHidden():
            self._look()
        elif not self._may_change():
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Open):
            self._choose()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self._answer("")
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of them."""
        self.take_file(next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The thumbnail where there is one, the name, then the buttons."""
        high, right = px(32), self.width()
        for button in (self.button, self.look):
            if not button.isHidden():
                wide = button.sizeHint().width()
                button.setGeometry(right - wide, 0, wide, high)
                right -= wide + px(4)
        small = 0 if self._picture.isNull() else min(px(128), self.width() // 3)
        self.thumbnail.setGeometry(0, 0, small, self.height())
        left = small + px(8) if small else 0
        self.line.setGeometry(left, 0, right - left, high)

    @property
    def _longest(self) -> int:
        limit = self.question.extra.get("max-pixels", "")
        return int(limit) if limit.isdecimal() and int(limit) else pictures.LONGEST

    def _may_change(self) -> bool:
        return self.around.keep is not None and not self.button.isHidden()

    def _name_button(self) -> None:
        draws = self.drawn or (self.marked and not self._picture.isNull())
        words = tr("Tanda tangani …") if self.signed else tr("Gambar …") if draws else tr("Pilih berkas …")
        self.button.setText(words)

    def _press(self) -> None:
        if self.drawn or (self.marked and not self._picture.isNull()):
            self._draw()
        else:
            self._choose()

    def _choose(self) -> None:
        endings = media_kinds.ENDINGS.get(media_kinds.WANTED.get(self.kind, ""), ())
        pattern = " ".join(f"*.{ending}" for ending in endings) or "*"
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Pilih berkas"), "", f"{tr('Berkas')} ({pattern})")
        if name:
            self.take_file(Path(name))
        self.button.setFocus()

    def _paste(self) -> None:
        local = [url for url in clipboard_urls() if url.isLocalFile()]
        picture = clipboard_picture()
        if local:
            self.take_file(Path(local[0].toLocalFile()))
        elif self.kind == "image" and not picture.isNull():
            self.take_picture(picture)
        else:
            self._refuse(tr("Papan klip tidak berisi gambar atau berkas. Salin dulu, lalu Ctrl+V lagi."))

    def _draw(self) -> None:
        from ftd_desktop.ui.forms.pad import Pad

        pad = Pad(self.window(), signature=self.signed, ground=self._picture if self.marked else None)
        pad.drawn.connect(self.take_picture)
        pad.closed.connect(self.button.setFocus)

    def _look(self) -> None:
        if self.around.view is not None:
            self.around.view(self._value)

    def _fetch(self) -> None:
        """Ask the file for the bytes behind the name and what it was called; said when they are not there."""
        name, data, label, tasks = self._value, self.around.data, self.around.label, self.around.tasks
        if name and data is not None and tasks is not None:
            tasks.store(lambda: (data(name), label(name) if label else ""), lambda found: self._fetched(name, *found))

    def _fetched(self, name: str, data: bytes | None, label: str) -> None:
        if not shiboken6.isValid(self) or name != self._value:
            return
        self.line.setText(label or name)
        self.line.setCursorPosition(0)  # a long name shows how it begins
        self.line.setToolTip(label)
        if data is None:
            self.noted.emit(tr("Isi berkas ini belum ada di laptop ini."))
            return
        words = tr("{size} KB").format(size=wording.number(max(1, round(len(data) / 1000))))
        if self.kind == "image":
            self._picture = pictures.decoded(data, 0 if self.marked else pictures.SMALL)
            if self._picture.isNull():
                words = tr("Gambar ini rusak, tidak dapat ditampilkan. Hapus (Delete), lalu pilih lagi dari asalnya.")
        self._show_picture()
        self.noted.emit(words)

    def _show_picture(self) -> None:
        room = QSize(px(128), px(PICTURE))
        self.thumbnail.setPixmap(pictures.thumbnail(self._picture, room))
        self.thumbnail.setVisible(not self._picture.isNull())
        self.look.setVisible(bool(self._value) and self.around.view is not None and media_kinds.opens(self._value))
        self._name_button()
        self.resizeEvent(QResizeEvent(self.size(), self.size()))

    def _refuse(self, words: str) -> None:
        self._refusal = words
        self.noted.emit("")

    def _answer(self, name: str) -> None:
        self._refusal = ""
        self.noted.emit("")
        self.answered.emit(name)
