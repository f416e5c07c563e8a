"""Participant codes ``FTD-2022-01-01007``: programme, year, cohort, two digits of the device, three of its count.

The device number is given by the province at enrolment, so two officers without a connection never give one code. The
code is for people's eyes; what identifies a record is its id, and a code given twice (a cloned laptop) is reported.
"""

from __future__ import annotations

import re

from ftd_desktop.errors import UserError
from ftd_desktop.programme.cohorts import Cohort
from ftd_desktop.store.file import DataFile


def next_code(file: DataFile, of: Cohort, device_number: int) -> str:
    """The next free code of this device in a cohort; UserError after 999 of them."""
    prefix = f"{code_part(of.programme_code)}-{of.year}-{of.number.zfill(2)[:2]}-{device_number:02d}"
    # Also drafts count: a code once shown on a screen may stand on paper.
    rows = file.rows("SELECT peserta_id FROM ftd_profil WHERE peserta_id LIKE ?", (prefix + "___",))
    used = [int(row["peserta_id"][-3:]) for row in rows if row["peserta_id"][-3:].isdigit()]
    number = max(used, default=0) + 1
    if number > 999:
        raise UserError("Laptop ini sudah memakai 999 kode peserta di angkatan {cohort}. Minta nomor laptop baru "
                        "ke provinsi.", cohort=of.title)
    return f"{prefix}{number:03d}"


def code_part(code: str) -> str:
    """Two to five capital letters of a programme's code, for the front of a participant code."""
    letters = re.sub(r"[^A-Z]", "", code.upper())[:5]
    return letters if len(letters) >= 2 else "FTD"
