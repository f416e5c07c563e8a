"""What a picture or film tells beside the picture goes; the picture itself stays, bit for bit."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, ImageOps, PngImagePlugin

from ftd_desktop.store import metadata

PLACE = b"LINTANG-BUJUR"


def picture(size: tuple[int, int] = (40, 20)) -> Image.Image:
    made = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (made, made.transpose(Image.Transpose.FLIP_LEFT_RIGHT), made))


def exif(turned: int = 6) -> Image.Exif:
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = turned
    told[ExifTags.Base.Make] = "Ponsel (contoh)"
    told.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSMapDatum] = PLACE.decode()
    return told


def saved(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    picture().save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def turned(data: bytes) -> Image.Image:
    return ImageOps.exif_transpose(opened(data))


@pytest.mark.parametrize(("kind", "more"), [
    ("JPEG", {}), ("JPEG", {"progressive": True}), ("JPEG", {"comment": PLACE, "xmp": b"<x>" + PLACE}),
    ("WEBP", {"lossless": True, "xmp": PLACE}), ("WEBP", {}), ("AVIF", {"xmp": b"<x:xmpmeta>" + PLACE}),
    ("MPO", {"save_all": True, "append_images": [picture()]}),
])  # fmt: skip
def test_place_and_device_go_and_the_picture_stays(kind: str, more: dict[str, object]) -> None:
    told = saved(kind, exif=exif(), **more)
    assert PLACE in told and b"Ponsel" in told
    plain = metadata.without(told)
    assert PLACE not in plain and b"Ponsel" not in plain
    assert opened(plain).tobytes() == opened(told).tobytes()
    if kind not in ("AVIF", "WEBP"):
        assert turned(plain).size == (20, 40) and turned(plain).tobytes() == turned(told).tobytes()
    assert metadata.without(plain) == plain


def test_a_png_keeps_its_picture_and_its_colours_only() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", PLACE.decode())
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = saved("PNG", pnginfo=words, icc_profile=colours, exif=exif()) + PLACE
    plain = metadata.without(told)
    assert PLACE not in plain and b"Ponsel" not in plain and opened(plain).info["icc_profile"] == colours
    assert opened(plain).tobytes() == picture().tobytes()


def test_a_jpeg_keeps_its_colours_and_loses_what_hangs_behind_it() -> None:
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = saved("JPEG", icc_profile=colours, exif=exif(1))
    plain = metadata.without(told + b"ftypmp42" + PLACE)
    assert opened(plain).info["icc_profile"] == colours and plain.endswith(b"\xff\xd9") and PLACE not in plain
    assert b"Exif" not in plain  # not turned: nothing to tell


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def test_a_film_tells_no_place_and_keeps_every_offset() -> None:
    track = box(b"trak", box(b"tkhd", b"turned"), box(b"udta", PLACE))
    film = (box(b"ftyp", b"mp42") + box(b"moov", box(b"mvhd", b"x"), track, box(b"udta", box(b"\xa9xyz", PLACE)),
                                        box(b"meta", PLACE))
            + box(b"uuid", b"\0" * 16, PLACE) + box(b"meta", PLACE)
            + struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"suara")
    plain = metadata.without(film)
    assert len(plain) == len(film) and PLACE not in plain and plain.endswith(b"suara") and b"turned" in plain


def test_a_heic_picture_loses_its_exif_where_it_lies() -> None:
    told = b"\0\0\0\6Exif\0\0MM\0*" + PLACE + b"\0" * 8
    entry = struct.pack(">4sHH4s", b"\2\0\0\0", 1, 0, b"Exif")
    items = box(b"iinf", b"\0\0\0\0\0\1", box(b"infe", entry))
    head = box(b"ftyp", b"heic")

    def meta(at: int) -> bytes:
        return box(b"meta", b"\0\0\0\0", items, box(b"iloc", b"\0\0\0\0", b"\x44\x00", struct.pack(
            ">HHHHII", 1, 1, 0, 1, at, len(told))))

    whole = head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", told, b"gambar")
    plain = metadata.without(whole)
    assert len(plain) == len(whole) and PLACE not in plain and plain.endswith(b"gambar")


def test_other_files_pass_unchanged() -> None:
    for data in (b"", b"%PDF-1.7 isi", b"RIFFxxxxWAVEsuara", b"\xff\xfbmp3"):
        assert metadata.without(data) == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_file_that_is_cut_off_is_said_to_be_damaged(kind: str) -> None:
    whole = saved(kind, exif=exif())
    with pytest.raises(metadata.DamagedError):
        metadata.without(whole[:len(whole) // 2])


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "AVIF"]), st.data())
def test_whatever_comes_is_cleaned_or_refused(kind: str, draw: st.DataObject) -> None:
    whole = bytearray(saved(kind, exif=exif()))
    for _ in range(draw.draw(st.integers(1, 4))):
        whole[draw.draw(st.integers(0, len(whole) - 1))] = draw.draw(st.integers(0, 255))
    cut = bytes(whole[:draw.draw(st.integers(0, len(whole)))])
    try:
        metadata.without(cut)
    except metadata.DamagedError:
        return


def test_an_orientation_that_cannot_be_read_is_none() -> None:
    for tiff in (b"", b"XX", b"MM\0*\0\0\0\xff", b"II*\0\x08\0\0\0\x05\0"):
        assert metadata.orientation(tiff) == 1
