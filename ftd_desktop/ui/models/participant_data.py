"""What the participant list shows and does, on the file's thread."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.programme import cohorts, participants, regions, roster, stages
from ftd_desktop.programme.cohorts import Member
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.programme.participants import Participant, ParticipantRow
from ftd_desktop.programme.stages import Moved, TakenBack
from ftd_desktop.store import search
from ftd_desktop.store.names import phone_digits
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models import outbox
from ftd_desktop.ui.models.paged import PAGE
from ftd_desktop.ui.tasks import Job

SAVED = "saved_filters"
MOST_MOVED = 10_000  # of a few hundred in a cohort: more is a slip of Ctrl+A


INDEXED_AT_ONCE = 1_000  # 0.1 s: a keystroke waits for no more


@dataclass(frozen=True)
class Choice:
    """A filter worth a chip. `cohort` is a cohort's number, `saved` the name of a filter the user kept."""

    key: str
    wanted: Wanted
    cohort: str = ""
    saved: str = ""


@dataclass(frozen=True)
class Options:
    """What the filter dialog offers: code -> words."""

    regencies: dict[str, str]
    cohorts: dict[str, str]
    owners: dict[str, str]
    saved: dict[str, Wanted] = field(default_factory=dict)
    sends: bool = False
    """Whether this file sends its records to a province."""


@dataclass(frozen=True)
class First:
    """The first page of a list: numbers, rows, whether there is more, and whether it is people of a near spelling."""

    numbers: array[int]
    rows: tuple[ParticipantRow | None, ...]
    more: bool
    near: bool = False


def _told(context: Context, wanted: Wanted) -> Wanted:
    """`unsent` as ids: those of whom the province has not confirmed something now."""
    if not wanted.unsent:
        return wanted
    waiting = outbox.people(context.opened)
    both = waiting if wanted.ids is None else tuple(set(waiting) & set(wanted.ids))
    return replace(wanted, unsent=False, ids=both)


def first(context: Context, wanted: Wanted) -> First:
    """The first page; a keystroke waits for no more than this. Where nobody is found, who is one slip away."""
    wanted = _told(context, wanted)
    numbers = roster.order(context.opened, wanted, PAGE + 1)
    near = not numbers and bool(wanted.text.strip())
    if near:
        numbers = roster.order(context.opened, wanted, PAGE + 1, near=True)
    shown = numbers[:PAGE]
    return First(shown, tuple(roster.page(context.opened, shown)), len(numbers) > PAGE, near and bool(numbers))


def whole(context: Context, wanted: Wanted, *, near: bool = False) -> array[int]:
    """The numbers of the whole list."""
    return roster.order(context.opened, _told(context, wanted), near=near)


def rows(context: Context, numbers: Sequence[int]) -> list[ParticipantRow | None]:
    """The rows of one page."""
    return roster.page(context.opened, numbers)


def index_waiting(context: Context) -> int:
    """Index some of the people that came at once, by a merge or an import; gives how many wait then."""
    return search.index_more(context.opened, INDEXED_AT_ONCE) if search.waiting(context.opened) else 0


def count(context: Context, wanted: Wanted) -> int:
    """How many a filter keeps."""
    return roster.count(context.opened, _told(context, wanted))


def choices(context: Context) -> tuple[Choice, ...]:
    """The filters worth a chip: rounds lacking, the two newest cohorts, what waits to be sent, those the user kept."""
    file = context.opened
    found = [Choice(name, Wanted(missing_round=name)) for name in ("endline", "tl6")]
    found += [Choice(c.id, Wanted(cohort_id=c.id), cohort=c.number) for c in cohorts.cohorts(file)[:2]]
    found += [Choice("unsent", Wanted(unsent=True))] if context.identity.role != "province" else []
    found += [Choice(f"saved {name}", wanted, saved=name) for name, wanted in saved_filters(context).items()]
    return tuple(found)


def saved_filters(context: Context) -> dict[str, Wanted]:
    """The filters the user kept, by name."""
    return {name: Wanted(**{**values, "ids": tuple(values["ids"]) if values.get("ids") is not None else None})
            for name, values in context.opened.setting(SAVED, {}).items()}


