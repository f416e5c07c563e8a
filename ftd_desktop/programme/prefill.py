"""What the program can answer itself when a record is started: who is asked, by whom, when, for which cohort."""

from __future__ import annotations

from datetime import date

from ftd_desktop.forms.definition import Form
from ftd_desktop.programme import attendance, codes
from ftd_desktop.programme.cohorts import Cohort
from ftd_desktop.programme.participants import PROFILE, Participant, as_text
from ftd_desktop.programme.rounds import ENDLINE
from ftd_desktop.store.file import DataFile

COMPLETION = "ftd_kelulusan"


def answers(file: DataFile, form: Form, *, today: date, officer_code: str, device_number: int, cohort: Cohort | None,
            participant: Participant | None, round_name: str | None) -> dict[str, str]:
    """ref -> value for the questions of `form` that have these names; questions it lacks are left out."""
    known = {"petugas": officer_code, "tgl_survei": today.isoformat(), "setuju_tanggal": today.isoformat()}
    if cohort:
        known |= {"program": cohort.programme_code, "tahun_program": str(cohort.year), "angkatan": cohort.number}
    if participant:
        known["peserta_id"] = participant.code
        if form.form_id == COMPLETION and cohort:
            known |= _completion(file, cohort, participant)
    elif cohort and form.form_id == PROFILE:
        known["peserta_id"] = codes.next_code(file, cohort, device_number)
    if round_name:
        known["tahap"] = round_name
    main = form.tables[0]
    return {column.path: known[column.name] for column in main.columns if known.get(column.name)}


def _completion(file: DataFile, cohort: Cohort, participant: Participant) -> dict[str, str]:
    """What the cohort's record and the attendance say of one member's completion."""
    attended = attendance.jp_by_member(file, cohort.id).get(participant.id, 0.0)
    endline = any(r.name == ENDLINE and r.status in ("complete", "verified") for r in participant.rounds)
    return {
        "tgl_mulai": cohort.starts.isoformat() if cohort.starts else "",
        "tgl_selesai": cohort.ends.isoformat() if cohort.ends else "",
        "jp_total": as_text(cohort.jp_total), "jp_hadir": as_text(attended),
        "ambang_hadir": as_text(100 * cohort.min_share), "survei_akhir": "ya" if endline else "tidak",
        "nama_cetak": str(participant.facts.get("nama_sertifikat") or participant.name),
    }
