"""Writes the research file: data, codebook, ways into SPSS and Stata, Satu Data metadata, code lists; one zip."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ftd_desktop import resources
from ftd_desktop.evaluation.codebook import Variable, one_line
from ftd_desktop.evaluation.indicators import frame
from ftd_desktop.evaluation.report import write_bytes
from ftd_desktop.evaluation.research import QUASI, K, Research
from ftd_desktop.evaluation.research_labelled import files as labelled_files
from ftd_desktop.evaluation.research_own import own_variables
from ftd_desktop.evaluation.research_parquet import files as parquet_files
from ftd_desktop.evaluation.zones import zones
from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regency

_FRAMES = ("outcomes", "traits", "classes", "roadmap", "rpjmn")


def write(path: Path, research: Research, questions: Sequence[Variable]) -> Path:
    """The research file as a zip at `path`; `questions` describe the answers in it. The same input, the same bytes."""
    described = [*own_variables(research), *questions]
    files = {
        "data.csv": _csv(research.columns, research.rows), "buku_kode.csv": _codebook(described),
        "baca_spss.sps": _spss(research, described), "baca_stata.do": _stata(described),
        "satu_data/kegiatan.json": _activity(), "satu_data/variabel.csv": _variables(described),
        "satu_data/indikator.csv": _indicators(), "daftar_kode/wilayah.csv": _places(),
        "BACA_DULU.txt": _read_me(research),
    }
    packed = {name: text.encode("utf-8") for name, text in files.items()} | labelled_files(research, described) | \
        parquet_files(research, described)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in packed.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(entry, content)
    return write_bytes(path, out.getvalue())


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _codebook(described: Sequence[Variable]) -> str:
    """Every variable and, below it, its choices; `nomor` is their number in the SPSS and Stata files."""
    rows: list[tuple[object, ...]] = []
    for variable in described:
        label = one_line(variable.label)
        rows.append((variable.name, label, variable.kind, variable.unit, variable.dimension, "", "", ""))
        rows += [(variable.name, "", "", "", "", value, one_line(words), number if variable.kind == "pilihan" else "")
                 for number, (value, words) in enumerate(variable.choices, 1)]
    return _csv(("nama", "pertanyaan", "jenis", "satuan", "dimensi", "nilai", "arti", "nomor"), rows)


def _spss(research: Research, described: Sequence[Variable]) -> str:
    """SPSS syntax that reads data.csv and labels its variables and values."""
    longest = dict.fromkeys(research.columns, 1)
    for row in research.rows:
        for name, value in zip(research.columns, row, strict=True):
            longest[name] = max(longest[name], len(str(value or "")))
    kinds = {variable.name: variable.kind for variable in described}
    columns = "\n  ".join(f"{name} {'F16.0' if kinds.get(name) == 'angka' else f'A{longest[name]}'}"
                          for name in research.columns)
    labels = "\n  ".join(f"{v.name} {_quoted(one_line(v.label), 250)}" for v in described)
    values = "\n".join(_value_labels(v) for v in described if v.kind == "pilihan" and v.choices)
    return (f"* Ubah folder kerja ke tempat data.csv.\nSET UNICODE=ON.\nGET DATA /TYPE=TXT /FILE='data.csv'"
            f" /ENCODING='UTF8' /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2 /VARIABLES=\n  {columns}.\n"
            f"VARIABLE LABELS\n  {labels}.\n{values}\nEXECUTE.\n")


def _value_labels(variable: Variable) -> str:
    lines = (f"{_quoted(value)} {_quoted(one_line(words), 118)}" for value, words in variable.choices)
    return f"VALUE LABELS {variable.name}\n  " + "\n  ".join(lines) + "."


def _stata(described: Sequence[Variable]) -> str:
    """A Stata do-file that reads data.csv and labels its variables."""
    lines = ["* Ubah folder kerja ke tempat data.csv.",
             'import delimited "data.csv", varnames(1) encoding("UTF-8") clear']
    for variable in described:
        label = one_line(variable.label).replace('"', "'")[:80]
        lines.append(f'capture label variable {variable.name} "{label}"')
    return "\n".join(lines) + "\n"


def _quoted(text: str, most: int = 1000) -> str:
    return "'" + text[:most].replace("'", "''") + "'"


def _activity() -> str:
    table = tomllib.loads(resources.path("indicators", "satu_data.toml").read_text(encoding="utf-8"))
    return json.dumps(table["kegiatan"], ensure_ascii=False, indent=2) + "\n"


def _variables(described: Sequence[Variable]) -> str:
    rows = [(v.name, one_line(v.label), v.kind, v.unit, "; ".join(f"{a}={one_line(b)}" for a, b in v.choices))
            for v in described]
    return _csv(("nama_variabel", "definisi", "tipe_data", "satuan", "klasifikasi_isian"), rows)


def _indicators() -> str:
    rows = [
        (i.label_id, i.dimension.label_id, i.formula.text, i.kind, i.unit_id, " ".join(sorted(i.formula.columns)),
         table.label_id, table.version, table.valid_from.isoformat(), table.source_id)
        for table in map(frame, _FRAMES) for i in table.indicators
    ]
    header = ("nama_indikator", "konsep", "rumus", "ukuran", "satuan", "variabel", "kerangka", "versi", "berlaku_sejak",
              "sumber")
    return _csv(header, rows)


def _places() -> str:
    rows = [(code, regency(code), name, "Kepmendagri 300.2.2-2138/2025", "2025-04-25")
            for name, codes in zones().items() for code in codes]
    return _csv(("kode_kemendagri", "nama", "kelompok_wilayah", "peraturan", "tanggal_peraturan"), rows)


def _read_me(research: Research) -> str:
    coarser = "\n".join(f"  {name}: {n}" for name, n in research.coarser.items())
    words = tr(
        "Berkas riset tanpa identitas.\n\nIsi: {rows} catatan dari {people} peserta yang setuju datanya dibagikan;"
        " {left} peserta tanpa persetujuan tidak disertakan.\nTidak ada nama, nomor, alamat, tanggal, atau teks bebas."
        " Setiap gabungan {quasi} dimiliki sedikitnya {k} orang (terkecil {smallest}).\nUntuk itu sebagian nilai dibuat"
        " lebih kasar atau dikosongkan, untuk sekian orang:\n{coarser}\nJumlah uang dibulatkan ke dua angka penting;"
        " angka tertinggi dan kerugian terbesar ditarik ke batas yang dicapai sedikitnya {k} orang, dan angka yang"
        " diberikan kurang dari {k} orang dikosongkan. Jangan menjumlahkannya.\nJangan mencoba mengenali orang, dan"
        " jangan menggabungkan berkas ini dengan daftar nama (UU 27/2022).\n")
    return words.format(
        rows=len(research.rows), people=research.people, left=research.without_consent, quasi=", ".join(QUASI), k=K,
        smallest=research.smallest, coarser=coarser)
