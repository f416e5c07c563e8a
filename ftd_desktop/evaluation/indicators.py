"""The indicator tables of ``resources/indicators``: read, checked, and with their formulas compiled."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ftd_desktop import i18n, resources
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation.formula import Formula, FormulaError, parse

KINDS = ("share", "mean", "median", "total", "class")
ROUNDS = ("both", "after")
#: What an entry's values must be, where it is not a text.
_TYPES: dict[str, type | tuple[type, ...]] = {
    "valid_from": date, "valid_to": date, "columns": list, "classes": list, "classes_en": list, "headline": bool,
    "words": list, "weight": (int, float), "target": dict,
}


@dataclass(frozen=True)
class Labelled:
    """Something with an Indonesian and an English name."""

    id: str
    label_id: str
    label_en: str

    @property
    def label(self) -> str:
        """The name in the language in force."""
        return self.label_en if i18n.language() == "en" else self.label_id


@dataclass(frozen=True)
class Target:
    """A national aim beside what the programme can count. `value` (and `start`) are None where none was found."""

    label_id: str
    label_en: str
    unit: str
    year: int
    value: float | None
    start: float | None
    start_year: int | None

    @property
    def label(self) -> str:
        """The national indicator, in the language in force."""
        return self.label_en if i18n.language() == "en" else self.label_id


@dataclass(frozen=True)
class Indicator(Labelled):
    """One figure of a frame: how it is worked out of which questions, and how it is shown.

    `classes_id`, `classes_en` name the values 1, 2, … of a class; `weight` is that of a part in its trait; `words` are
    what people call it in a sentence, in either language.
    """

    dimension: Labelled
    kind: str
    unit_id: str
    unit_en: str
    formula: Formula
    rounds: str
    headline: bool
    weight: float = 1.0
    classes_id: tuple[str, ...] = ()
    classes_en: tuple[str, ...] = ()
    target: Target | None = None
    words: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes, in the language in force."""
        return self.classes_en if i18n.language() == "en" else self.classes_id

    @property
    def unit(self) -> str:
        """The unit in the language in force; "%" for shares."""
        return self.unit_en if i18n.language() == "en" else self.unit_id


@dataclass(frozen=True)
class Frame(Labelled):
    """A dated table of indicators."""

    version: str
    valid_from: date
    valid_to: date | None
    source_id: str
    source_en: str
    indicators: tuple[Indicator, ...]

    @property
    def source(self) -> str:
        """Where the frame comes from, in the language in force."""
        return self.source_en if i18n.language() == "en" else self.source_id

    def indicator(self, name: str) -> Indicator:
        """The indicator with id `name`; KeyError when there is none."""
        for indicator in self.indicators:
            if indicator.id == name:
                return indicator
        raise KeyError(name)


@cache
def frame(name: str) -> Frame:
    """The shipped frame `name`, e.g. ``outcomes``."""
    return read(resources.path("indicators", f"{name}.toml"))


