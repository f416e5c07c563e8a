"""Opens a file of an answer in the system's own program, from a private copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ftd_desktop.errors import UserError
from ftd_desktop.ui.context import Context


def show(context: Context, name: str, label: str = "") -> None:
    """Open the file that an answer calls `name` (`label`: as the user knows it); what stands against it is said."""
    from ftd_desktop.programme import attachments

    show_bytes(context, lambda: attachments.data(context.opened, name), name, label)


def show_bytes(context: Context, read: Callable[[], bytes | None], name: str, label: str = "") -> None:
    """The same, with `read` (run on the file's thread) giving the content, None when it is not here."""
    from ftd_desktop.programme import media_kinds

    called = label or name

    def fetch() -> bytes:
        if not media_kinds.opens(name):
            raise UserError("Berkas {nama} tidak dibuka dari sini, demi keamanan.", nama=called)
        content = read()
        if content is None:
            raise UserError("Isi berkas {nama} belum ada di laptop ini. Terima lampirannya dahulu.", nama=called)
        return content

    def opened(content: bytes) -> None:
        try:
            path = context.copies.put(content, name.rpartition(".")[2])
        except OSError as error:
            refuse(UserError("Salinan untuk dibuka tidak bisa ditulis: {sebab}. Kosongkan ruang di disk, lalu coba "
                             "lagi.", sebab=str(error)))
            return
        if not open_with_system(path):
            refuse(UserError("Tidak ada program di laptop ini yang membuka berkas {nama}.", nama=called))

    def refuse(error: UserError) -> None:
        def say() -> None:
            raise error

        context.tasks.pool(say)  # shown as any error of work is

    context.tasks.store(fetch, opened)


def open_with_system(path: Path) -> bool:
    """Hand a file to the program that the system opens it with; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
