"""The forms of the file for the page Formulir: their versions, and who uses each; on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from ftd_desktop.forms.definition import Form
from ftd_desktop.i18n import tr
from ftd_desktop.store import form_tables
from ftd_desktop.store.connection import quote
from ftd_desktop.store.trail import Trail
from ftd_desktop.wording import long_date, number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context


@dataclass(frozen=True)
class Version:
    """One version of a form in the file, and who uses it: finished records and drafts."""

    version: str
    day: date | None
    records: int
    drafts: int

    @property
    def words(self) -> str:
        """Its use and age in one line."""
        use = tr("{n} isian, {m} draf").format(n=number(self.records), m=number(self.drafts))
        return f"{use} · {long_date(self.day)}"


@dataclass(frozen=True)
class Installed:
    """A form of the file; `versions` has the newest first. `form` is that newest one, ready to be tried."""

    form: Form
    versions: tuple[Version, ...]

    @property
    def records(self) -> int:
        """Finished records of all versions."""
        return sum(version.records for version in self.versions)

    @property
    def drafts(self) -> int:
        """Drafts of all versions."""
        return sum(version.drafts for version in self.versions)


def read(context: Context) -> tuple[Installed, ...]:
    """Every form of the file with its versions; on the file's thread."""
    return tuple(Installed(form, versions(context, form.form_id)) for form in context.interviews.library.forms())


def versions(context: Context, form_id: str) -> tuple[Version, ...]:
    """The newest first. Records that are open just now count as drafts of the version they are open in."""
    file = context.opened
    names = form_tables.versions(file, form_id)
    if not names:
        return ()
    use: dict[str, list[int]] = {name: [0, 0] for name in names}
    opened = {trail.record_id: trail.version for trail in Trail(file).open_records() if trail.form_id == form_id}
    counted = file.rows(f"SELECT _form_version AS version, _status = 'draft' AS draft, count(*) AS n "
                        f"FROM {quote(form_id)} GROUP BY 1, 2")
    for row in counted:
        use.setdefault(row["version"] or "", [0, 0])[int(row["draft"] or 0)] += row["n"]
    held = {row["_id"] for row in file.rows(
        f"SELECT _id FROM {quote(form_id)} WHERE _id IN ({', '.join('?' * len(opened))})", tuple(opened))}
    for record_id, version in opened.items():
        if record_id not in held:
            use.setdefault(version, [0, 0])[1] += 1
    days = {row["version"]: row["installed"] for row in file.rows(
        "SELECT version, installed FROM _form WHERE form_id = ?", (form_id,))}
    shown = dict.fromkeys((*reversed(names), *use))  # records may come ahead of the version that they were given in
    return tuple(Version(name, _day(days.get(name)), *use[name]) for name in shown)


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None
