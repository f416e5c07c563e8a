"""Settling many conflicts at once: which rules there are, what each would decide, and doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ftd_desktop.i18n import tr
from ftd_desktop.sync import machine, settling
from ftd_desktop.sync.settling import Reopened, Rule, Settled
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.models.conflict_data import ShownConflict, ShownSide
    from ftd_desktop.ui.tasks import Job

EXAMPLES = 3


@dataclass(frozen=True)
class Way:
    """A rule in words, and for each conflict it says something about (by row and field) the side that wins."""

    rule: Rule
    words: str
    picks: dict[tuple[str, str], ShownSide]


@dataclass(frozen=True)
class Plan:
    """What a way would do to some conflicts: those it decides, how many stay open, and a few examples in words."""

    chosen: tuple[ShownConflict, ...]
    left: int
    examples: tuple[str, ...]

    @property
    def words(self) -> str:
        """The count before anything is written."""
        rows = len({one.conflict.row for one in self.chosen})
        said = tr("{n} bentrok pada {m} catatan akan diselesaikan.").format(n=number(len(self.chosen)), m=number(rows))
        if self.left:
            said += " " + tr("{n} tidak kena aturan ini dan tetap terbuka.").format(n=number(self.left))
        return said


def ways(context: Context, shown: Sequence[ShownConflict]) -> list[Way]:
    """The rules that decide at least one of the conflicts."""
    own = machine.person(context.opened).device_id
    rules = [(Rule.latest(), tr("nilai terbaru"))]
    if any(side.machine == own for one in shown for side in one.conflict.sides):
        mine = tr("nilai Data Induk") if context.opened.role == "province" else tr("nilai laptop ini")
        rules.append((Rule.master(), mine))
    officers = sorted({side.officer for one in shown for side in one.conflict.sides if side.machine != own} - {""})
    rules += [(Rule.officer(name), tr("nilai {nama}").format(nama=name)) for name in officers]
    return [Way(rule, words, _picks(shown, rule, own)) for rule, words in rules]


def plan(shown: Sequence[ShownConflict], way: Way) -> Plan:
    """What a way would do to conflicts; computed from what is shown, nothing is read."""
    chosen = [one for one in shown if _key(one) in way.picks]
    examples = tuple(" · ".join(part for part in (
        one.question, one.about, tr("dipakai {nilai} ({petugas})").format(
            nilai=way.picks[_key(one)].words, petugas=way.picks[_key(one)].officer)) if part)
        for one in chosen[:EXAMPLES])
    return Plan(tuple(chosen), len(shown) - len(chosen), examples)


def settle(context: Context, job: Job, chosen: Plan, rule: Rule, reason: str) -> Settled:
    """Decide them all, or none."""
    return settling.settle_many(context.opened, [one.conflict for one in chosen.chosen], rule, reason, job.cancelled)


def undo(context: Context, batch: str) -> Reopened:
    """Put what a batch decided back into dispute."""
    return settling.undo(context.opened, batch)


def _picks(shown: Sequence[ShownConflict], rule: Rule, own: str) -> dict[tuple[str, str], ShownSide]:
    found = {}
    for one in shown:
        side = rule.choose(one.conflict, own)
        if side is not None:
            found[_key(one)] = one.sides[one.conflict.sides.index(side)]
    return found


def _key(one: ShownConflict) -> tuple[str, str]:
    return one.conflict.row, one.conflict.field
