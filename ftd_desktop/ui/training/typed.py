"""Reading what was typed in a dialog's fields: figures, dates, hours; what is wrong is said beside the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from PySide6.QtWidgets import QComboBox

from ftd_desktop import wording
from ftd_desktop.errors import UserError
from ftd_desktop.forms.typed_dates import read_date, read_time
from ftd_desktop.ui.widgets.field import Field

Value = TypeVar("Value")


class Wrong(Exception):  # noqa: N818 - the field already says it
    """A field was refused."""


def taken(field: Field, read: Callable[[str], Value]) -> Value:
    """What the field says; `Wrong` after it was refused there."""
    try:
        return read(field.text)
    except UserError as error:
        field.refuse(str(error))
        raise Wrong from error


def filled(field: Field) -> str:
    """The text of a field that must have some."""
    return taken(field, _some)


def day(field: Field, today: date) -> date:
    """A date."""
    return taken(field, lambda text: read_date(_some(text), today))


def hour(field: Field) -> str:
    """A time of day as ``HH:MM``, or "" for a blank."""
    return taken(field, lambda text: read_time(text) if text else "")


def whole(field: Field, low: int, high: int) -> int:
    """A whole figure in a range."""
    return taken(field, lambda text: _whole(text, low, high))


def whole_or_none(field: Field, low: int, high: int) -> int | None:
    """The same, None for a blank."""
    return whole(field, low, high) if field.text else None


def figure(field: Field, high: float) -> float:
    """A figure above 0, with a comma or a point."""
    return taken(field, lambda text: _figure(text, high))


def combo(name: str, choices: Iterable[tuple[str, Any]], value: Any = None) -> QComboBox:
    """A combo of (words, value) with a name for screen readers."""
    made = QComboBox()
    made.setAccessibleName(name)
    for words, one in choices:
        made.addItem(words, one)
    made.setCurrentIndex(max(0, made.findData(value)))
    return made


def _some(text: str) -> str:
    if not text:
        raise UserError("Isi dahulu.")
    return text


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise UserError("Tulis angka bulat {rendah} sampai {tinggi}.", rendah=low, tinggi=high)
    return int(text)


def _figure(text: str, high: float) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    if not 0 < value <= high:
        raise UserError("Tulis angka di atas 0 sampai {tinggi}.", tinggi=wording.figure(high))
    return value


