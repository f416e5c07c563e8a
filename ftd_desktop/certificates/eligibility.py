"""Who of a cohort may have a certificate, and why not: the cohort's own rule, each reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ftd_desktop.certificates.register import IN_FORCE
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.attendance import jp_by_member
from ftd_desktop.programme.cohorts import Cohort, cohort
from ftd_desktop.programme.overrides import Override, overrides
from ftd_desktop.programme.regions import regency
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import figure, percent

DONE = ("complete", "verified")
_ROUNDING = 1e-9  # 38.4 of 48 JP is 80 %, whatever binary fractions make of it


@dataclass(frozen=True)
class Standing:
    """One member against the cohort's rule.

    `endline` and `task` are "complete", "draft" or "none"; `share` is JP attended / JP total, 0 to 1. `held`: what is
    missing can still be brought; neither `eligible` nor `held`: the rule is not met. `certificate` is the number in
    force when there is one. `reasons` are sentences for the table, one when all is well. `override`: completion was
    granted against the rule; `reasons` then begins with that, both names in it, and goes on with what is not met.
    """

    participant_id: str
    name: str
    business: str
    regency: str
    jp_attended: float
    jp_total: float
    share: float
    endline: str
    task: str
    eligible: bool
    held: bool
    reasons: tuple[str, ...]
    certificate: str = ""
    override: Override | None = None


def assess(file: DataFile, cohort_id: str, *, rule: Cohort | None = None) -> list[Standing]:
    """Every member of the cohort by name.

    `rule` is what they are held against, the cohort's own when not given: what another rule would change is seen
    before it is kept. UserError when the cohort is unknown or its JP total is missing.
    """
    rule = rule or cohort(file, cohort_id)
    if rule.jp_total <= 0:
        raise UserError("JP total {cohort} belum diisi. Isi dahulu di data angkatan.", cohort=rule.title)
    attended = jp_by_member(file, cohort_id) if has_table(file, "ftd_presensi__presensi") else {}
    endlines = _forms(file, "ftd_survei", "tahap = 'endline'", cohort_id)
    tasks = _forms(file, "ftd_kelulusan", "tugas = 'ya'", cohort_id)
    numbers, disputed = _in_force(file, cohort_id), _disputed_names(file)
    granted = overrides(file, cohort_id)
    return [
        _standing(row, rule, attended.get(row["_id"], 0.0), endlines.get(row["_id"], "none"),
                  tasks.get(row["_id"], "none"), numbers.get(row["_id"], ""), row["_id"] in disputed,
                  granted.get(row["_id"]))
        for row in file.rows(_MEMBERS, (cohort_id,))
    ]


def has_table(file: DataFile, name: str) -> bool:
    """Whether the form that owns this table is installed in the file."""
    return file.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)) is not None


_MEMBERS = """
SELECT p._id, coalesce(nullif(trim(p.nama_sertifikat), ''), p.nama) AS name, p.usaha, p.kab, m.stage, m.reason
FROM membership m JOIN participant p ON p._id = m.participant_id
WHERE m.cohort_id = ? GROUP BY p._id ORDER BY name COLLATE NOCASE, p._id"""


def _forms(file: DataFile, table: str, condition: str, cohort_id: str) -> dict[str, str]:
    """participant id -> "complete" or "draft" for those of the cohort with such a record; no other records are read."""
    if not has_table(file, table):
        return {}
    sql = (f"SELECT _participant, max(_status IN {DONE}) AS done FROM {table} WHERE _participant IN "
           f"(SELECT participant_id FROM membership WHERE cohort_id = ?) AND {condition} GROUP BY _participant")
    return {row["_participant"]: "complete" if row["done"] else "draft" for row in file.rows(sql, (cohort_id,))}


def _disputed_names(file: DataFile) -> set[str]:
    """Participants whose name two people changed differently: what stands there now may not be what is decided."""
    return {row["row"] for row in
            file.rows("SELECT DISTINCT row FROM _conflict WHERE field IN ('nama', 'nama_sertifikat')")}


def _in_force(file: DataFile, cohort_id: str) -> dict[str, str]:
    sql = "SELECT participant_id, number FROM certificate WHERE cohort_id = ? AND status IN (?, ?) ORDER BY sequence"
    return {row["participant_id"]: row["number"] for row in file.rows(sql, (cohort_id, *IN_FORCE))}


def _standing(row: dict[str, Any], rule: Cohort, jp: float, endline: str, task: str, number: str,
              disputed: bool, granted: Override | None) -> Standing:
    share = jp / rule.jp_total
    refused, unmet = _left(row), _too_little(rule, jp, share)
    wanting, lacking = _name_wants(row, disputed), _wants(rule, endline, task)
    if granted is None:
        refused, wanting, said = refused + unmet, wanting + lacking, []
    else:
        said = [granted.words, *unmet, *lacking]
    return Standing(
        participant_id=row["_id"], name=row["name"] or "", business=row["usaha"] or "", regency=regency(row["kab"]),
        jp_attended=jp, jp_total=rule.jp_total, share=share, endline=endline, task=task,
        eligible=not refused and not wanting, held=bool(wanting) and not refused,
        reasons=tuple(refused + wanting + said) or (tr("Semua syarat terpenuhi"),), certificate=number,
        override=granted,
    )


def _left(row: dict[str, Any]) -> list[str]:
    """Who left the programme: no exception mends it."""
    if row["stage"] != "left":
        return []
    said = tr("Keluar dari program: {reason}") if row["reason"] else tr("Keluar dari program")
    return [said.format(reason=row["reason"])]


def _too_little(rule: Cohort, jp: float, share: float) -> list[str]:
    """Too little attended: no paperwork mends it, an exception may."""
    if share >= rule.min_share - _ROUNDING:
        return []
    return [tr("Hadir {jp} dari {total} JP, syarat {share}").format(
        jp=figure(jp), total=figure(rule.jp_total), share=percent(100 * rule.min_share))]


def _name_wants(row: dict[str, Any], disputed: bool) -> list[str]:
    """What the name still lacks: a paper without a name, or with a disputed one, is never printed."""
    missing = [] if (row["name"] or "").strip() else [tr("Nama belum diisi")]
    return missing + ([tr("Nama bentrok, tunggu putusan")] if disputed else [])


def _wants(rule: Cohort, endline: str, task: str) -> list[str]:
    """What can still be brought."""
    wants = []
    if rule.needs_endline and endline != "complete":
        wants.append(tr("Survei akhir masih draf") if endline == "draft" else tr("Survei akhir belum ada"))
    if rule.needs_task and task != "complete":
        wants.append(tr("Tugas akhir masih draf") if task == "draft" else tr("Tugas akhir belum diserahkan"))
    return wants
