"""Founding an office: making a new file the province's master, with the keys all later trust comes from."""

from __future__ import annotations

from datetime import date

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import machine
from ftd_desktop.sync.identity import Identity
from ftd_desktop.sync.machine import Person, Province


def found(file: DataFile, *, name: str, admin_name: str, unit: str = "", parent: str = "", province: str = "",
          city: str = "", address: str = "", admin_code: str = "PROV") -> Province:
    """Make `file` (role province) the master of the office `name`, worked by `admin_name`; gives its public side.

    Makes the office root key, the recovery key that opens officers' files, and this machine's own keys; enters office,
    administrator and machine. UserError when the file is a master already or was made for an officer.
    """
    if file.role != "province":
        raise UserError("Berkas ini milik petugas, jadi tidak dapat menjadi Data Induk. Buat berkas baru untuk "
                        "provinsi.")
    if file.setting("province") is not None:
        raise UserError("Berkas ini sudah menjadi Data Induk. Tidak ada yang diubah.")
    root, recovery, own, device_id = Identity.generate(), Identity.generate(), Identity.generate(), new_id()
    office = Province(device_id, name, root.public.sign, own.public.sign, own.public.box, recovery.public.box)
    with file.write():
        who = Person(new_id(), admin_code, admin_name, "province", device_id, machine.OWN_ORDINAL, scope=name)
        machine.settle(file, who, own, office)
        file.set_secret("root_seed", root.sign_seed)
        file.set_secret("recovery_identity", recovery.box_text.encode())
        file.insert("office", {"name": name, "unit": unit, "parent": parent, "province": province, "city": city,
                               "address": address, "root_key": root.public.sign})
        file.insert("officer", {"_id": who.officer_id, "code": admin_code, "name": admin_name, "role": "province",
                                "regencies": "", "active": 1})
        file.insert("device", {"_id": device_id, "officer_id": who.officer_id, "sign_key": own.public.sign,
                               "box_key": own.public.box, "status": "master", "since": date.today().isoformat()})
        file.journal("office founded", {"office": name, "root": root.public.sign})
    return office
