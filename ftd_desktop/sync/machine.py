"""What a file knows of itself and of the province: device, officer, keys; read from its settings and secrets.

Secrets of every machine: `sign_seed` (Ed25519, 32 bytes; signs certificates too) and `box_identity` (age).
The master also holds `root_seed` (Ed25519, vouches for the office) and `recovery_identity` (age, opens any officer's
file).
Settings: `identity` (who works here) and `province` (whom this machine sends to and believes).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync.identity import Identity

OWN_ORDINAL = 1


@dataclass(frozen=True)
class Person:
    """Who works on a file and on which machine; the setting `identity`, also read by `programme.interviews`.

    `scope` is said in words (status line), `regencies` are BPS codes; none means the whole province.
    """

    officer_id: str
    officer_code: str
    officer_name: str
    role: str
    device_id: str
    device_number: int
    scope: str = ""
    regencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Province:
    """The master as its officers know it: device id, signing keys (hexadecimal), age recipients, the office's name."""

    device_id: str
    office: str
    root: str
    sign: str
    box: str
    recovery: str

    def signs_with(self, key: str) -> bool:
        """Whether a file signed by `key` comes from the province."""
        return key in (self.sign, self.root)


def _unassigned() -> UserError:
    return UserError("Berkas data ini belum terhubung dengan provinsi. Buka surat tugas dari provinsi lebih dahulu.")


def person(file: DataFile) -> Person:
    """Who works here; UserError when the file has not been assigned to anybody."""
    known = file.setting("identity")
    if known is None:
        raise _unassigned()
    return Person(**{**known, "regencies": tuple(known["regencies"])})


def province(file: DataFile) -> Province:
    """The province this file belongs to; UserError before enrolment."""
    known = file.setting("province")
    if known is None:
        raise _unassigned()
    return Province(**known)


def keys(file: DataFile) -> Identity:
    """This machine's own keys; UserError before enrolment."""
    seed, box = file.secret("sign_seed"), file.secret("box_identity")
    if seed is None or box is None:
        raise _unassigned()
    return Identity(seed, box.decode())


def settle(file: DataFile, who: Person, own: Identity, office: Province) -> None:
    """Make `file` the machine of `who`: identity, keys, province, and its name on every change from now on."""
    with file.write():
        file.set_setting("identity", asdict(who))
        file.set_setting("province", asdict(office))
        file.set_secret("sign_seed", own.sign_seed)
        file.set_secret("box_identity", own.box_text.encode())
        register(file, who.device_id, officer_id=who.officer_id, name=who.officer_name, sign_key=own.public.sign,
                 box_key=own.public.box, ordinal=OWN_ORDINAL)
        file.sign_as(OWN_ORDINAL, who.officer_id)


def register(file: DataFile, device_id: str, *, officer_id: str, name: str, sign_key: str, box_key: str,
             ordinal: int | None = None, scope: str | None = None) -> int:
    """Enter a machine in `_dev`, the list of whom this file believes (never synced); gives its ordinal."""
    ordinal = ordinal or ordinal_of(file, device_id)
    file.execute(
        "INSERT INTO _dev (dev, device_id, officer_id, name, sign_key, box_key, scope, status) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 'active') ON CONFLICT (dev) DO UPDATE SET device_id = excluded.device_id, "
        "officer_id = excluded.officer_id, name = excluded.name, sign_key = excluded.sign_key, "
        "box_key = excluded.box_key, scope = excluded.scope, status = excluded.status",
        (ordinal, device_id, officer_id, name, sign_key, box_key, scope))
    return ordinal


def ordinal_of(file: DataFile, device_id: str) -> int:
    """This file's number for a device, given now when it is met for the first time (then with no key: not believed)."""
    known = file.value("SELECT dev FROM _dev WHERE device_id = ?", (device_id,))
    if known is None:
        known = file.value("SELECT max(?, coalesce(max(dev), 0) + 1) FROM _dev", (OWN_ORDINAL + 1,))
        file.execute("INSERT INTO _dev (dev, device_id) VALUES (?, ?)", (known, device_id))
    return int(known)
