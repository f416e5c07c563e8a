"""Kirim & Terima: on a laptop what is carried to the province and back; at the province the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.carrying.officer_side import OfficerSide
from ftd_desktop.ui.carrying.province_side import ProvinceSide
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.page import Page
from ftd_desktop.ui.widgets.drops import Drops
from ftd_desktop.ui.widgets.layout import down


class CarryPage(Page):
    """One of two sides, by who sits here; files may be dropped anywhere on it."""

    guide = "kirim-terima"

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Kirim & Terima"), tr("Lewat WhatsApp, surel, atau flashdisk"))
        self.side: OfficerSide | ProvinceSide
        if context.identity.role == "province":
            self.side = ProvinceSide(context)
            self.side.came.connect(self.take)
            drops = Drops(self, tr("Lepaskan berkas kiriman di sini"))
        else:
            self.side = OfficerSide(context)
            self.side.spoke.connect(self.to_top)
            self.side.opened.connect(lambda person: self.go.emit("person", {"participant": person}))
            drops = Drops(self, tr("Lepaskan berkas balasan di sini"))
        drops.dropped.connect(self.take)
        self.head_actions = self.side.head_actions
        self.setLayout(down((self.side, 1), margins=16))

    def show_with(self, argument: object = None) -> None:
        """Read afresh; what was said of the last file is forgotten."""
        self.side.forget()
        self.side.read()

    def first_focus(self) -> QWidget | None:
        """The button that makes the file."""
        return self.side.make

    def take(self, paths: Sequence[Path]) -> None:
        """Take in what the province sent; at the province, bundles go to the master's page."""
        if isinstance(self.side, OfficerSide):
            self.side.take(paths)
        else:
            self.go.emit("master", {"files": list(paths)})
