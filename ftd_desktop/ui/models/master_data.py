"""What the master's page shows and does, on the file's thread: look at bundles, merge them, write answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.i18n import tr
from ftd_desktop.sync import inbox, merge, parts
from ftd_desktop.sync.arrival import Taken
from ftd_desktop.sync.envelope import Refused
from ftd_desktop.sync.merge import MergeReport
from ftd_desktop.sync.preview import Preview
from ftd_desktop.ui.models.carried import lacking_words, scope_words
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import NONE, long_date, number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job

SUFFIX = ".ftd"
DEPTHS = ("*", "*/*", "*/*/*")  # a stick, its carry folder, the way in it; never a whole disk
FIGURES = ("new_rows", "changed_rows", "conflicts", "twins", "odd")


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The bundles among files and folders (and those in folders of these), each once, in order of their names."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = [one for deep in DEPTHS for one in sorted(path.glob(deep + SUFFIX))] if path.is_dir() else [path]
        found |= dict.fromkeys(one for one in inside if not one.name.startswith("."))
    return list(found)


def inspect(context: Context, job: Job, paths: Sequence[Path]) -> list[Preview]:
    """What each bundle among files and folders would change, none when there is none; nothing is written."""
    files = files_in(paths)
    return inbox.inspect(context.opened, files, job.report, job.cancelled, now=context.now()) if files else []


def take(context: Context, job: Job, previews: Sequence[Preview]) -> tuple[MergeReport, str]:
    """Merge, all or nothing; with it which attachments of the senders have not come, in words."""
    report = merge.merge(context.opened, previews, job.report, job.cancelled, now=context.now())
    lacking = [one for one in parts.missing(context.opened) if one.device_id in report.devices]
    return report, " ".join(tr("Lampiran {nama} belum lengkap: {apa}.").format(
        nama=one.officer, apa=lacking_words(one)) for one in lacking)


def merged_words(report: MergeReport) -> str:
    """What came of a merge, in one line."""
    words = tr("Diterima: {baru} catatan baru, {ubah} berubah, {bentrok} bentrok").format(
        baru=number(report.new_rows), ubah=number(report.changed_rows), bentrok=number(report.conflicts))
    return words + (", " + tr("{n} lampiran").format(n=number(report.attachments)) if report.attachments else "")


@dataclass(frozen=True)
class Line:
    """A file that waits, as a line of the table."""

    officer: str
    regencies: str
    made: str
    new: str
    changed: str
    conflicts: str
    twins: str
    odd: str
    badge: BadgeCell
    preview: Preview


def lines(previews: Sequence[Preview]) -> list[Line]:
    """Files that wait, as lines."""
    return [_line(one) for one in previews]


def _line(one: Preview) -> Line:
    sent = one.parcel or one.part
    new, changed, conflicts, twins, odd = (_figure(one, name) for name in FIGURES)
    return Line(one.officer, scope_words(sent.scope) if sent else NONE, long_date(sent.made.date()) if sent else NONE,
                new, changed, conflicts, twins, odd, _badge(one), one)


def facts(preview: Preview) -> list[tuple[str, str]]:
    """What is in one bundle, figure by figure; oddities only where there are any."""
    taken = preview.taken
    assert taken is not None
    names = (tr("Catatan baru"), tr("Berubah"), tr("Bentrok"), tr("Diduga ganda"), tr("Jam laptop selisih"))
    found = [(name, _count(taken, key)) for name, key in zip(names, FIGURES, strict=True)]
    shown = [(name, number(count)) for place, (name, count) in enumerate(found) if place < 2 or count]
    return [*shown, (tr("Perubahan seluruhnya"), number(taken.effect.changes))]


def suspects(previews: Sequence[Preview]) -> tuple[str, ...]:
    """The ids of arriving participants who may be registered already, each beside whom they may be."""
    pairs = [(one.participant_id, one.other_id) for preview in previews if preview.taken is not None
             for one in preview.taken.suspects]
    return tuple(dict.fromkeys(person for pair in pairs for person in pair))


def _badge(preview: Preview) -> BadgeCell:
    if isinstance(preview.refusal, Refused):
        return BadgeCell("error", _why(preview.refusal.reason))
    made: dict[str, tuple[Any, str, str | None]] = {
        "refused": ("error", tr("Ditolak"), None), "known": ("accent", tr("Sudah pernah diterima"), None),
        "fork": ("warn", tr("Dua laptop"), "twin"), "missing": ("warn", tr("Kiriman kurang"), None),
        "asks": ("accent", tr("Minta salinan"), None), "clock": ("warn", tr("Jam laptop selisih"), "clock"),
        "conflicts": ("warn", tr("Perlu keputusan"), "split"),
        "ready": ("ok", tr("Siap diterima"), None), "attachments": ("ok", tr("Lampiran"), None),
    }
    return BadgeCell(*made[preview.state])


def _why(reason: str) -> str:
    """Why a file was refused, in two words; the pane has the sentence."""
    return {
        "damaged": tr("Rusak, minta ulang"), "forged": tr("Tanda tangan palsu"), "kind": tr("Bukan kiriman"),
        "misdirected": tr("Untuk orang lain"), "newer": tr("Program lebih baru"), "oversized": tr("Terlalu besar"),
        "revoked": tr("Laptop dicabut"), "stranger": tr("Laptop tak dikenal"),
    }.get(reason, tr("Ditolak"))


def _figure(preview: Preview, name: str) -> str:
    """A figure of the preview, or a dash for a file that was refused or holds attachments."""
    return NONE if preview.parcel is None or preview.taken is None else number(_count(preview.taken, name))


def _count(taken: Taken, name: str) -> int:
    if name == "twins":
        return len(taken.suspects)
    return taken.odd_stamps if name == "odd" else int(getattr(taken.effect, name))


def sums(previews: Sequence[Preview]) -> str:
    """All files in one line."""
    taken = [one.taken for one in previews if one.taken is not None]
    total = {name: sum(_count(one, name) for one in taken) for name in FIGURES}
    words = [tr("{n} baru").format(n=number(total["new_rows"])),
             tr("{n} berubah").format(n=number(total["changed_rows"])),
             tr("{n} bentrok").format(n=number(total["conflicts"]))]
    if total["twins"]:
        words.append(tr("{n} diduga ganda").format(n=number(total["twins"])))
    if odd := sum(1 for one in taken if one.odd_stamps):
        words.append(tr("{n} peringatan jam").format(n=number(odd)))
    if attachments := sum(one.attachments for one in taken):
        words.append(tr("{n} lampiran").format(n=number(attachments)))
    if refused := len(previews) - len(taken):
        words.append(tr("{n} ditolak").format(n=number(refused)))
    return ", ".join(words)
