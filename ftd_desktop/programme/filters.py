"""Who a list of participants shows: filters and order as plain values, and the SQL that keeps exactly them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ftd_desktop.programme.rounds import SURVEY
from ftd_desktop.store import search as index
from ftd_desktop.store.search import Part


@dataclass(frozen=True)
class Wanted:
    """What the list shows and in which order; "" and None mean everyone.

    `unsent` (people of whom the province has not confirmed something) is for who knows what was sent to turn into
    `ids` before SQL is asked for: that lies above this room.
    """

    text: str = ""
    regency: str | None = None
    cohort_id: str | None = None
    stage: str | None = None
    missing_round: str | None = None
    owner: str | None = None
    ids: tuple[str, ...] | None = None
    sort: str = "name"
    descending: bool = False
    unsent: bool = False


def condition(wanted: Wanted, *, near: bool = False) -> Part:
    """The WHERE clause over `participant p` that keeps who is wanted ("" for everyone), and its parameters.

    `near`: people whose name or business is one slip of the keys away from what was typed. ValueError for `unsent`.
    """
    if wanted.unsent:
        raise ValueError("who was not sent is to be named by ids")
    narrow, broad = _joined(_narrow(wanted)), _joined(_broad(wanted))
    if wanted.text.strip():  # within the rest: a search gives the first thousand, and those must be wanted
        among = (f"SELECT p._n FROM participant p WHERE {narrow[0]}", narrow[1]) if narrow[0] else narrow
        found, values = index.numbers(wanted.text, among=among, within=broad, near=near)
        return f" WHERE p._n IN ({found})", values
    if broad[0] and wanted.sort != "name":  # only by name does the index carry the ids these ask for
        broad = f"p._n IN (SELECT p._n FROM participant p WHERE {broad[0]})", broad[1]
    where, params = _joined([part for part in (narrow, broad) if part[0]])
    return (f" WHERE {where}" if where else ""), params


def _joined(parts: Sequence[Part]) -> Part:
    return " AND ".join(sql for sql, _ in parts), tuple(value for _, values in parts for value in values)


def _narrow(wanted: Wanted) -> list[Part]:
    """What an index of `participant` or `membership` answers: few people, found without reading the rest."""
    found: list[Part] = [(f"{column} = ?", (value,)) for column, value in (
        ("p.kab", wanted.regency), ("p._owner", wanted.owner)) if value]
    if wanted.ids is not None:  # as one value: SQL takes some 32,000 places at most
        found.append(("p._id IN (SELECT value FROM json_each(?))", (json.dumps(wanted.ids),)))
    if wanted.cohort_id:
        found.append(("p._id IN (SELECT participant_id FROM membership WHERE cohort_id = ?)", (wanted.cohort_id,)))
    return found


def _broad(wanted: Wanted) -> list[Part]:
    """What most people may fulfil: tried on one person after the other."""
    found: list[Part] = []
    if wanted.stage:
        found.append((_STAGE, (wanted.stage, wanted.stage)))
    if wanted.missing_round:
        found.append((_MISSING, (wanted.missing_round,)))
    return found


# Who is in no cohort counts as registered.
_STAGE = ("(p._id IN (SELECT participant_id FROM membership WHERE stage = ?) OR (? = 'registered' AND "
          "p._id NOT IN (SELECT participant_id FROM membership WHERE participant_id IS NOT NULL)))")
_MISSING = (f"p._id NOT IN (SELECT _participant FROM {SURVEY} WHERE tahap = ? AND _status <> 'draft' "
            "AND _participant IS NOT NULL)")
