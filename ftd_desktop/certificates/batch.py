"""Issue the certificates of a cohort: one PDF each, and one PDF for the printer.

The order that keeps number, register and file together: the PDF is written whole under a temporary name; the number and
the register row are one write; then the PDF gets its name. A stop at any moment leaves no half file under a real name,
and every number that was taken stands in the register (print it again: `certificates.reprint`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ftd_desktop.certificates import gather, register
from ftd_desktop.certificates.content import Occasion, facts
from ftd_desktop.certificates.eligibility import Standing, assess
from ftd_desktop.certificates.files import Folder, certificate_name, print_name
from ftd_desktop.certificates.keys import demand_trusted
from ftd_desktop.certificates.numbers import Taken, blocks, upcoming
from ftd_desktop.certificates.pades import OfficeKey
from ftd_desktop.certificates.paper import Pages, Paper
from ftd_desktop.certificates.payload import seal
from ftd_desktop.certificates.reprint import standing_of
from ftd_desktop.certificates.selection import (
    Failure,
    Ready,
    chosen,
    demand_eligible,
    demand_over,
    demand_printable,
    part,
)
from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import Cancelled, UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store.file import DataFile

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Issued:
    """One certificate that was made and registered."""

    certificate_id: str
    participant_id: str
    name: str
    number: str
    path: Path


@dataclass(frozen=True)
class BatchReport:
    """What a batch did. `stopped` says in words why it ended early ("": it did not); `print_file` None: none made."""

    issued: tuple[Issued, ...]
    failed: tuple[Failure, ...]
    print_file: Path | None
    numbers_left: int
    stopped: str = ""


def issue(
    file: DataFile, cohort_id: str, *, signatory_id: str, issued_on: date, folder: Path, signer: Signer,
    participants: Sequence[str] | None = None, device_id: str | None = None, office_key: OfficeKey | None = None,
    progress: Progress = lambda done, total, words: None, cancelled: Callable[[], bool] = lambda: False,
) -> BatchReport:
    """Make certificates for the eligible members that have none (or for `participants` among them).

    Numbers come from this machine's blocks for the year of `issued_on`; `office_key` puts a PAdES signature into each
    single PDF. UserError, with nothing written, when someone chosen is not eligible or has one, the key is not trusted
    on that day, the training is not over by then, numbers run out, the folder cannot be written, or the texts cannot
    be printed; Cancelled when it was cancelled before the first. A stop after that ends in the report.
    """
    demand_trusted(file, signer, issued_on)
    standings = chosen(assess(file, cohort_id), participants)
    occasion = gather.occasion(file, cohort_id, signatory_id, issued_on)
    demand_over(occasion)
    ready, failed = part(standings, occasion, gather.results(file), lambda one: _photo(file, occasion, one))
    numbers = upcoming(file, issued_on.year, len(ready), device_id)
    paper = Paper(occasion, [word for one in ready for word in (one.standing.name, one.standing.business)])
    target = Folder(folder)
    target.refuse_known([taken.number for taken in numbers])
    run = _Run(file, cohort_id, signatory_id, paper, signer, target, office_key)
    stopped = run.all(list(zip(ready, numbers, strict=True)), progress, cancelled)
    print_file, fault = run.print_file()
    left = sum(block.left for block in blocks(file, issued_on.year, device_id))
    return BatchReport(tuple(run.issued), tuple(failed), print_file, left, stopped or fault)


def reissue(
    file: DataFile, certificate_id: str, reason: str, *, signatory_id: str, issued_on: date, folder: Path,
    signer: Signer, device_id: str | None = None,
) -> Issued:
    """Put a new certificate with a new number in the place of one in force, which stays in the register as replaced.

    UserError, with nothing written, when the old one is not in force, the person is not eligible now, there is no
    reason or no number.
    """
    row = file.row("SELECT participant_id, cohort_id FROM certificate WHERE _id = ?", (certificate_id,))
    if row is None:
        raise UserError("Sertifikat itu tidak ada di daftar terbit.")
    demand_trusted(file, signer, issued_on)
    standing = standing_of(file, row["cohort_id"], row["participant_id"])
    demand_eligible(standing)
    occasion = gather.occasion(file, row["cohort_id"], signatory_id, issued_on)
    demand_over(occasion)
    ready = Ready(standing, gather.results(file).get(standing.participant_id), _photo(file, occasion, standing))
    demand_printable(ready, occasion)
    taken = upcoming(file, issued_on.year, 1, device_id)[0]
    target = Folder(folder)
    target.refuse_known([taken.number])
    paper = Paper(occasion, (standing.name, standing.business))
    run = _Run(file, row["cohort_id"], signatory_id, paper, signer, target)
    run.one(ready, taken, (certificate_id, reason))
    return run.issued[0]


def _photo(file: DataFile, occasion: Occasion, of: Standing) -> bytes:
    return gather.photo(file, occasion.template, of.participant_id, of.name)


class _Run:
    """One batch under way: what it needs for each certificate, and what it has made."""

    def __init__(self, file: DataFile, cohort_id: str, signatory_id: str, paper: Paper, signer: Signer,
                 target: Folder, office_key: OfficeKey | None = None) -> None:
        self._file, self._cohort, self._signatory = file, cohort_id, signatory_id
        self._paper, self._signer, self._target, self._office_key = paper, signer, target, office_key
        self._pages: list[Pages] = []
        self.issued: list[Issued] = []

    def all(self, work: Sequence[tuple[Ready, Taken]], progress: Progress, cancelled: Callable[[], bool]) -> str:
        """Make one after the other; returns why it ended early, "" when it did not.

        What stops it before the first is raised: then nothing has happened.
        """
        for done, (ready, taken) in enumerate(work):
            progress(done, len(work), ready.standing.name)
            if cancelled():
                if not self.issued:
                    raise Cancelled
                return tr("Dibatalkan")
            try:
                self.one(ready, taken)
            except UserError as fault:
                if not self.issued:
                    raise
                return str(fault)
        progress(len(work), len(work), "")
        return ""

    def one(self, ready: Ready, taken: Taken, replaced: tuple[str, str] | None = None) -> None:
        """Make, register and name one certificate; `replaced` is (certificate id, reason) of the one it stands for."""
        person = ready.person(taken.number)
        code = seal(facts(self._paper.occasion, person), self._signer)
        pages = self._paper.pages(person, code)
        pdf = self._paper.single(pages)
        if self._office_key is not None:
            pdf = self._office_key.sign(pdf, f"{self._paper.occasion.template.title.title()} {taken.number}",
                                        datetime.now(UTC).date())
        with self._target.draft(certificate_name(taken.number, person.name), pdf) as draft:
            values = self._row(ready.standing, person.name, code, pdf)
            with self._file.write():
                if replaced is not None:
                    register.replace(self._file, *replaced)
                    values["replaces_id"] = replaced[0]
                certificate_id = register.enter(self._file, taken, values)
            path = draft.keep()
        self._pages.append(pages)
        self.issued.append(Issued(certificate_id, ready.standing.participant_id, person.name, taken.number, path))

    def print_file(self) -> tuple[Path | None, str]:
        """Write the file for the printer with everything made so far; None and why when it could not be."""
        if not self.issued:
            return None, ""
        name = print_name(self.issued[0].number, self.issued[-1].number)
        try:
            with self._target.draft(name, self._paper.combined(self._pages)) as draft:
                return draft.keep(), ""
        except UserError as fault:
            return None, str(fault)

    def _row(self, standing: Standing, name: str, code: str, pdf: bytes) -> dict[str, object]:
        occasion, key = self._paper.occasion, self._office_key
        return {
            "participant_id": standing.participant_id, "cohort_id": self._cohort, "signatory_id": self._signatory,
            "kind": occasion.template.kind, "name_printed": name, "issued_on": occasion.issued.isoformat(),
            "status": register.SIGNED if key else register.ISSUED,
            "reason": tr("Berkas bertanda tangan: {holder}").format(holder=key.holder) if key else None,
            "payload": code, "file_digest": hashlib.sha256(pdf).hexdigest(),
        }
