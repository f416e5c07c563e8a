"""What the page of officers shows and does, on the file's thread: lists, assignments, recovery of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.certificates import numbers
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import enrolment, handover
from ftd_desktop.sync.enrolment import Assignment
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.ui.models.refusal import Refusal, beside
from ftd_desktop.wording import NONE, long_date, number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

_MACHINES = """
SELECT o._id AS officer_id, o.code, o.name, o.role, o.regencies, d._id AS device_id, d.since,
       coalesce(nullif(v.status, 'active'), d.status) AS status,
       (SELECT max(at) FROM _bundle WHERE kind = 'bundle' AND peer = d._id) AS last,
       (SELECT sum(new) FROM _bundle WHERE kind = 'bundle' AND peer = d._id) AS arrived
FROM officer AS o LEFT JOIN device AS d ON d.officer_id = o._id LEFT JOIN _dev AS v ON v.device_id = d._id
ORDER BY o.role = 'province', o.name COLLATE NOCASE, d.since DESC, d._id DESC
"""


@dataclass(frozen=True)
class Machine:
    """One laptop of an officer, as a line of the table. `last` is the moment its last bundle came."""

    officer_id: str
    code: str
    name: str
    role: str
    regencies: tuple[str, ...]
    device_id: str
    status: str
    since: str
    last: datetime | None
    arrived: int
    blocks: str

    @property
    def ours(self) -> bool:
        """Whether it is the master itself."""
        return self.role == "province"

    @property
    def where(self) -> str:
        """The regencies in words."""
        return ", ".join(short_regency(code) for code in self.regencies) or tr("Seluruh provinsi")

    @property
    def day(self) -> str:
        """The day it was given out."""
        return long_date(date.fromisoformat(self.since[:10])) if self.since else NONE


@dataclass(frozen=True)
class Numbering:
    """How certificate numbers are made here: the code and unit of the newest block; "" before the first."""

    code: str
    unit: str


@dataclass(frozen=True)
class State:
    """Everything the page shows."""

    machines: tuple[Machine, ...]
    numbering: Numbering


@dataclass(frozen=True)
class Wish:
    """An assignment to be made. `officer_id` for another laptop of somebody known; `block` numbers are lent."""

    name: str
    code: str
    role: str
    regencies: tuple[str, ...]
    officer_id: str | None = None
    block: int = 0
    numbering: Numbering = Numbering("", "")


def read(context: Context) -> State:
    """Officers with their machines; the office itself last."""
    file, year = context.opened, context.now().year
    return State(tuple(_machine(file, row, year) for row in file.rows(_MACHINES)), _numbering(file))


def assign(context: Context, wish: Wish) -> Assignment:
    """Make the assignment, lending certificate numbers in the same write; Refusal beside "code" or "block"."""
    file, year = context.opened, context.now().year

    def lease(device_id: str) -> None:
        if wish.block:
            with beside("block"):
                first = next_number(file, wish.numbering, year)
                numbers.lease(file, device_id=device_id, code=wish.numbering.code, unit=wish.numbering.unit, year=year,
                              first=first, last=first + wish.block - 1)

    try:
        return enrolment.assign(
            file, name=wish.name, code=wish.code, role=wish.role, regencies=wish.regencies,
            scope=", ".join(short_regency(code) for code in wish.regencies), officer_id=wish.officer_id, lease=lease,
            seal=enrolment.seal_with_code)
    except UserError as error:
        if "kode" in error.params:  # the code is somebody else's
            raise Refusal("code", error) from error
        raise


def set_status(context: Context, machine: Machine, status: str) -> None:
    """Revoke a laptop, or take it back ("active")."""
    enrolment.set_status(context.opened, machine.device_id, status)


def hand_over(context: Context, machine: Machine, regencies: tuple[str, ...]) -> None:
    """Give a laptop other regencies; it learns of them by its next return file."""
    handover.hand_over(context.opened, machine.device_id, regencies)


def pass_on(context: Context, machine: Machine, to: Machine, regency: str) -> str:
    """Give one regency of a laptop to another; what the province has to do next, in words."""
    return handover.reassign(context.opened, regency, machine.device_id, to.device_id).words


def next_number(file: DataFile, numbering: Numbering, year: int) -> int:
    """The first certificate number of a year that has not been lent to any machine."""
    last = file.value("SELECT max(last) FROM number_block WHERE code = ? AND unit = ? AND year = ?",
                      (numbering.code, numbering.unit, year))
    return int(last or 0) + 1


def save(assignment: Assignment, place: Path) -> Path:
    """Write the assignment file; UserError when it cannot be written there, then nothing is left of it."""
    draft = place.with_name(f".{place.name}.baru")
    try:
        draft.write_bytes(assignment.data)
        draft.replace(place)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UserError("Berkas {nama} tidak dapat ditulis di {folder} ({sebab}). Periksa ruang kosong dan izin "
                        "foldernya, atau pilih tempat lain.", nama=place.name, folder=str(place.parent),
                        sebab=error.strerror or type(error).__name__) from error
    return place


def recover(context: Context, path: Path, passphrase: str) -> str:
    """Open an officer's file with the office's recovery key and lock it with a new passphrase; whose file it is."""
    master = context.opened
    with beside("file"):
        identity = master.secret("recovery_identity")
        if identity is None:
            raise UserError("Berkas ini bukan Data Induk, jadi tidak menyimpan kunci pemulihan.")
        file = DataFile.recover(path, identity.decode(), passphrase)
    with file:
        owner = str((file.setting("identity") or {}).get("officer_name") or path.name)
    master.journal("officer file recovered", {"officer": owner, "file": path.name})
    return owner


def badge(machine: Machine) -> BadgeCell:
    """The state of a machine."""
    if machine.ours:
        return BadgeCell("accent", tr("Data Induk"), "")
    if machine.status == "active":
        return BadgeCell("ok", tr("Aktif")) if machine.last else BadgeCell("muted", tr("Belum mengirim"))
    known = {"revoked": tr("Dicabut"), "lost": tr("Hilang"), "replaced": tr("Diganti")}
    return BadgeCell("warn", known.get(machine.status, machine.status or tr("Tanpa laptop")))


def role_words(role: str) -> str:
    """A role on the screen."""
    return {"officer": tr("Petugas"), "trainer": tr("Pelatih"), "province": tr("Provinsi")}.get(role, role)


def sums(machines: Sequence[Machine]) -> str:
    """The note of the table."""
    out = [one for one in machines if not one.ours]
    return tr("{n} orang, {m} laptop").format(n=number(len({one.officer_id for one in out})),
                                              m=number(sum(1 for one in out if one.device_id)))


def _machine(file: DataFile, row: dict[str, Any], year: int) -> Machine:
    device = row["device_id"] or ""
    return Machine(
        row["officer_id"], row["code"] or "", row["name"] or "", row["role"] or "officer",
        tuple((row["regencies"] or "").split()), device, row["status"] or "", row["since"] or "",
        datetime.fromisoformat(row["last"]) if row["last"] else None, int(row["arrived"] or 0),
        ", ".join(f"{number(one.first)}–{number(one.last)}" for one in numbers.blocks(file, year, device or "-")))


def _numbering(file: DataFile) -> Numbering:
    row = file.row("SELECT code, unit FROM number_block ORDER BY year DESC, last DESC LIMIT 1")
    return Numbering(row["code"] or "", row["unit"] or "") if row else Numbering("", "")
