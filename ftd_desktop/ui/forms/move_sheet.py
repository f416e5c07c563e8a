"""Shows what moving a draft to a newer version of its form would change, before anything does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.links import Link, LinkList, scrolled
from ftd_desktop.ui.forms.newer_version import Move
from ftd_desktop.ui.forms.overlay import Overlay
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.text import Label


class MoveSheet(Overlay):
    """`accepted` when the draft is to be moved; Esc keeps it in its old version."""

    accepted = Signal()

    def __init__(self, around: QWidget, move: Move) -> None:
        super().__init__(around)
        title = Label(
            tr("Formulir ini punya versi baru ({version})").format(version=move.form.version),
            title=True, bold=True, wrap=True,
        )  # fmt: skip
        note = Label(
            tr("{n} jawaban ikut pindah. Riwayat isian tetap lengkap.").format(n=move.kept), token="muted", wrap=True
        )
        lines = LinkList()
        lines.show_links(_lines(move))
        go = Button(tr("Pindahkan draf ke versi baru"), "primary")
        go.clicked.connect(self._accept)
        stay = Button(tr("Tetap di versi lama") + "  Esc")
        stay.clicked.connect(self.close_it)
        foot = across(None, stay, go, margins=(4, 8, 4, 0))
        self.setLayout(down(title, note, (scrolled(lines), 1), foot, margins=(20, 12, 20, 12)))
        self.show()
        go.setFocus()

    def _accept(self) -> None:
        self.close_it()
        self.accepted.emit()


def _lines(move: Move) -> list[Link]:
    found: list[Link] = []
    if move.homeless:
        found.append(Link("", "", tr("Tidak ada lagi di versi baru ({n})").format(n=len(move.homeless))))
        found += [Link("-", "", label, value, "warn", "warn") for label, value in move.homeless]
    if move.refused:
        found.append(Link("", "", tr("Perlu diperiksa lagi ({n})").format(n=len(move.refused))))
        found += [Link("-", "", label, "", "error", "error") for label in move.refused]
    if move.asked_anew:
        found.append(Link("", "", tr("Pertanyaan baru ({n})").format(n=len(move.asked_anew))))
        found += [Link("-", "", label, "", "plus") for label in move.asked_anew]
    return found or [Link("", "", tr("Tidak ada pertanyaan yang berbeda."))]
