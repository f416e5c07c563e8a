"""The research zip from a real file with the shipped forms: read back, complete, and free of identities."""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyreadstat
import pytest
from arro3.io import read_parquet

from ftd_desktop import resources
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.research_export import export
from ftd_desktop.programme.library import FormLibrary, add_workbook
from ftd_desktop.store.file import DataFile
from tests.evaluation.people import survey
from tests.evaluation.test_file import Media

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFile]:
    with DataFile.create(tmp_path_factory.mktemp("b") / "a.ftdb", "kata sandi rekaan", role="province") as made:
        for form in ("ftd_profil", "ftd_survei"):
            add_workbook(made, resources.path("forms", f"{form}.xlsx"), Media())
        yield made


def fill(file: DataFile, n: int, agreed: int) -> list[str]:
    records, who, names = survey(n, seed=21)
    with file.write():
        for i, (person, facts) in enumerate(who.items()):
            file.insert("ftd_profil", {
                "_id": person, "_status": "complete", "nama": names[person], "nik": f"127101{i:02d}0390{i:04d}",
                "jk": facts["jk"], "tgl_lahir": f"{1960 + i % 45}-05-06", "dom_kab": facts["kab"], "sektor": "kriya",
                "kab_usaha": facts["kab"], "setuju_data": "ya", "setuju_bagi": "ya" if i < agreed else "tidak",
                "hp": f"08126000{i:04d}"})
        for row in records:
            if row["_participant"] == "p000003":  # what a forged or mended file could bring
                row["dok_punya"] = f"nib {names['p000003'].replace(' ', '_')}"
            secrets = {"catatan": f"kata {names[row['_participant']]}", "nib_no": "1234567890123"}
            file.insert("ftd_survei", {**row, **secrets})
    return list(names.values())


def test_too_few_who_agreed(file: DataFile, tmp_path: Path) -> None:
    form = FormLibrary(file).form("ftd_survei")
    with pytest.raises(UserError, match="Kurang dari 5"):
        export(file, form, tmp_path / "a.zip", day=DAY, salt=b"x")
    assert not (tmp_path / "a.zip").exists()


def test_the_pack_is_complete_and_anonymous(file: DataFile, tmp_path: Path) -> None:
    names = fill(file, 60, agreed=50)
    form = FormLibrary(file).form("ftd_survei")
    found = export(file, form, tmp_path / "a.zip", day=DAY, salt=b"x")
    assert (found.people, found.without_consent) == (50, 10)
    with zipfile.ZipFile(tmp_path / "a.zip") as pack:
        texts = {name: pack.read(name).decode("utf-8") for name in pack.namelist()
                 if not name.endswith((".sav", ".dta", ".parquet"))}
    assert set(texts) == {
        "data.csv", "buku_kode.csv", "baca_spss.sps", "baca_stata.do", "satu_data/kegiatan.json",
        "satu_data/variabel.csv", "satu_data/indikator.csv", "daftar_kode/wilayah.csv", "BACA_DULU.txt"}
    everything = "".join(texts.values())
    assert not any(secret in texts["data.csv"] for secret in (*names, "1271", "0812", "12345678", "p0000", "kata "))
    rows = list(csv.DictReader(io.StringIO(texts["data.csv"])))
    assert len(rows) == len(found.rows) > 90 and "catatan" not in rows[0] and "petugas" not in rows[0]
    first = [row for row in rows if row["tahap"] == "baseline"]
    quasi = Counter((row["wilayah"], row["kelompok_umur"], row["jk"], row["bidang"]) for row in first)
    assert min(quasi.values()) >= 5
    codebook = list(csv.DictReader(io.StringIO(texts["buku_kode.csv"])))
    described = {row["nama"] for row in codebook}
    assert set(rows[0]) == described
    kinds = {row["nama"]: row["jenis"] for row in codebook if row["jenis"]}
    known = {(row["nama"], row["nilai"]) for row in codebook if row["nilai"]}
    given = {(name, word) for row in rows for name, answer in row.items() if kinds[name].startswith("pilihan")
             for word in (answer.split() if kinds[name] == "pilihan ganda" else filter(None, [answer]))}
    assert kinds["bidang"] == kinds["tahap"] == kinds["jk"] == "pilihan"
    assert ("swa_tayang", "shopee") in given and given <= known, given - known
    assert any(row["nama"] == "dok_punya" and row["nilai"] == "halal" for row in codebook)
    assert next(row for row in codebook if row["nama"] == "laba_bulan")["satuan"] == "Rp"
    assert json.loads(texts["satu_data/kegiatan.json"])["rancangan"].startswith("Longitudinal")
    assert len(list(csv.DictReader(io.StringIO(texts["daftar_kode/wilayah.csv"])))) == 33
    assert "VALUE LABELS status_usaha" in texts["baca_spss.sps"] and "50 peserta" in texts["BACA_DULU.txt"]
    assert "rekaan" not in everything.lower().replace("kata sandi rekaan", "")
    again = export(file, form, tmp_path / "b.zip", day=DAY, salt=b"x")
    assert again == found and (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_every_format_says_the_same(file: DataFile, tmp_path: Path) -> None:
    """SPSS and Stata files have the rows, the blanks and the words that the CSV and its codebook have."""
    with zipfile.ZipFile(export_to(file, tmp_path)) as pack:
        pack.extractall(tmp_path)
    rows, codebook = (list(csv.DictReader((tmp_path / name).read_text(encoding="utf-8").splitlines()))
                      for name in ("data.csv", "buku_kode.csv"))
    words = {(row["nama"], row["nilai"]): row["arti"] for row in codebook if row["nomor"]}
    for read, name in ((pyreadstat.read_sav, "data.sav"), (pyreadstat.read_dta, "data.dta")):
        values, about = read(str(tmp_path / name), output_format="dict")
        assert list(values) == list(rows[0]) and about.number_rows == len(rows)
        assert not about.notes and "rekaan" not in (about.file_label or "").lower()
        for i, row in enumerate(rows):
            for column, answer in row.items():
                kept = values[column][i]
                shown = about.variable_value_labels.get(column, {}).get(kept, kept)
                assert same(shown, words.get((column, answer), answer)), (name, i, column)
    table = read_parquet(io.BytesIO((tmp_path / "data.parquet").read_bytes())).read_all()
    assert list(table.column_names) == list(rows[0])
    for column in table.column_names:
        kept = [float(value) if isinstance(value, int) else value for value in table.column(column).to_pylist()]
        assert all(same(value, row[column]) if value is not None else row[column] == ""
                   for value, row in zip(kept, rows, strict=True)), column


def same(kept: object, given: str) -> bool:
    """A value of SPSS or Stata is what the CSV says."""
    if isinstance(kept, float):
        return math.isnan(kept) if given == "" else kept == float(given)
    return ("" if kept is None else str(kept)) == given


def export_to(file: DataFile, folder: Path) -> Path:
    export(file, FormLibrary(file).form("ftd_survei"), folder / "a.zip", day=DAY, salt=b"x")
    return folder / "a.zip"
