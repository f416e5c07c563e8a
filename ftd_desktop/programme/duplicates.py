"""Who is likely to be registered already: the same NIK, or the same phone or birth date under a similar name.

Candidates come from indexes (NIK, phone digits, birth date), so the cost does not grow with the file; similarity is
judged on those few only. A shared phone alone is a household, not a person, so it needs a similar name beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ftd_desktop.i18n import tr
from ftd_desktop.programme.identity import digits
from ftd_desktop.store import names
from ftd_desktop.store import search as index
from ftd_desktop.store.file import DataFile

#: Similarity of folded names, 0 to 100, from which they count as alike (with other evidence).
ALIKE = 82.0


@dataclass(frozen=True)
class Likely:
    """A participant who may be the same person; `why` says it in words, `certain` when the NIK is the same."""

    participant_id: str
    name: str
    business: str
    why: str
    certain: bool


def likely(file: DataFile, *, name: str = "", nik: str = "", phone: str = "", birth_date: str = "",
           except_id: str | None = None) -> list[Likely]:
    """The participants that may be the person described; certain ones first, at most ten."""
    number, found = digits(nik), []
    for row in _candidates(file, number, names.phone_digits(phone), birth_date):
        if row["_id"] == except_id:
            continue
        if number and row["nik"] == number:
            found.append(Likely(row["_id"], row["nama"] or "", row["usaha"] or "", tr("NIK sama"), True))
        elif name and alike(name, row["nama"] or "") >= ALIKE:
            same_phone = bool(phone) and names.phone_digits(row["hp"]) == names.phone_digits(phone)
            why = tr("nama mirip, nomor HP sama") if same_phone else tr("nama mirip, tanggal lahir sama")
            found.append(Likely(row["_id"], row["nama"] or "", row["usaha"] or "", why, False))
    return sorted(found, key=lambda one: (not one.certain, one.name))[:10]


def alike(one: str, other: str) -> float:
    """Similarity of two names, 0 to 100, after folding spelling and particles; word order does not count."""
    from rapidfuzz import fuzz

    return float(fuzz.token_sort_ratio(" ".join(names.fold(one)), " ".join(names.fold(other))))


def _candidates(file: DataFile, nik: str, phone: str, birth_date: str) -> list[dict[str, Any]]:
    """Every participant with the same NIK, phone or birth date."""
    parts: list[str] = []
    params: list[str] = []
    for digits_typed in filter(None, (nik if len(nik) == 16 else "", phone if len(phone) >= 8 else "")):
        clause, values = index.condition(digits_typed)
        parts.append(f"_id IN ({clause})")
        params += [str(value) for value in values]
    if birth_date:
        parts.append("tgl_lahir = ?")
        params.append(birth_date)
    if not parts:
        return []
    return file.rows(f"SELECT _id, nama, usaha, nik, hp FROM participant WHERE {' OR '.join(parts)}", tuple(params))
