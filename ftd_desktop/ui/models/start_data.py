"""What the start page needs to know, read in one go on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from ftd_desktop.programme.followups import DueRound, due_rounds
from ftd_desktop.programme.interviews import Draft
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.outbox import Arrivals, Outbox, Receipt, arrivals, outbox, receipt

MOST_DRAFTS = 30


@dataclass(frozen=True)
class Backup:
    """The last backup: when, where, and when one was last proved to open."""

    at: datetime | None = None
    place: str = ""
    proved: date | None = None


@dataclass(frozen=True)
class StartData:
    """What is begun, what falls due, what the province has not confirmed, and how safe the file is."""

    drafts: tuple[Draft, ...] = ()
    draft_count: int = 0
    due: tuple[DueRound, ...] = ()
    outbox: Outbox = field(default_factory=Outbox)
    receipt: Receipt | None = None
    arrivals: Arrivals | None = None
    backup: Backup = field(default_factory=Backup)


def read(context: Context) -> StartData:
    """Everything for the start page; belongs to the file's thread."""
    file, desk = context.opened, context.interviews
    province = context.identity.role == "province"
    return StartData(
        drafts=tuple(desk.drafts(MOST_DRAFTS)), draft_count=len(desk.draft_ids()),
        due=tuple(due_rounds(file, context.now().date(), within_days=7)),
        outbox=Outbox() if province else outbox(file), receipt=None if province else receipt(file),
        arrivals=arrivals(file) if province else None, backup=_backup(context, file.setting("last_backup")),
    )


def _backup(context: Context, kept: dict[str, str] | None) -> Backup:
    if not kept:
        return Backup()
    proved = kept.get("proved")
    return Backup(context.local(datetime.fromisoformat(kept["at"])), kept.get("place", ""),
                  date.fromisoformat(proved[:10]) if proved else None)
