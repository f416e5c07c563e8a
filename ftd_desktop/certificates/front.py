"""The front page: what the batch shares, drawn once as a form, and what is one person's, drawn for each.

A4 landscape, 842 x 595 points. Rules of the look: FACTS section 8 (letterhead, number, name, business and regency,
statement, JP in words, place and date, signatory by switches), and never the words or look of a state e-signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftd_desktop.certificates import photo
from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.fonts import REGULAR, SEMIBOLD, face
from ftd_desktop.certificates.pdf import A4_LANDSCAPE
from ftd_desktop.certificates.pen import ACCENT, HAIRLINE, INK, MM, MUTED, Pen, fit, wrap
from ftd_desktop.errors import UserError

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEIGHT = A4_LANDSCAPE
MIDDLE = WIDTH / 2
NAME_WIDTH = 640.0
TEXT_WIDTH = 600.0
STATEMENT_SIZES, LEADING = (12.0, 11.0, 10.0, 9.0), 17 / 12
STATEMENT_HEIGHT = 51.0  # from its first line to its last: what is left above place and date
QR_LEFT, QR_BOTTOM = 62.0, 62.0
QR_SIDE = 37 * MM  # the bar is 34 mm; a little more keeps it when a printer shrinks the page to its margins
QR_MODULE = 0.55 * MM  # but never smaller modules than this, so that a long name still reads from a poor scan
SIGN_MIDDLE, SIGN_WIDTH = 640.0, 290.0
NOT_A_SIGNATURE = "Kode verifikasi internal, bukan tanda tangan elektronik"


def draw_shared(pen: Pen, occasion: Occasion) -> None:
    """Frame, letterhead, fixed words and the signature block."""
    pen.box(21, 21, WIDTH - 42, HEIGHT - 42, 3.2, ACCENT)
    pen.box(28.5, 28.5, WIDTH - 57, HEIGHT - 57, 0.8, ACCENT)
    _letterhead(pen, occasion)
    template = occasion.template
    pen.text(MIDDLE, HEIGHT - 173, template.title, SEMIBOLD, 36, colour=ACCENT, align="center", spacing=7)
    pen.text(MIDDLE, HEIGHT - 221, template.given, REGULAR, 11, colour=MUTED, align="center")
    pen.line(MIDDLE - 190, HEIGHT - 272, MIDDLE + 190, HEIGHT - 272, 0.8, HAIRLINE)
    _signature(pen, occasion)


def draw_person(pen: Pen, occasion: Occasion, person: Person, statement: Statement) -> None:
    """Number, name, business, the statement and the photo, over the shared form."""
    pen.text(MIDDLE, HEIGHT - 193, f"Nomor: {person.number}", REGULAR, 11, colour=MUTED, align="center")
    lines, size = fit(person.name, face(SEMIBOLD), NAME_WIDTH, (30, 19))
    above = len(lines) - 1
    baseline = HEIGHT - 260 - 5 * above
    for place, line in enumerate(lines):  # in reading order, which is the order it is read out in
        pen.text(MIDDLE, baseline + (above - place) * size * 1.15, line, SEMIBOLD, size, align="center")
    below = HEIGHT - 289
    if occasion.template.show_business and (person.business or person.regency):
        words = ", ".join(part for part in (person.business, person.regency) if part)
        lines, size = fit(words, face(REGULAR), TEXT_WIDTH, (11.5, 9))
        for line in lines:
            pen.text(MIDDLE, below, line, REGULAR, size, align="center")
            below -= size * 1.3
    below = min(below, HEIGHT - 304) - 12
    for line in statement.lines:
        pen.text(MIDDLE, below, line, REGULAR, statement.size, align="center")
        below -= statement.size * LEADING
    if occasion.template.show_photo:
        photo.draw(pen, bool(person.photo))


@dataclass(frozen=True)
class Statement:
    """The statement broken into lines, and the size of its letters."""

    lines: tuple[str, ...]
    size: float


def laid_out(words: str) -> Statement:
    """The statement as large as it fits above the signature, in lines of about the same length.

    UserError when it does not fit even in the smallest letters.
    """
    for size in STATEMENT_SIZES:
        count = len(wrap(words, face(REGULAR), size, TEXT_WIDTH))
        if (count - 1) * size * LEADING <= STATEMENT_HEIGHT:
            narrow = TEXT_WIDTH
            while narrow > 200 and len(wrap(words, face(REGULAR), size, narrow - 10)) == count:
                narrow -= 10
            return Statement(tuple(wrap(words, face(REGULAR), size, narrow)), size)
    raise UserError("Pernyataan sertifikat terlalu panjang, sehingga menimpa tanda tangan. Pendekkan di templatnya.")


def draw_code(pen: Pen, grid: NDArray[Any], path: bytes, *, beside: float) -> None:
    """The QR symbol with its quiet zone kept free, and what it is, in a column `beside` it so many points wide."""
    side = qr_side(len(grid))
    pen.path(path, QR_LEFT, QR_BOTTOM, side / len(grid))
    x = QR_LEFT + side + 16
    pen.text(x, QR_BOTTOM + 34, "Periksa keaslian, tanpa internet:", REGULAR, 8, colour=MUTED)
    pen.text(x, QR_BOTTOM + 23, "FTD Desktop atau halaman periksa kantor", SEMIBOLD, 8)
    for line, words in enumerate(wrap(NOT_A_SIGNATURE, face(REGULAR), 8, beside)):
        pen.text(x, QR_BOTTOM + 12 - 11 * line, words, REGULAR, 8, colour=MUTED)


def qr_side(modules: int) -> float:
    """The side of a symbol of that many modules, in points, without its quiet zone."""
    return max(QR_SIDE, modules * QR_MODULE)


def _letterhead(pen: Pen, occasion: Occasion) -> None:
    if occasion.logos is not None:
        pen.form("LogoL", 66, HEIGHT - 109, 58)
        pen.form("LogoR", WIDTH - 66 - 58, HEIGHT - 109, 58)
    head = occasion.letterhead
    rows = [(head.parent, REGULAR, 12.0, INK), (head.name, SEMIBOLD, 14.0, INK), (head.unit, SEMIBOLD, 12.0, INK),
            (head.address, REGULAR, 8.5, MUTED)]
    shown = [row for row in rows if row[0]]
    y = HEIGHT - 83 + sum(size + 5 for _, _, size, _ in shown) / 2
    for words, font, size, colour in shown:
        lines, fitting = fit(words, face(font), WIDTH - 300, (size, 5))
        pen.text(MIDDLE, y - size, lines[0], font, fitting, colour=colour, align="center")
        y -= size + 5
    pen.line(60, HEIGHT - 126, WIDTH - 60, HEIGHT - 126, 1.4, ACCENT)


def _signature(pen: Pen, occasion: Occasion) -> None:
    from ftd_desktop.certificates.dates import long_date

    signature, half = occasion.signature, SIGN_WIDTH / 2
    y = 214.0
    for words in (f"{occasion.city}, {long_date(occasion.issued)}", *wrap(signature.position, face(REGULAR), 10.5,
                                                                         SIGN_WIDTH)):
        pen.text(SIGN_MIDDLE, y, words, REGULAR, 10.5, align="center")
        y -= 14
    if occasion.template.signature_box:
        pen.box(SIGN_MIDDLE - 95, 102, 190, y + 5 - 102, 0.5, HAIRLINE, dash="2 2")
    lines, size = fit(signature.name, face(SEMIBOLD), SIGN_WIDTH, (11, 6))
    pen.text(SIGN_MIDDLE, 86, " ".join(lines), SEMIBOLD, size, align="center")
    y = 73.0
    for words in filter(None, (signature.rank, signature.nip and f"NIP {signature.nip}")):
        pen.text(SIGN_MIDDLE, y, words, REGULAR, 9, colour=MUTED, align="center")
        y -= 12
    pen.line(SIGN_MIDDLE - half * 0.66, 82, SIGN_MIDDLE + half * 0.66, 82, 0.5, HAIRLINE)
