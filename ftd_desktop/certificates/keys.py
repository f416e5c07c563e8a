"""The key this machine signs certificates with: the machine's own signing key, which the office vouches for.

One key a machine: the office knows it from the enrolment (table `device`), so every trust list names it without another
exchange. A COSE signature cannot be taken for a bundle's or the other way round: what is signed begins differently.
"""

from __future__ import annotations

from datetime import date

from ftd_desktop.certificates.signing import Signer
from ftd_desktop.errors import UserError
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.file import DataFile
from ftd_desktop.wording import long_date

SIGN_SECRET = "sign_seed"
ROOT_SECRET = "root_seed"


def signer(file: DataFile) -> Signer:
    """The signer of this file's machine; UserError before it has been enrolled."""
    seed = file.secret(SIGN_SECRET)
    if seed is None:
        raise UserError("Mesin ini belum didaftarkan ke kantor, jadi belum dapat menandatangani sertifikat. "
                        "Terima berkas penugasan dari provinsi dahulu.")
    return Signer(seed)


def root(file: DataFile) -> Signer:
    """The office root, which signs trust lists; UserError in any file but the province's."""
    seed = file.secret(ROOT_SECRET)
    if seed is None:
        raise UserError("Hanya berkas provinsi yang dapat menerbitkan daftar kunci.")
    return Signer(seed)


def demand_trusted(file: DataFile, key: Signer, issued: date) -> None:
    """UserError when the office does not trust `key` on that day: such a certificate would fail every check."""
    known = file.row("SELECT since, status FROM device WHERE sign_key = ?", (key.public.hex(),))
    if known is None:
        return  # not vouched for yet: the verdict will say so, and a later trust list can name the key
    if known["status"] == "revoked":
        raise UserError("Mesin ini sudah dicabut kantor, jadi tidak boleh menerbitkan sertifikat. Hubungi provinsi.")
    since = day(known["since"])
    if since is not None and issued < since:
        raise UserError(
            "Tanggal terbit {day} mendahului pendaftaran mesin ini ({since}), jadi tidak akan lolos pemeriksaan. "
            "Pilih tanggal sesudahnya.", day=long_date(issued), since=long_date(since),
        )
