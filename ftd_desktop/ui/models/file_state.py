"""What has happened to the data file behind the program's back, in words; on the file's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr
from ftd_desktop.store import restored
from ftd_desktop.wording import number

if TYPE_CHECKING:
    from ftd_desktop.store.file import DataFile
    from ftd_desktop.ui.context import Context


def news(file: DataFile, marks: Path | None) -> tuple[str, ...]:
    """Sentences for whoever opens the file: it is an older copy of itself, or another tool has changed it."""
    said = [_older(file)] if _is_older(file, marks) else []
    found = file.found
    if found is not None and found.rows:
        said.append(tr("Program lain telah mengubah {n} baris di berkas ini. Perubahannya tetap ada dan dicatat di "
                       "riwayat atas nama \"alat lain\". Bila Anda tidak tahu siapa yang mengubahnya, hubungi "
                       "pengelola.").format(n=number(found.rows)))
    if found is not None and found.breaks:
        said.append(tr("Rantai catatan perubahan di berkas ini tidak utuh: ada yang mengubah riwayatnya. Jangan "
                       "dipakai dahulu; pulihkan dari cadangan, dan laporkan kepada pengelola."))
    return tuple(said)


def note(context: Context) -> None:
    """Keep how far the file has come: after a bundle was written, and before it is closed."""
    if context.marks is not None:
        restored.note(context.opened, context.marks)


def _is_older(file: DataFile, marks: Path | None) -> bool:
    try:
        return marks is not None and restored.notice(file, marks)
    except OSError as error:
        raise UserError("Folder {folder} tidak dapat dibaca atau ditulis ({sebab}). Program mencatat di sana sampai "
                        "mana berkas ini sudah diisi; periksa ruang dan izin foldernya.", folder=str(marks),
                        sebab=error.strerror or type(error).__name__) from error


def _older(file: DataFile) -> str:
    if file.role == "province":
        return tr("Data Induk ini salinan yang lebih lama daripada yang terakhir dibuka di komputer ini. Kiriman yang "
                  "diterima sesudah salinan itu tidak ada di sini, tetapi tidak hilang: buat balasan untuk semua "
                  "petugas, dan kiriman mereka berikutnya memuat ulang yang kurang. Keputusan dan pendaftaran petugas "
                  "yang dibuat sesudahnya harus diulang, kecuali berkas yang lebih baru masih ada: pakai yang itu.")
    return tr("Berkas ini salinan yang lebih lama daripada yang terakhir dibuka di laptop ini. Isian sesudah salinan "
              "itu tidak ada di sini. Yang sudah dikirim tidak hilang: buat berkas kiriman, dan provinsi membalas "
              "dengan salinan lengkap. Yang belum dikirim hanya ada di berkas yang lebih baru: bila berkas itu masih "
              "ada, pakai yang itu.")
