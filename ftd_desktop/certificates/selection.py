"""Who gets a certificate in a batch: chosen by the rule, then parted into who can be printed and who cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.eligibility import Standing
from ftd_desktop.certificates.fonts import demand
from ftd_desktop.certificates.gather import Result, person
from ftd_desktop.certificates.template import PASSED
from ftd_desktop.errors import UserError
from ftd_desktop.wording import long_date


@dataclass(frozen=True)
class Ready:
    """One who gets a certificate, with what the evaluation said, and the photo where the template shows one."""

    standing: Standing
    result: Result | None
    photo: bytes = field(default=b"", repr=False)

    def person(self, number: str) -> Person:
        """What will be printed, with that number."""
        return person(self.standing, number, self.result, self.photo)


@dataclass(frozen=True)
class Failure:
    """One for whom none can be made, and why; no number is taken."""

    participant_id: str
    name: str
    reason: str


def demand_over(occasion: Occasion) -> None:
    """UserError when the training would still go on at the day of issue: nobody has taken part in all of it yet."""
    if occasion.issued < occasion.ends:
        raise UserError(
            "Angkatan {number} baru selesai {ends}, sesudah tanggal terbit {issued}. Pilih tanggal terbit yang lebih "
            "kemudian, atau betulkan tanggal angkatan.",
            number=occasion.cohort, ends=long_date(occasion.ends), issued=long_date(occasion.issued))


def chosen(standings: Sequence[Standing], participants: Sequence[str] | None) -> list[Standing]:
    """Those to get one: everyone eligible without, or `participants`; UserError when somebody asked for may not."""
    if participants is None:
        found = [standing for standing in standings if standing.eligible and not standing.certificate]
    else:
        wanted = set(participants)
        found = [standing for standing in standings if standing.participant_id in wanted]
        for standing in found:
            demand_eligible(standing)
            if standing.certificate:
                raise UserError("{name} sudah punya sertifikat {number}. Untuk cetak ulang, buka daftar terbit.",
                                name=standing.name, number=standing.certificate)
    if not found:
        raise UserError("Tidak ada peserta layak yang belum punya sertifikat di angkatan ini.")
    return found


def demand_eligible(standing: Standing) -> None:
    """UserError with the reason when the rule is not met."""
    if not standing.eligible:
        raise UserError("{name} belum layak: {reason}.", name=standing.name, reason=standing.reasons[0])


def part(
    standings: Sequence[Standing], occasion: Occasion, results: Mapping[str, Result],
    photo_of: Callable[[Standing], bytes],
) -> tuple[list[Ready], list[Failure]]:
    """Those who can be printed on this occasion, and those who cannot. `photo_of` may raise a UserError."""
    good, failed = [], []
    for standing in standings:
        try:
            ready = Ready(standing, results.get(standing.participant_id), photo_of(standing))
            demand_printable(ready, occasion)
        except UserError as fault:
            failed.append(Failure(standing.participant_id, standing.name, str(fault)))
        else:
            good.append(ready)
    return good, failed


def demand_printable(ready: Ready, occasion: Occasion) -> None:
    """UserError when a letter is missing in the typeface, or the certificate says more than the evaluation did."""
    shown = ready.person("")
    demand(shown.name)
    demand(shown.business)
    if occasion.template.kind == PASSED and not (ready.result and ready.result.passed):
        raise UserError("{name} belum dinyatakan lulus di formulir kelulusan.", name=shown.name)
    if "{predikat}" in occasion.template.statement and not shown.grade:
        raise UserError("Predikat {name} belum diisi di formulir kelulusan.", name=shown.name)
