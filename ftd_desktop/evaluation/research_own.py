"""Describes the research file's own columns: what each is, and what its values mean."""

from __future__ import annotations

from collections.abc import Sequence

from ftd_desktop.evaluation.codebook import Variable
from ftd_desktop.evaluation.research import QUASI, Research
from ftd_desktop.evaluation.subgroups import kind_label
from ftd_desktop.evaluation.zones import group_name, zones
from ftd_desktop.programme import rounds

_LABELS = {
    "nomor": "Nomor acak peserta; tidak dapat ditelusuri", "tahap": "Putaran survei",
    "wilayah": "Kelompok wilayah tempat usaha", "kelompok_umur": "Kelompok umur", "jk": "Jenis kelamin",
    "bidang": "Bidang usaha, atau kelompoknya",
}


def own_variables(research: Research) -> list[Variable]:
    """The number, the round and the quasi-identifiers, with all values that are in the file."""
    return [Variable("nomor", _LABELS["nomor"], "teks"),
            *(Variable(name, _LABELS[name], "pilihan", choices=_choices(research, name)) for name in ("tahap", *QUASI))]


def _choices(research: Research, name: str) -> tuple[tuple[str, str], ...]:
    place = research.columns.index(name)
    there = {str(row[place]) for row in research.rows} - {""}
    ranked = sorted(there, key=lambda value: (_rank(name, value), value))
    return tuple((value, _words(name, value)) for value in ranked)


def _rank(name: str, value: str) -> int:
    order: Sequence[str] = {"tahap": rounds.ORDER, "wilayah": tuple(zones()), "kelompok_umur": ("<20",)}.get(name, ())
    return order.index(value) if value in order else len(order)


def _words(name: str, value: str) -> str:
    if name == "tahap":
        return rounds.label(value)
    if name == "kelompok_umur":
        return f"{value} tahun"
    if name == "bidang":
        return group_name(value) or kind_label("sektor", value)
    return kind_label(name, value) if name == "jk" else value
