"""Certificates on paper: fonts, logos and forms made once for a batch, then pages, single files, a print file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ftd_desktop.certificates import back, front, photo, qr
from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.dates import figure, figure_in_words, long_date
from ftd_desktop.certificates.fonts import demand, embedded
from ftd_desktop.certificates.pdf import A4_LANDSCAPE, About, Objects, close, deflated
from ftd_desktop.certificates.pen import Pen, font_entries

Page = bytes  # a drawn, deflated page stream


@dataclass(frozen=True)
class Pages:
    """One certificate's drawn pages: the front, and the back if the template has one."""

    person: Person  # whose photo goes with the front
    streams: tuple[Page, ...]


class Paper:
    """Draws the certificates of one occasion.

    `names` are the names and businesses of the batch: their letters beyond the usual Latin ones are embedded too.
    UserError when the typeface lacks a letter, a logo is broken, or statement or table do not fit their page.
    """

    def __init__(self, occasion: Occasion, names: Iterable[str] = ()) -> None:
        self.occasion = occasion
        words = " ".join((*_words(occasion), *names))
        demand(words)
        self._objects = Objects()
        self._fonts = embedded(words, self._objects)
        self._statements: dict[str, front.Statement] = {}
        self._shared = self._share()
        self._resources = self._objects.add(self._with(self._shared))

    def pages(self, person: Person, code: str) -> Pages:
        """Draw one certificate with the signed text `code` in its QR."""
        demand(" ".join((person.name, person.number, person.business, person.regency, person.grade)))
        pen = Pen(self._fonts)
        pen.form("Front")
        front.draw_person(pen, self.occasion, person, self._statement(person))
        grid = qr.modules(code)
        front.draw_code(pen, grid, qr.path(grid), beside=180 if self.occasion.template.show_photo else 270)
        streams = [deflated(pen.content())]
        if self.occasion.template.back_page:
            pen = Pen(self._fonts)
            pen.form("Back")
            back.draw_person(pen, self.occasion, person)
            streams.append(deflated(pen.content()))
        return Pages(person, tuple(streams))

    def single(self, pages: Pages) -> bytes:
        """The PDF of one certificate."""
        about = self._about(f"{self.occasion.template.title.title()} {pages.person.number}")
        return self._close([pages], about)

    def combined(self, certificates: Sequence[Pages]) -> bytes:
        """One PDF for the printer, front and back in turn, asking for duplex over the short edge."""
        return self._close(certificates, self._about(f"{self.occasion.template.title.title()} {self.occasion.title}"))

    def _close(self, certificates: Sequence[Pages], about: About) -> bytes:
        objects, template = self._objects.copy(), self.occasion.template
        streams = [stream for one in certificates for stream in one.streams]
        fronts = range(0, len(streams), 2 if template.back_page else 1)
        own = {place: self._with_photo(objects, one.person.photo)
               for place, one in zip(fronts, certificates, strict=True) if template.show_photo and one.person.photo}
        return close(objects, streams, self._resources, about, duplex=template.back_page, own=own)

    def _with_photo(self, objects: Objects, jpeg: bytes) -> int:
        """The resources of a front page with a photo: what all share, and that."""
        return objects.add(self._with({**self._shared, photo.NAME: photo.add(jpeg, objects)}))

    def _about(self, title: str) -> About:
        return About(title, self.occasion.letterhead.name, self.occasion.issued)

    def _statement(self, person: Person) -> front.Statement:
        if person.grade not in self._statements:
            filled = self.occasion.template.state(_placeholders(self.occasion, person.grade))
            self._statements[person.grade] = front.laid_out(filled)
        return self._statements[person.grade]

    def _share(self) -> dict[str, int]:
        """Logos and the two forms, by name."""
        from ftd_desktop.certificates.drawings import add_logo

        shared: dict[str, int] = {}
        if self.occasion.logos is not None:
            for name, data in zip(("LogoL", "LogoR"), self.occasion.logos, strict=True):
                shared[name] = add_logo(data, name, self._objects)
        inner = self._with(shared)
        for name, draw in (("Front", front.draw_shared), ("Back", back.draw_shared)):
            pen = Pen(self._fonts)
            draw(pen, self.occasion)
            width, height = A4_LANDSCAPE
            entries = f"/Type /XObject /Subtype /Form /BBox [0 0 {width} {height}] /Resources {inner}"
            shared[name] = self._objects.stream(pen.content(), entries)
        return shared

    def _with(self, drawings: dict[str, int]) -> str:
        """A resources dictionary: the fonts, and these drawings by name."""
        named = " ".join(f"/{name} {number} 0 R" for name, number in drawings.items())
        return f"<< /Font << {font_entries(self._fonts)} >> /XObject << {named} >> >>"


def _placeholders(occasion: Occasion, grade: str) -> dict[str, str]:
    return {
        "peran": occasion.template.role, "program": occasion.programme, "angkatan": occasion.cohort,
        "mulai": long_date(occasion.starts), "selesai": long_date(occasion.ends), "tempat": occasion.place,
        "jp": figure(occasion.jp), "jp_terbilang": figure_in_words(occasion.jp), "predikat": grade,
    }


def _words(occasion: Occasion) -> list[str]:
    """Every text of the occasion that is printed."""
    head, signature, template = occasion.letterhead, occasion.signature, occasion.template
    return [
        head.parent, head.name, head.unit, head.address, signature.position, signature.name, signature.rank,
        signature.nip, occasion.title, occasion.place, occasion.city, template.title, template.given, template.role,
        template.back_title, template.state(_placeholders(occasion, "")), *(m.subject for m in occasion.materials),
    ]
