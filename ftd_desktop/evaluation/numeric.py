"""Every numeric indicator in every reading, as the income line is for money."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.evaluation.change import Measured, measure
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.indicators import Frame, Indicator, frame


@dataclass(frozen=True)
class NumericLine(Measured):
    """The change of one numeric indicator."""

    indicator: Indicator


def lines(data: PairedData, of: Frame | None = None) -> list[NumericLine]:
    """All indicators of the frame that are numbers asked in both rounds."""
    return [
        line(data, indicator) for indicator in (of or frame("outcomes")).indicators
        if indicator.kind in ("mean", "median", "total") and indicator.rounds == "both"
    ]


def line(data: PairedData, indicator: Indicator) -> NumericLine:
    """The change of one indicator."""
    before, after = indicator.formula.values(data.first), indicator.formula.values(data.second)
    return NumericLine(**vars(measure(data, before, after)), indicator=indicator)
