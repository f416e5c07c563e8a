"""A bar that appears when a carry folder is there: a stick was plugged in, or a shared directory was named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.drop_strip import DropStrip
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.sync.folder import Place
    from ftd_desktop.ui.models.place_data import Found

EVERY = 3_000


class PlaceBar(DropStrip):
    """Looks every few seconds while `page` is seen. `read(paths)` and `write(place)` ask the page to do it.

    `write_words` is what the writing button says. `prepare` is a button that makes a carry folder; `said(what, note,
    tone)` tells what came of that.
    """

    read = Signal(list)
    write = Signal(object)
    said = Signal(str, str, object)

    def __init__(self, context: Context, page: QWidget, write_words: str) -> None:
        reading, writing = Button(""), Button(write_words)
        super().__init__("swap", reading, writing)
        self._read, self._write = reading, writing
        self._context = context
        self._looker: Any = None
        self._extra: list[Path] = []
        self._found: Found | None = None
        self.prepare = Button(tr("Siapkan folder kiriman …"))
        self.prepare.setToolTip(tr("Di flashdisk atau folder bersama"))
        self.prepare.clicked.connect(self._ask)
        self._read.clicked.connect(self._ask_to_read)
        self._write.clicked.connect(self._ask_to_write)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self.hide()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has come to the front, or another one has."""
        if event.type() == QEvent.Type.Show:
            self._timer.start()
            self.look()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return False

    def look(self) -> None:
        """Look now."""
        if self._context.file is not None:
            self._context.tasks.store(lambda: _data().named(self._context), self._look_around, key="places")

    def _look_around(self, extra: list[Path]) -> None:
        self._context.tasks.pool(lambda: _data().places(extra), self._look_inside, key="places-around")

    def _look_inside(self, places: list[Place]) -> None:
        if not places:
            self._show([])
            return
        if self._looker is None:
            self._looker = _data().Looker()
        looker = self._looker
        self._context.tasks.store(lambda: looker.look(self._context, places), self._show, key="places-inside")

    def _show(self, found: list[Found]) -> None:
        self._found = found[0] if found else None
        if self._found is None:
            self.hide()
            return
        count = len(self._found.lying)
        self.say(_data().headline(self._found), _data().waiting(self._found), "accent" if count else None)
        self._read.say(tr("Baca {n} berkas").format(n=number(count)))
        self._read.setVisible(bool(count))
        self.show()

    def _ask_to_read(self) -> None:
        if self._found is not None:
            self.read.emit(self._found.paths)

    def _ask_to_write(self) -> None:
        if self._found is not None:
            self.write.emit(self._found.place)

    # --- making one

    def _ask(self) -> None:
        if chosen := QFileDialog.getExistingDirectory(self, tr("Flashdisk atau folder bersama")):
            self.make(Path(chosen))

    def make(self, root: Path) -> None:
        """Make a carry folder there."""
        self._context.tasks.store(lambda: _data().prepare(self._context, root), self._made, self._not_made)

    def _made(self, place: Place) -> None:
        self.said.emit(tr("Folder kiriman siap di {tempat}").format(tempat=place.root),
                       tr("Setiap kali terpasang, halaman ini mengenalinya dan menawarkan isinya."), "ok")
        self.look()

    def _not_made(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.said.emit(tr("Belum berhasil"), str(error), "error")


def _data() -> Any:
    from ftd_desktop.ui.models import place_data  # loads the carry: when the page is seen

    return place_data
