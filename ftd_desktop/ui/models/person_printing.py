"""Printing one person's certificate again, into the folder of its cohort; loads reportlab, so in the worker only."""

from __future__ import annotations

from pathlib import Path

from ftd_desktop.certificates import reprint
from ftd_desktop.certificates.register import Entry
from ftd_desktop.programme import cohorts
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import certificate_data


def again(context: Context, entry: Entry, cohort_id: str, reason: str) -> Path:
    """The PDF, written once more and noted with the reason; UserError when it is not in force or data have changed."""
    folder = certificate_data.choices(context).folder
    target = certificate_data.target(folder, cohorts.cohort(context.opened, cohort_id).title)
    return reprint.again(context.opened, entry.id, target, reason).path
