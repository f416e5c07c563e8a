"""The chosen person beside the list: facts, rounds, and what can be done next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme.identity import mask_nik, show_phone
from ftd_desktop.programme.participants import Participant
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.programme.rounds import Round
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.answers import next_step
from ftd_desktop.ui.models.participant_columns import stage_cell
from ftd_desktop.ui.widgets.button import Button, IconButton
from ftd_desktop.ui.widgets.card import Card, Facts
from ftd_desktop.ui.widgets.layout import across, boxed, clear, down, fixed, wide
from ftd_desktop.ui.widgets.signs import Badge, Rounds
from ftd_desktop.ui.widgets.text import Label, Line

SHOWN_FOR = 20_000  # ms that a revealed NIK stays readable


class DetailPane(Card):
    """Shows one person; `go` leads to the card, the survey or a round."""

    go = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person: Participant | None = None
        self._content = down(gap=8)
        self._card = wide(Button(tr("Buka kartu")))
        self._survey = wide(Button(tr("Lanjut survei"), "primary", shortcut="Ctrl+Return"))
        self._card.clicked.connect(self.open_card)
        self._survey.clicked.connect(self.go_on)
        row = down if theme.large_text() else across
        self._buttons = boxed(row((self._card, 1), (self._survey, 1)))
        self.setLayout(down(self._content, None, self._buttons, margins=16, gap=8))
        self.show_person(None)

    def show_person(self, person: Participant | None) -> None:
        """Show somebody, or nobody."""
        self._person = person
        clear(self._content)
        self._buttons.setVisible(person is not None)
        if person is None:
            self._content.addWidget(Label(tr("Pilih peserta untuk melihat ringkasannya."), token="muted", wrap=True))
            return
        where = " · ".join(part for part in (person.business, _regency(person)) if part)
        for item in (Label(person.name, title=True, bold=True, wrap=True), Label(where, token="muted", wrap=True),
                     boxed(across(_stage_badge(person), None)), Line(), self._facts(person),
                     Label(tr("Survei"), bold=True), self._rounds(person)):
            self._content.addWidget(item)

    def open_card(self) -> None:
        """Go to the person's page."""
        if self._person:
            self.go.emit("person", {"participant": self._person.id})

    def go_on(self) -> None:
        """Go to the draft, or to the next round."""
        if self._person:
            self.go.emit("entry", next_step(self._person))

    def _facts(self, person: Participant) -> Facts:
        lines: list[tuple[str, str | QWidget]] = [
            (tr("NIK"), NikField(self._context, person)),
            (tr("Nomor HP"), show_phone(person.phone) or wording.NONE),
        ]
        if not theme.large_text():
            lines += [(tr("Kode"), person.code or wording.NONE), (tr("Angkatan"), person.cohort or wording.NONE)]
        return Facts(*lines)

    def _rounds(self, person: Participant) -> QWidget:
        column = down(gap=0)
        today = self._context.now().date()
        shown = person.rounds if not theme.large_text() else _nearest(person.rounds)
        for held in shown:
            mark = held.mark(today)
            row = across(fixed(Rounds((mark,)), width=18), Label(_short(held.name)), None,
                         Label(_day_words(held), token="muted"), margins=(0, 6, 0, 6))
            column.addLayout(row)
        return boxed(column)


class NikField(QWidget):
    """A NIK, masked; a press shows it for a while, and each showing is logged (UU 27/2022)."""

    def __init__(self, context: Context, person: Participant) -> None:
        super().__init__()
        self._context, self._person = context, person
        self._masked = mask_nik(person.nik) or wording.NONE
        self._text = Label(self._masked, right=True)
        self._eye = IconButton("lock", tr("Tampilkan NIK; dicatat di riwayat"))
        if not person.nik:
            self._eye.hide()  # never show() before it has a parent: that opens a window of its own
        self._eye.clicked.connect(self._ask)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self._hide)
        self.setLayout(across(None, self._text, self._eye, gap=4))

    def _ask(self) -> None:
        if self._timer.isActive():
            self._hide()
        else:
            person_id = self._person.id
            self._context.tasks.store(lambda: _log_reveal(self._context, person_id), self._show)

    def _show(self, _: Any) -> None:
        self._text.setText(self._person.nik)
        self._timer.start()

    def _hide(self) -> None:
        self._timer.stop()
        self._text.setText(self._masked)


def _log_reveal(context: Context, person_id: str) -> None:
    """Logged first: what cannot be logged is not shown."""
    context.opened.journal("reveal", {"participant": person_id, "field": "nik"})


def round_words(held: Round, mark: str) -> str:
    """When a round was held or falls due."""
    if mark == "c":
        return wording.long_date(held.day)
    if mark == "d":
        return tr("Draf")
    if held.due is None:
        return tr("Belum")
    words = {"l": tr("Terlambat, {tanggal}"), "x": tr("Terlewat, {tanggal}")}.get(mark, tr("Jatuh tempo {tanggal}"))
    return words.format(tanggal=wording.long_date(held.due))


def _nearest(held: tuple[Round, ...]) -> tuple[Round, ...]:
    """Two or three rounds around the next one: with large text there is no room for all."""
    room = 2 if theme.look().scale >= 1.5 else 3
    done = sum(one.status not in ("none", "draft") for one in held)
    first = max(0, min(done - 1, len(held) - room))
    return held[first:first + room]


def _short(name: str) -> str:
    """A round's name below the heading "Survei"."""
    return {"baseline": tr("Awal"), "endline": tr("Akhir"), "tl3": tr("3 bulan"), "tl6": tr("6 bulan"),
            "tl12": tr("12 bulan")}.get(name, tr("Lanjutan"))


def _day_words(held: Round) -> str:
    """The day it was held or falls due, alone: the mark before it says which."""
    return tr("Draf") if held.status == "draft" else wording.long_date(held.day or held.due)


def _regency(person: Participant) -> str:
    return short_regency(person.regency)


def _stage_badge(person: Participant) -> Badge:
    cell = stage_cell(person.stage)
    return Badge(cell.tone, cell.text, cell.icon)
