"""Changes of a file as payload bytes, and forms with their media as parts of a zip: what envelopes are filled with."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import Form, MediaSource, load
from ftd_desktop.store import changeset, form_tables
from ftd_desktop.store.changes import log
from ftd_desktop.store.file import DataFile
from ftd_desktop.sync import machine

_DAY_ZERO = (1980, 1, 1, 0, 0, 0)  # zip's own; when a part was made is nobody's business
# What zipfile raises over bytes that are none: RuntimeError for parts under a password, the others for torn numbers.
_NO_ZIP = (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OverflowError, OSError, struct.error)
_SV_AND_DEV = slice(log.COLUMNS.index("sv"), log.COLUMNS.index("dev") + 1)


def pack(file: DataFile, changes: Iterable[tuple[Any, ...]]) -> bytes:
    """Raw changes (tuples of log.COLUMNS) with the devices and column lists they speak of, as a set of changes.

    They are passed on one by one: whoever hands in a cursor's rows never holds them all, which is also faster.
    """
    devices: dict[int, str] = {}
    lists: dict[tuple[str, int], str] = {}

    def passed_on() -> Iterator[tuple[Any, ...]]:
        used = set()
        for row in changes:
            used.add(row[_SV_AND_DEV])
            yield row
        svs, devs = {sv for sv, _ in used}, {dev for _, dev in used}
        lists.update({(t, sv): cols for t, sv, cols in file.execute("SELECT t, sv, cols FROM _sv") if sv in svs})
        names = dict(file.execute("SELECT dev, device_id FROM _dev"))
        own = machine.person(file).device_id
        devices.update({dev: names.get(dev) or own for dev in devs})

    return changeset.pack(passed_on(), devices, lists)


def unpack(payload: bytes, name: str) -> changeset.Changeset:
    """The set of changes in a checked envelope; UserError when even so it is not one."""
    try:
        return changeset.unpack(payload)
    except changeset.ChangesetFault as fault:
        raise _unreadable(name, fault) from fault


def _unreadable(name: str, fault: Exception) -> UserError:
    return UserError("Isi berkas {nama} tidak dapat dibaca ({sebab}). Minta pengirim memperbarui program dan membuat "
                     "berkas baru.", nama=name, sebab=str(fault))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Named parts as one zip, stored: the envelope compresses."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as out:
        for name, data in parts.items():
            out.writestr(zipfile.ZipInfo(name, _DAY_ZERO), data)
    return whole.getvalue()


def unzipped(payload: bytes, name: str) -> dict[str, bytes]:
    """The parts of `zipped`; UserError for anything else. What is read cannot be larger than what was checked."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as whole:
            found = whole.infolist()
            if any(part.compress_type != zipfile.ZIP_STORED for part in found):
                raise zipfile.BadZipFile("packed twice")
            if sum(part.file_size for part in found) > len(payload) or len({p.filename for p in found}) < len(found):
                raise zipfile.BadZipFile("parts that lie on each other")
            return {part.filename: whole.read(part) for part in found}
    except _NO_ZIP as fault:
        raise _unreadable(name, fault) from fault


@dataclass(frozen=True)
class CarriedForm:
    """A form that came in a file, read and ready to install."""

    form: Form
    xform: str
    media: MediaSource

    def install(self, file: DataFile) -> None:
        """Keep the form in `file` and make its tables."""
        form_tables.install(file, self.form, self.xform, self.media)


class CarriedMedia:
    """The media of one carried form, by name."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def read(self, name: str) -> bytes:
        """The content of a media file; FileNotFoundError when it did not come along."""
        try:
            return self._parts[name]
        except KeyError:
            raise FileNotFoundError(name) from None


def form_parts(file: DataFile, form_ids: Iterable[str]) -> dict[str, bytes]:
    """The newest version of each form as parts `forms/<form id>/form.xml` and `forms/<form id>/media/<name>`."""
    parts: dict[str, bytes] = {}
    for form_id in form_ids:
        stored = form_tables.stored(file, form_id)
        if stored is None:
            raise UserError("Formulir {nama} tidak ada di Data Induk. Tambahkan formulirnya lebih dahulu.",
                            nama=form_id)
        parts[f"forms/{form_id}/form.xml"] = stored.xform.encode()
        for name in stored.media.names():
            parts[f"forms/{form_id}/media/{name}"] = stored.media.read(name)
    return parts


def carried_forms(parts: Mapping[str, bytes]) -> list[CarriedForm]:
    """The forms among the parts of a file, in the order in which they were put in; UserError for one that is none."""
    found = []
    for name, data in parts.items():
        if name.startswith("forms/") and name.endswith("/form.xml"):
            below = name.removesuffix("form.xml") + "media/"
            media = CarriedMedia({n.removeprefix(below): d for n, d in parts.items() if n.startswith(below)})
            found.append(ready(_text(data, name), media))
    return found


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as fault:
        raise _unreadable(name, fault) from fault


def ready(xform: str, media: MediaSource) -> CarriedForm:
    """A form read from its XForm."""
    return CarriedForm(load(xform, media), xform, media)
