"""Who a list of participants shows: filters and order as plain values, and the SQL that keeps exactly them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ftd_desktop.programme.rounds import SURVEY
from ftd_desktop.store import search as index


@dataclass(frozen=True)
class Wanted:
    """What the list shows and in which order; "" and None mean everyone."""

    text: str = ""
    regency: str | None = None
    cohort_id: str | None = None
    stage: str | None = None
    missing_round: str | None = None
    owner: str | None = None
    ids: tuple[str, ...] | None = None
    sort: str = "name"
    descending: bool = False


def condition(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    """The WHERE clause over `participant p` that keeps who is wanted ("" for everyone), and its parameters."""
    clauses: list[str] = []
    params: list[object] = []
    for column, value in (("p.kab", wanted.regency), ("p._owner", wanted.owner)):
        if value:
            clauses.append(f"{column} = ?")
            params.append(value)
    if wanted.ids is not None:  # as one value: SQL takes some 32,000 places at most
        clauses.append("p._id IN (SELECT value FROM json_each(?))")
        params.append(json.dumps(wanted.ids))
    if wanted.cohort_id:
        clauses.append("p._id IN (SELECT participant_id FROM membership WHERE cohort_id = ?)")
        params.append(wanted.cohort_id)
    if wanted.stage:
        clauses.append(_STAGE)
        params += [wanted.stage, wanted.stage]
    if wanted.missing_round:
        clauses.append(f"p._id NOT IN (SELECT _participant FROM {SURVEY} WHERE tahap = ? AND _status <> 'draft' "
                       "AND _participant IS NOT NULL)")
        params.append(wanted.missing_round)
    if wanted.text.strip():  # within the rest: a search gives the first thousand, and those must be wanted
        found, values = index.condition(wanted.text, within=(" AND ".join(clauses), tuple(params)))
        return f" WHERE p._id IN ({found})", values
    return (" WHERE " + " AND ".join(clauses) if clauses else ""), tuple(params)


# Who is in no cohort counts as registered.
_STAGE = ("(p._id IN (SELECT participant_id FROM membership WHERE stage = ?) OR (? = 'registered' AND "
          "p._id NOT IN (SELECT participant_id FROM membership WHERE participant_id IS NOT NULL)))")
