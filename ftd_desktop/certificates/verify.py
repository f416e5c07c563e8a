"""Check a certificate from its PDF, a picture of it, or the text of its code, without network.

Three things are said apart: the signature is good, the key was trusted on the day of issue, the certificate was not
revoked as of the day of the trust list. Anything that cannot be judged is said to be unknown, never good.
"""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_desktop.certificates import preview, qr
from ftd_desktop.certificates.dates import short_date
from ftd_desktop.certificates.payload import PREFIX, Facts, Sealed, unseal
from ftd_desktop.certificates.trust import TrustList
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

GOOD, BAD, UNKNOWN = "good", "bad", "unknown"
_DPI = 150
_LARGEST_FILE = 64 * 2**20
_MOST_DOTS = 80_000_000


@dataclass(frozen=True)
class Finding:
    """One thing that was judged: state good, bad or unknown, and the sentence for it."""

    state: str
    words: str


@dataclass(frozen=True)
class Verdict:
    """What is known of one code. `facts` is None when it could not even be read; `paper` is about the PDF's text."""

    facts: Facts | None
    signature: Finding
    key: Finding
    revocation: Finding
    paper: Finding | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was judged, in order."""
        return (self.signature, self.key, self.revocation, *((self.paper,) if self.paper else ()))

    @property
    def genuine(self) -> bool:
        """Every finding is good."""
        return all(finding.state == GOOD for finding in self.findings)


def check(source: Path | str | bytes, trust: TrustList | None) -> Verdict:
    """The verdict on the first code of `source`; see `check_all`."""
    return check_all(source, trust)[0]


def check_all(source: Path | str | bytes, trust: TrustList | None) -> list[Verdict]:
    """A verdict for each code in a PDF or picture (a path or bytes), or for one code as text.

    UserError when there is no such file, it is torn, or it shows no QR code at all.
    """
    if isinstance(source, str):
        return [judge(source, trust)]
    data = read_file(source) if isinstance(source, Path) else source
    return _check_pdf(data, trust) if data[:5] == b"%PDF-" else _check_picture(data, trust)


def codes(pdf: bytes) -> list[str]:
    """The texts of the certificate codes on all pages of a PDF."""
    return [code for picture, _ in preview.pictures_with_texts(pdf, _DPI)
            for code in qr.read(picture) if code.startswith(PREFIX)]


def judge(text: str, trust: TrustList | None, page: str | None = None) -> Verdict:
    """The verdict on the text of one code; `page` is the text printed beside it, if known."""
    try:
        sealed = unseal(text.strip())
    except ValueError:
        words = (
            tr("Kode ini rusak, terpotong, atau telah diubah. Jangan diterima.")
            if text.strip().startswith(PREFIX)
            else tr("Ini bukan kode sertifikat FTD.")
        )
        nothing = Finding(UNKNOWN, tr("Tidak dapat dinilai karena kodenya tidak terbaca."))
        return Verdict(None, Finding(BAD, words), nothing, nothing)
    signature = _signature(sealed, trust)
    return Verdict(
        sealed.facts, signature, _key(sealed, trust, signature), _revocation(sealed, trust, signature),
        None if page is None else _paper(sealed.facts, page),
    )


def _signature(sealed: Sealed, trust: TrustList | None) -> Finding:
    if trust is None:
        return Finding(UNKNOWN, tr("Tanda tangan belum dapat diperiksa: tidak ada daftar kunci."))
    key = trust.key(sealed.signed.key_id)
    if key is None:
        return Finding(UNKNOWN, tr("Tanda tangan tidak dapat diperiksa: kuncinya tidak ada dalam daftar kunci."))
    if sealed.signed.good(key.public):
        return Finding(GOOD, tr("Tanda tangan kode cocok: isinya tidak diubah."))
    return Finding(BAD, tr("Tanda tangan kode tidak cocok: isinya telah diubah. Jangan diterima."))


def _key(sealed: Sealed, trust: TrustList | None, signature: Finding) -> Finding:
    if trust is None:
        return Finding(UNKNOWN, tr("Kunci belum dapat dinilai: tidak ada daftar kunci."))
    name = sealed.signed.key_id.hex()
    key, issued = trust.key(sealed.signed.key_id), sealed.facts.issued
    if key is None:
        return Finding(BAD, tr("Kunci {key} asing: tidak ada dalam daftar kunci {office}.").format(
            key=name, office=trust.office))
    if signature.state != GOOD:
        return Finding(UNKNOWN, tr("Kunci tidak dinilai karena tanda tangannya tidak cocok."))
    revoked = trust.key_revocation(sealed.signed.key_id)
    if revoked is not None:
        return Finding(BAD, tr("Kunci {holder} dicabut pada {day} ({reason}). Cocokkan nomornya dengan kantor.").format(
            holder=key.holder, day=short_date(revoked.day), reason=revoked.reason))
    if not key.covers(issued):
        return Finding(BAD, tr("Kunci {holder} tidak berlaku pada tanggal terbit {day}.").format(
            holder=key.holder, day=short_date(issued)))
    return Finding(GOOD, tr("Kunci {holder} dipercaya pada tanggal terbit {day}.").format(
        holder=key.holder, day=short_date(issued)))


def _revocation(sealed: Sealed, trust: TrustList | None, signature: Finding) -> Finding:
    if trust is None:
        return Finding(UNKNOWN, tr("Pencabutan belum dapat diperiksa: tidak ada daftar kunci."))
    if signature.state != GOOD:
        return Finding(UNKNOWN, tr("Pencabutan tidak dinilai karena tanda tangannya tidak terbukti."))
    revoked = trust.number_revocation(sealed.facts.number)
    if revoked is not None:
        return Finding(BAD, tr("Sertifikat ini dibatalkan pada {day}: {reason}").format(
            day=short_date(revoked.day), reason=revoked.reason))
    if trust.as_of < sealed.facts.issued:
        return Finding(UNKNOWN, tr("Daftar kunci per {as_of} lebih tua dari sertifikat ini (terbit {day}). Minta "
                                   "daftar kunci baru.").format(
            as_of=short_date(trust.as_of), day=short_date(sealed.facts.issued)))
    return Finding(GOOD, tr("Tidak dibatalkan per {as_of}.").format(as_of=short_date(trust.as_of)))


def _paper(facts: Facts, page: str) -> Finding:
    printed = _plain(page)
    if _plain(facts.name) in printed and _plain(facts.number) in printed:
        return Finding(GOOD, tr("Nama dan nomor pada halaman sama dengan isi kode."))
    return Finding(BAD, tr("Nama atau nomor pada halaman berbeda dari isi kode. Jangan diterima."))


def _plain(text: str) -> str:
    """Letters only, so that line breaks and blanks of a text layer do not matter."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _check_pdf(data: bytes, trust: TrustList | None) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for picture, text in preview.pictures_with_texts(data, _DPI):
        read = qr.read if text.strip() else qr.read_photo  # a page without text is a paper that was scanned
        verdicts += [judge(code, trust, text) for code in read(picture) if code.startswith(PREFIX)]
    return verdicts or _nothing()


def _check_picture(data: bytes, trust: TrustList | None) -> list[Verdict]:
    codes = qr.read_photo(_picture(data))
    verdicts = [judge(code, trust) for code in codes if code.startswith(PREFIX)]
    return verdicts or [judge(code, trust) for code in codes[:1]] or _nothing()


def _picture(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > _MOST_DOTS:
                raise ValueError("too many dots")
            return opened.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise UserError("Berkas itu bukan PDF atau gambar yang utuh. Pilih PDF sertifikat atau fotonya.") from fault


def read_file(path: Path) -> bytes:
    """The bytes of a certificate's file; UserError when it is not there or far too large."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UserError("Berkas {path} terlalu besar untuk sebuah sertifikat.", path=path.name)
        return path.read_bytes()
    except OSError as fault:
        raise UserError("Berkas {path} tidak dapat dibaca. Periksa letaknya.", path=str(path)) from fault


def _nothing() -> list[Verdict]:
    raise UserError("Tidak ada kode QR sertifikat yang terbaca. Ambil gambar lebih dekat, tegak, dan terang.")
