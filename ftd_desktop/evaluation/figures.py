"""All figures of a report as plain tables, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.figures_main import main_figures
from ftd_desktop.evaluation.figures_more import more_figures, officer_figures
from ftd_desktop.evaluation.quality_board import OfficerQuality
from ftd_desktop.evaluation.rows import Rows


def all_figures(
    data: PairedData, names: Mapping[str, str], officers: Sequence[OfficerQuality] = ()
) -> list[Rows]:
    """Everything the report says, as numbers; `names` of participants by id where they may be named, `officers` the
    quality board."""
    found = [*main_figures(data, names), *more_figures(data, names)]
    return [*found, officer_figures(officers)] if officers else found
