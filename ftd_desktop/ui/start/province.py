"""The province's start page: what came and waits for an answer, what is due where, conflicts, questions asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.start.board import Board
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.office_cards import ArrivalsCard, DecisionsCard

if TYPE_CHECKING:
    from ftd_desktop.ui.models.start_data import Group, StartData


class ProvinceBoard(Board):
    """Laptops lead to the answers they wait for, a regency's line to exactly its people."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.laptops = Panel(tr("Laptop petugas"), QWidget(), "", (self.link(tr("Buat balasan"), "carry"),))
        self.due = Panel(tr("Tindak lanjut jatuh tempo"), QWidget())
        self.decisions, self.arrivals = DecisionsCard(), ArrivalsCard()
        for card in (self.decisions, self.arrivals):
            card.asked.connect(lambda: self.go.emit("master", None))
        self.lay_out((self.laptops, self.due), (self.decisions, self.backup, self.arrivals))

    def show_data(self, data: StartData) -> None:
        """Taking in what officers brought is the next thing to do, unless something was begun here."""
        from ftd_desktop.ui.widgets import start_tables

        owed = sum(line.owed for line in data.laptops)
        self._show_step(data, owed)
        laptops = start_tables.laptop_table(data.laptops) if data.laptops else None
        if laptops is not None:
            laptops.opened.connect(lambda line: self.go.emit("carry", None))
        note = tr("{n} menunggu balasan").format(n=wording.number(owed)) if data.laptops else ""
        self.fill(self.laptops, laptops, note, tr("Belum ada laptop petugas. Daftarkan petugas di halaman Petugas."))
        self._show_due(start_tables, data.groups)
        if data.arrivals is not None:
            self.decisions.show_arrivals(data.arrivals, len(data.questions))
            self.arrivals.show_arrivals(data.arrivals)
        self.backup.show_backup(data.backup, self.context.now())

    def _show_step(self, data: StartData, owed: int) -> None:
        conflicts = data.arrivals.conflicts if data.arrivals else 0
        if data.drafts:
            self.strip.show_draft(data.drafts[0], self.context.now())
        elif conflicts:
            self.strip.show_step(tr("Putuskan {n} bentrok").format(n=wording.number(conflicts)),
                                 tr("Kedua nilai tersimpan sampai diputuskan."), tr("Buka Data Induk"), "master")
        elif owed:
            self.strip.show_step(tr("Balas {n} petugas").format(n=wording.number(owed)),
                                 tr("Balasan memberi tahu mereka apa yang sudah sampai."), tr("Buat balasan"), "carry")
        else:
            self.strip.show_step(tr("Terima kiriman petugas"),
                                 tr("Dari WhatsApp, surel, atau flashdisk; diperiksa dahulu sebelum digabungkan."),
                                 tr("Terima kiriman"), "master")

    def _show_due(self, tables: Any, groups: tuple[Group, ...]) -> None:
        table = tables.group_table(groups) if groups else None
        if table is not None:
            table.opened.connect(self._open_group)
        people, late = sum(len(one.participants) for one in groups), sum(one.late for one in groups)
        note = tr("{n} survei, {terlambat} terlambat").format(n=wording.number(people),
                                                              terlambat=wording.number(late)) if groups else ""
        self.fill(self.due, table, note, tr("Tidak ada survei yang jatuh tempo dalam 7 hari."))

    def _open_group(self, group: Group) -> None:
        words = f"{rounds.label(group.round)} · {group.regency}"
        self.go.emit("participants", {"ids": group.participants, "words": words})
