"""What stands on the certificates page: members of a cohort on a day, the machine's numbers, register and gaps."""

from __future__ import annotations

from dataclasses import dataclass

from ftd_desktop.certificates.eligibility import Standing
from ftd_desktop.certificates.numbers import Block
from ftd_desktop.certificates.register import Entry
from ftd_desktop.i18n import tr
from ftd_desktop.ui.models.cells import BadgeCell


@dataclass(frozen=True)
class Member:
    """One line of the table: the standing, the marks of the rounds."""

    standing: Standing
    marks: tuple[str, ...]

    @property
    def badge(self) -> BadgeCell:
        """Eligible, held, not eligible, or issued."""
        if self.standing.certificate:
            return BadgeCell("accent", tr("Terbit"))
        if self.standing.eligible:
            return BadgeCell("ok", tr("Layak"))
        return BadgeCell("warn", tr("Ditahan")) if self.standing.held else BadgeCell("error", tr("Tidak layak"))

    @property
    def reason(self) -> str:
        """The number when issued, with the exception it was issued by; else the reasons."""
        standing = self.standing
        if not standing.certificate:
            return "; ".join(standing.reasons)
        return "; ".join(filter(None, (standing.certificate, standing.override.words if standing.override else "")))


@dataclass(frozen=True)
class Gap:
    """A number that was burnt and stands nowhere in the register: to be explained. Shaped like an Entry."""

    block: Block
    sequence: int
    name: str = ""
    status: str = "gap"
    participant_id: str = ""
    in_force: bool = False

    @property
    def number(self) -> str:
        """As printed."""
        return self.block.number(self.sequence)

    @property
    def words(self) -> str:
        """What is wanted."""
        return tr("Belum dijelaskan. Tekan Nyatakan batal dan tulis alasannya.")


@dataclass(frozen=True)
class Board:
    """A cohort on a day: its members, this machine's numbers of that year, and the register."""

    cohort_id: str
    members: tuple[Member, ...]
    blocks: tuple[Block, ...]
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def ready(self) -> tuple[Member, ...]:
        """Those who would get one now."""
        return tuple(m for m in self.members if m.standing.eligible and not m.standing.certificate)

    def counted(self) -> str:
        """How many are issued, ready, held and not eligible."""
        issued = sum(1 for m in self.members if m.standing.certificate)
        held = sum(1 for m in self.members if m.standing.held and not m.standing.certificate)
        rest = len(self.members) - issued - held - len(self.ready)
        words = tr("{ready} layak, {held} ditahan, {rest} tidak layak").format(
            ready=len(self.ready), held=held, rest=rest)
        return words + (", " + tr("{issued} terbit").format(issued=issued) if issued else "")

    def number_of(self, member: Member) -> str:
        """The number in force, the one a batch would give, or dots."""
        if member.standing.certificate:
            return member.standing.certificate
        ready = [one.standing.participant_id for one in self.ready]
        where = member.standing.participant_id
        return self.next_number(ready.index(where)) if where in ready else "····"

    def next_number(self, place: int) -> str:
        """The number the `place`-th certificate of a batch would get, or dots when the blocks do not reach so far."""
        for block in self.blocks:
            if place < block.left:
                return block.number(block.next + place)
            place -= block.left
        return "····"
