"""PAdES on request: an electronic signature inside the PDF, with a PKCS#12 key that the office itself supplies.

Adds nothing to what is seen on the page, and never the words or look of the state signature service. pyHanko writes
the signature as an addition behind the finished file, so the first bytes remain the certificate as it was issued.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from ftd_desktop.errors import UserError

FIELD = "TandaTangan"


@dataclass(frozen=True)
class Stamp:
    """One electronic signature found in a PDF: who, and whether what it covers is unaltered and the whole file."""

    holder: str
    intact: bool
    whole: bool


class OfficeKey:
    """An opened PKCS#12 key (`data`: the file's bytes). The private key is parsed once: it costs more than a signature.

    UserError when the passphrase is wrong, or there is no key with a certificate in it.
    """

    def __init__(self, data: bytes, passphrase: str) -> None:
        from cryptography.hazmat.primitives.serialization import pkcs12

        try:
            opened = pkcs12.load_key_and_certificates(data, passphrase.encode())
        except ValueError as fault:
            raise UserError("Kunci tanda tangan (PKCS#12) tidak dapat dibuka. Periksa kata sandi dan berkasnya.") \
                from fault
        key, certificate, _ = opened
        if key is None or certificate is None:
            raise UserError("Berkas itu tidak memuat kunci tanda tangan beserta sertifikatnya.")
        self.valid_from: date = certificate.not_valid_before_utc.date()
        self.valid_until: date = certificate.not_valid_after_utc.date()
        self._signer = _signer(data, passphrase, key)
        self.holder: str = self._signer.signing_cert.subject.human_friendly

    def sign(self, pdf: bytes, reason: str, on: date) -> bytes:
        """`pdf` with a PAdES signature behind it; UserError when the office's certificate does not cover the day."""
        if not self.valid_from <= on <= self.valid_until:
            raise UserError("Kunci tanda tangan {holder} tidak berlaku pada hari ini. Minta kunci baru.",
                            holder=self.holder)
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        wanted = PdfSignatureMetadata(field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256",
                                      reason=reason)
        out: io.BytesIO = PdfSigner(wanted, signer=self._signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)))
        return out.getvalue()


def stamps(pdf: bytes) -> list[Stamp]:
    """The electronic signatures in a PDF, oldest first; says nothing about who is behind them.

    UserError when the file is torn.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return [_stamp(embedded) for embedded in PdfFileReader(io.BytesIO(pdf)).embedded_signatures]
    except (PdfError, ValueError, KeyError) as fault:
        raise UserError("Berkas PDF bertanda tangan itu rusak. Minta berkas aslinya.") from fault


def _stamp(embedded: Any) -> Stamp:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    embedded.compute_integrity_info()
    intact, valid = validate_sig_integrity(
        embedded.signer_info, cert=embedded.signer_cert, expected_content_type="data",
        actual_digest=embedded.compute_digest())
    holder = embedded.signer_cert.subject.native.get("common_name") or embedded.signer_cert.subject.human_friendly
    return Stamp(str(holder), bool(intact and valid), embedded.coverage.name == "ENTIRE_FILE")


def _signer(data: bytes, passphrase: str, key: Any) -> Any:
    """pyHanko's signer, with the private key parsed once and no signature made just to learn its length."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from pyhanko.sign.signers import SimpleSigner

    class Cached(SimpleSigner):
        """Signs with `key`."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            if dry_run:
                return bytes(key.key_size // 8 if isinstance(key, RSAPrivateKey) else 150)
            if isinstance(key, RSAPrivateKey):
                return key.sign(data, PKCS1v15(), SHA256())
            if isinstance(key, EllipticCurvePrivateKey):
                return key.sign(data, ECDSA(SHA256()))
            raise UserError("Jenis kunci tanda tangan itu belum didukung. Pakai RSA atau ECDSA.")

    return Cached.load_pkcs12_data(data, other_certs=[], passphrase=passphrase.encode())
