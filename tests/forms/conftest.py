"""Forms to test with: the four shipped ones, and small ones written as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from functools import cache

import pytest

from ftd_desktop import resources
from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.forms.media import shipped
from ftd_desktop.forms.workbook import convert

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))
CONTEXT = Context(now=lambda: NOW, preload={"username": "P01", "deviceid": "ftd:1"})


class TableMedia:
    """Media files held in memory."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files

    def read(self, name: str) -> bytes:
        if name not in self.files:
            raise FileNotFoundError(name)
        data = self.files[name]
        return data if isinstance(data, bytes) else data.encode()


@cache
def shipped_xform(form_id: str) -> str:
    return convert(resources.path("forms", f"{form_id}.xlsx")).xform


@cache
def shipped_form(form_id: str) -> Form:
    return load(shipped_xform(form_id), shipped())


@cache
def table_xform(text: str) -> str:
    from pyxform.xls2xform import convert as to_xform

    return str(to_xform("\n".join(line.strip() for line in text.strip().splitlines()), validate=False).xform)


Start = Callable[..., Interview]


@pytest.fixture
def start() -> Start:
    """Start an interview on a form written as the sheets of a workbook."""

    def begin(text: str, values: Mapping[str, str] | None = None, media: Mapping[str, str | bytes] | None = None,
              context: Context = CONTEXT, language: str | None = None) -> Interview:
        form = load(table_xform(text), TableMedia(media or {}))
        return Interview(form, values or {}, context=context, language=language)

    return begin
