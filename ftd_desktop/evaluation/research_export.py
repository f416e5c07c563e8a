"""Makes the research file out of a data file: reads the finished records and who agreed, and writes the zip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import research_files
from ftd_desktop.evaluation.codebook import Variable, names, variables
from ftd_desktop.evaluation.reading import SURVEY, Source, column_kinds
from ftd_desktop.evaluation.research import K, Research, anonymise
from ftd_desktop.evaluation.research_answers import Allowed
from ftd_desktop.forms.definition import Form

#: Answers in rupiah.
MONEY = frozenset({"omzet_bulan", "omzet_daring", "laba_bulan", "omzet_tahun", "ekspor_nilai", "iklan_rp", "dana_rp"})
#: Asked by the form, but about the interview or repeated among our own columns.
_NOT_PASSED = frozenset({"tahap", "cara"})


def export(file: Source, form: Form, path: Path, *, day: date, salt: bytes) -> Research:
    """Write the research file of all finished survey records to `path`; what is in it comes back.

    `form` is the survey. UserError when fewer than K people agreed to share, or the profile form is not there.
    """
    questions = [v for v in variables(form, MONEY) if v.name not in _NOT_PASSED]
    profile = column_kinds(file, "ftd_profil")
    if "setuju_bagi" not in profile:
        raise UserError("Formulir profil dengan persetujuan berbagi data belum ada di berkas ini. Pasang formulir"
                        " profil lebih dulu.")
    kinds = column_kinds(file, SURVEY)
    asked = [name for name in names(questions) if name in kinds]
    chosen = ", ".join(("_participant", "tahap", *map(_quoted, asked)))
    records = file.rows(
        f'SELECT {chosen} FROM "{SURVEY}"'
        " WHERE _status IN ('complete', 'verified') AND _participant IS NOT NULL ORDER BY _id")
    who = {row["_id"]: row for row in file.rows(
        "SELECT p._id, p.kab, p.jk, p.tgl_lahir, f.sektor, f.setuju_bagi FROM participant p"
        " JOIN ftd_profil f ON f._id = p._id")}
    made = anonymise(records, who, answers=asked, allowed=_allowed(questions, asked), day=day, salt=salt)
    if not made.people:
        raise UserError("Kurang dari {k} peserta setuju datanya dibagikan, jadi berkas riset tidak dapat dibuat tanpa"
                        " mengenali orang. Catat persetujuan berbagi data di profil.", k=K)
    research_files.write(path, made, [v for v in questions if v.name in asked])
    return made


def _allowed(questions: Sequence[Variable], asked: Sequence[str]) -> Allowed:
    there = [question for question in questions if question.name in asked]
    numbers = {question.name for question in there if question.kind == "angka"}
    choices = {question.name: {value for value, _ in question.choices} for question in there if question.choices}
    return Allowed(MONEY & numbers, numbers, choices)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
