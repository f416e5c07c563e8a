"""A real data file with the four forms, for the programme's tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.media import shipped
from ftd_desktop.forms.workbook import convert
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import SHIPPED, FormLibrary
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile

WIB = timezone(timedelta(hours=7))
NOW = datetime(2022, 8, 5, 10, 0, tzinfo=WIB)
PASSPHRASE = "sawah hijau 7"


@cache
def form(form_id: str) -> tuple[Form, str]:
    """A shipped form and its XForm, converted once a test run."""
    xform = convert(resources.path("forms", f"{form_id}.xlsx")).xform
    return load(xform, shipped()), xform


def make_file(path: Path, device_number: int = 1) -> DataFile:
    """An officer's file with forms, one cohort and an identity."""
    file = DataFile.create(path, PASSPHRASE, role="officer")
    for form_id in SHIPPED:
        made, xform = form(form_id)
        form_tables.install(file, made, xform, shipped())
    programme_id = cohorts.add_programme(file, "FTD", "Fast Track (contoh)", 2022)
    cohorts.add_cohort(file, programme_id, "01", starts=date(2022, 8, 1), ends=date(2022, 9, 30), jp_total=48)
    file.set_setting("identity", {
        "officer_id": "o1", "officer_code": "RINA", "officer_name": "Rina (contoh)", "role": "officer",
        "device_id": "d1", "device_number": device_number, "regencies": ["12.71"],
    })
    return file


def desk(file: DataFile, now: datetime = NOW) -> Desk:
    """A desk on a file at a fixed moment."""
    return Desk(file, FormLibrary(file), now=lambda: now)
