"""One PDF for the printer of certificates already issued: after a batch that was stopped, or when the paper was spoilt.

A batch writes its own; this takes no number and signs nothing, and each certificate in it counts as printed again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from ftd_desktop.certificates import gather, register, reprint
from ftd_desktop.certificates.files import Folder, print_name
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.errors import UserError
from ftd_desktop.programme.attendance import jp_by_member
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.file import DataFile

_ROWS = ("SELECT * FROM certificate WHERE cohort_id = ? AND status = ? AND payload IS NOT NULL "
         "ORDER BY issued_on, signatory_id, sequence, _id")


@dataclass(frozen=True)
class Together:
    """The PDFs, one for each day and signatory, and why some certificates are in none (number and reason)."""

    paths: tuple[Path, ...]
    left: tuple[str, ...]


def again(file: DataFile, cohort_id: str, folder: Path, reason: str) -> Together:
    """Write all certificates of a cohort that are in force and not electronically signed, front and back in turn.

    UserError without a reason, or when there is none that can be printed.
    """
    said = register.needed(reason)
    rows = file.rows(_ROWS, (cohort_id, register.ISSUED))
    results, attended = gather.results(file), jp_by_member(file, cohort_id)
    paths, left = [], []
    for (issued, signatory), group in groupby(rows, lambda row: (day(row["issued_on"]), row["signatory_id"])):
        if issued is not None:
            made, refused = _one(file, list(group), signatory, issued, folder, (results, attended))
            left += refused
            for row in made[1]:
                register.note_reprint(file, row["_id"], 1, said)
            paths += made[0]
    if not paths:
        raise UserError("Tidak ada sertifikat berlaku yang dapat dicetak di angkatan ini. {why}", why=" ".join(left))
    return Together(tuple(paths), tuple(left))


def _one(file: DataFile, rows: list[dict[str, Any]], signatory: str, issued: date, folder: Path,
         read: tuple[dict[str, gather.Result], dict[str, float]]) -> tuple[tuple[list[Path], list[Any]], list[str]]:
    """The PDF of one day and signatory, the rows in it, and what is wrong with the others."""
    occasion = gather.occasion(file, rows[0]["cohort_id"], signatory, issued)
    kept, left = [], []
    for row in rows:
        try:
            kept.append((row, reprint.person_of(file, row, occasion, *read)))
        except UserError as fault:
            left.append(str(fault))
    if not kept:
        return ([], []), left
    paper = Paper(occasion, [word for _, one in kept for word in (one.name, one.business)])
    pdf = paper.combined([paper.pages(one, row["payload"]) for row, one in kept])
    with Folder(folder).draft(print_name(kept[0][0]["number"], kept[-1][0]["number"]), pdf) as draft:
        return ([draft.keep()], [row for row, _ in kept]), left
