"""What the office seldom does with certificates, behind one button: template, check page, signed files, numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMenu, QWidget

from ftd_desktop.i18n import tr
from ftd_desktop.ui.certificates.records import OfficeRecords
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from ftd_desktop.certificates.external import Accepted
    from ftd_desktop.certificates.pades import OfficeKey

Occasion = tuple[str, str, date]


class OfficeButton(Button):
    """Opens the menu. `done` carries a sentence about what was done; `changed` says that the file changed.

    `key_chosen` carries the opened office key that signs the PDFs issued from now on; it is kept in memory only.

    `occasion` gives (cohort id, signatory id, day) as chosen on the page, or None; `folder` where the PDFs go.
    """

    done = Signal(str)
    changed = Signal()
    key_chosen = Signal(object)

    def __init__(self, context: Context, occasion: Callable[[], Occasion | None], folder: Callable[[], Path]) -> None:
        super().__init__(tr("Lainnya …"))
        self._context, self._occasion, self._folder = context, occasion, folder
        self.records = OfficeRecords(context, self)
        self.records.changed.connect(self.changed)
        self.clicked.connect(self._open)

    def actions_for_role(self) -> list[tuple[str, Callable[[], None]]]:
        """What this role may do here, in the order of the menu."""
        province = [
            (tr("Templat sertifikat …"), self.edit_template), (tr("Kepala surat …"), self.records.edit_letterhead),
            (tr("Tambah penanda tangan …"), lambda: self.records.edit_signatory(None)),
            (tr("Ubah penanda tangan ini …"), self._edit_signatory),
            (tr("Pinjamkan blok nomor …"), lambda: self.records.lease_numbers(self._year())),
            (tr("Tulis halaman periksa …"), self._ask_page),
        ]
        everyone = [
            (tr("Tanda tangani dengan kunci kantor …"), self._ask_key),
            (tr("Terima PDF bertanda tangan …"), self._ask_signed), (tr("Lewati nomor …"), self._ask_skip),
        ]
        return (province if self._context.identity.role == "province" else []) + everyone

    def _open(self) -> None:
        menu = QMenu(self)
        for words, act in self.actions_for_role():
            menu.addAction(words, act)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def edit_template(self) -> None:
        """Open the template's dialog; it needs a cohort and a signatory for its picture."""
        from ftd_desktop.ui.certificates.template_dialog import CertificateTemplateDialog

        occasion = self._occasion()
        if occasion is None:
            self.done.emit(tr("Pilih angkatan dan penanda tangan dahulu."))
            return
        self.dialog = CertificateTemplateDialog(self._context, occasion, self.window())
        self.dialog.kept.connect(self.changed)
        self.dialog.open()

    def write_page(self, folder: Path) -> None:
        """Write the check page and the key list into `folder`."""
        self._context.tasks.store(lambda: _data().write_check_page(self._context, folder), self._page_written)

    def take_signed(self, paths: list[Path]) -> None:
        """Take in PDFs that were signed elsewhere."""
        folder = self._folder()
        self._context.tasks.store(lambda: _data().accept_signed(self._context, paths, folder), self._signed_taken)

    def skip(self, upto: int, reason: str) -> None:
        """Give up the next numbers up to `upto`."""
        year = self._year()
        self._context.tasks.store(lambda: _data().skip(self._context, upto, reason, year), self._skipped)

    def use_key(self, path: Path, passphrase: str) -> None:
        """Open the office's PKCS#12 key for the PDFs issued from now on."""
        self._context.tasks.pool(lambda: _data().open_key(path, passphrase), self._key_opened)

    def _key_opened(self, key: OfficeKey) -> None:
        self.key_chosen.emit(key)
        self.done.emit(tr("PDF berikutnya ditandatangani dengan kunci {holder}.").format(holder=key.holder))

    def _year(self) -> int:
        occasion = self._occasion()
        return occasion[2].year if occasion else self._context.now().year

    def _edit_signatory(self) -> None:
        occasion = self._occasion()
        self.records.edit_signatory(occasion[1] if occasion else None)

    def _page_written(self, path: Path) -> None:
        self.done.emit(tr("{name} dan daftar kunci ditulis di {folder}.").format(name=path.name, folder=path.parent))

    def _signed_taken(self, taken: list[Accepted]) -> None:
        words = [tr("{n} PDF bertanda tangan diterima.").format(n=len(taken))]
        if other := [one.number for one in taken if not one.untouched]:
            words.append(tr("Isinya bukan persis PDF yang diterbitkan: {numbers}. Bandingkan halamannya.").format(
                numbers=", ".join(other)))
        self.done.emit(" ".join(words))
        self.changed.emit()

    def _skipped(self, _: object) -> None:
        self.done.emit(tr("Tercatat di daftar terbit."))
        self.changed.emit()

    def _ask_page(self) -> None:
        chosen = QFileDialog.getExistingDirectory(_host(self), tr("Folder untuk halaman periksa"))
        if chosen:
            self.write_page(Path(chosen))

    def _ask_signed(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(_host(self), tr("PDF bertanda tangan"), "", tr("Dokumen PDF (*.pdf)"))
        if chosen:
            self.take_signed([Path(path) for path in chosen])

    def _ask_key(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(_host(self), tr("Kunci kantor"), "", tr("Kunci PKCS#12 (*.p12 *.pfx)"))
        if chosen:
            passphrase, accepted = QInputDialog.getText(_host(self), tr("Kunci kantor"), tr("Kata sandi kunci:"),
                                                        QLineEdit.EchoMode.Password)
            if accepted:
                self.use_key(Path(chosen), passphrase)

    def _ask_skip(self) -> None:
        upto, accepted = QInputDialog.getInt(_host(self), tr("Lewati nomor"), tr("Lewati sampai nomor urut:"), 1, 1)
        if accepted:
            reason, accepted = QInputDialog.getText(_host(self), tr("Lewati nomor"), tr("Alasannya:"))
            if accepted:
                self.skip(upto, reason)


def _host(widget: QWidget) -> QWidget:
    return widget.window()


def _data() -> Any:
    from ftd_desktop.ui.models import certificate_office  # loads reportlab: when it is first needed

    return certificate_office
