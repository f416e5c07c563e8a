"""The rules of PDF/A-2b (ISO 19005-2) that our files could break, read from the bytes; the clause stands beside each.

No packaged checker knows PDF/A, so the rules are written down here. The reader is independent of `certificates.pdf`:
it goes by the cross-reference table and by the general syntax of PDF.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

OPERATORS = {*"qQwmlcSfhd", "cm", "RG", "rg", "re", "BT", "ET", "Tf", "Td", "Tj", "Tc", "Do"}
_NS = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dc": "http://purl.org/dc/elements/1.1/",
       "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "xmp": "http://ns.adobe.com/xap/1.0/",
       "pdf": "http://ns.adobe.com/pdf/1.3/"}


@dataclass(frozen=True)
class Object:
    """One indirect object: its dictionary (or other value) as text, and its stream."""

    number: int
    head: str
    raw: bytes | None

    @property
    def data(self) -> bytes:
        """The stream without its filter."""
        assert self.raw is not None
        return zlib.decompress(self.raw) if "/FlateDecode" in self.head else self.raw


def read(pdf: bytes) -> tuple[dict[int, Object], str]:
    """The objects by number, found through the cross-reference table, and the trailer."""
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf)[1])  # type: ignore[index]
    table = re.match(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n(.*)\nstartxref", pdf[start:], re.DOTALL)
    assert table, "6.1.4: one cross-reference table"
    entries = table[2].split(b"\n")[:-1]
    assert len(entries) == int(table[1]) and entries[0] == b"0000000000 65535 f "
    objects = {number: _object(pdf, number, int(entry[:10])) for number, entry in enumerate(entries) if number}
    return objects, table[3].decode()


def _object(pdf: bytes, number: int, offset: int) -> Object:
    begin = b"%d 0 obj\n" % number
    assert pdf[offset : offset + len(begin)] == begin, "6.1.8: object where the table says, in its exact form"
    body = pdf[offset + len(begin) :]
    plain = re.match(rb"(<<.*?>>|null)\nendobj\n", body, re.DOTALL)
    stream = re.match(rb"(<<[^\n]*?/Length (\d+)[^\n]*>>)\nstream\n", body)
    if stream and (plain is None or stream.end() < plain.end()):
        end = stream.end() + int(stream[2])
        assert body[end : end + 18] == b"\nendstream\nendobj\n", "6.1.7.1: Length is true, EOL before endstream"
        return Object(number, stream[1].decode(), body[stream.end() : end])
    assert plain, number
    return Object(number, plain[1].decode(), None)


def faults(pdf: bytes) -> list[str]:
    """What breaks a rule; empty for a sound file."""
    objects, trailer = read(pdf)
    return [*_file(pdf, trailer), *_objects(objects), *_intent(objects), *_metadata(objects), *_fonts(objects),
            *_contents(objects)]


def _file(pdf: bytes, trailer: str) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4,}\n", pdf):
        yield "6.1.2 header"
    if not re.search(r"/ID \[<[0-9A-F]{32}> <[0-9A-F]{32}>\]", trailer) or "/Encrypt" in trailer:
        yield "6.1.3 trailer"


def _objects(objects: dict[int, Object]) -> Iterator[str]:
    for found in objects.values():
        for word in ("/LZWDecode", "/JavaScript", "/AA", "/OpenAction", "/EmbeddedFile", "/OCProperties", "/SMask",
                     "/Interpolate", "/Annots", "/AcroForm", "/BM", "/FFilter", "/Encrypt", "/PS ", "/Ref "):
            if re.search(re.escape(word) + r"\b", found.head):
                yield f"6.1-6.10 {word} in object {found.number}"
        for digits in re.findall(r"(?<!<)<([^<>]*)>(?!>)", found.head):
            if len(digits) % 2 or not re.fullmatch(r"[0-9A-Fa-f]*", digits):
                yield f"6.1.6 hexadecimal string in object {found.number}"
        if any(len(name) > 127 for name in re.findall(r"/([^\s/<>\[\]()]+)", found.head)):
            yield "6.1.13 name too long"


def _intent(objects: dict[int, Object]) -> Iterator[str]:
    catalog = next(found for found in objects.values() if "/Type /Catalog" in found.head)
    profile = re.search(r"/S /GTS_PDFA1.*?/DestOutputProfile (\d+) 0 R", catalog.head)
    if profile is None:
        yield "6.2.3 no output intent"
        return
    data = objects[int(profile[1])].data
    if len(data) != struct.unpack(">I", data[:4])[0] or data[8] > 4 or data[12:20] != b"mntrRGB ":
        yield "6.2.3 profile"


def _metadata(objects: dict[int, Object]) -> Iterator[str]:
    stream = next(found for found in objects.values() if "/Type /Metadata" in found.head)
    xmp = ElementTree.fromstring(stream.data)
    info = next(found.head for found in objects.values() if "/CreationDate" in found.head)

    def said(path: str) -> str:
        return xmp.findtext(f".//{path}", namespaces=_NS) or ""

    def title(name: str) -> str:
        digits = re.search(rf"/{name} <FEFF([0-9A-F]*)>", info)
        return bytes.fromhex(digits[1]).decode("utf-16-be") if digits else ""

    moment = re.search(r"/CreationDate \(D:(\d{8})000000\+07'00'\)", info)
    if "/Filter" in stream.head or (said("pdfaid:part"), said("pdfaid:conformance")) != ("2", "B"):
        yield "6.6.4 identification"
    if title("Title") != said("dc:title/rdf:Alt/rdf:li") or title("Author") != said("dc:creator/rdf:Seq/rdf:li"):
        yield "6.6.3 title or author differ"
    if moment is None or said("xmp:CreateDate").replace("-", "")[:8] != moment[1] or said("pdf:Producer") not in info:
        yield "6.6.3 dates or producer differ"


def _fonts(objects: dict[int, Object]) -> Iterator[str]:
    for found in objects.values():
        if "/CIDFontType2" in found.head:
            descriptor = objects[int(re.search(r"/FontDescriptor (\d+)", found.head)[1])]  # type: ignore[index]
            program = re.search(r"/FontFile2 (\d+)", descriptor.head)
            if program is None or "/CIDToGIDMap /Identity" not in found.head:
                yield "6.2.11.3-4 font not embedded or without a map"
                continue
            stated = [int(width) for width in re.search(r"/W \[1 \[([\d ]+)\]\]", found.head)[1].split()]  # type: ignore[index]
            true = advances(objects[int(program[1])].data)[1 : len(stated) + 1]
            if len(stated) > len(true) or any(abs(a - b) > 1 for a, b in zip(stated, true, strict=False)):
                yield f"6.2.11.5 widths of {descriptor.head[:60]}"


def advances(font: bytes) -> list[float]:
    """The advance widths of a TrueType program in thousandths of the em, by glyph."""
    count = struct.unpack(">H", font[4:6])[0]
    tables = {font[12 + 16 * n : 16 + 16 * n]: struct.unpack(">II", font[20 + 16 * n : 28 + 16 * n])
              for n in range(count)}
    units = struct.unpack(">H", font[tables[b"head"][0] + 18 :][:2])[0]
    metrics = struct.unpack(">H", font[tables[b"hhea"][0] + 34 :][:2])[0]
    glyphs = struct.unpack(">H", font[tables[b"maxp"][0] + 4 :][:2])[0]
    start = tables[b"hmtx"][0]
    wide = [struct.unpack(">H", font[start + 4 * n :][:2])[0] * 1000 / units for n in range(metrics)]
    return wide + [wide[-1]] * (glyphs - metrics)


def _contents(objects: dict[int, Object]) -> Iterator[str]:
    pages = [found for found in objects.values() if "/Type /Page " in found.head]
    drawn = [objects[int(re.search(r"/Contents (\d+)", page.head)[1])] for page in pages]  # type: ignore[index]
    forms = [found for found in objects.values() if "/Subtype /Form" in found.head]
    for stream in drawn + forms:
        plain = re.sub(r"<[0-9A-F]*>|\[[\d .]*\]", " ", stream.data.decode("ascii"))
        words = set(re.findall(r"(?<![/\w.])[A-Za-z]+\*?", re.sub(r"/\w+", " ", plain)))
        if words - OPERATORS:
            yield f"6.2.2 operators {sorted(words - OPERATORS)}"
        if plain.split().count("q") != plain.split().count("Q"):
            yield "6.1.13 q and Q"
        if re.search(r"<(?:[0-9A-F]{4})*?0000", stream.data.decode("ascii")):
            yield "6.2.11.8 the missing glyph is shown"
