"""The province's side of the carry page, on the file's thread: the laptops, who waits for an answer, writing them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ftd_desktop.errors import Cancelled
from ftd_desktop.i18n import tr
from ftd_desktop.sync import parts, returns
from ftd_desktop.ui.models import carry_data
from ftd_desktop.ui.models.carried import lacking_words, scope_words, when
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import NONE

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context
    from ftd_desktop.ui.tasks import Job


@dataclass(frozen=True)
class Laptop:
    """An enrolled laptop: whose, where, when it last sent, which attachments lack, and whether an answer is owed."""

    device_id: str
    officer: str
    regencies: str
    last: str
    lacking: str
    badge: BadgeCell

    @property
    def active(self) -> bool:
        """Whether it may be answered at all."""
        return self.badge.tone != "error"

    @property
    def owed(self) -> bool:
        """Whether it has sent something that was not answered."""
        return self.badge.tone == "warn"


@dataclass(frozen=True)
class State:
    """Everything the province's page shows."""

    laptops: tuple[Laptop, ...]
    files: tuple[carry_data.Line, ...]
    folder: Path


def read(context: Context) -> State:
    """Everything the province's page shows."""
    return State(tuple(_laptops(context)), tuple(carry_data.files(context)), carry_data.folder(context))


def answer(context: Context, job: Job, devices: Sequence[str], folder: Path) -> list[Path]:
    """Return files for laptops, into `folder`, which is remembered; Cancelled leaves those that are finished."""
    context.opened.set_setting(carry_data.FOLDER, str(folder))
    written: list[Path] = []
    for device in devices:
        if job.cancelled():
            raise Cancelled
        job.report(len(written), len(devices), "")
        written.append(returns.write(context.opened, device, folder).path)
    return written


def _laptops(context: Context) -> list[Laptop]:
    file = context.opened
    rows = file.rows(
        "SELECT d.device_id, d.name, d.scope, d.status, (SELECT max(at) FROM _bundle WHERE peer = d.device_id "
        "AND kind IN ('bundle', 'attachments')) AS at FROM _dev AS d WHERE d.sign_key IS NOT NULL AND d.dev > 1 "
        "ORDER BY d.name")
    told = {json.loads(detail)["device"]: at for at, detail in file.execute(
        "SELECT at, detail FROM _journal WHERE event = 'receipt' ORDER BY n")}
    lacking = {one.device_id: lacking_words(one) for one in parts.missing(file)}
    return [Laptop(row["device_id"], row["name"] or NONE, scope_words(row["scope"]), when(context, row["at"]),
                   lacking.get(row["device_id"], ""), _badge(row, told)) for row in rows]


def _badge(row: dict[str, Any], told: dict[str, str]) -> BadgeCell:
    if row["status"] != "active":
        return BadgeCell("error", tr("Dicabut"))
    if row["at"] is None:
        return BadgeCell("muted", tr("Belum pernah mengirim"), "")
    at = told.get(row["device_id"])
    if at is not None and datetime.fromisoformat(at) >= datetime.fromisoformat(row["at"]):
        return BadgeCell("ok", tr("Balasan dibuat"))
    return BadgeCell("warn", tr("Menunggu balasan"), "clock")
