"""The start page's right column for the province and for trainers: conflicts, arrivals, completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.widgets.card import Facts
from ftd_desktop.ui.widgets.start_cards import CountCard, FactsCard
from ftd_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.outbox import Arrivals
    from ftd_desktop.ui.models.start_data import Completion


class DecisionsCard(CountCard):
    """At the province: how many conflicts wait for a decision."""

    def __init__(self) -> None:
        super().__init__("split", tr("Bentrok menunggu keputusan"), tr("Buka Data Induk"))

    def show_arrivals(self, arrivals: Arrivals, asked: int) -> None:
        """Say how many, and how many of them officers were asked about; both values stay until somebody decides."""
        words = tr("Kedua nilai tersimpan sampai diputuskan.") if arrivals.conflicts else tr("Tidak ada bentrok.")
        if asked:
            words += " " + tr("{n} ditanyakan kepada petugas.").format(n=wording.number(asked))
        self.show_count(arrivals.conflicts, words)


class ArrivalsCard(FactsCard):
    """At the province: the last bundle taken in."""

    def __init__(self) -> None:
        super().__init__("swap", tr("Kiriman terakhir"), tr("Terima kiriman"))

    def show_arrivals(self, arrivals: Arrivals) -> None:
        """When, from whom, how much."""
        last = arrivals.last
        if last is None:
            self._say(Label(tr("Belum ada kiriman. Buka Data Induk, lalu pilih berkas dari petugas."), token="muted",
                            wrap=True))
            return
        self._say(Facts(
            (tr("Diterima"), wording.long_date(last.at.date())), (tr("Dari"), last.name or wording.NONE),
            (tr("Perubahan baru"), wording.number(last.changes)),
        ))


class CompletionCard(CountCard):
    """For trainers: of cohorts that are over, who still lacks something; the way to exactly those."""

    def __init__(self) -> None:
        super().__init__("award", tr("Kelulusan belum lengkap"), tr("Lihat peserta"))

    def show_completion(self, completion: Completion) -> None:
        """Say how many lack something, and how many are ready for their certificate."""
        lacking, ready = len(completion.lacking), len(completion.ready)
        words = (tr("Ada yang kurang: survei akhir, tugas, atau nama. {n} lainnya siap menerima sertifikat.") if lacking
                 else tr("Tidak ada yang kurang. {n} peserta siap menerima sertifikat."))
        self.show_count(lacking, words.format(n=wording.number(ready)))
