"""The province's records behind the certificates, each edited in a small dialog: letterhead, signatories, numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.certificates.record_dialog import Field, RecordDialog
from ftd_desktop.ui.context import Context


class OfficeRecords(QObject):
    """Opens the dialogs over `host`; `changed` when something was kept. `dialog` is the one that is open."""

    changed = Signal()

    def __init__(self, context: Context, host: QWidget) -> None:
        super().__init__(host)
        self._context, self._host = context, host
        self.dialog: RecordDialog | None = None

    def edit_letterhead(self) -> None:
        """The lines at the head of the certificate."""
        fields = (
            Field("parent", tr("Baris pertama (mis. Pemerintah Provinsi)")), Field("name", tr("Nama kantor")),
            Field("unit", tr("Unit")), Field("address", tr("Alamat")), Field("city", tr("Kota tempat terbit")),
        )
        self._read(lambda: _data().letterhead(self._context), lambda values: self._open(
            tr("Kepala surat"), fields, values, lambda made: _data().save_letterhead(self._context, made)))

    def edit_signatory(self, signatory_id: str | None) -> None:
        """A signatory, or a new one for None."""
        fields = (
            Field("front_titles", tr("Gelar depan")), Field("name", tr("Nama tanpa gelar")),
            Field("back_titles", tr("Gelar belakang")), Field("position", tr("Jabatan")),
            Field("rank", tr("Pangkat/golongan")), Field("nip", tr("NIP")),
            Field("valid_from", tr("Menjabat sejak"), "date"),
            Field("valid_until", tr("Sampai (kosong: masih)"), "date"),
            Field("show_titles", tr("Cetak gelar"), "switch"), Field("show_rank", tr("Cetak pangkat"), "switch"),
            Field("show_nip", tr("Cetak NIP"), "switch"),
        )
        self._read(lambda: _data().signatory(self._context, signatory_id), lambda values: self._open(
            tr("Penanda tangan"), fields, values,
            lambda made: _data().save_signatory(self._context, signatory_id, made)))

    def lease_numbers(self, year: int) -> None:
        """A block of numbers for a machine."""
        self._read(lambda: _data().lease(self._context, year), self._open_lease)

    def _open_lease(self, found: tuple[list[tuple[str, str]], dict[str, Any]]) -> None:
        machines, values = found
        fields = (
            Field("device_id", tr("Laptop"), "choice", machines), Field("code", tr("Kode klasifikasi")),
            Field("unit", tr("Kode unit")), Field("year", tr("Tahun"), "number"),
            Field("first", tr("Nomor pertama"), "number"), Field("last", tr("Nomor terakhir"), "number"),
            Field("template", tr("Pola nomor")),
        )
        self._open(tr("Pinjamkan blok nomor"), fields, values, lambda made: _data().save_lease(self._context, made))

    def _read(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._context.tasks.store(work, then)

    def _open(self, title: str, fields: tuple[Field, ...], values: dict[str, Any],
              save: Callable[[dict[str, Any]], object]) -> None:
        self.dialog = RecordDialog(self._context, title, fields, values, save, self._host.window())
        self.dialog.saved.connect(lambda _: self.changed.emit())
        self.dialog.open()


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_records

    return certificate_records
