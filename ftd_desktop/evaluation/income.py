"""The income line: how sales or profit of the same firms changed, in every reading side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation import season
from ftd_desktop.evaluation.change import Measured, measure, paired_flags
from ftd_desktop.evaluation.columns import Flags
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.i18n import tr

SALES, PROFIT = "omzet_bulan", "laba_bulan"
#: Up to this many pairs (the pilot) every value is listed.
LISTED = 15


@dataclass(frozen=True)
class IncomeLine(Measured):
    """The change of one money question (rupiah a month) between two rounds, and whether their seasons compare."""

    column: str
    rounds: tuple[str, str]
    season: season.Season

    @property
    def label(self) -> str:
        """What the amounts are, for headings."""
        return tr("Penjualan sebulan") if self.column == SALES else tr("Keuntungan sebulan")


def line(data: PairedData, column: str = PROFIT) -> IncomeLine:
    """The change of `column` (SALES or PROFIT) for `data`."""
    before, after = data.first.numbers(column), data.second.numbers(column)
    return IncomeLine(
        **vars(measure(data, before, after)), column=column, rounds=(data.before, data.after),
        season=season.season(data, paired_flags(data, before, after)),
    )


def behind(data: PairedData, column: str, part: str) -> list[str]:
    """The participants behind a part of the line: paired, lost, closed, blank, rose, fell or without_base."""
    before, after = data.first.numbers(column), data.second.numbers(column)
    paired, closed = paired_flags(data, before, after), data.closed
    chosen: dict[str, Flags] = {
        "paired": paired, "lost": data.lost, "closed": closed, "blank": data.followed & ~closed & ~paired,
        "rose": paired & (after > before), "fell": paired & (after < before),
        "without_base": paired & np.less_equal(before, 0),
    }
    return data.ids(chosen[part])
