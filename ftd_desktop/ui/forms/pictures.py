"""Reads pictures and files from the disk, turned the right way up and made small enough to travel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.store import metadata
from ftd_desktop.store.attachments import MOST_BYTES

LONGEST = 1600  # px of the longer side where the form asks for nothing: text on a receipt can be read
SMALL = 512  # px of the longer side of what is held for a thumbnail
LARGEST_PICTURE = 64 * 1024 * 1024  # bytes of a photo before it is made smaller


_KEPT = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif"}
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")  # how those begin


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

    What is small enough stays as it is, under the ending of what it really is. UserError when it is no picture that
    can be shown.
    """
    data, _ = plain(path, LARGEST_PICTURE)
    picture = decoded(data, longest) if _is_whole(data) else QImage()
    if picture.isNull():
        raise _no_picture(path, data)
    size, form = _told(data)
    if max(size.width(), size.height()) <= longest and len(data) <= MOST_BYTES and form in _KEPT:
        return data, _KEPT[form]
    clear = picture.hasAlphaChannel()
    return encoded(picture, "PNG" if clear else "JPG"), "png" if clear else "jpg"


def _is_whole(data: bytes) -> bool:
    try:
        metadata.without(data)
    except metadata.DamagedError:
        return False
    return True


def _no_picture(path: Path, data: bytes) -> UserError:
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftypavif"):
        return UserError("Gambar {name} berformat HEIC, yang tidak terbaca di laptop ini. Di iPhone: Pengaturan, "
                         "Kamera, Format, pilih Paling Kompatibel; atau kirim gambarnya sebagai JPEG.", name=path.name)
    if data.startswith(_PICTURES):
        return UserError("Gambar {name} rusak atau terpotong. Salin lagi dari ponsel atau kameranya, lalu pilih lagi.",
                         name=path.name)
    return UserError("Berkas {name} bukan gambar yang dapat dibuka. Pilih gambar JPEG atau PNG.", name=path.name)


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


def _told(data: bytes) -> tuple[QSize, str]:
    """The size a picture tells of itself, and its format by its content."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    return reader.size(), reader.format().toStdString()
