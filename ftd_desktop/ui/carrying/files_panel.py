"""The files that were made here and that came here, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.models.cells import Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.widgets.card import Panel
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.ui.models.carry_data import Line


class FilesPanel(Panel):
    """A line for each file: its name, when, and how far it has got."""

    def __init__(self) -> None:
        table = Table(RowsModel((
            Column(tr("Berkas"), lambda line: line.name, 120, stretch=True),
            Column(tr("Waktu"), lambda line: line.at, 130, whole=True, rank=1),
            Column(tr("Keadaan"), lambda line: line.badge, 100, whole=True),
        )), tr("Berkas"))
        super().__init__(tr("Riwayat berkas"), table)
        self.table = table
        self.setMinimumHeight(theme.px(240))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other files."""
        self.table.set_rows(lines)
