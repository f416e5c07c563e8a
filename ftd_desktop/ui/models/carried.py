"""Words that both carry pages use."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import short_regency
from ftd_desktop.sync import parts
from ftd_desktop.sync.envelope import Refused
from ftd_desktop.wording import clock, long_date, number, recently

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

MEGABYTE = 1_000_000


def scope_words(scope: str | None) -> str:
    """The regencies of a laptop (a JSON list of codes, as `_dev` keeps it) in short names."""
    return ", ".join(short_regency(code) for code in json.loads(scope or "[]")) or tr("Seluruh provinsi")


def when(context: Context, text: str | None) -> str:
    """A kept moment as it is said today: "Hari ini 10.42"."""
    return recently(context.local(datetime.fromisoformat(text)) if text else None, context.now())


def exactly(context: Context, moment: datetime) -> str:
    """Day and time of day, where two moments of one day must be told apart."""
    here = context.local(moment) or moment
    return f"{long_date(here.date())}, {clock(here)}"


def size(count: int) -> str:
    """Bytes as a person counts them."""
    return f"{number(count / MEGABYTE, 1)} MB" if count >= MEGABYTE else f"{number(max(count, 1) / 1000, 1)} KB"


def lacking_words(one: parts.Missing) -> str:
    """Which attachments have not come, e.g. "14 lampiran (22,4 MB), bagian 2, 3 dari 3"."""
    words = tr("{n} lampiran ({besar})").format(n=number(one.files), besar=size(one.bytes))
    if one.numbers:
        words += ", " + tr("bagian {a} dari {b}").format(a=", ".join(number(n) for n in one.numbers), b=number(one.of))
    return words


def refusal(error: BaseException) -> tuple[str, str]:
    """(headline, sentence) for an error a user can act on; any other is raised again."""
    if isinstance(error, Refused):
        return tr("Berkas ditolak; data di sini tidak berubah"), str(error)
    if isinstance(error, UserError):
        return tr("Belum berhasil"), str(error)
    raise error
