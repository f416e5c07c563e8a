"""What a certificate shows: what the whole batch shares (`Occasion`), what is one person's (`Person`). Plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ftd_desktop.certificates.payload import Facts, Material, digest
from ftd_desktop.certificates.template import Template


@dataclass(frozen=True)
class Letterhead:
    """The lines of the letterhead as the office types them; empty lines are left out."""

    parent: str
    name: str
    unit: str = ""
    address: str = ""


@dataclass(frozen=True)
class Signature:
    """The printed signature block; what the signatory's switches turn off is empty."""

    position: str
    name: str
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True)
class Occasion:
    """What all certificates of a batch share. `logos` are (left, right) file contents; `programme` names year too."""

    letterhead: Letterhead
    signature: Signature
    programme: str
    cohort: str
    starts: date
    ends: date
    place: str
    city: str
    jp: float
    issued: date
    materials: tuple[Material, ...]
    template: Template = field(default_factory=Template)
    logos: tuple[bytes, bytes] | None = None

    @property
    def title(self) -> str:
        """Programme and cohort in one line, as it is signed in the code."""
        return f"{self.programme} Angkatan {self.cohort}"


@dataclass(frozen=True)
class Person:
    """What is one person's: the number, the name as printed, business and regency, JP attended, grade if graded, and
    the photo as `photo.prepared` gives it (empty: there is none)."""

    number: str
    name: str
    business: str = ""
    regency: str = ""
    jp_attended: float | None = None
    grade: str = ""
    photo: bytes = field(default=b"", repr=False)


def facts(occasion: Occasion, person: Person) -> Facts:
    """What the code on this certificate says."""
    return Facts(person.number, person.name, occasion.title, occasion.starts, occasion.ends, occasion.jp,
                 occasion.issued, digest(occasion.materials))
