"""The trust list out of a file's own tables: machines that may sign, keys and certificates withdrawn, as of a day."""

from __future__ import annotations

from datetime import date

from ftd_desktop.certificates import register, trust
from ftd_desktop.certificates.signing import Signer, key_id
from ftd_desktop.certificates.trust import Revocation, TrustedKey, TrustList
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.file import DataFile

REVOKED = "revoked"


def trust_list(file: DataFile, as_of: date) -> TrustList:
    """Everything this file knows on `as_of`; UserError when it has no office root yet."""
    office = file.row("SELECT * FROM office WHERE root_key <> '' ORDER BY _id LIMIT 1")
    if office is None:
        raise UserError("Berkas ini belum punya kunci kantor. Dirikan kantor dahulu di Petugas, atau terima penugasan.")
    machines = file.rows(
        "SELECT d.*, o.name FROM device d LEFT JOIN officer o ON o._id = d.officer_id "
        "WHERE d.sign_key <> '' ORDER BY d._id"
    )
    keys = tuple(
        TrustedKey(bytes.fromhex(row["sign_key"]), row["name"] or row["_id"], day(row["since"]) or as_of)
        for row in machines
    )
    revoked = tuple(
        (key_id(bytes.fromhex(row["sign_key"])), Revocation(as_of, tr("mesin dicabut")))
        for row in machines if row["status"] == REVOKED
    )
    return TrustList(bytes.fromhex(office["root_key"]), office["name"] or "", as_of, keys, revoked,
                     _withdrawn(file, as_of))


def publish(file: DataFile, root: Signer, as_of: date) -> bytes:
    """The signed trust list to hand out (`.ftdtrust`)."""
    return trust.write(trust_list(file, as_of), root)


def _withdrawn(file: DataFile, as_of: date) -> tuple[tuple[str, Revocation], ...]:
    rows = file.rows(
        "SELECT number, reason, status FROM certificate WHERE status IN (?, ?) AND payload IS NOT NULL "
        "ORDER BY number", (register.VOID, register.REPLACED),
    )
    return tuple((row["number"], Revocation(as_of, row["reason"] or row["status"])) for row in rows)
