"""A province and its officers in a folder, with a small form; enrolment without its code step, which takes a second."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from ftd_desktop.forms.definition import load
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.store.ids import new_id
from ftd_desktop.sync import bundle, enrolment, inbox, merge, office, receipt

PASSPHRASE = "sawah hijau 7"
FORM = "ftd_profil"

XFORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:entities="http://www.opendatakit.org/xforms/entities">
 <h:head><h:title>Profil (contoh)</h:title><model>
  <instance><data id="ftd_profil" version="{version}"><nama/><hp/><lat/>{nodes}<anak jr:template=""><nama_anak/></anak>
   <anak><nama_anak/></anak></data></instance>
  <bind nodeset="/data/nama" type="string" entities:saveto="nama"/><bind nodeset="/data/hp" type="string"/>
  <bind nodeset="/data/lat" type="decimal"/>{binds}<bind nodeset="/data/anak/nama_anak" type="string"/>
 </model></h:head>
 <h:body><input ref="/data/nama"><label>Nama</label></input><input ref="/data/hp"><label>HP</label></input>
  <input ref="/data/lat"><label>Lintang</label></input>{controls}
  <group ref="/data/anak"><label>Anak</label><repeat nodeset="/data/anak"><input ref="/data/anak/nama_anak">
   <label>Nama anak</label></input></repeat></group></h:body></h:html>"""


NUMBER = "type='int'"
KINDS = {name: f"type='string' entities:saveto='{name}'" for name in ("kab", "kode")}


class NoMedia:
    def read(self, name: str) -> bytes:
        raise FileNotFoundError(name)


def xform(version: str = "1", *extra: str) -> str:
    return XFORM.format(
        version=version, nodes="".join(f"<{name}/>" for name in extra),
        binds="".join(f'<bind nodeset="/data/{name}" {KINDS.get(name, NUMBER)}/>' for name in extra),
        controls="".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in extra))


def add_form(file: DataFile, version: str = "1", *extra: str) -> None:
    text = xform(version, *extra)
    form_tables.install(file, load(text, NoMedia()), text, NoMedia())


def plain(data: bytes, code: str) -> bytes:
    """No encryption under the code."""
    return data


def found(folder: Path, name: str = "induk", *, with_form: bool = True) -> DataFile:
    file = DataFile.create(folder / f"{name}.ftdb", PASSPHRASE, role="province")
    office.found(file, name="Dinas Contoh", admin_name="Dewi Contoh")
    if with_form:
        add_form(file)
    return file


def enrol(master: DataFile, folder: Path, name: str) -> DataFile:
    made = enrolment.assign(master, name=f"{name.title()} Contoh", code=name.upper(), seal=plain)
    return enrolment.accept(folder / f"{name}.ftdb", made.data, made.code, PASSPHRASE, unseal=plain)


def copied(source: Path, target: Path) -> DataFile:
    """A copy of a closed data file, opened. Nobody cuts the power in these tests, and the disk is slow: no fsync."""
    for suffix in ("", ".key"):
        shutil.copy2(source.with_name(source.name + suffix), target.with_name(target.name + suffix))
    file = DataFile.open(target, PASSPHRASE)
    file.execute("PRAGMA synchronous = OFF")
    return file


def insert(file: DataFile, nama: str, hp: str = "0812", lat: float | None = None, **more: Any) -> str:
    return file.insert(FORM, {"_id": new_id(), "nama": nama, "hp": hp, "lat": lat, "_status": "draft", **more})


def child(file: DataFile, parent: str, nama: str) -> str:
    return file.insert(f"{FORM}__anak", {"_parent": parent, "_position": 1, "nama_anak": nama})


def table(file: DataFile, name: str = FORM) -> list[dict[str, Any]]:
    return file.rows(f"SELECT * FROM {name} ORDER BY _id")


def send(file: DataFile, folder: Path) -> Path:
    return bundle.write(file, folder).path


def receive(master: DataFile, *paths: Path) -> merge.MergeReport:
    return merge.merge(master, inbox.inspect(master, list(paths)))


def answer(master: DataFile, file: DataFile, folder: Path) -> receipt.ReceiptReport:
    device = file.setting("identity")["device_id"]
    return receipt.accept(file, receipt.write(master, device, folder))
