"""A firm's papers (NIB, P-IRT, halal …): numbers and last days as the profile and the surveys say them.

No list of papers is fixed here: a column ``<paper>_no`` or ``<paper>_exp`` of the survey makes one, so that a new form
version brings new papers. The newest finished round that says something holds; the profile is asked last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import day
from ftd_desktop.programme.participants import PROFILE, SURVEY
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.store.connection import quote
from ftd_desktop.store.file import DataFile

NUMBER, LAST_DAY = "_no", "_exp"
OWNED, UNDER_WAY, NOTHING = "dok_punya", "dok_proses", ("tidak", "lain")
#: The profile's own columns: number, and day of issue.
_PROFILE = {"nib": ("nib", "nib_tgl"), "npwp": ("npwp", None)}


@dataclass(frozen=True)
class Document:
    """One paper of one person. `expires` None: no last day was told; `under_way`: applied for, not yet held.

    `record_id` and `round` ("" for the profile) say where it was told.
    """

    paper: str
    number: str
    expires: date | None
    issued: date | None
    under_way: bool
    record_id: str
    round: str


@dataclass(frozen=True)
class Expiring:
    """A paper whose last day is near or has passed; `days` is negative when it has."""

    participant_id: str
    name: str
    regency: str
    paper: str
    expires: date
    days: int


def label(paper: str) -> str:
    """What a paper is called on screen."""
    return {"nib": "NIB", "npwp": "NPWP", "pirt": "P-IRT", "halal": tr("Sertifikat halal"),
            "bpom": tr("Izin edar BPOM"), "merek": tr("Merek terdaftar"), "hki_lain": tr("HKI lain"), "sni": "SNI",
            "nkv": "NKV", "slhs": "SLHS", "pkp": "PKP", "badan": tr("Badan hukum"),
            "bpjs": tr("BPJS Ketenagakerjaan")}.get(paper, paper.upper())


def of_person(file: DataFile, participant_id: str) -> list[Document]:
    """The papers of a person, those with the nearest last day first."""
    rounds = file.rows(f"SELECT * FROM {SURVEY} WHERE _participant = ? AND _status <> 'draft' "
                       "ORDER BY coalesce(tgl_survei, _updated) DESC, _id DESC", (participant_id,))
    profile = file.row(f"SELECT * FROM {PROFILE} WHERE _id = ?", (participant_id,)) or {}
    told = [paper for row in rounds[:1] for name in (OWNED, UNDER_WAY) for paper in _chosen(row, name)]
    papers = dict.fromkeys([*_PROFILE, *_columns(rounds[0] if rounds else {}, NUMBER, LAST_DAY), *told])
    found = [one for paper in papers if (one := _paper(paper, rounds, profile)) is not None]
    return sorted(found, key=lambda one: (one.expires is None, one.expires or date.max, one.under_way))


def expiring(file: DataFile, today: date, *, within_days: int = 30, lapsed_days: int = 30) -> list[Expiring]:
    """Papers that run out soon or ran out lately, the nearest day first; only what each person said last counts."""
    earliest, latest = today - timedelta(days=lapsed_days), today + timedelta(days=within_days)
    columns = [name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (SURVEY,))
               if name.endswith(LAST_DAY)]
    if not columns:
        return []
    near = " OR ".join(f"s.{quote(name)} BETWEEN ?1 AND ?2" for name in columns)  # the survey is walked once
    people = file.rows(f"SELECT p._id, p.nama, p.kab FROM {SURVEY} s JOIN participant p ON p._id = s._participant "
                       f"WHERE s._status <> 'draft' AND ({near}) GROUP BY p._id",
                       (earliest.isoformat(), latest.isoformat()))
    found = [Expiring(row["_id"], row["nama"] or "", short_regency(row["kab"]), one.paper, one.expires,
                      (one.expires - today).days)
             for row in people for one in of_person(file, row["_id"])
             if one.expires is not None and earliest <= one.expires <= latest]
    return sorted(found, key=lambda one: (one.expires, one.name))


def _columns(row: dict[str, Any], *endings: str) -> list[str]:
    """The papers that columns with these endings speak of."""
    return [name.removesuffix(ending) for name in row for ending in endings if name.endswith(ending)]


def _chosen(row: dict[str, Any], name: str) -> list[str]:
    return [value for value in str(row.get(name) or "").split() if value not in NOTHING]


def _paper(paper: str, rounds: Iterable[dict[str, Any]], profile: dict[str, Any]) -> Document | None:
    """What is known of a paper; None when nobody has ever said that there is one."""
    number_name, issued_name = _PROFILE.get(paper, ("", None))
    known, issued = profile.get(number_name), profile.get(issued_name or "")
    for row in rounds:
        number, last = row.get(paper + NUMBER), row.get(paper + LAST_DAY)
        under_way = paper in _chosen(row, UNDER_WAY)
        if number or last or under_way or paper in _chosen(row, OWNED):
            return Document(paper, str(number or ("" if under_way else known) or ""), day(last), day(issued),
                            under_way, row["_id"], row["tahap"] or "")
    return Document(paper, str(known), None, day(issued), False, profile["_id"], "") if known else None
