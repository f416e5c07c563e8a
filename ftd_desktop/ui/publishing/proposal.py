"""A workbook held against the forms of the file: what is wrong with it, what installing it would mean, doing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.errors import UserError
from ftd_desktop.forms.checking import Report, check
from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.faults import Fault
from ftd_desktop.forms.media import beside
from ftd_desktop.forms.versions import Difference, compare
from ftd_desktop.i18n import tr
from ftd_desktop.programme import library
from ftd_desktop.store import form_tables
from ftd_desktop.store.connection import quote
from ftd_desktop.store.trail import Trail
from ftd_desktop.ui.forms.newer_version import plan
from ftd_desktop.ui.models.cells import BadgeCell
from ftd_desktop.ui.publishing import form_data
from ftd_desktop.ui.publishing.form_data import Version
from ftd_desktop.ui.theme import Tone
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

MOST_DRAFTS = 200
"""Drafts that are tried against a new version; each takes some milliseconds."""


@dataclass(frozen=True)
class Finding:
    """A line of the result: a fault, something odd, or a change against the installed version."""

    cell: BadgeCell
    place: str
    words: str
    detail: str


@dataclass(frozen=True)
class Proposal:
    """A workbook that was checked. `refusal`: why it cannot be installed as it is; `meaning`: what installing it does.

    `same`: exactly this version is installed already.
    """

    path: Path
    report: Report
    findings: tuple[Finding, ...]
    meaning: tuple[str, ...] = ()
    refusal: str = ""
    same: bool = False
    installed: str = ""

    @property
    def form(self) -> Form | None:
        """The form, when it has no faults."""
        return self.report.form

    @property
    def text(self) -> str:
        """All of it, to be pasted into a message to whoever makes the form."""
        head = self.path.name if self.form is None else f"{self.path.name}: {self.form.form_id} {self.form.version}"
        lines = [f"{finding.cell.text} · {finding.detail}" for finding in self.findings]
        return "\n".join((head, *self.meaning, *filter(None, (self.refusal,)), *lines))


def inspect(path: Path) -> Report:
    """Check a workbook with the lists beside it; in the pool."""
    return check(path, beside(path))


def weigh(context: Context, path: Path, report: Report) -> Proposal:
    """What installing a checked workbook would mean; nothing is written. On the file's thread."""
    noted = (*_told(report.faults, "error", tr("Kesalahan")), *_told(report.warnings, "warn", tr("Peringatan")))
    form = report.form
    if form is None or report.converted is None:
        return Proposal(path, report, noted)
    try:
        library.rehearse(context.opened, form, report.converted.xform, beside(path))
    except UserError as refused:
        refusal = str(refused)
    else:
        refusal = ""
    versions = form_data.versions(context, form.form_id)
    if not versions:
        return Proposal(path, report, noted, (tr("Formulir baru: belum ada yang memakainya."),), refusal)
    old = context.interviews.library.form(form.form_id)
    changes = compare(old, form)
    known = any(version.version == form.version for version in versions)
    same = known and not refusal
    if same:
        meaning: tuple[str, ...] = (tr("Versi ini sudah terpasang, persis sama."),)
    else:
        meaning = () if known else (*_meaning(form, versions, changes), *_of_drafts(context, form))
    told = tuple(_change(change) for change in changes)
    return Proposal(path, report, (*noted, *told), meaning, refusal, same, old.version)


def install(context: Context, proposal: Proposal) -> str:
    """Publish the version; its name in words. UserError when it is refused, then nothing is changed."""
    form, converted = proposal.form, proposal.report.converted
    assert form is not None and converted is not None
    library.publish(context.opened, form, converted.xform, beside(proposal.path))
    context.opened.journal("form installed", {"form": form.form_id, "version": form.version,
                                              "workbook": proposal.path.name})
    return tr("{form} versi {version} terpasang.").format(form=form.form_id, version=form.version)


