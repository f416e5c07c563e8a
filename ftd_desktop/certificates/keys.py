"""The key this machine signs certificates with: the machine's own signing key, which the office vouches for.

One key a machine: the office knows it from the enrolment (table `device`), so every trust list names it without another
exchange. A COSE signature cannot be taken for a bundle's or the other way round: what is signed begins differently.
"""

from __future__ import annotations

from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile

SIGN_SECRET = "device.sign"


def signer(file: DataFile) -> Signer:
    """The signer of this file's machine; UserError before it has been enrolled."""
    seed = file.secret(SIGN_SECRET)
    if seed is None:
        raise UserError("Mesin ini belum didaftarkan ke kantor, jadi belum dapat menandatangani sertifikat. "
                        "Terima berkas penugasan dari provinsi dahulu.")
    return Signer(seed)
