"""Who may sign certificates, from when to when, and what of titles, rank and NIP is printed.

Titles are off by default: names on a *sertifikat* carry no academic titles (Permendagri 1/2023 article 44). NIP: 18
figures, the first eight a birth date, then year and month of appointment (a PPPK has a count in place of the month).
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.file import DataFile


@dataclass(frozen=True)
class Signatory:
    """One signatory. `valid_from`/`valid_until` None: no bound; `id` "" is not recorded yet."""

    id: str = ""
    name: str = ""
    front_titles: str = ""
    back_titles: str = ""
    position: str = ""
    rank: str = ""
    nip: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    show_titles: bool = False
    show_rank: bool = True
    show_nip: bool = True

    @property
    def full_name(self) -> str:
        """With the titles."""
        front = f"{self.front_titles} " if self.front_titles else ""
        return front + self.name + (f", {self.back_titles}" if self.back_titles else "")

    def may_sign(self, on: date) -> bool:
        """Whether the office is theirs on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


def signatories(file: DataFile) -> list[Signatory]:
    """All signatories, the latest appointed first."""
    return [_signatory(row) for row in file.rows("SELECT * FROM signatory ORDER BY valid_from DESC, name")]


def signatory(file: DataFile, signatory_id: str) -> Signatory:
    """One signatory; UserError when there is none of that id."""
    row = file.row("SELECT * FROM signatory WHERE _id = ?", (signatory_id,))
    if row is None:
        raise UserError("Penanda tangan belum dipilih. Pilih dahulu, atau tambahkan di menu Lainnya.")
    return _signatory(row)


def save(file: DataFile, made: Signatory) -> str:
    """Record a new signatory, or a changed one; returns the id. UserError naming what is wrong."""
    clean = _checked(made)
    values: dict[str, Any] = {name: value for name, value in asdict(clean).items() if name != "id"}
    for name in ("valid_from", "valid_until"):
        values[name] = values[name].isoformat() if values[name] else None
    values |= {name: int(values[name]) for name in ("show_titles", "show_rank", "show_nip")}
    if not made.id:
        return file.insert("signatory", values)
    file.update("signatory", made.id, values)
    return made.id


def _checked(made: Signatory) -> Signatory:
    nip = re.sub(r"[\s.]", "", made.nip)
    if not made.name.strip() or not made.position.strip():
        raise UserError("Nama dan jabatan penanda tangan harus diisi.")
    if nip and not re.fullmatch(r"\d{18}", nip):
        raise UserError("NIP harus 18 angka. Periksa lagi, atau kosongkan bila belum ada.")
    if made.valid_from and made.valid_until and made.valid_until < made.valid_from:
        raise UserError("Masa jabatan berakhir sebelum mulai. Betulkan salah satu tanggalnya.")
    texts = {name: getattr(made, name).strip() for name in ("name", "front_titles", "back_titles", "position", "rank")}
    return replace(made, nip=nip, **texts)


def _signatory(row: dict[str, Any]) -> Signatory:
    return Signatory(
        id=row["_id"], name=row["name"] or "", front_titles=row["front_titles"] or "",
        back_titles=row["back_titles"] or "", position=row["position"] or "", rank=row["rank"] or "",
        nip=row["nip"] or "", valid_from=day(row["valid_from"]), valid_until=day(row["valid_until"]),
        show_titles=bool(row["show_titles"]), show_rank=bool(row["show_rank"]), show_nip=bool(row["show_nip"]),
    )
