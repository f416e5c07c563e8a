"""Sheets of records: the blank one that is handed out for a form, and the rows of one that comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ftd_desktop.exchange import tables
from ftd_desktop.exchange.spreadsheet import Column, Sheet
from ftd_desktop.exchange.tables import Bounds
from ftd_desktop.forms.dictionary import Entry, describe
from ftd_desktop.forms.form import Form
from ftd_desktop.i18n import tr
from ftd_desktop.programme.importing.cells import Cell
from ftd_desktop.programme.importing.heads import askable

BOUNDS = Bounds(rows=200_001, columns=1_000, size=200_000_000, unpacked=2_000_000_000)
#: Choices that are written out in the list of questions; of longer lists only the first ones.
SHOWN_CHOICES = 40


def rows(path: Path) -> Iterator[list[Cell]]:
    """The rows of a sheet that came back, the head first; UserError as `tables.rows`."""
    return tables.rows(path, BOUNDS)


def blank(form: Form, language: str | None = None) -> list[Sheet]:
    """A sheet whose heads are the questions of the form's main table, and one that says what goes under each."""
    asked = askable(form)
    entries = [entry for entry in describe(form, language) if entry.path in asked]
    heads = tuple(Column(asked[entry.path], width=max(12.0, len(asked[entry.path]) + 2)) for entry in entries)
    columns = (Column(tr("Nama kolom"), width=20), Column(tr("Pertanyaan"), width=60),
               Column(tr("Wajib diisi"), width=12), Column(tr("Isinya"), width=90))
    told = [(asked[entry.path], entry.label, tr("Ya") if entry.required else "", _content(entry)) for entry in entries]
    return [Sheet(form.form_id, heads, ()), Sheet(tr("Penjelasan"), columns, told, expected=len(told))]


def _content(entry: Entry) -> str:
    if entry.control in ("select1", "select", "rank"):
        shown = "; ".join(f"{choice.value} = {choice.label}" for choice in entry.choices[:SHOWN_CHOICES])
        if entry.choice_count > SHOWN_CHOICES:
            shown += " … " + tr("({n} pilihan)").format(n=entry.choice_count)
        return shown if entry.control == "select1" else tr("Boleh beberapa, dipisah koma: {pilihan}").format(
            pilihan=shown)
    kinds = {"int": tr("bilangan bulat"), "decimal": tr("bilangan"), "date": tr("tanggal, mis. 24/11/2026"),
             "time": tr("jam, mis. 08.30"), "dateTime": tr("tanggal dan jam"),
             "geopoint": tr("lintang dan bujur, mis. 3.5952 98.6722")}
    return " · ".join(filter(None, (kinds.get(entry.type, tr("teks")), entry.unit)))
