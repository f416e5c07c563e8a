"""Other regencies for a laptop, and a regency that goes from one officer to another (MERGE.md section 7).

The master only changes who may have what. What enters and leaves each laptop goes with its next return file, which also
tells the laptop its new regencies; what the old laptop has not sent yet stays on it until it has been sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regency as regency_name
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import bundle, machine, returns, scope
from ftd_desktop.wording import long_date, number


@dataclass(frozen=True)
class HandedOver:
    """A regency that went over: how many participants, between whom, and when the old laptop last sent anything."""

    regency: str
    people: int
    before: str
    after: str
    heard: datetime | None

    @property
    def words(self) -> str:
        """What the province has to do next."""
        heard = tr("belum pernah mengirim") if self.heard is None else tr("terakhir mengirim {hari}").format(
            hari=long_date(self.heard.date()))
        return tr("{n} peserta {wilayah} kini milik {baru}. Buat balasan untuk keduanya. Laptop {lama} {kabar}; yang "
                  "belum dikirim dari sana tetap disimpan di sana sampai dikirim.").format(
                      n=number(self.people), wilayah=regency_name(self.regency), baru=self.after, lama=self.before,
                      kabar=heard)


def hand_over(master: DataFile, device_id: str, regencies: Sequence[str]) -> None:
    """Give a laptop other regencies (codes; none: the whole province); it hears of it by its next return file."""
    with master.write():
        officer = _officer(master, device_id)
        master.execute("UPDATE _dev SET scope = ? WHERE device_id = ?", (json.dumps(list(regencies)), device_id))
        master.update("officer", officer, {"regencies": " ".join(regencies)})
        master.journal("device", {"device": device_id, "regencies": list(regencies)})


def reassign(master: DataFile, regency: str, from_device: str, to_device: str) -> HandedOver:
    """Move a regency from one laptop to another, with the questions that were put to the old one about its people.

    UserError when the old laptop does not have it or one of the two is not known.
    """
    with master.write():
        before, after = _scope(master, from_device), _scope(master, to_device)
        if before and regency not in before:
            raise UserError("{wilayah} bukan wilayah laptop itu. Muat ulang daftar petugas.",
                            wilayah=regency_name(regency))
        if before == [regency]:  # none left would mean all
            raise UserError("{wilayah} satu-satunya wilayah laptop itu. Cabut laptopnya, atau beri wilayah lain lebih "
                            "dahulu.", wilayah=regency_name(regency))
        if before:
            hand_over(master, from_device, [code for code in before if code != regency])
        if after and regency not in after:
            hand_over(master, to_device, [*after, regency])
        _move_questions(master, from_device, to_device)
    people = int(master.value("SELECT count(*) FROM participant WHERE kab = ?", (regency,)))
    heard = master.value("SELECT max(at) FROM _bundle WHERE peer = ? AND kind = ?", (from_device, bundle.KIND))
    return HandedOver(regency, people, _name(master, from_device), _name(master, to_device),
                      datetime.fromisoformat(heard) if heard else None)


def _move_questions(master: DataFile, from_device: str, to_device: str) -> None:
    """Questions follow their record: to the new laptop when the old one has it no more."""
    asked = master.setting(returns.QUESTIONS, [])
    theirs = {one["row"] for one in asked if one["device"] == from_device}
    if not theirs:
        return
    kept = _within(master, from_device, theirs)
    gained = _within(master, to_device, theirs - kept)
    master.set_setting(returns.QUESTIONS, [
        {**one, "device": to_device} if one["device"] == from_device and one["row"] in gained else one
        for one in asked])


def _within(master: DataFile, device_id: str, rows: set[str]) -> set[str]:
    """Those of the rows that a laptop may have."""
    scope.mark(master, machine.ordinal_of(master, device_id), _scope(master, device_id))
    return {row for row in rows if master.value("SELECT 1 FROM temp._scope WHERE row = ?", (row,))}


def _scope(master: DataFile, device_id: str) -> list[str]:
    _officer(master, device_id)
    return list(json.loads(master.value("SELECT scope FROM _dev WHERE device_id = ?", (device_id,)) or "[]"))


def _officer(master: DataFile, device_id: str) -> str:
    officer = master.value("SELECT officer_id FROM _dev WHERE device_id = ? AND dev <> ?",
                           (device_id, machine.OWN_ORDINAL))
    if officer is None:
        raise UserError("Laptop itu tidak terdaftar di Data Induk ini.")
    return str(officer)


def _name(master: DataFile, device_id: str) -> str:
    return str(master.value("SELECT name FROM _dev WHERE device_id = ?", (device_id,)) or "")
