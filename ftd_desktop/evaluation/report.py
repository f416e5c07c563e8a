"""Writes the report: the door for the window and the command line."""

from __future__ import annotations

from pathlib import Path

from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import story
from ftd_desktop.evaluation.data import PairedData
from ftd_desktop.evaluation.story import Setting

__all__ = ["Setting", "write", "write_bytes", "write_word"]


def write(path: Path, data: PairedData, setting: Setting) -> Path:
    """The report on `data` as a PDF at `path`; a file there is replaced once the new one is whole.

    The same data and setting give the same bytes. UserError when the folder cannot be written.
    """
    from ftd_desktop.evaluation import pdf  # reportlab: 0.13 s, only where a report is made

    return write_bytes(path, pdf.render(story.tell(data, setting)))


def write_word(path: Path, data: PairedData, setting: Setting) -> Path:
    """The same report as a Word document at `path`, for those who write on with it."""
    from ftd_desktop.evaluation import word

    return write_bytes(path, word.render(story.tell(data, setting)))


def write_bytes(path: Path, content: bytes) -> Path:
    """`content` at `path`, whole or not at all."""
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError("Berkas {name} tidak dapat ditulis: {reason}. Tutup berkas itu bila sedang terbuka, atau pilih"
                        " tempat lain.", name=path.name, reason=error.strerror or str(error)) from error
    return path
