"""Programmes, cohorts, members, sessions and exceptions as the page Pelatihan keeps them, on the file's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates.eligibility import assess
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts, enlisting, overrides, participants, session_days, sessions, stages
from ftd_desktop.programme.cohorts import Cohort, Programme
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.participants import ParticipantRow
from ftd_desktop.programme.sessions import Plan
from ftd_desktop.programme.stages import Moved
from ftd_desktop.ui.models.refusal import beside

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

MOST_SHOWN = 200
MOST_TOLD = 8


@dataclass(frozen=True)
class CohortWish:
    """A cohort as typed; `cohort_id` None founds one."""

    cohort_id: str | None
    programme_id: str
    number: str
    name: str
    starts: date
    ends: date
    jp_total: float
    place: str
    places: int | None


@dataclass(frozen=True)
class Rule:
    """What completion takes."""

    min_share: float
    needs_task: bool
    needs_endline: bool


def programmes(context: Context) -> list[Programme]:
    """Every programme, the latest first."""
    return cohorts.programmes(context.opened)


def cohort(context: Context, cohort_id: str) -> Cohort:
    """One cohort."""
    return cohorts.cohort(context.opened, cohort_id)


def save_programme(context: Context, programme_id: str | None, code: str, name: str, year: int, note: str) -> str:
    """Keep a programme; refused beside its field when another one has its code and year. Returns the id."""
    file = context.opened
    same = [one for one in cohorts.programmes(file) if (one.code.casefold(), one.year) == (code.casefold(), year)]
    with beside("code"):
        if any(one.id != programme_id for one in same):
            raise UserError("Program {kode} {tahun} sudah ada.", kode=code, tahun=year)
        if programme_id is None:
            return cohorts.add_programme(file, code, name, year, note)
        cohorts.change_programme(file, programme_id, code, name, year, note)
        return programme_id


def save_cohort(context: Context, wish: CohortWish) -> str:
    """Keep a cohort; refused beside the number when the programme has it already. Returns the id."""
    file = context.opened
    same = [one for one in cohorts.cohorts(file) if one.programme_id == wish.programme_id
            and one.number.casefold() == wish.number.casefold() and one.id != wish.cohort_id]
    with beside("number"):
        if same:
            raise UserError("Angkatan {nomor} sudah ada di program ini.", nomor=wish.number)
        if wish.cohort_id is None:
            return cohorts.add_cohort(
                file, wish.programme_id, wish.number, name=wish.name, starts=wish.starts, ends=wish.ends,
                jp_total=wish.jp_total, place=wish.place, places=wish.places)
        of = cohorts.cohort(file, wish.cohort_id)
        cohorts.change_cohort(
            file, of.id, wish.number, name=wish.name, starts=wish.starts, ends=wish.ends, jp_total=wish.jp_total,
            min_share=of.min_share, needs_task=of.needs_task, needs_endline=of.needs_endline, place=wish.place,
            places=wish.places)
        return of.id


def what_if(context: Context, cohort_id: str, rule: Rule) -> tuple[int, int, list[str], list[str]]:
    """(eligible now, eligible then, names that would come, names that would go)."""
    of = cohorts.cohort(context.opened, cohort_id)
    then_rule = replace(of, min_share=rule.min_share, needs_task=rule.needs_task, needs_endline=rule.needs_endline)
    now = {one.participant_id: one for one in assess(context.opened, cohort_id) if one.eligible}
    then = {one.participant_id: one for one in assess(context.opened, cohort_id, rule=then_rule) if one.eligible}
    return (len(now), len(then), [then[one].name for one in then if one not in now],
            [now[one].name for one in now if one not in then])


def save_rule(context: Context, cohort_id: str, rule: Rule) -> None:
    """Keep the rule of completion."""
    of = cohorts.cohort(context.opened, cohort_id)
    if of.starts is None or of.ends is None:
        raise UserError("Tanggal mulai atau selesai {cohort} belum diisi. Isi dahulu di data angkatan.",
                        cohort=of.title)
    cohorts.change_cohort(
        context.opened, of.id, of.number, name=of.name, starts=of.starts, ends=of.ends, jp_total=of.jp_total,
        min_share=rule.min_share, needs_task=rule.needs_task, needs_endline=rule.needs_endline, place=of.place,
        places=of.places)


def set_quota(context: Context, cohort_id: str, regency: str, places: int | None) -> None:
    """How many places a regency has."""
    cohorts.set_quota(context.opened, cohort_id, regency, places)


def outsiders(context: Context, cohort_id: str, text: str) -> list[ParticipantRow]:
    """Who matches `text` and is no member, at most 200."""
    file = context.opened
    members = {row["participant_id"] for row in
               file.rows("SELECT participant_id FROM membership WHERE cohort_id = ?", (cohort_id,))}
    found = participants.search(file, text, limit=MOST_SHOWN + len(members), wanted=Wanted())
    return [row for row in found if row.id not in members][:MOST_SHOWN]


def codes_of(path: Path) -> str:
    """The participant codes of a list: the column ``kode``, else the first one; one a line, as the file has them."""
    from ftd_desktop.exchange import short_lists

    rows = short_lists.read(path)
    heads = [cell.strip().lower() for cell in rows[0]] if rows else []
    named = [name for name in ("kode", "code", "peserta_id", "kode peserta") if name in heads]
    column, body = (heads.index(named[0]), rows[1:]) if named else (0, rows)
    return "\n".join(row[column].strip() if column < len(row) else "" for row in body)


def enlist(context: Context, cohort_id: str, ids: Sequence[str], codes: str, stage: str, since: date,
           reason: str) -> int:
    """Make members of those chosen and of those whose codes are written; returns how many came.

    Refused beside the codes, naming line and code, when one is unknown; then nobody comes.
    """
    found = enlisting.by_codes(context.opened, codes)
    with beside("codes"):
        if found.unknown:
            told = [tr("baris {n}: {kode}").format(n=line, kode=code) for line, code in found.unknown[:MOST_TOLD]]
            more = tr(" … dan {n} lagi.").format(n=len(found.unknown) - MOST_TOLD) if len(
                found.unknown) > MOST_TOLD else ""
            raise UserError("Kode ini tidak dikenal di berkas: {kode}{lagi}. Betulkan atau hapus; belum ada yang "
                            "dimasukkan.", kode=", ".join(told), lagi=more)
    return enlisting.enlist(context.opened, [*ids, *found.ids], cohort_id, since=since,
                            officer_id=context.identity.officer_id or "", stage=stage, reason=reason)


def set_stages(context: Context, membership_ids: Sequence[str], stage: str, since: date, reason: str) -> Moved:
    """Move members to a stage in one write; gives what taking it back needs."""
    return stages.move(context.opened, membership_ids, stage, since=since, reason=reason,
                       officer_id=context.identity.officer_id or "")


def save_session(context: Context, cohort_id: str, plan: Plan, session_id: str | None) -> str:
    """Keep a session; returns its id."""
    return sessions.save(context.interviews, cohort_id, plan, session_id)


def remove_session(context: Context, session_id: str) -> None:
    """Take a session out of the timetable."""
    sessions.remove(context.interviews, session_id)


def copy_day(context: Context, cohort_id: str, source: date, target: date) -> int:
    """Copy a day of sessions; returns how many."""
    return len(session_days.copy_day(context.interviews, cohort_id, source, target))


def request(context: Context, participant_id: str, cohort_id: str, reason: str, second_code: str) -> bool:
    """Ask for an exception; with a second person's code it is approved at once. True when it is."""
    file, who, today = context.opened, context.interviews.identity, context.now().date()
    with beside("reason"):
        if not second_code:
            overrides.request(file, participant_id, cohort_id, reason=reason, asked_code=who.officer_code,
                              asked_name=who.officer_name)
            return False
    with beside("second"):
        overrides.grant(file, participant_id, cohort_id, reason=reason, asked_code=who.officer_code,
                        asked_name=who.officer_name, second_code=second_code, on=today)
    return True


def approve(context: Context, override_id: str) -> None:
    """Who sits here approves what another asked for."""
    who = context.interviews.identity
    overrides.approve(context.opened, override_id, code=who.officer_code, name=who.officer_name,
                      on=context.now().date())


def withdraw(context: Context, override_id: str, reason: str) -> None:
    """Take an exception back, or refuse it."""
    overrides.withdraw(context.opened, override_id, reason)
