"""The bytes of a PDF/A-2b file: numbered objects, streams, pages, metadata. The same input gives the same bytes.

reportlab's own document writer embeds the fonts anew for every file (5 ms, 45 KB); here the objects that
a batch shares are made once, and a page, drawn once, goes as it is into its own file and into the file for the printer.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from xml.sax.saxutils import escape

from ftd_desktop.certificates.icc import srgb

A4_LANDSCAPE = (841.89, 595.28)
PRODUCER = "FTD Desktop"
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Objects:
    """Numbered objects of a file, from 1. `copy` starts another file with the same ones."""

    def __init__(self, bodies: Sequence[bytes] = ()) -> None:
        self._bodies = list(bodies)

    def copy(self) -> Objects:
        """The same objects, to be continued apart."""
        return Objects(self._bodies)

    def add(self, body: str | bytes) -> int:
        """Add an object; returns its number."""
        self._bodies.append(body.encode("ascii") if isinstance(body, str) else body)
        return len(self._bodies)

    def stream(self, data: bytes, entries: str = "", *, packed: bool = True) -> int:
        """Add a stream with more dictionary entries, deflated unless `packed` is False; returns its number."""
        if packed:
            data, entries = zlib.compress(data, 6), f"/Filter /FlateDecode {entries}"
        return self.add(f"<< {entries} /Length {len(data)} >>\nstream\n".encode("ascii") + data + b"\nendstream")

    def reserve(self) -> int:
        """A number for an object whose body comes later (`put`)."""
        return self.add(b"null")

    def put(self, number: int, body: str) -> None:
        """Give a reserved number its body."""
        self._bodies[number - 1] = body.encode("ascii")

    def write(self, root: int, info: int) -> bytes:
        """The whole file: header, objects, cross-reference table, trailer with an ID made from the content."""
        parts, offsets, at = [_HEADER], [], len(_HEADER)
        for number, body in enumerate(self._bodies, 1):
            offsets.append(at)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
        name = hashlib.sha256(b"".join(parts)).hexdigest()[:32].upper()
        table = b"".join([b"%010d 00000 n \n" % offset for offset in offsets])
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1) + table)
        trailer = f"<< /Size {len(offsets) + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{name}> <{name}>] >>"
        parts.append(f"trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n".encode("ascii"))
        return b"".join(parts)


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    author: str
    day: date


def close(objects: Objects, pages: Sequence[bytes], resources: int, about: About, *, duplex: bool,
          own: Mapping[int, int] = MappingProxyType({})) -> bytes:
    """Finish a file; `pages` are drawn and `deflated` and share one resources object, but for those in `own`: the
    place of a page (from 0) and the number of its own."""
    tree = objects.reserve()
    kids = [_page(objects, stream, tree, own.get(place, resources)) for place, stream in enumerate(pages)]
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects.put(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>")
    profile = objects.stream(srgb(), "/N 3")
    intent = (
        "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
        f"/DestOutputProfile {profile} 0 R >>"
    )
    metadata = objects.stream(_xmp(about), "/Type /Metadata /Subtype /XML", packed=False)
    turning = " /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None"
    turning += " /Duplex /DuplexFlipShortEdge >>" if duplex else " >>"
    root = objects.add(
        f"<< /Type /Catalog /Pages {tree} 0 R /Lang (id-ID) /Metadata {metadata} 0 R "
        f"/OutputIntents [{intent}]{turning} >>"
    )
    moment = f"(D:{about.day:%Y%m%d}000000+07'00')"
    info = objects.add(
        f"<< /Title {text(about.title)} /Author {text(about.author)} /Producer ({PRODUCER}) "
        f"/CreationDate {moment} /ModDate {moment} >>"
    )
    return objects.write(root, info)


def deflated(content: bytes) -> bytes:
    """A drawn page ready to be put into any file that has the same resources."""
    packed = zlib.compress(content, 6)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed)


def text(value: str) -> str:
    """A text string for a dictionary, as UTF-16 in hexadecimal."""
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _page(objects: Objects, stream: bytes, tree: int, resources: int) -> int:
    content = objects.add(stream)
    width, height = A4_LANDSCAPE
    return objects.add(
        f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {width} {height}] /Resources {resources} 0 R "
        f"/Contents {content} 0 R >>"
    )


def _xmp(about: About) -> bytes:
    """The XMP packet: it must say what the Info dictionary says (ISO 19005-2, 6.6.3)."""
    moment = f"{about.day.isoformat()}T00:00:00+07:00"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
