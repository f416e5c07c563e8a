"""Reads list files (csv, xml, geojson) into listings."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.forms.lists import ITEM, Listing
from ftd_desktop.forms.xml_reader import parse_xml

MAX_ROWS = 500_000
MAX_CELL = 131_072


def read_listing(name: str, data: bytes) -> Listing:
    """The listing of the media file `name`; UserError when it cannot be read or is too large."""
    ending = name.rpartition(".")[2].lower()
    if ending == "csv":
        return read_csv(name, data)
    if ending == "geojson":
        return read_geojson(name, data)
    return Listing.of_tree(parse_xml(data))


def read_csv(name: str, data: bytes) -> Listing:
    """A csv list: comma, semicolon or tab between cells; the first row names the columns."""
    text = decoded(name, data)
    first = text[: text.find("\n") + 1 or None]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [cell.strip() for cell in next(rows, [])]
        columns = _columns(name, names, rows)
    except csv.Error as fault:
        raise UserError("Daftar {name} rusak di baris {line} ({reason}). Simpan ulang sebagai CSV UTF-8.",
                        name=name, line=rows.line_num, reason=str(fault)) from fault
    return Listing(ITEM, columns)


def _columns(name: str, names: list[str], rows: Iterator[list[str]]) -> dict[str, list[str]]:
    table: list[list[str]] = []
    width = len(names)
    known: dict[str, str] = {}
    for row in rows:
        if len(row) < width:
            if not row:
                continue
            row = row + [""] * (width - len(row))
        table.append([known.setdefault(cell, cell) for cell in row[:width]])  # one object for a text that repeats
        if len(table) > MAX_ROWS:
            raise _too_large(name)
    del known
    columns = zip(*table, strict=True) if table else ([] for _ in names)
    return {column: list(cells) for column, cells in zip(names, columns, strict=True) if column}


def read_geojson(name: str, data: bytes) -> Listing:
    """A GeoJSON list: one row a feature, its properties as columns, the place as `geometry` in ODK's notation."""
    try:
        found = json.loads(decoded(name, data))
        features = [_feature(feature) for feature in found["features"]]
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise UserError("Daftar {name} bukan GeoJSON yang sah. Simpan ulang sebagai FeatureCollection.",
                        name=name) from fault
    if len(features) > MAX_ROWS:
        raise _too_large(name)
    names = dict.fromkeys(key for feature in features for key in feature)
    return Listing(ITEM, {key: [feature.get(key, "") for feature in features] for key in names})


def _feature(feature: dict[str, Any]) -> dict[str, str]:
    cells = {key: _text(value) for key, value in (feature.get("properties") or {}).items()}
    if "id" in feature:
        cells.setdefault("id", _text(feature["id"]))
    return cells | {"geometry": _geometry(feature["geometry"])}


def _geometry(geometry: dict[str, Any]) -> str:
    places = geometry["coordinates"]
    if geometry["type"] == "Point":
        places = [places]
    elif geometry["type"] == "Polygon":
        places = places[0]
    return ";".join(f"{place[1]} {place[0]} {place[2] if len(place) > 2 else 0} 0" for place in places)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def decoded(name: str, data: bytes) -> str:
    """The text of a file that Excel or another tool saved: UTF-8, else Windows-1252; UserError for neither."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("Daftar {name} bukan teks yang dapat dibaca. Simpan ulang sebagai CSV UTF-8.", name=name)


def _too_large(name: str) -> UserError:
    return UserError("Daftar {name} lebih dari {limit} baris. Pecah atau saring daftarnya.", name=name, limit=MAX_ROWS)
