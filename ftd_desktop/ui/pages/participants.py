"""Peserta: search as you type, filters, the list, and the chosen person at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.answers import moment
from ftd_desktop.ui.models.cells import BadgeCell, Column, RoundsCell
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.button import Button, Chip
from ftd_desktop.ui.widgets.card import Card, EmptyState
from ftd_desktop.ui.widgets.detail import DetailPane
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across, boxed, down, fixed
from ftd_desktop.ui.widgets.signs import Rounds, state_words
from ftd_desktop.ui.widgets.table import Table
from ftd_desktop.ui.widgets.text import Label, Line

if TYPE_CHECKING:
    from ftd_desktop.programme.participants import Filters, Participant, ParticipantRow
    from ftd_desktop.ui.models.participant_data import Choice, Found

_STAGE_TONES = {"completed": "ok", "alumnus": "ok", "left": "error", "participant": "accent"}
SIDE_BY_SIDE = 1.5
"""Above this text size the person stands below the list."""
_WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ParticipantsPage(Page):
    """The list of everyone in the file."""

    guide = "peserta"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Peserta"))
        self._filters: Filters | None = None
        self._chips: dict[str, tuple[Chip, Choice]] = {}
        self._build()
        context.signals.data_changed.connect(self._read_chips)

    def show_with(self, argument: object = None) -> None:
        """`{"search": text}` puts text in the search; otherwise the last search stands and is read again."""
        if isinstance(argument, dict) and "search" in argument:
            self._typed.setText(argument["search"])
            self._typed.selectAll()
        self._read_chips()

    def first_focus(self) -> QWidget | None:
        """The search."""
        return self._typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search, arrows walk the list, Enter opens the card, Ctrl+Enter goes on with the survey."""
        if watched is self._typed and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _WALKING:
                self._table.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.current() is not None:
                if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self._detail.go_on()
                else:
                    self._open(self._table.current())
                return True
            if event.key() == Qt.Key.Key_Escape and self._typed.text():
                self._typed.clear()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self.head_actions = (self._make_new(),)
        self._typed = self._make_search()
        self._chip_row = FlowLayout()
        self._clear = Button(tr("Hapus saringan"), "link")
        self._clear.clicked.connect(self._clear_filters)
        self._table = Table(RowsModel(_columns(self.context)), tr("Daftar peserta"))
        self._table.chosen.connect(self._choose)
        self._table.opened.connect(self._open)
        self._nobody = EmptyState(tr("Tidak ada peserta yang cocok. Periksa ejaan, atau hapus saringan."))
        self._nobody.hide()
        self._figures = Label(token="muted", right=True)
        self._detail = DetailPane(self.context)
        self._detail.go.connect(self.go)
        card = Card(down((self._table, 1), self._nobody, Line(), _legend(self._figures), gap=0, margins=1))
        bar = across(self._typed, 8, (self._chip_row, 1), self._clear)
        if theme.look().scale > SIDE_BY_SIDE:
            body = down((card, 1), self._detail, gap=16)
            card.setMinimumHeight(theme.px(260))
        else:
            body = down(across((card, 1), fixed(self._detail, width=268), gap=16))
        self.setLayout(down(bar, (body, 1), margins=(16, 12, 16, 16), gap=12))

    def _make_new(self) -> Button:
        new = Button(tr("Peserta baru"), "primary", "plus", "Ctrl+N")
        new.clicked.connect(lambda: self.go.emit("entry", {"form": "ftd_profil", "participant": None, "round": None}))
        return new

    def _make_search(self) -> QLineEdit:
        typed = QLineEdit()
        typed.setPlaceholderText(tr("Nama, NIK, usaha, atau nomor HP"))
        typed.setAccessibleName(tr("Cari peserta"))
        typed.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        typed.setFixedWidth(theme.px(300 if not theme.large_text() else 240))
        typed.textChanged.connect(self._search)
        typed.installEventFilter(self)
        return typed

    def _read_chips(self) -> None:
        self.context.tasks.store(lambda: _data().choices(self.context), self._show_chips, key="chips")
        self._search()

    def _show_chips(self, choices: tuple[Choice, ...]) -> None:
        """Chips keep their place and state; only counts change."""
        if tuple(self._chips) != tuple(choice.key for choice in choices):
            for chip, _ in self._chips.values():
                chip.deleteLater()
            self._chips = {}
            for choice in choices[:2] if theme.large_text() else choices:
                chip = Chip(_chip_words(choice))
                chip.clicked.connect(lambda checked, key=choice.key: self._filter_by(key, checked))
                self._chips[choice.key] = (chip, choice)
                self._chip_row.addWidget(chip)
        for choice in choices:
            if choice.key in self._chips:
                self._chips[choice.key][0].set_count(wording.number(choice.count))

    def _filter_by(self, key: str, on: bool) -> None:
        """One filter at a time is on."""
        for name, (chip, _) in self._chips.items():
            chip.setChecked(on and name == key)
        self._filters = self._chips[key][1].filters if on else None
        self._search()

    def _clear_filters(self) -> None:
        for chip, _ in self._chips.values():
            chip.setChecked(False)
        self._filters = None
        self._typed.clear()
        self._search()
        self._typed.setFocus()

    def _search(self) -> None:
        text, filters = self._typed.text(), self._filters
        self.context.tasks.store(lambda: _search(self.context, text, filters), self._show, key="search")

    def _show(self, found: Found) -> None:
        chosen = self._table.current()
        self._table.set_rows(found.rows)
        self._table.setVisible(bool(found.rows))
        self._nobody.setVisible(not found.rows)
        if chosen is not None:
            ids = [row.id for row in found.rows]
            self._table.choose_row(ids.index(chosen.id) if chosen.id in ids else 0)
        shown, everyone = wording.number(found.total), wording.number(found.everyone)
        self._figures.setText(tr("{n} dari {semua}").format(n=shown, semua=everyone))
        self.set_head(subtitle=tr("{n} orang di berkas ini").format(n=everyone))

    def _choose(self, row: ParticipantRow | None) -> None:
        if row is None:
            self._detail.show_person(None)
        else:
            self.context.tasks.store(lambda: _data().person(self.context, row.id), self._show_person, key="detail")

    def _show_person(self, person: Participant) -> None:
        self._detail.show_person(person)

    def _open(self, row: Any) -> None:
        self.go.emit("person", {"participant": row.id})


