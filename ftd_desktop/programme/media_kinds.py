"""What kinds of files answers may name: by the ending of the name, and by how the content begins."""

from __future__ import annotations

from ftd_desktop.errors import UserError

PICTURE, SOUND, FILM, PAPER, OTHER = "picture", "sound", "film", "paper", "other"
ENDINGS = {
    PICTURE: ("jpg", "jpeg", "png", "webp", "bmp", "gif", "heic", "heif", "avif", "tif", "tiff"),
    SOUND: ("mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "amr", "flac"),
    FILM: ("mp4", "m4v", "3gp", "mov", "avi", "webm", "mkv", "mpg", "mpeg"),
    PAPER: ("pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "txt", "ppt", "pptx", "odp"),
}
CARRIED = ("gpx", "kml", "kmz", "geojson", "json", "xml", "zip")  # taken, but not opened from here
WANTED = {"image": PICTURE, "audio": SOUND, "video": FILM}  # the first half of a question's mediatype

# How files of a kind begin: (place, bytes). A box file or an Ogg file may hold sound, film or both.
_BEGINNINGS = {
    SOUND: ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2"), (0, b"\xff\xf1"), (0, b"\xff\xf9"),
            (4, b"ftyp"), (0, b"OggS"), (8, b"WAVE"), (0, b"#!AMR"), (0, b"fLaC"), (0, b"\x1aE\xdf\xa3")),
    FILM: ((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide"), (8, b"AVI "), (0, b"\x1aE\xdf\xa3"), (0, b"OggS"),
           (0, b"\0\0\1\xba"), (0, b"\0\0\1\xb3")),
}


def kind(name: str) -> str:
    """picture, sound, film, paper or other, by the ending of a name."""
    ending = name.rpartition(".")[2].lower()
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), OTHER)


def opens(name: str) -> bool:
    """Whether the system's own program may be asked to open it: never a program, a script or a web page."""
    return kind(name) != OTHER


def check(data: bytes, name: str, mediatype: str = "") -> None:
    """UserError when the file called `name` is not what a question with this mediatype asks for.

    Pictures are proved by whoever can decode them.
    """
    wanted = WANTED.get(mediatype.partition("/")[0])
    if wanted is SOUND and not _begins(data, SOUND):
        raise UserError("Berkas {name} bukan rekaman suara. Pilih rekaman MP3, M4A, OGG, WAV, atau AMR.", name=name)
    if wanted is FILM and not _begins(data, FILM):
        raise UserError("Berkas {name} bukan video. Pilih video MP4, 3GP, MOV, atau AVI.", name=name)
    if wanted is None and kind(name) == OTHER and name.rpartition(".")[2].lower() not in CARRIED:
        raise UserError("Jenis berkas {name} tidak diterima. Simpan sebagai PDF, gambar, rekaman, Word, atau Excel, "
                        "lalu pilih lagi.", name=name)
    if name.lower().endswith(".pdf") and b"%PDF" not in data[:1024]:
        raise UserError("Berkas {name} rusak atau bukan PDF. Simpan lagi sebagai PDF, lalu pilih lagi.", name=name)


def _begins(data: bytes, kind: str) -> bool:
    return any(data[at:at + len(signs)] == signs for at, signs in _BEGINNINGS[kind])
