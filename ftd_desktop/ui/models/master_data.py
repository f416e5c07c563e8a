"""What the master's page shows and does, on the file's thread: look at bundles, merge them, write receipts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.sync import inbox, merge, returns, undo
from ftd_desktop.sync.inbox import Preview
from ftd_desktop.sync.merge import MergeReport
from ftd_desktop.sync.undo import Undone
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import NONE, long_date, number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job

SUFFIX = ".ftd"
MOST = 200


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The bundles among files and folders, each once, in order of their names."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        found |= dict.fromkeys(one for one in inside if not one.name.startswith("."))
    return list(found)


def inspect(context: Context, job: Job, paths: Sequence[Path]) -> list[Preview]:
    """What each bundle would change; nothing is written."""
    return inbox.inspect(context.opened, paths, job.report, job.cancelled, now=context.now())


def take(context: Context, job: Job, previews: Sequence[Preview]) -> MergeReport:
    """Merge, all or nothing."""
    return merge.merge(context.opened, previews, job.report, job.cancelled, now=context.now())


def write_answers(context: Context, report: MergeReport, folder: Path) -> list[Path]:
    """A return file for each sender, into `folder`."""
    return [returns.write(context.opened, device, folder).path for device in report.devices]


@dataclass(frozen=True)
class Line:
    """A line of the table: a file that waits (`preview`), or one that was taken in."""

    officer: str
    regencies: str
    made: str
    new: str
    changed: str
    conflicts: str
    odd: str
    badge: BadgeCell
    preview: Preview | None = None


def lines(previews: Sequence[Preview]) -> list[Line]:
    """Files that wait, as lines."""
    return [Line(one.officer, _regencies(one.parcel.scope) if one.parcel else NONE,
                 long_date(one.parcel.made.date()) if one.parcel else NONE, figure(one, "new_rows"),
                 figure(one, "changed_rows"), figure(one, "conflicts"), figure(one, "odd"), _badge(one), one)
            for one in previews]


def history(context: Context) -> list[Line]:
    """Files that were taken in, the newest first."""
    rows = context.opened.rows(
        "SELECT b.at, b.changes, b.new, b.name, d.name AS officer, d.scope FROM _bundle AS b "
        "LEFT JOIN _dev AS d ON d.device_id = b.peer WHERE b.kind = 'bundle' "
        "ORDER BY b.at DESC, b.rowid DESC LIMIT ?", (MOST,))
    return [Line(row["officer"] or row["name"], _regencies(row["scope"]),
                 long_date(datetime.fromisoformat(row["at"]).date()), number(row["new"]), NONE, NONE, NONE,
                 BadgeCell("ok", tr("Diterima"))) for row in rows]


def _regencies(scope: str | None) -> str:
    return ", ".join(short_regency(code) for code in json.loads(scope or "[]")) or tr("Seluruh provinsi")


def _badge(preview: Preview) -> BadgeCell:
    made: dict[str, tuple[Any, str, str | None]] = {
        "refused": ("error", tr("Ditolak"), None), "known": ("accent", tr("Sudah pernah diterima"), None),
        "fork": ("warn", tr("Dua laptop"), "twin"), "missing": ("warn", tr("Kiriman kurang"), None),
        "asks": ("accent", tr("Minta salinan"), None), "clock": ("warn", tr("Jam laptop selisih"), "clock"),
        "conflicts": ("warn", tr("Perlu keputusan"), "split"),
        "ready": ("ok", tr("Siap diterima"), None),
    }
    return BadgeCell(*made[preview.state])


def undo_last(context: Context) -> Undone:
    """Put back what stood before the newest merge; UserError when there is none."""
    found = undo.last_merge(context.opened)
    if found is None:
        raise UserError("Belum ada kiriman yang diterima, jadi tidak ada yang dapat dibatalkan.")
    return undo.undo(context.opened, *found)


def figure(preview: Preview, name: str) -> str:
    """A figure of the preview, or a dash for a file that was refused."""
    if preview.taken is None:
        return NONE
    return number(preview.taken.odd_stamps if name == "odd" else getattr(preview.taken.effect, name))


def sums(previews: Sequence[Preview]) -> str:
    """All files in one line."""
    taken = [one.taken for one in previews if one.taken is not None]
    words = [tr("{n} baru").format(n=number(sum(t.effect.new_rows for t in taken))),
             tr("{n} berubah").format(n=number(sum(t.effect.changed_rows for t in taken))),
             tr("{n} bentrok").format(n=number(sum(t.effect.conflicts for t in taken)))]
    refused = len(previews) - len(taken)
    odd = sum(1 for t in taken if t.odd_stamps)
    if odd:
        words.append(tr("{n} peringatan jam").format(n=number(odd)))
    if refused:
        words.append(tr("{n} ditolak").format(n=number(refused)))
    return ", ".join(words)
