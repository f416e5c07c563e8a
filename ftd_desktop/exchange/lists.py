"""What goes out as sheets: the participant list (NIK masked), survey records, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from ftd_desktop.exchange.spreadsheet import Column, Sheet
from ftd_desktop.i18n import tr
from ftd_desktop.programme import regions

#: Columns of the survey that hold rupiah.
MONEY = frozenset({"omzet_bulan", "omzet_daring", "laba_bulan", "omzet_tahun", "ekspor_nilai", "iklan_rp", "dana_rp",
                   "modal"})
#: Free text and numbers that point at a person: left out of survey records that leave the program.
IDENTIFYING = frozenset({"tautan", "catatan", "manfaat", "nib_no", "npwp_no", "pirt_no", "halal_no", "bpom_no",
                         "merek_no", "nmid", "peserta_id"})


class Source(Protocol):
    """What is read here: ``store.file.DataFile`` or a stand-in with the same `rows`."""

    def rows(self, sql: str, params: Sequence[Any] = ...) -> list[dict[str, Any]]:
        """The result of a query, one dict a row."""


class Figures(Protocol):
    """A table of figures: ``evaluation.figures.Rows`` or the like; headings carry the kind of their values."""

    @property
    def name(self) -> str:
        """The name of the table."""

    @property
    def headings(self) -> tuple[tuple[str, str], ...]:
        """(heading, kind) of each column."""

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """Plain values."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences to read first."""


def figures(tables: Iterable[Figures]) -> list[Sheet]:
    """Tables of figures as sheets."""
    return [Sheet(table.name, _columns(table), table.rows, table.notes, len(table.rows)) for table in tables]


def _columns(table: Figures) -> tuple[Column, ...]:
    return tuple(Column(heading, kind, 34 if kind == "text" else 15) for heading, kind in table.headings)


def participants(people: Iterable[Mapping[str, Any]], expected: int = 0) -> Sheet:
    """The participant list from rows of table ``participant``: the NIK masked, regions by name."""
    from ftd_desktop.programme.identity import mask_nik

    columns = (
        Column(tr("Kode"), width=18), Column(tr("Nama"), width=28), Column(tr("NIK (disamarkan)"), width=20),
        Column(tr("Jenis kelamin"), width=8), Column(tr("Tanggal lahir"), width=12), Column(tr("Nomor HP"), width=16),
        Column(tr("Usaha"), width=28), Column(tr("Kabupaten/kota"), width=26), Column(tr("Kecamatan"), width=12),
        Column(tr("Diperbarui"), width=20),
    )
    rows = (
        (p.get("kode"), p.get("nama"), mask_nik(p.get("nik")), p.get("jk"), p.get("tgl_lahir"), p.get("hp"),
         p.get("usaha"), regions.regency(p.get("kab")), p.get("kec"), p.get("_updated"))
        for p in people
    )
    return Sheet(tr("Peserta"), columns, rows, expected=expected)


def survey_records(file: Source, table: str = "ftd_survei", batch: int = 2000) -> Sheet:
    """All records of a survey form, by participant code, without free text and numbers that identify a person.

    Read in batches by key, so that memory stays small. An absent form gives an empty sheet.
    """
    names = [row["name"] for row in file.rows("SELECT name FROM pragma_table_info(?)", (table,))]
    wanted = [name for name in names if not name.startswith("_") and name not in IDENTIFYING]
    columns = (Column(tr("Kode"), width=18), Column(tr("Status")), *(Column(name, kind_of(name)) for name in wanted))
    expected = file.rows(f'SELECT count(*) AS n FROM "{table}"')[0]["n"] if names else 0
    return Sheet(table, columns, _records(file, table, wanted, batch) if names else (), expected=expected)


def kind_of(name: str) -> str:
    """How a survey column is shown: rupiah or as it is."""
    return "money" if name in MONEY else "whole"


def _records(file: Source, table: str, wanted: Sequence[str], batch: int) -> Iterable[tuple[Any, ...]]:
    chosen = ", ".join(f's."{name}"' for name in wanted)
    last = ""
    while True:
        found = file.rows(
            f'SELECT s._id, p.kode, s._status, {chosen} FROM "{table}" s'
            " LEFT JOIN participant p ON p._id = s._participant WHERE s._id > ? ORDER BY s._id LIMIT ?", (last, batch),
        )
        for row in found:
            yield (row["kode"], row["_status"], *(row[name] for name in wanted))
        if len(found) < batch:
            return
        last = found[-1]["_id"]
