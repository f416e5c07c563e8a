"""How large a workbook may be, measured before it is read: reading costs time and memory with every cell.

A zipped workbook is looked at as bytes that are unpacked once and thrown away; nothing is parsed. The largest honest
form is a list of 85,000 villages with their districts, or some thousand questions in several languages.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ftd_desktop.errors import UserError

MAX_BYTES = 50_000_000
MAX_UNPACKED = 300_000_000
MAX_CELLS = 1_000_000  # that are filled; a sheet may have a format down to its last row
MAX_SURVEY_CELLS = 100_000  # of the survey sheet: each translation is a text in the form

MAX_LINES = 150_000  # of a form written as text

_BLOCK = 1 << 20
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\bname=(["'])(.*?)\1[^>]*?\b\w+:id=(["'])(.*?)\3""")
_TARGET = re.compile(rb"<Relationship\b[^>]*>")
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, KeyError, NotImplementedError, EOFError, zlib.error)


@dataclass(frozen=True)
class Sheet:
    """What one sheet of a zipped workbook holds."""

    name: str
    part: str
    cells: int
    formulas: int


def check_size(path: Path) -> None:
    """UserError when the workbook is larger than any form; the file may be of any kind."""
    if path.stat().st_size > MAX_BYTES:
        raise UserError("Berkas {name} terlalu besar untuk sebuah formulir.", name=path.name)
    if unpacked(path) > MAX_UNPACKED:
        raise UserError("Berkas {name} mengembang terlalu besar saat dibuka, dan ditolak. Periksa asal berkas.",
                        name=path.name)
    if path.suffix.lower() in (".csv", ".md") and _lines(path) > MAX_LINES:
        raise UserError("Berkas {name} terlalu besar untuk sebuah formulir.", name=path.name)
    sheets = list(sheets_of(path))
    if sum(sheet.cells for sheet in sheets) > MAX_CELLS:
        largest = max(sheets, key=lambda sheet: sheet.cells)
        raise UserError("Lembar {sheet} di {name} terlalu besar: {cells} sel terisi. Pindahkan daftar panjang ke "
                        "berkas csv dan pakai select_one_from_file.", sheet=largest.name, name=path.name,
                        cells=largest.cells)
    for sheet in sheets:
        if sheet.name.lower() == "survey" and sheet.cells > MAX_SURVEY_CELLS:
            raise UserError("Lembar survey di {name} terlalu besar: {cells} sel terisi, paling banyak {limit}. Bagi "
                            "menjadi beberapa formulir.", name=path.name, cells=sheet.cells, limit=MAX_SURVEY_CELLS)


def unpacked(path: Path) -> int:
    """The bytes a zipped workbook unpacks to, as its directory says; no reader goes beyond that. 0 for other files."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except _BROKEN:
        return 0


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))


def sheets_of(path: Path) -> Iterator[Sheet]:
    """What the sheets of a zipped workbook hold, as far as it can be read; none of other files."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = _names(packed)
            for part in packed.namelist():
                if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                    yield Sheet(names.get(part, part), part, *_counted(packed, part))
    except _BROKEN:
        return


def _counted(packed: zipfile.ZipFile, part: str) -> tuple[int, int]:
    """Filled cells and formulas; a tag that two blocks share is not counted, which bounds do not mind."""
    cells = formulas = 0
    with packed.open(part) as stream:
        while block := stream.read(_BLOCK):
            cells += block.count(b"<v>") + block.count(b"<is>")
            formulas += block.count(b"<f>") + block.count(b"<f ")
    return cells, formulas


def _names(packed: zipfile.ZipFile) -> dict[str, str]:
    """The part of each sheet -> the name people see."""
    targets = {}
    for element in _TARGET.findall(packed.read("xl/_rels/workbook.xml.rels")):
        target, number = _attribute(element, b"Target"), _attribute(element, b"Id")
        targets[number] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return {targets.get(found[3].decode(), ""): found[1].decode("utf-8", "replace")
            for found in _SHEET.findall(packed.read("xl/workbook.xml"))}


def _attribute(element: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"""=(["'])(.*?)\1""", element)
    return found[2].decode("utf-8", "replace") if found else ""
