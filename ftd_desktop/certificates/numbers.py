"""Certificate numbers: blocks leased by the province to one machine, taken in order, never twice.

A number is taken by registering it (`certificates.register`) in the same write; the next one is always above the
highest ever used, so a number that was burnt stays burnt. A local high-water mark outlives rows that leave the file.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile

TEMPLATE = "{kode}/{urut:04}/{unit}/{tahun}"
_PARTS = {"kode", "urut", "unit", "tahun"}
_PADDING = re.compile("0[1-9]")
_LONGEST = 80


@dataclass(frozen=True)
class Block:
    """A leased run of numbers, `first` to `last`; `next` is the one that comes now (above `last`: used up)."""

    id: str
    template: str
    code: str
    unit: str
    year: int
    first: int
    last: int
    next: int

    @property
    def left(self) -> int:
        """How many numbers remain."""
        return max(0, self.last - self.next + 1)

    def number(self, sequence: int) -> str:
        """The number as printed."""
        return self.template.format(kode=self.code, urut=sequence, unit=self.unit, tahun=self.year)


@dataclass(frozen=True)
class Taken:
    """One number: its block, its place in the block's year and how it is printed."""

    block_id: str
    sequence: int
    number: str


def own_device(file: DataFile) -> str:
    """The id of the machine this file writes as; "" before enrolment."""
    return str((file.setting("identity") or {}).get("device_id") or "")


def lease(file: DataFile, *, device_id: str, code: str, unit: str, year: int, first: int, last: int,
          template: str = TEMPLATE) -> str:
    """Give a machine the numbers `first` to `last` of a year; returns the block's id.

    UserError when the template cannot make distinct numbers or the run overlaps one already leased.
    """
    check_template(template)
    if not 1 <= first <= last:
        raise UserError("Blok nomor {first} sampai {last} tidak berurutan. Betulkan angkanya.", first=first, last=last)
    clash = file.row(
        "SELECT first, last FROM number_block WHERE code = ? AND unit = ? AND year = ? AND template = ? "
        "AND first <= ? AND last >= ?", (code, unit, year, template, last, first),
    )
    if clash:
        raise UserError(
            "Nomor {first} sampai {last} bertabrakan dengan blok {a} sampai {b} yang sudah dipinjamkan.",
            first=first, last=last, a=clash["first"], b=clash["last"],
        )
    return file.insert("number_block", {"device_id": device_id, "template": template, "code": code, "unit": unit,
                                        "year": year, "first": first, "last": last})


@dataclass(frozen=True)
class Machine:
    """A machine that numbers can be leased to, and whose it is."""

    id: str
    name: str


def machines(file: DataFile) -> list[Machine]:
    """The machines in use, by the name of who works there."""
    rows = file.rows("SELECT d._id, o.name FROM device d LEFT JOIN officer o ON o._id = d.officer_id "
                     "WHERE coalesce(d.status, '') <> 'revoked' ORDER BY o.name, d._id")
    return [Machine(row["_id"], row["name"] or row["_id"]) for row in rows]


def last_lease(file: DataFile, year: int) -> dict[str, Any]:
    """What a new lease starts with: template, code, unit of the latest block, year, and `first`, the lowest free."""
    latest = file.row("SELECT template, code, unit FROM number_block ORDER BY year DESC, last DESC, _id LIMIT 1")
    known: dict[str, Any] = latest or {"template": TEMPLATE, "code": "", "unit": ""}
    highest = file.value("SELECT max(last) FROM number_block WHERE year = ? AND code = ? AND unit = ?",
                         (year, known["code"], known["unit"]))
    return {**known, "year": year, "first": int(highest or 0) + 1}


def check_template(template: str) -> None:
    """UserError unless the template is known parts with something between them, running number and year among them.

    Only the running number may be padded, with zeros. Two parts side by side could read as another number: 1 and 12
    as 11 and 2.
    """
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        parts = [("", "?", "", None)]
    fields = [part for part in parts if part[1] is not None]
    if not all(_is_sound(*part) for part in fields) or any(not part[0] for part in fields[1:]) \
            or not template.isprintable() or len(template) > _LONGEST:
        raise UserError("Pola nomor “{pattern}” salah tulis. Contoh: {example}.", pattern=template[:_LONGEST],
                        example=TEMPLATE)
    if not {"urut", "tahun"} <= {part[1] for part in fields}:
        raise UserError("Pola nomor “{pattern}” harus memuat nomor urut dan tahun. Contoh: {example}.",
                        pattern=template, example=TEMPLATE)


def _is_sound(literal: str, name: str | None, padding: str | None, conversion: str | None) -> bool:
    padded = name == "urut" and padding is not None and _PADDING.fullmatch(padding) is not None
    return name in _PARTS and not conversion and (not padding or padded)


def blocks(file: DataFile, year: int, device_id: str | None = None) -> list[Block]:
    """The blocks of this machine (or `device_id`) for a year, the lowest first."""
    rows = file.rows(
        "SELECT b.*, (SELECT max(sequence) FROM certificate c WHERE c.block_id = b._id) AS used "
        "FROM number_block b WHERE b.device_id = ? AND b.year = ? ORDER BY b.first, b._id",
        (own_device(file) if device_id is None else device_id, year),
    )
    return [
        Block(row["_id"], row["template"] or TEMPLATE, row["code"] or "", row["unit"] or "", int(row["year"]),
              int(row["first"]), int(row["last"]),
              max(int(row["first"]), 1 + max(int(row["used"] or 0), file.setting(_mark(row["_id"]), 0))))
        for row in rows
    ]


def upcoming(file: DataFile, year: int, count: int, device_id: str | None = None) -> list[Taken]:
    """The next `count` numbers of a year, taking nothing yet.

    UserError when the leased blocks do not hold as many, or when one of the numbers is already in the register.
    """
    free = [
        Taken(block.id, sequence, block.number(sequence))
        for block in blocks(file, year, device_id)
        for sequence in range(block.next, min(block.last, block.next + count - 1) + 1)
    ][:count]
    if len(free) < count:
        raise UserError(
            "Nomor sertifikat {year} tidak cukup: perlu {count}, sisa {left}. Minta blok nomor baru dari provinsi. "
            "Belum ada yang diterbitkan.",
            year=year, count=count, left=len(free),
        )
    for taken in free:
        if file.value("SELECT 1 FROM certificate WHERE number = ?", (taken.number,)):
            raise UserError(
                "Nomor {number} sudah ada di daftar sertifikat dari blok lain. Laporkan ke provinsi dan minta blok "
                "nomor baru. Belum ada yang diterbitkan.", number=taken.number,
            )
    return free


def mark_used(file: DataFile, taken: Taken) -> None:
    """Raise the local high-water mark of the block; call it in the write that registers the number."""
    if taken.sequence > file.setting(_mark(taken.block_id), 0):
        file.set_setting(_mark(taken.block_id), taken.sequence)


def _mark(block_id: str) -> str:
    return f"certificates.used.{block_id}"
