"""A place on earth typed, or pasted as a link of a map, read into an XForms geopoint."""

from __future__ import annotations

import re

from ftd_desktop.errors import UserError

_FIGURE = r"[-\u2212+]?\d{1,3}(?:[.,]\d+)?"
_PAIR = re.compile(rf"\s*\(?\s*({_FIGURE})\s*(?:[,;]\s+|[;,](?=\s*[-+\d])|\s+)\s*({_FIGURE})\s*\)?\s*")
_IN_LINK = (
    re.compile(r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)"),  # the pin of a Google Maps link
    re.compile(r"[?&](?:q|query|ll|mlat|destination|center)=(?:loc:)?(-?\d+\.\d+)(?:,|%2C|&mlon=)(-?\d+\.\d+)"),
    re.compile(r"@(-?\d+\.\d+),(-?\d+\.\d+)"),  # the middle of the map
    re.compile(r"geo:(-?\d+\.\d+),(-?\d+\.\d+)"),
    re.compile(r"#map=\d+/(-?\d+\.\d+)/(-?\d+\.\d+)"),
)
_DEGREES = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['′]\s*(\d{1,2}(?:[.,]\d+)?)?\s*[\"″]?\s*([NSEWULTB])", re.IGNORECASE
)
_NEGATIVE = {"S", "W", "B"}  # selatan and barat in Indonesian; U and T are utara and timur, L is lintang's own letter


def read_point(typed: str) -> str:
    """``latitude longitude 0 0`` from ``3,5952 98,6722``, a map link or degrees; UserError when it is no place."""
    found = _in_link(typed) or _in_degrees(typed) or _in_figures(typed)
    if found is None:
        raise UserError(
            "“{text}” bukan titik lokasi. Tulis lintang, bujur (mis. 3.5952, 98.6722) atau tempel tautan peta.",
            text=_short(typed),
        )
    latitude, longitude = found
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise UserError("Lintang harus antara −90 dan 90, bujur antara −180 dan 180. Yang tertulis: {text}.",
                        text=_short(typed))  # fmt: skip
    return f"{latitude:.7g} {longitude:.8g} 0 0"


def read_trace(typed: str) -> str:
    """Points parted by ";" from the same, GeoJSON, or KML coordinates; UserError when there are not two places."""
    points = _pasted_points(typed)
    if len(points) < 2:
        raise UserError("“{text}” bukan garis atau bidang. Tempel GeoJSON, KML, atau titik dipisah titik koma.",
                        text=_short(typed))  # fmt: skip
    return "; ".join(points)


def read_area(typed: str) -> str:
    """The same, closed: the last point is the first."""
    points = read_trace(typed).split("; ")
    if len(points) < 3:
        raise UserError("“{text}” terlalu pendek untuk sebuah bidang. Beri paling sedikit tiga titik.",
                        text=_short(typed))  # fmt: skip
    return "; ".join(points if points[0] == points[-1] else [*points, points[0]])


def show_trace(value: str) -> str:
    """As it is stored."""
    return value


def _pasted_points(typed: str) -> list[str]:
    if "coordinates" in typed:
        inside = typed.partition("coordinates")[2]
        pairs = re.findall(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)", inside)  # longitude first in both formats
        return [read_point(f"{latitude}, {longitude}") for longitude, latitude in pairs]
    parts = [part for part in typed.split(";") if part.strip()]
    return [_with_height(part) for part in parts]


def _with_height(part: str) -> str:
    """A point of a trace; height and accuracy are kept where they stand."""
    figures = part.split()
    if len(figures) == 4 and all(re.fullmatch(r"-?\d+(\.\d+)?", figure) for figure in figures):
        return f"{read_point(' '.join(figures[:2])).removesuffix(' 0 0')} {figures[2]} {figures[3]}"
    return read_point(part)


def show_point(value: str) -> str:
    """``3.5952, 98.6722``; what is no geopoint as it stands."""
    parts = value.split()
    return ", ".join(parts[:2]) if len(parts) in (2, 3, 4) else value


def _short(typed: str) -> str:
    typed = typed.strip()
    return typed if len(typed) <= 40 else typed[:39] + "…"


def _in_link(typed: str) -> tuple[float, float] | None:
    for pattern in _IN_LINK:
        if found := pattern.search(typed):
            return float(found[1]), float(found[2])
    return None


def _in_degrees(typed: str) -> tuple[float, float] | None:
    found = _DEGREES.findall(typed)
    if len(found) != 2:
        return None
    first, second = (_decimal_degrees(*parts) for parts in found)
    return first, second


def _decimal_degrees(degrees: str, minutes: str, seconds: str, side: str) -> float:
    size = int(degrees) + int(minutes) / 60 + float((seconds or "0").replace(",", ".")) / 3600
    return -size if side.upper() in _NEGATIVE else size


def _in_figures(typed: str) -> tuple[float, float] | None:
    found = _PAIR.fullmatch(typed)
    if found is None:
        return None
    first, second = (float(part.replace(",", ".").replace("\u2212", "-")) for part in found.groups())
    return first, second
