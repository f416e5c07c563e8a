"""The journal of merges: which bundle came when from whom, and which merge was undone; on the file's thread."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ftd_desktop.i18n import tr
from ftd_desktop.sync import bundle, undo
from ftd_desktop.ui.models.carried import scope_words, when
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.sync.undo import Undone
    from ftd_desktop.ui.context import Context

MOST = 500


@dataclass(frozen=True)
class Entry:
    """A bundle that was taken in. `merge` is the moment of its merge, which several bundles may share."""

    officer: str
    regencies: str
    when: str
    name: str
    changes: str
    new: str
    merge: str
    lsn_first: int | None
    undone: bool

    @property
    def badge(self) -> BadgeCell:
        """Its state."""
        return BadgeCell("muted", tr("Dibatalkan"), "back") if self.undone else BadgeCell("ok", tr("Diterima"))


def entries(context: Context) -> list[Entry]:
    """What was taken in, the newest first."""
    file = context.opened
    rows = file.rows(
        "SELECT b.at, b.changes, b.new, b.name, b.lsn_first, d.name AS officer, d.scope FROM _bundle AS b "
        "LEFT JOIN _dev AS d ON d.device_id = b.peer WHERE b.kind = ? ORDER BY b.at DESC, b.rowid DESC LIMIT ?",
        (bundle.KIND, MOST))
    undone = _undone(file)
    return [_entry(context, row, undone) for row in rows]


def question(context: Context, entry: Entry) -> str:
    """What undoing the merge of an entry would mean, in words."""
    file = context.opened
    names = [name for (name,) in file.execute(
        "SELECT DISTINCT coalesce(d.name, b.name) FROM _bundle AS b LEFT JOIN _dev AS d ON d.device_id = b.peer "
        "WHERE b.kind = ? AND b.at = ? ORDER BY 1", (bundle.KIND, entry.merge))]
    return tr("Batalkan penerimaan {kapan} dari {nama}? Catatan kembali seperti sebelumnya, kecuali yang sudah diubah "
              "lagi sesudahnya. Isi kirimannya tetap ada di riwayat, dan pembatalan ini ikut tercatat.").format(
                  kapan=entry.when, nama=", ".join(names))


def undo_merge(context: Context, entry: Entry) -> Undone:
    """Put back what stood before the merge of an entry; UserError when it brought nothing."""
    file = context.opened
    row = file.row("SELECT min(lsn_first) AS first, max(lsn_last) AS last FROM _bundle WHERE kind = ? AND at = ?",
                   (bundle.KIND, entry.merge)) or {}
    return undo.undo(file, row["first"] or 0, row["last"] or 0)


def _undone(file: DataFile) -> list[tuple[int, int]]:
    """The log numbers of the merges that were undone."""
    told = [json.loads(detail) for (detail,) in
            file.execute("SELECT detail FROM _journal WHERE event = 'merge undone'")]
    return [(one["first"], one["last"]) for one in told]


def _entry(context: Context, row: dict[str, Any], undone: list[tuple[int, int]]) -> Entry:
    first = row["lsn_first"]
    return Entry(row["officer"] or row["name"] or "", scope_words(row["scope"]),
                 when(context, row["at"]), row["name"] or "",
                 number(row["changes"] or 0), number(row["new"] or 0), row["at"], first,
                 first is not None and any(a <= first <= b for a, b in undone))
