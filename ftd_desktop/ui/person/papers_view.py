"""A person's certificates with what can be done to each, and the firm's papers with their last days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.programme import rounds
from ftd_desktop.programme.documents import Document
from ftd_desktop.programme.documents import label as paper_label
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.models.cells import BadgeCell, Column
from ftd_desktop.ui.models.rows import RowsModel
from ftd_desktop.ui.person.timeline import NEAR
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import EmptyState, Panel
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.table import Table

if TYPE_CHECKING:
    from ftd_desktop.programme.attachments import PersonFile
    from ftd_desktop.ui.models.person_data import Paper, PersonCard

_UNLIMITED = 16_777_215  # QWIDGETSIZE_MAX


class PapersView(QWidget):
    """`check_asked` and `print_asked` carry a certificate, `cohort_asked` its cohort; `record_asked` the record in
    which a paper was told, `file_asked` a file kept for the person."""

    cohort_asked = Signal(str)
    check_asked = Signal(object)
    print_asked = Signal(object)
    record_asked = Signal(str)
    file_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._check, self._print = Button(tr("Periksa keaslian"), "link"), Button(tr("Cetak ulang…"), "link")
        self._office = Button(tr("Buka daftar terbit"), "link")
        self._check.clicked.connect(lambda: self._with_current(self.check_asked))
        self._print.clicked.connect(lambda: self._with_current(self.print_asked))
        self._office.clicked.connect(self._open_cohort)
        self._certificates = Panel(tr("Sertifikat"), QWidget(), "", (self._check, self._print, self._office))
        self._documents = Panel(tr("Dokumen usaha"), QWidget())
        self.certificates: Table | None = None
        self.documents: Table | None = None
        for panel in (self._certificates, self._documents):
            panel.setMinimumHeight(theme.px(130))
        self.setLayout(down((self._certificates, 2), (self._documents, 3), gap=16))

    def show_card(self, card: PersonCard) -> None:
        """Another person, or the same one read again."""
        self._show_certificates(card.certificates)
        self._show_documents(card)

    def _show_certificates(self, papers: Sequence[Paper]) -> None:
        self.certificates = None
        if papers:
            self.certificates = Table(RowsModel(_certificate_columns(), papers), tr("Sertifikat"))
            self.certificates.chosen.connect(self._choose)
            self.certificates.opened.connect(self.check_asked)
            self._certificates.set_body(self.certificates)
        else:
            self._certificates.set_body(EmptyState(
                tr("Belum ada sertifikat. Syaratnya ada di tampilan Presensi & kelulusan.")))
        self._certificates.setMaximumHeight(_UNLIMITED if papers else theme.px(130))
        self._choose(papers[0] if papers else None)

    def _choose(self, paper: Paper | None) -> None:
        for button in (self._check, self._print, self._office):
            button.setVisible(paper is not None)
        if paper is not None:
            self._check.allow(bool(paper.payload), tr("Nomor ini tidak pernah menjadi sertifikat."))
            self._print.allow(paper.in_force, tr("Sertifikat ini tidak sedang berlaku."))

    def _show_documents(self, card: PersonCard) -> None:
        self.documents = None
        rows: list[Any] = [*card.documents, *card.files]
        near = sum(1 for one in card.documents if _is_near(one.expires, self._today()))
        self._documents.note.setText(tr("{n} segera atau sudah habis").format(n=near) if near else "")
        if not rows:
            self._documents.set_body(EmptyState(
                tr("Belum ada. Nomor dan masa berlaku dokumen dicatat di profil dan survei.")))
            return
        self.documents = Table(RowsModel(self._document_columns(card), rows), tr("Dokumen usaha"), preselect=False)
        self.documents.opened.connect(self._open_document)
        self._documents.set_body(self.documents)

    def _document_columns(self, card: PersonCard) -> tuple[Column, ...]:
        days = {held.record_id: held.day for held in card.person.rounds}
        return (
            Column(tr("Dokumen"), _name, 150, bold=True, whole=True),
            Column(tr("Nomor"), _number, 150, stretch=True),
            Column(tr("Berlaku sampai"), lambda one: _last_day(one), 140, whole=True),
            Column(tr("Keadaan"), lambda one: document_badge(one, self._today()), 130, whole=True),
            Column(tr("Dicatat di"), lambda one: _told(one, days), 150, muted=True, whole=True, rank=1),
        )

    def _open_document(self, one: Any) -> None:
        if isinstance(one, Document):
            self.record_asked.emit(one.record_id)
        else:
            self.file_asked.emit(one)

    def _open_cohort(self) -> None:
        if self.certificates is not None and self.certificates.current() is not None:
            self.cohort_asked.emit(self.certificates.current().cohort_id)

    def _with_current(self, signal: Any) -> None:
        if self.certificates is not None and self.certificates.current() is not None:
            signal.emit(self.certificates.current())

    def _today(self) -> date:
        return self._context.now().date()


def document_badge(one: Document | PersonFile, today: date) -> BadgeCell:
    """How a paper stands; for a file, whether it is here."""
    if not isinstance(one, Document):
        return BadgeCell("ok", tr("Ada di berkas ini")) if one.here else BadgeCell("muted", tr("Belum sampai"), "")
    if one.under_way:
        return BadgeCell("accent", tr("Sedang diurus"), "")
    if one.expires is None:
        return BadgeCell("ok", tr("Dimiliki")) if one.number else BadgeCell("muted", tr("Dimiliki, tanpa nomor"), "")
    days = (one.expires - today).days
    if days < 0:
        return BadgeCell("error", tr("Lewat {n} hari").format(n=wording.number(-days)), "clock")
    return (BadgeCell("warn", tr("{n} hari lagi").format(n=days), "clock") if days <= NEAR
            else BadgeCell("ok", tr("Berlaku")))


def _is_near(last: date | None, today: date) -> bool:
    return last is not None and (last - today).days <= NEAR


def _name(one: Document | PersonFile) -> str:
    if isinstance(one, Document):
        return paper_label(one.paper)
    return one.question


def _number(one: Document | PersonFile) -> str:
    if isinstance(one, Document):
        return one.number or wording.NONE
    size = "" if one.bytes is None else f"{wording.number(max(one.bytes / 1024, 0.1), 1)} KB"
    return " · ".join(part for part in (one.label or one.name, size) if part)


def _last_day(one: Document | PersonFile) -> str:
    return wording.long_date(one.expires) if isinstance(one, Document) else ""


def _told(one: Document | PersonFile, days: dict[str | None, date | None]) -> str:
    if not isinstance(one, Document):
        return tr("Lampiran")
    if not one.round:
        return tr("Profil")
    day = days.get(one.record_id)
    return rounds.label(one.round) + (f", {wording.long_date(day)}" if day else "")


def _certificate_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Nomor"), lambda paper: paper.entry.number, 190, bold=True, whole=True),
        Column(tr("Keadaan"), _certificate_badge, 110, whole=True),
        Column(tr("Keterangan"), lambda paper: paper.entry.words, 200, stretch=True),
    )


def _certificate_badge(paper: Paper) -> BadgeCell:
    return BadgeCell("ok", tr("Berlaku")) if paper.in_force else BadgeCell("error", tr("Tidak berlaku"))