def keep_filter(context: Context, name: str, wanted: Wanted) -> None:
    """Keep a filter under a name; the same name again replaces it."""
    file = context.opened
    values = asdict(replace(wanted, text=""))
    file.set_setting(SAVED, {**file.setting(SAVED, {}), name: values})


def forget_filter(context: Context, name: str) -> None:
    """Drop a kept filter."""
    file = context.opened
    file.set_setting(SAVED, {key: value for key, value in file.setting(SAVED, {}).items() if key != name})


def rename_filter(context: Context, old: str, new: str) -> None:
    """Give a kept filter another name; its place stays. A filter that had the new name is replaced."""
    file = context.opened
    kept = {key: value for key, value in file.setting(SAVED, {}).items() if key != new or key == old}
    file.set_setting(SAVED, {new if key == old else key: value for key, value in kept.items()})


def options(context: Context) -> Options:
    """What can be filtered by; no table of people is read for it."""
    file = context.opened
    officers = file.rows("SELECT code, name FROM officer WHERE code IS NOT NULL ORDER BY name")
    return Options(
        regions.regencies(), {c.id: c.title for c in cohorts.cohorts(file)},
        {row["code"]: row["name"] or row["code"] for row in officers}, saved_filters(context),
        context.identity.role != "province",
    )


def export(context: Context, numbers: Sequence[int], path: Path, job: Job) -> Path:
    """Write some participants as xlsx, NIK masked; the export is logged. Cancelled leaves no file."""
    from ftd_desktop.exchange import lists, spreadsheet

    file = context.opened
    people = (file.row("SELECT * FROM participant WHERE _id = ?", (one,)) or {} for one in roster.ids(file, numbers))
    sheet = lists.participants(people, len(numbers))
    made = spreadsheet.write(path, [sheet], made=context.now(), progress=job.report, cancelled=job.cancelled)
    file.journal("export", {"what": "participants", "count": len(numbers), "file": path.name})
    return made


def phones(context: Context, numbers: Sequence[int]) -> list[str]:
    """The telephone numbers of some participants, each once, as WhatsApp takes them; that they left is logged."""
    file = context.opened
    found = (file.value("SELECT hp FROM participant WHERE _id = ?", (one,)) for one in roster.ids(file, numbers))
    made = list(dict.fromkeys(f"+62{digits}" for hp in found if (digits := phone_digits(hp))))
    file.journal("export", {"what": "phones", "count": len(made)})
    return made


def join_cohort(context: Context, numbers: Sequence[int], cohort_id: str) -> int:
    """Put some participants into a cohort; those who are members already stay as they are. Gives how many came."""
    file, before = context.opened, 0
    today, officer = context.now().date(), context.identity.officer_id or ""
    with file.write():
        before = cohorts_size(context, cohort_id)
        for one in roster.ids(file, numbers):
            cohorts.join(file, one, cohort_id, since=today, officer_id=officer)
    return cohorts_size(context, cohort_id) - before


def members(context: Context, numbers: Sequence[int]) -> list[Member]:
    """Where some participants stand now; who is in no cohort is left out. UserError for more than MOST_MOVED."""
    if len(numbers) > MOST_MOVED:
        raise UserError("Tahap paling banyak {n} peserta dapat diubah sekaligus. Persempit pilihan dengan saringan.",
                        n=MOST_MOVED)
    return stages.newest(context.opened, list(roster.ids(context.opened, numbers)))


def take_back(context: Context, moved: Moved) -> TakenBack:
    """Put people back to the stage they had before."""
    return stages.take_back(context.opened, moved)


def cohorts_size(context: Context, cohort_id: str) -> int:
    """How many members a cohort has."""
    return int(context.opened.value("SELECT count(*) FROM membership WHERE cohort_id = ?", (cohort_id,)))


def person(context: Context, participant_id: str) -> Participant:
    """One person with rounds; UserError when the file does not hold the record."""
    return participants.participant(context.opened, participant_id)
