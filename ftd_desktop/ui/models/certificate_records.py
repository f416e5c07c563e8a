"""The records behind the certificates that only the province keeps: letterhead, signatories, leases of numbers."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ftd_desktop.certificates import numbers, office, signatories
from ftd_desktop.certificates.signatories import Signatory
from ftd_desktop.errors import UserError

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

_OFFICE = ("parent", "name", "unit", "address", "city")


def letterhead(context: Context) -> dict[str, Any]:
    """The lines of the letterhead; UserError before the office has been founded."""
    return office.demanded(context.opened)


def save_letterhead(context: Context, values: dict[str, Any]) -> None:
    """Keep the letterhead; UserError without a name."""
    if not values["name"]:
        raise UserError("Nama kantor harus diisi.")
    office.keep(context.opened, {name: values[name] for name in _OFFICE})


def signatory(context: Context, signatory_id: str | None) -> dict[str, Any]:
    """The values of a signatory, or of a new one."""
    file = context.opened
    return asdict(signatories.signatory(file, signatory_id) if signatory_id else Signatory())


def save_signatory(context: Context, signatory_id: str | None, values: dict[str, Any]) -> str:
    """Keep a signatory; UserError naming what is wrong. Returns the id."""
    return signatories.save(context.opened, Signatory(id=signatory_id or "", **values))


def lease(context: Context, year: int) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """The machines as choices, and what a new lease starts with: a hundred numbers for this machine."""
    file = context.opened
    start = numbers.last_lease(file, year)
    machines = [(one.name, one.id) for one in numbers.machines(file)]
    return machines, {**start, "last": start["first"] + 99, "device_id": numbers.own_device(file)}


def save_lease(context: Context, values: dict[str, Any]) -> str:
    """Lease the numbers; UserError when they overlap or nobody was chosen. Returns the block's id."""
    if not values["device_id"]:
        raise UserError("Belum ada laptop yang terdaftar. Daftarkan petugas dahulu di Data Induk.")
    return numbers.lease(context.opened, **values)