def _told(faults: tuple[Fault, ...], tone: Tone, word: str) -> Iterator[Finding]:
    """Faults as lines: where in short, what, and in full what to do."""
    for fault in faults:
        row = tr("baris {row}").format(row=fault.row) if fault.row else ""
        where = ", ".join(filter(None, (fault.sheet, row, fault.column)))
        yield Finding(BadgeCell(tone, word), where or tr("seluruh formulir"), fault.message, str(fault))


def _change(change: Difference) -> Finding:
    words = kind_words(change.kind)
    both = {(True, True): tr("dari “{old}” menjadi “{new}”"), (True, False): tr("semula “{old}”"),
            (False, True): tr("menjadi “{new}”")}.get((bool(change.old), bool(change.new)), "")
    shown = both.format(old=change.old, new=change.new)
    detail = f"{change.name}: {words} {shown}".strip() + f". {change.consequence}"
    return Finding(BadgeCell("muted", words, ""), change.name, change.consequence, detail)


def kind_words(kind: str) -> str:
    """What a kind of difference is called on the screen."""
    return {
        "added": tr("Baru"), "removed": tr("Dihapus"), "moved": tr("Berpindah"), "type": tr("Ganti jenis"),
        "column": tr("Ganti kolom"), "choices": tr("Pilihan"), "label": tr("Kalimat"), "relevant": tr("Kapan muncul"),
        "required": tr("Wajib diisi"), "constraint": tr("Syarat"), "calculate": tr("Hitungan"),
        "readonly": tr("Terkunci"),
    }[kind]


def _meaning(form: Form, versions: tuple[Version, ...], changes: tuple[Difference, ...]) -> Iterator[str]:
    """In sentences: what becomes of what is there."""
    records, drafts = sum(v.records for v in versions), sum(v.drafts for v in versions)
    if form_tables.newest((*(v.version for v in versions), form.version)) != form.version:
        yield tr("Nomor versi ini lebih rendah daripada yang terpasang ({versi}): isian baru tetap memakai yang "
                 "terpasang.").format(versi=versions[0].version)
    if not changes:
        yield tr("Tidak ada pertanyaan, pilihan, atau aturan yang berubah.")
    else:
        yield tr("{n} perubahan terhadap versi {versi}.").format(n=number(len(changes)), versi=versions[0].version)
    if records:
        yield tr("{n} isian selesai tetap seperti tersimpan, dengan versinya masing-masing.").format(n=number(records))
    yield tr("Laptop petugas menerimanya lewat berkas balasan berikutnya.")
    if drafts:
        yield tr("{n} draf tetap pada versinya; saat dibuka, program menawarkan memindahkannya dan menyebut lebih dulu "
                 "apa yang berubah.").format(n=number(drafts))


def _of_drafts(context: Context, form: Form) -> Iterator[str]:
    """What moving the drafts of this file would lose. Questions are named, people are not: it may be sent to others."""
    file, desk = context.opened, context.interviews
    ids = {row["_id"] for row in file.rows(f"SELECT _id FROM {quote(form.form_id)} WHERE _status = 'draft' LIMIT ?",
                                           (MOST_DRAFTS,))}
    ids |= {trail.record_id for trail in Trail(file).open_records() if trail.form_id == form.form_id}
    moves = [plan(desk.resume(record_id).interview, form) for record_id in sorted(ids)[:MOST_DRAFTS]]
    losing = [move for move in moves if move.homeless]
    if not moves:
        return
    yield tr("{n} dari {m} draf di berkas ini pindah dengan semua jawabannya.").format(
        n=number(len(moves) - len(losing)), m=number(len(moves)))
    if losing:
        asked = dict.fromkeys(label for move in losing for label, _ in move.homeless)
        yield tr("{n} draf punya jawaban yang tidak bertempat lagi: {daftar}.").format(
            n=number(len(losing)), daftar=", ".join(list(asked)[:10]))
    refused = dict.fromkeys(label for move in moves for label in move.refused)
    if refused:
        yield tr("Jawaban draf yang perlu diperiksa lagi: {daftar}.").format(daftar=", ".join(list(refused)[:10]))
