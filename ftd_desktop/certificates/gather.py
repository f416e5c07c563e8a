"""From the records of a data file to what a certificate shows: letterhead, signatory, cohort, materials, persons."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.certificates import office
from ftd_desktop.certificates import photo as photos
from ftd_desktop.certificates import template as templates
from ftd_desktop.certificates.content import Letterhead, Occasion, Person, Signature
from ftd_desktop.certificates.drawings import add_logo, light, load
from ftd_desktop.certificates.eligibility import Standing, has_table
from ftd_desktop.certificates.fonts import clean
from ftd_desktop.certificates.payload import Material
from ftd_desktop.certificates.pdf import Objects
from ftd_desktop.certificates.signatories import signatory
from ftd_desktop.certificates.template import Template
from ftd_desktop.errors import UserError
from ftd_desktop.programme.attendance import sessions
from ftd_desktop.programme.cohorts import Cohort, cohort
from ftd_desktop.store import attachments
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import long_date

_TEMPLATE, _LOGOS = "certificate_template", ("logo_left", "logo_right")  # columns of `office`, which goes to everybody

# The choices of ftd_kelulusan; "na" is not graded.
_GRADES = {"a": "Sangat Memuaskan", "b": "Memuaskan", "c": "Baik Sekali", "d": "Baik"}


@dataclass(frozen=True)
class Result:
    """What the evaluation said: whether passed, and the grade ("" when not graded)."""

    passed: bool
    grade: str


def occasion(file: DataFile, cohort_id: str, signatory_id: str, issued: date) -> Occasion:
    """What the certificates of a cohort share.

    UserError when the office, the cohort's days, the signatory or the materials are missing, or the signatory's time in
    office does not cover the day of issue.
    """
    of = cohort(file, cohort_id)
    if of.starts is None or of.ends is None:
        raise UserError("Tanggal mulai atau selesai {cohort} belum diisi. Isi dahulu di data angkatan.",
                        cohort=of.title)
    at = office.found(file)
    if at is None or not at["name"]:
        raise UserError("Nama kantor untuk kepala surat belum diisi. Isi dahulu di menu Lainnya, Kepala surat.")
    return Occasion(
        letterhead=Letterhead(*(clean(at[part] or "") for part in ("parent", "name", "unit", "address"))),
        signature=_signature(file, signatory_id, issued), programme=programme_name(of), cohort=of.number,
        starts=of.starts, ends=of.ends, place=clean(of.place or at["city"] or "-"),
        city=clean(at["city"] or of.place or "-"), jp=of.jp_total, issued=issued,
        materials=materials(file, of), template=template(file), logos=logos(file),
    )


def person(standing: Standing, number: str, result: Result | None = None, photo: bytes = b"") -> Person:
    """What is one person's."""
    return Person(number, clean(standing.name), clean(standing.business), clean(standing.regency),
                  standing.jp_attended, result.grade if result else "", photo)


def photo(file: DataFile, shown: Template, participant_id: str, name: str) -> bytes:
    """The photo in the profile (its question ``foto``) as it is printed; empty when the template shows none, the form
    does not ask for one, or it has not come here. UserError naming the person when it is broken."""
    if not shown.show_photo or not asks_photo(file):
        return b""
    kept = file.value("SELECT foto FROM ftd_profil WHERE _id = ?", (participant_id,))
    found = attachments.data(file, kept) if kept else None
    return photos.prepared(found, name) if found else b""


def asks_photo(file: DataFile) -> bool:
    """Whether the profile form of this file has the question ``foto``; the shipped one has not."""
    return bool(file.value("SELECT 1 FROM pragma_table_info('ftd_profil') WHERE name = 'foto'"))


def results(file: DataFile) -> dict[str, Result]:
    """participant id -> what the completion form says, for those with a finished one."""
    if not has_table(file, "ftd_kelulusan"):
        return {}
    rows = file.rows("SELECT _participant, status_akhir, predikat FROM ftd_kelulusan WHERE _status <> 'draft' "
                     "ORDER BY _updated")
    return {row["_participant"]: Result(row["status_akhir"] == "lulus", _GRADES.get(row["predikat"], ""))
            for row in rows}


def programme_name(of: Cohort) -> str:
    """``Fast Track Digitalisasi Tahun 2022``; the year only once."""
    name = clean(of.programme_name or of.programme_code)
    return name if str(of.year) in name else f"{name} Tahun {of.year}"


def materials(file: DataFile, of: Cohort) -> tuple[Material, ...]:
    """The back page's table: the sessions held, in order; sessions of one subject are one row."""
    held = sessions(file, of.id) if has_table(file, "ftd_presensi") else []
    together: dict[str, float] = {}
    for session in held:
        subject = clean(session.subject) or "-"
        together[subject] = together.get(subject, 0.0) + session.jp
    if not together:
        raise UserError("Belum ada sesi pelatihan tercatat untuk {cohort}, jadi tabel materi kosong. "
                        "Isi presensi dahulu.", cohort=of.title)
    return tuple(Material(subject, jp) for subject, jp in together.items())


def template(file: DataFile) -> Template:
    """The office's template, or the shipped one."""
    kept = _kept(file, _TEMPLATE)
    return templates.from_json(kept) if kept else templates.standard()


def keep_template(file: DataFile, made: Template) -> None:
    """Keep the office's template, for all machines; UserError when it is not sound, or there is no office yet."""
    office.keep(file, {_TEMPLATE: templates.to_json(made.check())})


def logos(file: DataFile) -> tuple[bytes, bytes]:
    """The office's two logos, or the neutral placeholders."""
    left, right = (_logo(_kept(file, column), f"{column}.svg") for column in _LOGOS)
    return left, right


def set_logo(file: DataFile, side: int, path: Path) -> None:
    """Keep the picture at `path` as the left (0) or right (1) logo, for all machines; UserError when it cannot be
    printed, or there is no office yet."""
    data = light(load(path), path.name)
    add_logo(data, path.name, Objects())
    office.keep(file, {_LOGOS[side]: b64encode(data).decode("ascii")})


def _logo(kept: str | None, shipped: str) -> bytes:
    return b64decode(kept) if kept else resources.path("certificates", shipped).read_bytes()


def _kept(file: DataFile, column: str) -> str | None:
    return (office.found(file) or {}).get(column)


def _signature(file: DataFile, signatory_id: str, issued: date) -> Signature:
    who = signatory(file, signatory_id)
    if not who.may_sign(issued):
        raise UserError(
            "{name} tidak menjabat pada {day}. Pilih penanda tangan lain atau tanggal lain.",
            name=who.full_name, day=long_date(issued),
        )
    shown = who.full_name if who.show_titles else who.name
    return Signature(clean(who.position), clean(shown), clean(who.rank) if who.show_rank else "",
                     clean(who.nip) if who.show_nip else "")
