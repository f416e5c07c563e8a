"""Enrolment: the province writes an assignment for an officer's laptop, the officer's first start takes it.

The assignment carries everything a laptop needs to begin, its keys among them, so it is encrypted under a one-time code
that travels another way (age's scrypt recipient). docs/formats/assignment.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyrage

from ftd_desktop import __version__
from ftd_desktop.errors import UserError
from ftd_desktop.store import form_tables, keys
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import envelope, machine, package, shapes, union
from ftd_desktop.sync.identity import Identity, new_code, normal_code, short
from ftd_desktop.sync.machine import Person, Province
from ftd_desktop.sync.scope import OFFICE_TABLES
from ftd_desktop.wording import number

KIND = "assignment"
RECIPIENT = "code"

Seal = Callable[[bytes, str], bytes]


@dataclass(frozen=True)
class Assignment:
    """An assignment file: its bytes, the code that opens it, the name to save it under, and for which machine."""

    data: bytes
    code: str
    name: str
    device_id: str
    officer_id: str


@dataclass(frozen=True)
class Contents:
    """An opened assignment, checked, nothing made of it yet."""

    person: Person
    keys: Identity
    province: Province
    forms: tuple[package.CarriedForm, ...]
    changes: bytes
    file_id: str


def seal_with_code(plain: bytes, code: str) -> bytes:
    """`plain` as an age file under a code; takes about a second, on purpose."""
    return bytes(pyrage.passphrase.encrypt(plain, normal_code(code)))


def open_with_code(data: bytes, code: str) -> bytes:
    """The inverse; UserError when code and file do not belong together."""
    try:
        return bytes(pyrage.passphrase.decrypt(data, normal_code(code)))
    except pyrage.DecryptError:
        raise UserError("Kode tidak cocok dengan surat tugas ini, atau berkasnya rusak. Periksa kodenya huruf demi "
                        "huruf; bila tetap gagal, minta surat tugas baru.") from None


def assign(master: DataFile, *, name: str, code: str, role: str = "officer", regencies: Sequence[str] = (),
           scope: str = "", forms: Sequence[str] | None = None, officer_id: str | None = None,
           lease: Callable[[str], object] = lambda device_id: None, seal: Seal = seal_with_code) -> Assignment:
    """Enter an officer (or with `officer_id` another laptop of one) in the master and write the laptop's assignment.

    `code` is the officer's code on records, `regencies` are BPS codes (none: all), `scope` says them in words, `forms`
    are form ids (None: all). `lease(device_id)` is called inside the same write, to lend the machine certificate
    numbers. The one-time code stands in the result only.
    """
    if not name.strip() or not code.strip():
        raise UserError("Isi nama dan kode petugas, lalu buat surat tugasnya.")
    own, device_id = Identity.generate(), new_id()
    with master.write():
        officer_id = _enter_officer(master, officer_id, name, code, role, regencies)
        master.insert("device", {"_id": device_id, "officer_id": officer_id, "sign_key": own.public.sign,
                                 "box_key": own.public.box, "status": "active", "since": date.today().isoformat()})
        ordinal = machine.register(master, device_id, officer_id=officer_id, name=name, sign_key=own.public.sign,
                                   box_key=own.public.box, scope=json.dumps(list(regencies)))
        lease(device_id)
        who = Person(officer_id, code, name, role, device_id, ordinal, scope, tuple(regencies))
        plain = _write(master, who, own, form_tables.forms(master) if forms is None else forms)
        master.journal("assignment", {"officer": officer_id, "device": device_id, "number": ordinal})
    one_time = new_code()
    return Assignment(seal(plain, one_time), one_time, f"FTD-tugas-{short(device_id)}.ftd", device_id, officer_id)


def _enter_officer(master: DataFile, officer_id: str | None, name: str, code: str, role: str,
                   regencies: Sequence[str]) -> str:
    values = {"code": code, "name": name, "role": role, "regencies": " ".join(regencies), "active": 1}
    if officer_id is not None:
        master.update("officer", officer_id, values)
        return officer_id
    if master.value("SELECT 1 FROM officer WHERE code = ? AND active = 1", (code,)):
        raise UserError("Kode petugas {kode} sudah dipakai. Pilih kode lain, atau buat surat tugas baru untuk petugas "
                        "yang sama dari halaman Petugas.", kode=code)
    return master.insert("officer", values)


def _write(master: DataFile, who: Person, own: Identity, forms: Sequence[str]) -> bytes:
    """The signed plain bytes of an assignment."""
    about = {"person": asdict(who), "sign_seed": own.sign_seed.hex(), "box_identity": own.box_text,
             "province": asdict(machine.province(master))}
    parts = {"assignment.json": json.dumps(about, ensure_ascii=False).encode(),
             "changes.sqlite": package.pack(master, office_changes(master)), **package.form_parts(master, forms)}
    fields = {"id": new_id(), "device": who.device_id, "app": __version__, "made": _now()}
    return envelope.sign(KIND, fields, package.zipped(parts), sender=machine.keys(master), to=RECIPIENT)


def office_changes(master: DataFile) -> list[tuple[Any, ...]]:
    """All changes of the office's own tables, as raw tuples."""
    marks = ", ".join("?" * len(OFFICE_TABLES))
    return list(master.execute(f"SELECT {', '.join(log.COLUMNS)} FROM _chg WHERE t IN ({marks}) ORDER BY lsn",
                               OFFICE_TABLES))


