"""A file in memory with two forms' tables: as quick as SQLite allows, with everything that a real file has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ftd_desktop.store import driver, form_tables, schema, search
from ftd_desktop.store.changes.materialize import refold
from ftd_desktop.store.connection import Connection
from tests.store.forms import MEDIA, XFORM, form


def memory_file() -> Connection:
    raw = driver.memory()
    for pragma in ("foreign_keys = ON", "recursive_triggers = ON"):
        raw.execute(f"PRAGMA {pragma}")
    file = Connection(raw)
    file.before_commit += [refold, search.index_some]
    schema.migrate(file)
    form_tables.install(file, form(), XFORM, MEDIA)
    return file


@pytest.fixture
def memory() -> Iterator[Connection]:
    file = memory_file()
    yield file
    file.raw.close()
