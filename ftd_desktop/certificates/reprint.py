"""Print a certificate again, or show how one will look. Neither takes a number or signs anything new."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ftd_desktop.certificates import gather, register
from ftd_desktop.certificates.content import Occasion, Person, facts
from ftd_desktop.certificates.eligibility import Standing, assess
from ftd_desktop.certificates.files import Folder, certificate_name
from ftd_desktop.certificates.fonts import clean
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.payload import unseal
from ftd_desktop.certificates.template import TOOK_PART
from ftd_desktop.errors import UserError
from ftd_desktop.programme.attendance import jp_by_member
from ftd_desktop.programme.cohorts import day
from ftd_desktop.programme.regions import regency
from ftd_desktop.store.file import DataFile

# As long as a usual code, so that the drawing is as dense; it is no code, so a picture of a preview proves nothing.
_NO_CODE = ("PRATINJAU BUKAN SERTIFIKAT " * 13)[:326]


@dataclass(frozen=True)
class Reprint:
    """Where the copy is, and whether it has the very bytes of the first print."""

    path: Path
    identical: bool


def again(file: DataFile, certificate_id: str, folder: Path, reason: str) -> Reprint:
    """Write the PDF of a registered certificate once more, with its own code; the audit log notes it.

    UserError when it is not in force, or when records changed so that page and code would differ: then it must be
    replaced (`batch.reissue`).
    """
    row = file.row("SELECT * FROM certificate WHERE _id = ?", (certificate_id,))
    if row is None or row["status"] not in register.IN_FORCE:
        raise UserError("Sertifikat itu tidak sedang berlaku, jadi tidak dicetak ulang.")
    if row["status"] == register.SIGNED:
        raise UserError("Sertifikat {number} sudah bertanda tangan elektronik. Salin berkas yang bertanda tangan itu.",
                        number=row["number"])
    pdf = rebuild(file, row)
    with Folder(folder).draft(certificate_name(row["number"], row["name_printed"]), pdf) as draft:
        register.note_reprint(file, certificate_id, 1, reason)
        path = draft.keep()
    return Reprint(path, hashlib.sha256(pdf).hexdigest() == row["file_digest"])


def rebuild(file: DataFile, row: dict[str, Any]) -> bytes:
    """The PDF of a row of the register; UserError when records changed so that page and code would differ."""
    issued = day(row["issued_on"])
    if issued is None or not row["payload"]:
        raise UserError("Nomor {number} tidak pernah menjadi sertifikat.", number=row["number"])
    occasion = gather.occasion(file, row["cohort_id"], row["signatory_id"], issued)
    person = person_of(file, row, occasion, gather.results(file), jp_by_member(file, row["cohort_id"]))
    return _draw(occasion, person, row["payload"])


def person_of(file: DataFile, row: dict[str, Any], occasion: Occasion, results: Mapping[str, gather.Result],
              attended: Mapping[str, float]) -> Person:
    """Whose a row of the register is, as it is printed again; UserError when page and code would differ."""
    if (row["kind"] or TOOK_PART) != occasion.template.kind:
        raise UserError("Templat yang berlaku sekarang berbeda jenis dari sertifikat {number}. Pilih templat jenis itu "
                        "dahulu.", number=row["number"])
    who = file.row("SELECT usaha, kab FROM participant WHERE _id = ?", (row["participant_id"],)) or {}
    result = results.get(row["participant_id"])
    person = Person(row["number"], row["name_printed"], clean(who.get("usaha") or ""), regency(who.get("kab")),
                    attended.get(row["participant_id"], 0.0), result.grade if result else "",
                    gather.photo(file, occasion.template, row["participant_id"], row["name_printed"]))
    if unseal(row["payload"]).facts != facts(occasion, person):
        raise UserError(
            "Data {name} atau angkatannya berubah sejak sertifikat {number} terbit, sehingga cetakan tidak lagi sama "
            "dengan kodenya. Terbitkan sertifikat pengganti.", name=person.name, number=person.number,
        )
    return person


def sample(file: DataFile, standing: Standing, cohort_id: str, signatory_id: str, issued: date, number: str) -> bytes:
    """How a certificate will look, with a picture in the place of its code."""
    shown = gather.occasion(file, cohort_id, signatory_id, issued)
    photo = gather.photo(file, shown.template, standing.participant_id, standing.name)
    return draw_sample(shown, gather.person(standing, number, photo=photo))


def draw_sample(occasion: Occasion, person: Person) -> bytes:
    """A certificate that is none: a picture stands in the place of its code."""
    return _draw(occasion, person, _NO_CODE)


def standing_of(file: DataFile, cohort_id: str, participant_id: str) -> Standing:
    """The standing of one member; UserError when no longer a member."""
    for standing in assess(file, cohort_id):
        if standing.participant_id == participant_id:
            return standing
    raise UserError("Peserta itu tidak lagi anggota angkatan ini.")


def _draw(occasion: Occasion, person: Person, code: str) -> bytes:
    paper = Paper(occasion, (person.name, person.business))
    return paper.single(paper.pages(person, code))
