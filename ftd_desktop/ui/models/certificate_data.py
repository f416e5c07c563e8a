"""What the certificates page shows and does, on the file's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates import batch, keys, numbers, preview, register, reprint
from ftd_desktop.certificates import print_all as printing
from ftd_desktop.certificates.batch import BatchReport
from ftd_desktop.certificates.eligibility import assess
from ftd_desktop.certificates.files import safe
from ftd_desktop.certificates.print_all import Together
from ftd_desktop.certificates.register import Entry
from ftd_desktop.certificates.signatories import Signatory, signatories
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme import cohorts, participants
from ftd_desktop.programme.filters import Wanted
from ftd_desktop.ui.models.certificate_board import Board, Gap, Member

if TYPE_CHECKING:
    from ftd_desktop.certificates.pades import OfficeKey
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job

FOLDER_SETTING = "certificates.folder"
_DPI = 110
_ALL = 1_000_000


@dataclass(frozen=True)
class Choices:
    """What can be chosen: (words, cohort id), the signatories, and the folder the PDFs go to."""

    cohorts: tuple[tuple[str, str], ...]
    signatories: tuple[Signatory, ...]
    folder: Path


def choices(context: Context) -> Choices:
    """Cohorts with the number of members, the latest first."""
    file = context.opened
    words = tr("{title} ({n} orang)")
    found = tuple((words.format(title=one.title, n=len(cohorts.member_ids(file, one.id))), one.id)
                  for one in cohorts.cohorts(file))
    kept = file.setting(FOLDER_SETTING)
    return Choices(found, tuple(signatories(file)), Path(kept) if kept else file.path.parent / "Sertifikat")


def board(context: Context, cohort_id: str, issued: date) -> Board:
    """Everything about one cohort."""
    file, today = context.opened, context.now().date()
    rows = participants.search(file, "", limit=_ALL, wanted=Wanted(cohort_id=cohort_id))
    marks = {row.id: tuple(held.mark(today) for held in row.rounds) for row in rows}
    members = tuple(Member(one, marks.get(one.participant_id, ())) for one in assess(file, cohort_id))
    blocks = tuple(numbers.blocks(file, issued.year))
    gaps = tuple(Gap(block, sequence) for block in blocks for sequence in register.gaps(file, block))
    return Board(cohort_id, members, blocks, tuple(register.entries(file, cohort_id)), gaps)


def draw(context: Context, member: Member, cohort_id: str, signatory: str, issued: date, number: str) -> bytes:
    """The certificate as a PDF: the registered one, or how it will look."""
    file, standing = context.opened, member.standing
    if standing.certificate:
        row = file.row("SELECT * FROM certificate WHERE number = ? AND status IN (?, ?)",
                       (standing.certificate, *register.IN_FORCE))
        if row is not None:
            return reprint.rebuild(file, row)
    return reprint.sample(file, standing, cohort_id, signatory, issued, number)


def picture(pdf: bytes, page: int) -> bytes:
    """A page as PNG; belongs to the pool."""
    return preview.page(pdf, page, _DPI)


def target(folder: Path, cohort: str) -> Path:
    """The folder of a cohort's certificates in the chosen one; `cohort` is its entry in the choice of cohorts."""
    return folder / safe(cohort.rpartition(" (")[0] or cohort)


def issue(context: Context, job: Job, cohort_id: str, signatory: str, issued: date, folder: Path,
          office_key: OfficeKey | None) -> BatchReport:
    """The batch, reporting to `job` and stopping when it is cancelled; `office_key` signs each PDF electronically."""
    file = context.opened
    report = batch.issue(file, cohort_id, signatory_id=signatory, issued_on=issued, folder=folder,
                         signer=keys.signer(file), office_key=office_key, progress=job.report,
                         cancelled=job.cancelled)
    file.journal("print", {"what": "certificates", "cohort": cohort_id, "issued": len(report.issued)})
    return report


def set_folder(context: Context, folder: Path) -> None:
    """Remember where the PDFs go."""
    context.opened.set_setting(FOLDER_SETTING, str(folder))


def void(context: Context, entry: Entry | Gap, reason: str) -> None:
    """Withdraw a certificate, or explain a number that was never one."""
    if isinstance(entry, Gap):
        register.explain(context.opened, entry.block, entry.sequence, reason)
    else:
        register.void(context.opened, entry.id, reason)


def again(context: Context, entry: Entry | Gap, folder: Path, reason: str) -> Path:
    """Print a certificate again."""
    return reprint.again(context.opened, _certificate(entry).id, folder, reason).path


def replace(context: Context, entry: Entry | Gap, folder: Path, reason: str, signatory: str, issued: date) -> Path:
    """Put a new certificate in the place of one."""
    file = context.opened
    made = batch.reissue(file, _certificate(entry).id, reason, signatory_id=signatory, issued_on=issued, folder=folder,
                         signer=keys.signer(file))
    return made.path


def print_all(context: Context, cohort_id: str, folder: Path, reason: str) -> Together:
    """Write all certificates of a cohort that are in force into files for the printer."""
    return printing.again(context.opened, cohort_id, folder, reason)


def _certificate(entry: Entry | Gap) -> Entry:
    if isinstance(entry, Gap):
        raise UserError("Nomor {number} tidak pernah menjadi sertifikat.", number=entry.number)
    return entry