def read(data: bytes, code: str, *, unseal: Seal = open_with_code) -> Contents:
    """What an assignment holds; UserError when code, signature or content is not right."""
    name = "surat tugas"
    # The office's key is not known here yet: that the code opens the file is what vouches for it (age authenticates).
    opened = envelope.check(unseal(data, code), to=RECIPIENT, trusted=lambda key: True, kinds=(KIND,), name=name)
    parts = package.unzipped(opened.payload, name)
    shapes.check(KIND, opened.header, name)
    about = shapes.part(parts, "assignment.json", name)
    person = Person(**{**about["person"], "regencies": tuple(about["person"]["regencies"])})
    province = Province(**about["province"])
    if not province.signs_with(opened.sender):
        raise UserError("Surat tugas ini tidak ditandatangani oleh kantor yang disebut di dalamnya. Jangan dipakai; "
                        "minta surat tugas baru langsung dari provinsi.")
    own = Identity(bytes.fromhex(about["sign_seed"]), about["box_identity"])
    return Contents(person, own, province, tuple(package.carried_forms(parts)), parts.get("changes.sqlite", b""),
                    opened.header["id"])


def accept(path: Path, data: bytes, code: str, passphrase: str, *, unseal: Seal = open_with_code) -> DataFile:
    """A new data file at `path` for the laptop an assignment is meant for, opened and ready to work.

    UserError when the code, the file, the passphrase or the place is not right; then nothing is left behind.
    """
    contents = read(data, code, unseal=unseal)
    file = DataFile.create(path, passphrase, role=contents.person.role, recovery=contents.province.recovery)
    try:
        _settle(file, contents)
    except BaseException:
        file.close()
        for left in (path, keys.sidecar_path(path), *path.parent.glob(path.name + "-*")):
            left.unlink(missing_ok=True)
        raise
    return file


def _settle(file: DataFile, contents: Contents) -> None:
    """Fill a new file from an assignment."""
    with file.write():
        machine.settle(file, contents.person, contents.keys, contents.province)
        machine.register(file, contents.province.device_id, officer_id="", name=contents.province.office,
                         sign_key=contents.province.sign, box_key=contents.province.box)
        for form in contents.forms:
            form.install(file)
        changes = package.unpack(contents.changes, "surat tugas")
        try:
            effect = union.bring_in(file, changes, contents.province.device_id)
        finally:
            changes.close()
        file.execute("INSERT INTO _bundle (file_id, kind, peer, changes, new, lsn_first, lsn_last, at) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (contents.file_id, KIND, contents.province.device_id,
                                                         effect.changes, effect.arrived, effect.lsn_first,
                                                         effect.lsn_last, _now()))
        file.journal("assignment accepted", {"office": contents.province.office, "root": contents.province.root,
                                             "changes": number(effect.arrived)})


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def set_status(master: DataFile, device_id: str, status: str) -> None:
    """Revoke a laptop ("revoked": lost, stolen, handed in) or take it back ("active"); in force at once at the master.

    What it sent before stays. Its certificate key goes with the next trust list, which reads the table `device`.
    """
    if status not in ("active", "revoked"):
        raise ValueError(f"no status {status!r}")
    with master.write():
        if master.execute("UPDATE _dev SET status = ? WHERE device_id = ? AND dev <> ?",
                          (status, device_id, machine.OWN_ORDINAL)).rowcount != 1:
            raise UserError("Laptop itu tidak terdaftar di Data Induk ini.")
        master.update("device", device_id, {"status": status})
        master.journal("device", {"device": device_id, "status": status})
