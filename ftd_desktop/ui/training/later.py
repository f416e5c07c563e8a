"""The models of the page Pelatihan, imported when they are first needed: the window does not wait for them."""

from __future__ import annotations

from typing import Any


def data() -> Any:
    """What is read of a cohort, and its attendance."""
    from ftd_desktop.ui.models import training_data

    return training_data


def records() -> Any:
    """Programmes, cohorts, members, sessions and exceptions."""
    from ftd_desktop.ui.models import training_records

    return training_records


def outputs() -> Any:
    """Lists on paper and sheets; loads the PDF writer."""
    from ftd_desktop.ui.models import training_outputs

    return training_outputs
