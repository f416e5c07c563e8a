"""Forms in the file: their XForms and media, and the tables that hold their answers.

A new version of a form adds columns; none is ever dropped, none changes its type.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.forms.definition import Form, MediaSource, Table
from ftd_desktop.store import participant_table
from ftd_desktop.store.changes import capture, log, materialize
from ftd_desktop.store.connection import Connection, quote
from ftd_desktop.store.ids import now

MAIN_COLUMNS = ("_participant TEXT", "_status TEXT", "_form_version TEXT", "_owner TEXT", "_created TEXT",
                "_updated TEXT", "_reasons TEXT")
_MEDIA = re.compile(r"""jr://(?!instance/)[\w-]+/([^"'<>]+)""")


class StoredMedia:
    """The media files of one version of a form, kept in the file once by their content."""

    def __init__(self, file: Connection, form_id: str, version: str) -> None:
        self._file, self._form = file, (form_id, version)

    def names(self) -> list[str]:
        """The names that can be read."""
        return [name for (name,) in self._file.execute(
            "SELECT name FROM _form_media WHERE form_id = ? AND version = ? ORDER BY name", self._form)]

    def read(self, name: str) -> bytes:
        """The whole content of the file `name`; FileNotFoundError when the form came without it."""
        data: bytes | None = self._file.value(
            "SELECT data FROM _form_media JOIN _blob USING (sha256) WHERE form_id = ? AND version = ? AND name = ?",
            (*self._form, name))
        if data is None:
            raise FileNotFoundError(name)
        return data


@dataclass(frozen=True)
class StoredForm:
    """A version of a form as the file keeps it."""

    form_id: str
    version: str
    title: str
    xform: str
    installed: str
    media: StoredMedia


def forms(file: Connection) -> list[str]:
    """The ids of the forms in the file, in the order in which they came."""
    return [name for (name,) in file.execute("SELECT form_id FROM _form GROUP BY form_id ORDER BY min(rowid)")]


def versions(file: Connection, form_id: str) -> list[str]:
    """The versions of a form, oldest first; figures in them count as numbers (``v9`` before ``v10``)."""
    found = [version for (version,) in file.execute("SELECT version FROM _form WHERE form_id = ?", (form_id,))]
    return sorted(found, key=_natural)


def newest(names: Iterable[str]) -> str:
    """The highest of some versions."""
    return max(names, key=_natural)


def stored(file: Connection, form_id: str, version: str | None = None) -> StoredForm | None:
    """A form in the named version (the newest without one), or None."""
    known = versions(file, form_id)
    if not known:
        return None
    row = file.row("SELECT form_id, version, title, xform, installed FROM _form WHERE form_id = ? AND version = ?",
                   (form_id, known[-1] if version is None else version))
    return None if row is None else StoredForm(**row, media=StoredMedia(file, form_id, row["version"]))


def install(file: Connection, form: Form, xform: str, media: MediaSource) -> None:
    """Keep a form with the media it names, and make or widen its tables. Installing it again changes nothing.

    UserError when a table name is taken or a question changed its type; then nothing is changed.
    """
    with capture.schema_change(file):
        added = {table.name: _make_table(file, table) for table in form.tables}
        participant_table.install(file, form)
        _keep_source(file, form, xform, media)
        materialize.materialize(file, [row for table, names in added.items() if names
                                       for row in log.rows_that_speak_of(file, table, names)])


def _keep_source(file: Connection, form: Form, xform: str, media: MediaSource) -> None:
    key = (form.form_id, form.version)
    file.execute("INSERT INTO _form (form_id, version, title, xform, sha256, installed) VALUES (?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT (form_id, version) DO UPDATE SET title = excluded.title, xform = excluded.xform, "
                 "sha256 = excluded.sha256",
                 (*key, form.title, xform, hashlib.sha256(xform.encode()).hexdigest(), now()))
    file.execute("DELETE FROM _form_media WHERE form_id = ? AND version = ?", key)
    for name in media_names(xform):
        try:
            data = media.read(name)
        except FileNotFoundError:
            continue  # a picture that was never made; a list that is missing was refused when the form was loaded
        digest = hashlib.sha256(data).hexdigest()
        file.execute("INSERT INTO _blob (sha256, data) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", (digest, data))
        file.execute("INSERT INTO _form_media (form_id, version, name, sha256) VALUES (?, ?, ?, ?)",
                     (*key, name, digest))


def media_names(xform: str) -> list[str]:
    """The plain names of the media files an XForm asks for (``jr://file-csv/wilayah.csv`` and the like)."""
    return sorted({html.unescape(found).rpartition("/")[2] for found in _MEDIA.findall(xform)})


def _make_table(file: Connection, table: Table) -> set[str]:
    """Make a table or add what it lacks; gives the names of its new columns."""
    wanted = {column.name: column.sql_type for column in table.columns}
    if not file.value("SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?)", (table.name,)):
        _create(file, table, wanted)
        return {"_id", *wanted}
    _check_owner(file, table)
    existing = {name.casefold(): kind for name, kind in capture.described(file, table.name).columns}
    for name, kind in wanted.items():
        if existing.get(name.casefold(), kind) != kind:
            raise UserError("Pertanyaan {nama} di formulir {form} berganti jenis. Data lama tidak boleh hilang: beri "
                            "pertanyaan itu nama baru.", nama=name, form=table.name)
    added = {name for name in wanted if name.casefold() not in existing}
    for name in sorted(added, key=list(wanted).index):
        file.execute(f"ALTER TABLE {quote(table.name)} ADD COLUMN {quote(name)} {wanted[name]}")
    if added:
        capture.install(file, table.name, table.parent)
    return added


def _create(file: Connection, table: Table, wanted: dict[str, str]) -> None:
    if not re.match(r"[^\W\d_]", table.name) or table.name.casefold().startswith("sqlite"):
        raise UserError("Nama formulir {nama} tidak bisa dipakai. Mulailah form_id dengan huruf.", nama=table.name)
    if table.parent is None:
        system = list(MAIN_COLUMNS)
    else:
        system = [f"_parent TEXT REFERENCES {quote(table.parent)} (_id) ON DELETE CASCADE "
                  "DEFERRABLE INITIALLY DEFERRED", "_position INTEGER"]
    columns = [*system, *(f"{quote(name)} {kind}" for name, kind in wanted.items())]
    name = table.name
    file.execute(f"CREATE TABLE {quote(name)} (_id TEXT NOT NULL PRIMARY KEY, {', '.join(columns)}) STRICT")
    if table.parent is None:
        file.execute(f"CREATE INDEX {quote(name + '_of')} ON {quote(name)} (_participant)")
        file.execute(f"CREATE INDEX {quote(name + '_drafts')} ON {quote(name)} (_updated) WHERE _status = 'draft'")
    else:
        file.execute(f"CREATE INDEX {quote(name + '_of')} ON {quote(name)} (_parent, _position)")
    capture.install(file, name, table.parent)


def _check_owner(file: Connection, table: Table) -> None:
    """UserError when the name belongs to another kind of table: the programme's, the log's, another form's repeat."""
    known = file.row("SELECT parent FROM _sync WHERE t = ?", (table.name,))
    columns = capture.described(file, table.name).names
    marker = "_form_version" if table.parent is None else "_position"
    if known is None or known["parent"] != table.parent or marker not in columns:
        raise UserError("Nama tabel {nama} sudah dipakai untuk hal lain. Ganti form_id atau nama pengulangannya.",
                        nama=table.name)


def _natural(version: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", version) if part]
