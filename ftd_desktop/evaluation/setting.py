"""Gathers what a paper needs besides its figures out of the file: office, names, regencies, the quality board."""

from __future__ import annotations

from datetime import date

from ftd_desktop.evaluation import dashboard, quality_board
from ftd_desktop.evaluation.reading import Reader, Source
from ftd_desktop.evaluation.story import Setting


def gather(reader: Reader, cohort_id: str | None, day: date, note: str = "") -> Setting:
    """The setting of papers on a cohort (None: all) written on `day`; `note` stands on every page."""
    file = reader.file
    return Setting(
        office(file), day, names(file), dashboard.regencies(reader.people(cohort_id)), note,
        tuple(quality_board.board(file, cohort_id)),
    )


def office(file: Source) -> str:
    """``UPTD PLUT · Dinas Koperasi dan UKM``, as the office wrote it; "" where it wrote nothing."""
    found = file.rows("SELECT unit, name FROM office ORDER BY _id LIMIT 1")
    return " · ".join(filter(None, (found[0]["unit"], found[0]["name"]))) if found else ""


def names(file: Source) -> dict[str, str]:
    """Everyone's name by id; the id itself where there is none."""
    return {row["_id"]: row["nama"] or row["_id"] for row in file.rows("SELECT _id, nama FROM participant")}
