"""Reads pictures and files from the disk, turned the right way up and made small enough to travel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.store.attachments import MOST_BYTES

LONGEST = 1600  # px of the longer side where the form asks for nothing: text on a receipt can be read
LARGEST_PICTURE = 64 * 1024 * 1024  # bytes of a photo before it is made smaller


def plain(path: Path, most: int = MOST_BYTES) -> tuple[bytes, str]:
    """(bytes, suffix) of a file. UserError when it cannot be read or is larger than `most` bytes."""
    try:
        size = path.stat().st_size
        if size > most:
            raise UserError("Berkas {name} {size} MB, paling besar {most} MB. Kecilkan dulu, lalu pilih lagi.",
                            name=path.name, size=wording.number(-(-size // 1024**2)), most=most // 1024**2)  # fmt: skip
        return path.read_bytes(), path.suffix.lstrip(".").lower() or "bin"
    except OSError:
        raise UserError("Berkas {name} tidak dapat dibaca. Pilih yang lain.", name=path.name) from None


def read(path: Path, longest: int) -> tuple[bytes, str]:
    """The same of a picture; one with a longer side than `longest` pixels becomes smaller (JPEG, or PNG if clear).

    UserError when it is no picture that can be shown.
    """
    data, suffix = plain(path, LARGEST_PICTURE)
    picture = decoded(data, longest)
    if picture.isNull():
        raise UserError("Berkas {name} bukan gambar yang dapat dibuka. Pilih gambar JPEG atau PNG.", name=path.name)
    if max(_size(data).width(), _size(data).height()) <= longest and len(data) <= MOST_BYTES:
        return data, suffix
    clear = picture.hasAlphaChannel()
    return encoded(picture, "PNG" if clear else "JPG"), "png" if clear else "jpg"


def decoded(data: bytes, longest: int = 0) -> QImage:
    """The picture, turned as the camera says, its longer side at most `longest` (0: as it is); null when it is none."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if longest and size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def smaller(picture: QImage, longest: int) -> QImage:
    """The picture with its longer side at most `longest` pixels; a small one stays as it is."""
    if max(picture.width(), picture.height()) <= longest:
        return picture
    return picture.scaled(
        longest, longest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def encoded(picture: QImage, form: str) -> bytes:
    """The picture as PNG or JPG bytes."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, form, 85)  # type: ignore[call-overload]  # the stub says bytes, the binding wants str
    buffer.close()
    return bytes(data.data())


def thumbnail(picture: QImage, room: QSize) -> QPixmap:
    """The picture small enough for its place; a null one for a null picture."""
    if picture.isNull():
        return QPixmap()
    mode = Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, mode))


def _size(data: bytes) -> QSize:
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    return reader.size()