def _data() -> Any:
    from ftd_desktop.ui.models import participant_data  # loads the programme room: after the first paint only

    return participant_data


def _search(context: Context, text: str, filters: Filters | None) -> Found:
    from ftd_desktop.programme.participants import Filters

    found: Found = _data().search(context, text, filters or Filters())
    return found


def _columns(context: Context) -> tuple[Column, ...]:
    """Eight; where there is no room the name, stage and rounds stay, the rest is behind "Buka kartu"."""
    return (
        Column(tr("Nama"), lambda r: r.name, 150, bold=True, stretch=True, whole=True),
        Column(tr("NIK"), lambda r: r.nik, 130, rank=2), Column(tr("Usaha"), lambda r: r.business, 140, rank=4),
        Column(tr("Daerah"), lambda r: r.regency, 80, rank=3),
        Column(tr("Ang."), lambda r: r.cohort.rsplit(" ")[-1], 46, rank=5),
        Column(tr("Tahap"), lambda r: stage_cell(r.stage), 100, whole=True),
        Column(tr("Survei"), lambda r: _rounds_cell(context, r), 78),
        Column(tr("Perubahan"), lambda r: _day(context, r.updated), 132, whole=True, rank=1),
    )


def stage_cell(stage: str) -> BadgeCell:
    """The stage as a badge: tick when done, octagon when left, else the word alone."""
    from ftd_desktop.programme.cohorts import stage_label

    tone: Any = _STAGE_TONES.get(stage, "muted")
    return BadgeCell(tone, stage_label(stage), None if tone in ("ok", "error") else "")


def _rounds_cell(context: Context, row: ParticipantRow) -> RoundsCell:
    from ftd_desktop.programme import rounds

    today = context.now().date()
    marks = [held.mark(today) for held in row.rounds]
    said = ", ".join(f"{rounds.label(held.name)} {state_words(mark)}"
                     for held, mark in zip(row.rounds, marks, strict=True))
    return RoundsCell(marks, said)


def _day(context: Context, text: str) -> str:
    return wording.recently(context.local(moment(text)), context.now())


def _chip_words(choice: Choice) -> str:
    if choice.cohort:
        return tr("Angkatan {nomor}").format(nomor=choice.cohort)
    return {"endline": tr("Belum survei akhir"), "tl6": tr("Belum survei 6 bulan")}[choice.key]


def _legend(figures: Label) -> QWidget:
    """What the marks mean, and how many rows there are."""
    marks: list[QWidget] = []
    for state in () if theme.large_text() else ("c", "d", "o", "l"):
        marks += [fixed(Rounds((state,)), width=18), Label(state_words(state), token="muted")]
    words = Label(tr("Survei: awal, akhir, 6 bulan."), token="muted")
    return boxed(across(words, 4, *marks, None, figures, margins=(12, 6, 12, 6), gap=6))
