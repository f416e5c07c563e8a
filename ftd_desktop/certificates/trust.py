"""The trust list: which keys may sign certificates, from when to when, and what was revoked; signed by the office root.

One small file (`.ftdtrust`), a COSE_Sign1 by the root key over a CBOR map. It states its day ("as of"): a revocation
made later cannot be in it, and whoever checks a certificate is told that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ftd_desktop.certificates.signing import Signer, dumps, key_id, loads, take_apart
from ftd_desktop.errors import UserError

SUFFIX = ".ftdtrust"
_FORMAT = "ftd-trust-1"


@dataclass(frozen=True)
class TrustedKey:
    """A key that may sign certificates issued on the days `since` to `until` (None: no end)."""

    public: bytes
    holder: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the key was trusted on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Revocation:
    """A certificate number or a key withdrawn on a day, with the reason in words."""

    day: date
    reason: str


@dataclass(frozen=True)
class TrustList:
    """Everything a check needs, as of one day. Revoked keys are named by key id, certificates by number."""

    root: bytes
    office: str
    as_of: date
    keys: tuple[TrustedKey, ...] = ()
    revoked_keys: tuple[tuple[bytes, Revocation], ...] = ()
    revoked_numbers: tuple[tuple[str, Revocation], ...] = ()

    def key(self, wanted: bytes) -> TrustedKey | None:
        """The key with that key id, if the list names it."""
        return next((key for key in self.keys if key_id(key.public) == wanted), None)

    def key_revocation(self, wanted: bytes) -> Revocation | None:
        """Why and since when a key is no longer trusted."""
        return dict(self.revoked_keys).get(wanted)

    def number_revocation(self, number: str) -> Revocation | None:
        """Why and since when a certificate is withdrawn."""
        return dict(self.revoked_numbers).get(number)


def write(trust: TrustList, root: Signer) -> bytes:
    """The signed list as bytes of an `.ftdtrust` file; ValueError when `root` is not the list's own root."""
    if root.public != trust.root:
        raise ValueError("signed by another root")
    return root.sign(
        dumps({
            "format": _FORMAT, "root": trust.root, "office": trust.office, "as_of": trust.as_of.isoformat(),
            "keys": [[k.public, k.holder, k.since.isoformat(), k.until and k.until.isoformat()] for k in trust.keys],
            "revoked_keys": [[k, r.day.isoformat(), r.reason] for k, r in trust.revoked_keys],
            "revoked_numbers": [[n, r.day.isoformat(), r.reason] for n, r in trust.revoked_numbers],
        })
    )


def read(data: bytes, root: bytes | None = None) -> TrustList:
    """The list in `data`, its signature checked against `root`, or against the root it names when none is given.

    UserError when the file is torn, altered, or made by another office.
    """
    try:
        signed = take_apart(data)
        trust = _from_map(loads(signed.payload))
    except (ValueError, TypeError, KeyError) as fault:
        raise UserError("Berkas daftar kunci rusak atau bukan daftar kunci FTD. Minta berkas baru dari provinsi.") \
            from fault
    if not signed.good(trust.root):
        raise UserError("Daftar kunci ini telah diubah orang lain. Jangan dipakai; minta berkas baru dari provinsi.")
    if root is not None and root != trust.root:
        raise UserError("Daftar kunci ini dibuat kantor lain ({office}). Pakai daftar kunci dari kantor Anda.",
                        office=trust.office)
    return trust


def _from_map(found: Any) -> TrustList:
    if not isinstance(found, dict) or found["format"] != _FORMAT or len(found["root"]) != 32:
        raise ValueError("another format")
    keys = (
        TrustedKey(bytes(public), str(holder), date.fromisoformat(since), until and date.fromisoformat(until))
        for public, holder, since, until in found["keys"]
    )
    return TrustList(
        bytes(found["root"]), str(found["office"]), date.fromisoformat(found["as_of"]), tuple(keys),
        tuple((bytes(k), Revocation(date.fromisoformat(d), str(r))) for k, d, r in found["revoked_keys"]),
        tuple((str(n), Revocation(date.fromisoformat(d), str(r))) for n, d, r in found["revoked_numbers"]),
    )
