"""The trust list out of a file's own tables: machines that may sign, keys and certificates withdrawn, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from ftd_desktop.certificates import register, trust
from ftd_desktop.certificates.signing import Signer, key_id
from ftd_desktop.certificates.trust import Revocation, TrustedKey, TrustList
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.cohorts import day
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile

REVOKED = "revoked"


def trust_list(file: DataFile, today: date) -> TrustList:
    """Everything this file knows; UserError when it has no office root yet. Its day is `known_on`."""
    office = file.row("SELECT * FROM office WHERE root_key <> '' ORDER BY _id LIMIT 1")
    if office is None:
        raise UserError("Berkas ini belum punya kunci kantor. Dirikan kantor dahulu di Petugas, atau terima penugasan.")
    machines = file.rows(
        "SELECT d.*, o.name FROM device d LEFT JOIN officer o ON o._id = d.officer_id "
        "WHERE d.sign_key <> '' ORDER BY d._id"
    )
    as_of = known_on(file, today)
    keys = tuple(
        TrustedKey(bytes.fromhex(row["sign_key"]), row["name"] or row["_id"], day(row["since"]) or as_of)
        for row in machines
    )
    revoked = tuple(
        (key_id(bytes.fromhex(row["sign_key"])), Revocation(_since(file, row, as_of), tr("mesin dicabut")))
        for row in machines if row["status"] == REVOKED
    )
    return TrustList(bytes.fromhex(office["root_key"]), office["name"] or "", as_of, keys, revoked,
                     _withdrawn(file, as_of))


def known_on(file: DataFile, today: date) -> date:
    """The day the file's knowledge is of: today at the office, elsewhere the last word from it (or the enrolment)."""
    if file.role == "province":
        return today
    last = file.value("SELECT max(at) FROM _bundle WHERE kind IN ('down', 'receipt')")
    return day(last) or day(file.value("SELECT max(since) FROM device")) or today


def publish(file: DataFile, root: Signer, today: date) -> bytes:
    """The signed trust list to hand out (`.ftdtrust`)."""
    return trust.write(trust_list(file, today), root)


def _withdrawn(file: DataFile, as_of: date) -> tuple[tuple[str, Revocation], ...]:
    rows = file.rows(
        "SELECT _id, number, reason, status FROM certificate WHERE status IN (?, ?) AND payload IS NOT NULL "
        "ORDER BY number", (register.VOID, register.REPLACED),
    )
    return tuple((row["number"], Revocation(_since(file, row, as_of), row["reason"] or row["status"])) for row in rows)


def _since(file: DataFile, row: dict[str, Any], as_of: date) -> date:
    """The day a row got its present status, out of the change log; the day of the list when the log does not say."""
    for change in reversed(log.of_row(file, row["_id"])):
        if change.values and change.values.get("status") == row["status"]:
            return min(change.at.astimezone().date(), as_of)
    return as_of
