"""The line that a code scanner types into: code and Enter notes a person as present, and says whom."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox

from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance_grid import MISSED, Mark
from ftd_desktop.store.names import fold
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.training import later
from ftd_desktop.ui.training.book import AttendanceBook
from ftd_desktop.ui.training.grid_model import GridModel
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.search_line import SearchLine
from ftd_desktop.ui.widgets.text import Icon, Label
from ftd_desktop.wording import long_date


class ScanCard(Card):
    """A session, a line for the code, and what came of the last one. `found` names a row to show."""

    found = Signal(int)
    session_chosen = Signal(int)
    """The column of the session that codes go to."""

    def __init__(self, context: Context, book: AttendanceBook, grid: GridModel) -> None:
        super().__init__()
        self._context, self._book, self._grid = context, book, grid
        self.session = fixed(QComboBox(), width=250)
        self.session.setAccessibleName(tr("Sesi untuk kode yang dipindai"))
        self.session.activated.connect(lambda: self.session_chosen.emit(self._grid.column_of(self.session_id) or 0))
        self.line = fixed(SearchLine(tr("Pindai kode peserta, atau ketik nama"), tr("Kode atau nama, lalu Enter")),
                          width=240)
        self.line.returnPressed.connect(self.take)
        self._sign, self._told = Icon("", "muted"), Label(bold=True, wrap=True)
        self._said = boxed(across(self._sign, (self._told, 1)))
        fields = (Label(tr("Sesi")), self.session, 8, self.line)
        if theme.large_text():  # what is said stands below, where there is something
            self._said.hide()
            self.setLayout(down(across(*fields, None), self._said, margins=(12, 8, 12, 8), gap=4))
        else:
            self.setLayout(across(*fields, 8, (self._said, 1), margins=(12, 8, 12, 8)))

    @property
    def session_id(self) -> str:
        """The session that codes go to; "" when none is open."""
        return str(self.session.currentData() or "")

    @property
    def told(self) -> str:
        """What was said of the last code."""
        return self._told.text()

    def show_sessions(self) -> None:
        """The sessions that may be noted; today's, else the newest, is chosen unless one was already."""
        chosen = self.session_id
        self.session.clear()
        for column, session in enumerate(self._grid.sessions):
            if self._grid.is_open(column):
                self.session.addItem(f"{tr('sesi {n}').format(n=session.short)} · {long_date(session.plan.day)}",
                                     session.id)
        at = self.session.findData(chosen)
        self.session.setCurrentIndex(at if at >= 0 else self.session.count() - 1)
        self.line.setEnabled(self.session.count() > 0)

    def choose_session(self, session_id: str) -> None:
        """Follow the grid's column, where it may be noted."""
        at = self.session.findData(session_id)
        if at >= 0:
            self.session.setCurrentIndex(at)

    def take(self) -> None:
        """Enter was typed, by a hand or a scanner."""
        text = " ".join(self.line.text().split())
        self.line.clear()
        if not text or not self.session_id:
            return
        row = next((at for at, one in enumerate(self._grid.members)
                    if one.code and one.code.casefold() == text.casefold()), None)
        if row is not None:
            self._note(row)
        else:
            self._look_up(text)

    def _note(self, row: int) -> None:
        member, session = self._grid.members[row], self.session_id
        key, column = (session, member.code), self._grid.column_of(session)
        before = self._book.marks.get(key)
        where = tr("sesi {n}").format(n=self._grid.sessions[column].short) if column is not None else ""
        self.found.emit(row)
        if before is not None and before.status not in MISSED and key not in self._book.doubles:
            self._say("muted", tr("{nama} sudah tercatat {status} di {sesi}.").format(
                nama=member.name, status=before.words, sesi=where))
            return
        self._book.put({key: Mark("hadir")})
        told = tr("{nama}: hadir, {sesi}.") if before is None else tr("{nama}: hadir, {sesi} (tadinya {status}).")
        self._say("ok", told.format(nama=member.name, sesi=where, status=before.words if before else ""))

    def _look_up(self, text: str) -> None:
        """No member has this code: one whose name it is, is shown and not noted; else the file is asked."""
        asked = fold(text)
        rows = [at for at, one in enumerate(self._grid.members)
                if asked and all(any(part.startswith(word) for part in fold(one.name)) for word in asked)]
        if len(rows) == 1:
            self.found.emit(rows[0])
            self._say("muted", tr("{nama} ditemukan. Tekan huruf statusnya di kisi.").format(
                nama=self._grid.members[rows[0]].name))
        elif rows:
            self._fault(tr("{n} peserta cocok dengan {teks}. Ketik lebih lengkap.").format(n=len(rows), teks=text))
        else:
            self._context.tasks.store(lambda: later.data().whose(self._context, text), self._fault)

    def _fault(self, words: str) -> None:
        QApplication.beep()
        self._say("error", words)

    def _say(self, tone: Tone, words: str) -> None:
        """Icon, words and an edge: seen across a table, and read out."""
        self._sign.set({"ok": "check", "error": "error"}.get(tone, "info"), tone)
        self._told.set_token("text" if tone == "muted" else tone)
        self._told.setText(words)
        self._said.show()
        self.line.setAccessibleDescription(words)
        self.set_tone(None if tone == "muted" else tone)
