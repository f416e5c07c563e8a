"""What the program can answer itself when a record is started: who is asked, by whom, when, for which cohort."""

from __future__ import annotations

from datetime import date

from ftd_desktop.forms.definition import Form
from ftd_desktop.programme import codes
from ftd_desktop.programme.cohorts import Cohort
from ftd_desktop.programme.participants import PROFILE, Participant
from ftd_desktop.store.file import DataFile


def answers(file: DataFile, form: Form, *, today: date, officer_code: str, device_number: int, cohort: Cohort | None,
            participant: Participant | None, round_name: str | None) -> dict[str, str]:
    """ref -> value for the questions of `form` that have these names; questions it lacks are left out."""
    known = {"petugas": officer_code, "tgl_survei": today.isoformat(), "setuju_tanggal": today.isoformat()}
    if cohort:
        known |= {"program": cohort.programme_code, "tahun_program": str(cohort.year), "angkatan": cohort.number}
    if participant:
        known["peserta_id"] = participant.code
    elif cohort and form.form_id == PROFILE:
        known["peserta_id"] = codes.next_code(file, cohort, device_number)
    if round_name:
        known["tahap"] = round_name
    main = form.tables[0]
    return {column.path: known[column.name] for column in main.columns if known.get(column.name)}