def read(path: Path) -> Frame:
    """The frame in file `path`; UserError names the entry and what is wrong with it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _fault(path, "-", str(error)) from error
    head = _entry(table.get("frame"), path, "frame", ("id", "name", "version", "valid_from"))
    for key in ("dimension", "indicator"):
        if not isinstance(table.get(key, []), list):
            raise _fault(path, key, f"[[{key}]] ?")
    dimensions = {
        entry["id"]: Labelled(entry["id"], entry["label"], entry.get("label_en", entry["label"]))
        for entry in (_entry(item, path, "dimension", ("id", "label")) for item in table.get("dimension", []))
    }
    defined = _definitions(table.get("define", {}), path)
    indicators = tuple(_indicator(item, dimensions, defined, path) for item in table.get("indicator", []))
    _check_frame(head, indicators, path)
    return Frame(
        head["id"], head["name"], head.get("name_en", head["name"]), version=str(head["version"]),
        valid_from=head["valid_from"], valid_to=head.get("valid_to"), source_id=head.get("source", ""),
        source_en=head.get("source_en", head.get("source", "")), indicators=indicators,
    )


def _definitions(table: Any, path: Path) -> dict[str, Formula]:
    """Named parts of formulas, each of which may use those above it."""
    defined: dict[str, Formula] = {}
    if not isinstance(table, dict) or not all(isinstance(text, str) for text in table.values()):
        raise _fault(path, "define", "[define] ?")
    for name, text in table.items():
        defined[name] = _formula(text, defined, path, name)
    return defined


def _formula(text: str, defined: dict[str, Formula], path: Path, name: str) -> Formula:
    try:
        return parse(text, defined)
    except FormulaError as error:
        raise _fault(path, name, f"formula: {error}") from error


def _indicator(
    item: Any, dimensions: dict[str, Labelled], defined: dict[str, Formula], path: Path
) -> Indicator:
    entry = _entry(item, path, "indicator", ("id", "dimension", "label", "kind", "formula", "columns"))
    name = entry["id"]
    if entry["dimension"] not in dimensions:
        raise _fault(path, name, f"dimension {entry['dimension']} ?")
    _one_of(entry["kind"], KINDS, path, name)
    rounds = entry.get("rounds", "both")
    _one_of(rounds, ROUNDS, path, name)
    formula = _formula(entry["formula"], defined, path, name)
    if formula.columns != frozenset(entry["columns"]):
        raise _fault(path, name, f"columns ≠ {', '.join(sorted(formula.columns))}")
    classes, classes_en = _classes(entry, path)
    unit = "%" if entry["kind"] == "share" else entry.get("unit", "")
    return Indicator(
        name, entry["label"], entry.get("label_en", entry["label"]), dimension=dimensions[entry["dimension"]],
        kind=entry["kind"], unit_id=unit, unit_en=entry.get("unit_en", unit), formula=formula, rounds=rounds,
        headline=bool(entry.get("headline", False)), weight=_weight(entry, path), classes_id=classes,
        classes_en=classes_en, target=_target(entry, path),
        words=tuple(entry.get("words", ())),
    )


def _classes(entry: dict[str, Any], path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    classes = tuple(entry.get("classes", ()))
    english = tuple(entry.get("classes_en", classes))
    if (entry["kind"] == "class") != (len(classes) > 1) or len(english) != len(classes):
        raise _fault(path, entry["id"], "classes ?")
    return classes, english


def _weight(entry: dict[str, Any], path: Path) -> float:
    weight = entry.get("weight", 1)
    if not 0 < weight < math.inf:
        raise _fault(path, entry["id"], f"weight {weight} ?")
    return float(weight)


def _target(entry: dict[str, Any], path: Path) -> Target | None:
    if "target" not in entry:
        return None
    target: Any = entry["target"]
    numbers = [target[key] for key in ("value", "start") if key in target]
    if not {"label", "unit", "year"} <= set(target) or not all(isinstance(n, int | float) for n in numbers):
        raise _fault(path, entry["id"], "target: label, unit, year, value ?")
    return Target(str(target["label"]), str(target.get("label_en", target["label"])), target["unit"], target["year"],
                  target.get("value"), target.get("start"), target.get("start_year"))


def _entry(item: Any, path: Path, kind: str, needed: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(item, dict):
        raise _fault(path, kind, f"[{kind}] ?")
    for key in needed:
        if key not in item:
            raise _fault(path, str(item.get("id", kind)), f"{key} ?")
    for key, value in item.items():
        if not isinstance(value, _TYPES.get(key, str)) or isinstance(value, bool) != (key == "headline"):
            raise _fault(path, str(item.get("id", kind)), f"{key} = {value} ?")
        if isinstance(value, list) and not all(isinstance(part, str) for part in value):
            raise _fault(path, str(item.get("id", kind)), f"{key} = {value} ?")
    return item


def _one_of(value: str, allowed: tuple[str, ...], path: Path, name: str) -> None:
    if value not in allowed:
        raise _fault(path, name, f"{value} ∉ {', '.join(allowed)}")


def _check_frame(head: dict[str, Any], indicators: tuple[Indicator, ...], path: Path) -> None:
    names = [indicator.id for indicator in indicators]
    for name in names:
        if names.count(name) > 1:
            raise _fault(path, name, "id × 2")
    starts, ends = head["valid_from"], head.get("valid_to")
    if isinstance(starts, datetime) or isinstance(ends, datetime) or (ends is not None and ends < starts):
        raise _fault(path, head["id"], "valid_from, valid_to ?")


def _fault(path: Path, name: str, reason: str) -> UserError:
    return UserError(
        "Tabel indikator {file}, butir {name}, tidak dapat dipakai: {reason}. Perbaiki butir itu di berkasnya.",
        file=path.name, name=name, reason=reason,
    )
