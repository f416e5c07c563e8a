"""Many participants into a cohort at once, chosen by hand or by their codes as pasted from a list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ftd_desktop.programme import cohorts
from ftd_desktop.store.file import DataFile

_BETWEEN = re.compile(r"[\s,;|]+")


@dataclass(frozen=True)
class Found:
    """`ids` are the participants of the codes, each once; `unknown` are (line, code) that nobody here has."""

    ids: tuple[str, ...]
    unknown: tuple[tuple[int, str], ...]


def by_codes(file: DataFile, text: str) -> Found:
    """The participants of codes written one a line, or between blanks, commas and semicolons."""
    asked = [(number, code) for number, line in enumerate(text.splitlines(), 1)
             for code in _BETWEEN.split(line) if code]
    known = _ids(file, sorted({code.upper() for _, code in asked}))
    ids = dict.fromkeys(known[code.upper()] for _, code in asked if code.upper() in known)
    return Found(tuple(ids), tuple((number, code) for number, code in asked if code.upper() not in known))


def enlist(file: DataFile, participant_ids: Iterable[str], cohort_id: str, *, since: date, officer_id: str,
           stage: str, reason: str = "") -> int:
    """Make them members in one write; who is one already stays as he is. Returns how many came."""
    with file.write():
        members = {row["participant_id"] for row in
                   file.rows("SELECT participant_id FROM membership WHERE cohort_id = ?", (cohort_id,))}
        new = [one for one in dict.fromkeys(participant_ids) if one not in members]
        for one in new:
            cohorts.join(file, one, cohort_id, since=since, officer_id=officer_id, stage=stage, reason=reason)
    return len(new)


def _ids(file: DataFile, codes: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in file.rows("SELECT _id, kode FROM participant WHERE upper(kode) IN (SELECT value FROM json_each(?)) "
                         "ORDER BY _id", (json.dumps(codes),)):
        found.setdefault(str(row["kode"]).upper(), str(row["_id"]))
    return found
