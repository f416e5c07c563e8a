"""Pictures, sounds, films and other files: from the disk, the clipboard, by dropping, or drawn by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.editor import Editor, Surroundings
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.forms.definition import Question
    from ftd_desktop.forms.interview import State

LARGEST = 25_000_000  # bytes; more does not travel by WhatsApp
_DRAWN = frozenset({"signature", "draw", "annotate"})
_PATTERNS = {
    "image": "*.png *.jpg *.jpeg *.webp *.bmp",
    "audio": "*.mp3 *.m4a *.ogg *.wav *.amr",
    "video": "*.mp4 *.3gp *.mov *.avi",
}


class FileField(Editor):
    """The name of the file, and a button. Space chooses, Ctrl+V pastes a picture, Delete takes it out.

    Where there is no place to keep files the value is shown and kept, and the button says why it is off.
    """

    def __init__(self, question: Question, around: Surroundings) -> None:
        super().__init__(question, around)
        self.kind = question.parameters.get("mediatype", "").partition("/")[0]
        self.drawn = bool(_DRAWN & set(question.appearance.split()))
        self.line = QLineEdit(self)
        self.line.setReadOnly(True)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button = Button(tr("Gambar …") if self.drawn else tr("Pilih berkas …"))
        self.button.setParent(self)
        self.button.setAutoDefault(False)  # Enter goes on
        self.button.clicked.connect(self._draw if self.drawn else self._choose)
        self.button.allow(around.keep is not None, tr("Berkas ini belum punya tempat lampiran."))
        self.setAcceptDrops(around.keep is not None)
        self._value, self._refusal = "", ""

    def show_state(self, state: State) -> None:
        """Show the name of what is kept."""
        self._value = state.value
        if self.line.text() != state.value:
            self.line.setText(state.value)
        self.button.setVisible(not state.readonly)

    def refusal(self) -> str:
        """Why the last file was not taken."""
        return self._refusal

    def target(self) -> QWidget:
        """The button, or the name where the button is off."""
        return self.button if self.button.isEnabled() else self.line

    def take(self, data: bytes, suffix: str) -> None:
        """Keep a file and give its name; one that is too large is refused."""
        if len(data) > LARGEST:
            self._refuse(
                tr("Berkas ini {size} MB, terlalu besar. Paling besar {most} MB: kecilkan dulu.").format(
                    size=wording.number(len(data) / 1e6, 1), most=wording.number(LARGEST / 1e6)
                )
            )
        elif self.around.keep is not None:
            self._refusal = ""
            keep, tasks = self.around.keep, self.around.tasks
            if tasks is None:
                self._kept(keep(data, suffix))
            else:
                tasks.store(lambda: keep(data, suffix), self._kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste and delete."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.around.keep is not None:
            self._paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self._kept("")
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from the desktop."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first of them."""
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name, then the button."""
        wide = self.button.sizeHint().width()
        self.line.setGeometry(0, 0, self.width() - wide - px(4), self.height())
        self.button.setGeometry(self.width() - wide, 0, wide, self.height())

    def take_file(self, path: Path) -> None:
        """Read a file from the disk and keep it; a picture is made as small as the form asks."""
        try:
            data = path.read_bytes()
        except OSError:
            self._refuse(tr("Berkas {name} tidak dapat dibaca. Pilih yang lain.").format(name=path.name))
            return
        limit = self.question.extra.get("max-pixels", "")
        if self.kind == "image" and limit.isdigit():
            picture = QImage.fromData(data)
            if not picture.isNull() and max(picture.width(), picture.height()) > int(limit):
                self.take(encoded(smaller(picture, int(limit)), "JPG"), "jpg")
                return
        self.take(data, path.suffix.lstrip(".").lower() or "bin")

    def _choose(self) -> None:
        pattern = _PATTERNS.get(self.kind, "*")
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Pilih berkas"), "", f"{tr('Berkas')} ({pattern})")
        if name:
            self.take_file(Path(name))
        self.button.setFocus()

    def _paste(self) -> None:
        picture = clipboard_picture()
        if self.kind == "image" and not picture.isNull():
            self.take(encoded(picture, "PNG"), "png")

    def _draw(self) -> None:
        from ftd_desktop.ui.forms.pad import Pad

        pad = Pad(self.window(), signature="signature" in self.question.appearance.split())
        pad.drawn.connect(lambda picture: self.take(encoded(picture, "PNG"), "png"))
        pad.closed.connect(self.button.setFocus)

    def _refuse(self, words: str) -> None:
        self._refusal = words
        self.noted.emit("")

    def _kept(self, name: str) -> None:
        self._value = name
        self.answered.emit(name)


def clipboard_picture() -> QImage:
    """The picture on the clipboard; a null one when there is none."""
    return QGuiApplication.clipboard().image()


def smaller(picture: QImage, longest: int) -> QImage:
    """The picture with its longer side at most `longest` pixels."""
    return picture.scaled(
        longest, longest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def encoded(picture: QImage, form: str) -> bytes:
    """The picture as PNG or JPG bytes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, form, 85)  # type: ignore[call-overload]  # the stub says bytes, the binding wants str
    buffer.close()
    return bytes(data.data())
