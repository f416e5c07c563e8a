"""Which versions of forms a bundle speaks, beside those of the master (MERGE.md section 8).

Nothing follows from it for the data: unknown fields wait in the log, absent fields are untouched. It is only said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ftd_desktop.store.changes import capture
from ftd_desktop.store.file import DataFile

UNKNOWN, NEWER, OLDER = "unknown", "newer", "older"


@dataclass(frozen=True)
class FormNote:
    """A table whose column list differs: `columns` are those the master lacks (newer) or the sender lacks (older)."""

    table: str
    title: str
    kind: str
    columns: tuple[str, ...] = ()


def notes(master: DataFile, versions: Mapping[tuple[str, int], list[str]]) -> tuple[FormNote, ...]:
    """What differs between column lists, (table, sv) -> columns, and the tables of the master, by table."""
    known = {t for (t,) in master.execute("SELECT t FROM _sync")}
    found = [_note(master, t, columns, known) for (t, _), columns in sorted(versions.items())]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _note(master: DataFile, table: str, columns: list[str], known: set[str]) -> FormNote | None:
    called = title(master, table)
    if table not in known:
        return FormNote(table, called, UNKNOWN)
    here = capture.described(master, table).names
    extra = tuple(name for name in columns if name not in here)
    lacking = tuple(name for name in here if name not in columns)
    if extra:
        return FormNote(table, called, NEWER, extra)
    return FormNote(table, called, OLDER, lacking) if lacking else None


def title(file: DataFile, table: str) -> str:
    """What people call the form; a repeat belongs to its form."""
    return str(file.value("SELECT title FROM _form WHERE form_id = ? ORDER BY installed DESC LIMIT 1",
                            (table.split("__")[0],)) or table)
