"""The cards beside the table of the certificates page: the page as it will look, the numbers, the batch."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, down
from ftd_desktop.ui.widgets.sheet import SheetPicture
from ftd_desktop.ui.widgets.signs import Badge, Bar
from ftd_desktop.ui.widgets.text import Elided, Label
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.ui.models.certificate_board import Board, Member


class PreviewCard(Card):
    """One certificate; `step` asks for the next (1) or previous (-1), `turned` for the other side."""

    step = Signal(int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.sheet = SheetPicture(tr("Pratinjau"))
        self._note = Label(token="muted")
        self._turn = Button(tr("Belakang"))
        self._page = 0
        before, after = Button(tr("Sebelumnya"), shortcut="Alt+Left"), Button(tr("Berikutnya"), shortcut="Alt+Right")
        before.clicked.connect(lambda: self.step.emit(-1))
        after.clicked.connect(lambda: self.step.emit(1))
        self._turn.clicked.connect(self._on_turn)
        head = across(Label(tr("Pratinjau"), bold=True), self._note, None, self._turn, before, after)
        self.setLayout(down(head, (self.sheet, 1), margins=(16, 10, 16, 12), gap=10))

    def show_page(self, png: bytes, member: Member, place: str) -> None:
        """Show a drawn page of `member`."""
        self._note.setText(place)
        self.sheet.show_page(png, member.standing.name)

    def say(self, sentence: str) -> None:
        """Say why nothing is shown."""
        self._note.setText("")
        self.sheet.say(sentence)

    def _on_turn(self) -> None:
        self._page = 1 - self._page
        self._turn.say(tr("Depan") if self._page else tr("Belakang"))
        self.turned.emit(self._page)


class NumbersCard(Card):
    """What is used and left of the leased numbers, and whether it is enough for the batch."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = Badge("ok", tr("Cukup"))
        self._bar = Bar()
        self._used, self._left = Label(token="muted"), Label(bold=True)
        self._plan = Label(token="muted", wrap=True)
        head = across(Label(tr("Blok nomor"), bold=True), None, self._badge)
        self.setLayout(down(head, self._bar, across(self._used, None, self._left), self._plan,
                            margins=(16, 12, 16, 12), gap=8))

    def show_board(self, board: Board) -> None:
        """The blocks of the year, and what the batch will take of them."""
        wanted = len(board.ready)
        total = sum(block.last - block.first + 1 for block in board.blocks)
        left = sum(block.left for block in board.blocks)
        enough = left >= wanted and total > 0
        self._badge.set("ok" if enough else "error", tr("Cukup") if enough else tr("Kurang"))
        self._bar.set((total - left) / total if total else 1.0)
        self._used.setText(self._used_words(board, total, left))
        self._left.setText(tr("sisa {n}").format(n=left))
        self._plan.setText(self._plan_words(board, wanted, left))

    @staticmethod
    def _used_words(board: Board, total: int, left: int) -> str:
        if not total:
            return tr("Belum ada blok nomor untuk tahun ini.")
        if left == total:
            return tr("Belum ada yang terpakai")
        first = board.blocks[0].first
        last = max(block.next - 1 for block in board.blocks if block.next > block.first)
        return tr("Terpakai {first:04} sampai {last:04}").format(first=first, last=last)

    @staticmethod
    def _plan_words(board: Board, wanted: int, left: int) -> str:
        if left < wanted:
            return tr("Perlu {wanted}, kurang {short}. Minta blok nomor baru dari provinsi.").format(
                wanted=wanted, short=wanted - left)
        if not wanted:
            return tr("Tidak ada yang perlu nomor.")
        return tr("Penerbitan ini mulai {first}, sesudahnya sisa {rest}.").format(
            first=board.next_number(0), rest=left - wanted)


class BatchCard(Card):
    """Starts a batch, shows how far it is, and what came of it."""

    start = Signal()
    stop = Signal()
    folder = Signal()
    print = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._begun = 0.0
        self._title = Label(tr("Menerbitkan PDF"), bold=True)
        self._count = Label(bold=True)
        self._bar = Bar()
        self._words = Label(token="muted", wrap=True)
        self._folder = Elided()
        self._choose = Button(tr("Ganti folder"), "link")
        self._go, self._stop = Button(tr("Terbitkan"), "primary"), Button(tr("Batalkan"))
        self._print = Button(tr("Cetak …"))
        self._print.clicked.connect(self.print)
        self._print.hide()
        self._choose.clicked.connect(self.folder)
        self._go.clicked.connect(self.start)
        self._stop.clicked.connect(self.stop)
        self.setLayout(down(
            across(self._title, None, self._count), self._bar, self._words,
            across((self._folder, 1), self._choose, self._print, self._go, self._stop), margins=(16, 12, 16, 12), gap=8,
        ))
        self._running(False)

    def show_ready(self, ready: int, enough: bool, folder: str) -> None:
        """Nothing is running: how many would be made, and where they go."""
        self._running(False)
        self._folder.setText(folder)
        self._go.say(tr("Terbitkan {n} sertifikat").format(n=ready) if ready else tr("Terbitkan"))
        reason = tr("Tidak ada peserta layak yang belum punya sertifikat.") if not ready else tr("Nomor tidak cukup.")
        self._go.allow(bool(ready) and enough, reason)

    def offer_print(self, name: str) -> None:
        """Offer to print a PDF that was just written."""
        self._print.setToolTip(name)
        self._print.show()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """How far a running batch is: at whom, and how long it will still take."""
        if self._stop.isHidden():
            self._running(True)
            self._begun = time.monotonic()
        self._bar.set(done / total if total else 0.0)
        self._count.setText(tr("{done} dari {total}").format(done=done, total=total))
        left = (time.monotonic() - self._begun) * (total - done) / done if done > 4 else 0.0
        rest = [tr("kira-kira {n} detik lagi").format(n=number(left))] if left > 2 else []
        self._words.setText(" · ".join([words, *rest, tr("tiap nomor dipakai sekali")] if words else []))

    def say(self, words: str, token: str = "muted") -> None:
        """What came of the last batch."""
        self._words.setText(words)
        self._words.set_token("error" if token == "error" else "muted")
        self._words.setVisible(bool(words))

    def _running(self, running: bool) -> None:
        self._words.set_token("muted")
        for widget in (self._bar, self._count, self._stop):
            widget.setVisible(running)
        for widget in (self._go, self._choose):
            widget.setVisible(not running)
        self._words.setVisible(running or bool(self._words.text()))
