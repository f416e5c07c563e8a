"""Open Sans for the certificates: widths for layout, and a subset embedded once a file.

reportlab reads the font and cuts the subset. Every file embeds the same set of letters (`USUAL`), so a certificate
printed again has the very bytes of the first print; letters outside it are added for the batch that needs them.
"""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from reportlab.pdfbase.ttfonts import TTFontFile

from ftd_desktop import resources
from ftd_desktop.errors import UserError

if TYPE_CHECKING:
    from ftd_desktop.certificates.pdf import Objects

USUAL = "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA1, 0x100))) + "‘’“”–—…•"
REGULAR, SEMIBOLD = "OpenSans-Regular", "OpenSans-Semibold"
_SYMBOLIC = 4


class Face:
    """One weight of the typeface: which letters it has and how wide they are."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._file = TTFontFile(str(resources.path("fonts", f"{name}.ttf")))
        self._widths: dict[int, float] = self._file.charWidths

    def width(self, text: str, size: float) -> float:
        """The width of `text` in points at `size` points."""
        widths = self._widths
        return sum([widths.get(ord(letter), 0.0) for letter in text]) * size / 1000

    def missing(self, text: str) -> str:
        """The letters of `text` that this face cannot draw."""
        return "".join(sorted({letter for letter in text if ord(letter) not in self._file.charToGlyph}))

    def embed(self, letters: str, objects: Objects) -> Embedded:
        """Put the subset for `letters` into `objects`."""
        return Embedded(self, self._file, letters, objects)


class Embedded:
    """A face inside a file: knows the glyph code of each letter and the number of its font object."""

    def __init__(self, face: Face, file: TTFontFile, letters: str, objects: Objects) -> None:
        self.face = face
        codes = [ord(letter) for letter in letters if ord(letter) in file.charToGlyph]
        self._glyphs = _glyph_numbers(codes, file)
        self._hex = {code: f"{glyph:04X}" for code, glyph in self._glyphs.items()}
        self.number = self._write(file, file.makeSubset(codes), objects)

    def encode(self, text: str) -> str:
        """`text` as the hexadecimal string of a Tj operator; KeyError for a letter that was not embedded."""
        return "".join([self._hex[ord(letter)] for letter in text])

    def _write(self, file: TTFontFile, subset: bytes, objects: Objects) -> int:
        name = f"{_tag(subset)}+{self.face.name}"
        program = objects.stream(subset, f"/Length1 {len(subset)}")
        box = " ".join(str(round(edge)) for edge in file.bbox)
        descriptor = objects.add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags {_SYMBOLIC} /FontBBox [{box}] /ItalicAngle 0 "
            f"/Ascent {round(file.ascent)} /Descent {round(file.descent)} /CapHeight {round(file.capHeight)} "
            f"/StemV {round(file.stemV)} /FontFile2 {program} 0 R >>"
        )
        widths = {glyph: round(self.face._widths[code]) for code, glyph in self._glyphs.items()}
        listed = " ".join(str(widths.get(glyph, 0)) for glyph in range(1, max(widths) + 1))
        descendant = objects.add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDToGIDMap /Identity "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} 0 R /DW {round(file.defaultWidth)} /W [1 [{listed}]] >>"
        )
        to_unicode = objects.stream(_to_unicode(self._glyphs))
        return objects.add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {to_unicode} 0 R >>"
        )


@cache
def face(name: str) -> Face:
    """The face of that name, read once (2 ms)."""
    return Face(name)


def clean(text: str) -> str:
    """`text` in composed letters, with every run of blanks or control characters as one blank."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in composed).split())


def embedded(words: str, objects: Objects) -> dict[str, Embedded]:
    """Both weights put into a file, with the usual letters and those of `words`, by face name."""
    letters = USUAL + "".join(sorted(set(words) - set(USUAL)))
    return {name: face(name).embed(letters, objects) for name in (REGULAR, SEMIBOLD)}


def demand(text: str) -> None:
    """UserError when the typeface lacks a letter of `text`."""
    lacking = face(SEMIBOLD).missing(text) or face(REGULAR).missing(text)
    if lacking:
        raise UserError(
            "Huruf {letters} pada “{text}” tidak ada dalam huruf cetak sertifikat. "
            "Tulis nama tercetak dengan huruf Latin.",
            letters=" ".join(lacking), text=text,
        )


def _glyph_numbers(codes: list[int], file: TTFontFile) -> dict[int, int]:
    """Letter -> glyph number in the subset, numbered as `TTFontFile.makeSubset` does: by first use, 0 is 'missing'."""
    place = {0: 0}
    return {code: place.setdefault(file.charToGlyph[code], len(place)) for code in codes}


def _to_unicode(glyphs: dict[int, int]) -> bytes:
    letter = {glyph: code for code, glyph in reversed(glyphs.items())}
    pairs = [f"<{glyph:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for glyph, code in sorted(letter.items())]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _tag(subset: bytes) -> str:
    """Six capital letters that name the subset, the same for the same bytes."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(subset).digest()[:6])
