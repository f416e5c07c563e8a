"""Where the parts of a question stand: number, label, field, unit, the line below, the reason."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QRect

from ftd_desktop.ui.forms import measure
from ftd_desktop.ui.forms.face import Face
from ftd_desktop.ui.forms.shape import ILLUSTRATED, Kind
from ftd_desktop.ui.theme import px

Style = Literal["stacked", "scale", "cell"]
SCALE_LABEL = 0.44  # share of the width that a scale's statement takes


@dataclass(frozen=True)
class Places:
    """Rectangles inside the question's widget; `height` is all of it."""

    number: QRect
    label: QRect
    prefix: QRect
    field: QRect
    unit: QRect
    below: QRect
    reason_word: QRect
    reason: QRect
    height: int
    picture: QRect = dataclasses.field(default_factory=QRect)


def label_height(face: Face, width: int, numbers: int) -> int:
    """How high the label with its picture is, so that neighbours can put their fields on one line."""
    picture = px(4) + px(ILLUSTRATED) if face.picture else 0
    return face.label_height(width - numbers) + picture


def places(style: Style, face: Face, width: int, *, numbers: int = 0, label: int = 0) -> Places:
    """Where everything stands. `numbers` is the width of the number column, `label` the label height to keep."""
    if style == "scale":
        return _scale(face, width, numbers)
    if style == "cell":
        return _cell(face, width)
    return _stacked(face, width, numbers, max(label, label_height(face, width, numbers)))


def _stacked(face: Face, width: int, numbers: int, label: int) -> Places:
    """`label` is what the tallest label of the row takes; a shorter one stands at its foot, next to its field."""
    unit = max(px(40), measure.width_of(face.unit)) + px(8) if face.unit else 0
    room, own = width - numbers, label_height(face, width, numbers)
    high = face.field_height(room - unit)
    top = label + px(4) if high else label
    area = QRect(numbers, top, room - unit, high)
    line = QRect(0, top, numbers - px(8), px(32))
    words = QRect(numbers, label - own, room, own)
    number = QRect(0, words.y(), numbers - px(4), measure.line_height())
    found = _below(face, number, words, line, area, QRect(width - unit + px(8), top, unit, px(32)))
    if not face.picture:
        return found
    picture = QRect(numbers, label - px(ILLUSTRATED), room, px(ILLUSTRATED))
    return replace(found, picture=picture)


def _scale(face: Face, width: int, numbers: int) -> Places:
    room = int((width - numbers) * SCALE_LABEL)
    words = face.label_height(room - px(16))
    high = max(words, px(32))
    field = QRect(numbers + room, (high - px(32)) // 2, width - numbers - room, px(32))
    label = QRect(numbers, (high - words) // 2, room - px(16), words)
    number = QRect(0, label.y(), numbers - px(4), measure.line_height())
    found = _below(face, number, label, QRect(), field, QRect())
    return (
        found
        if found.height > high
        else Places(number, label, QRect(), field, QRect(), QRect(), QRect(), QRect(), high)
    )


def _cell(face: Face, width: int) -> Places:
    high = face.field_height(width)
    return Places(QRect(), QRect(), QRect(), QRect(0, 0, width, high), QRect(), QRect(), QRect(), QRect(), high)


def _below(face: Face, number: QRect, label: QRect, prefix: QRect, field: QRect, unit: QRect) -> Places:
    """The rest, from the lower edge of the field down."""
    left = field.x() if field.height() else label.x()
    width = label.right() + 1 - left if unit.width() else field.width() or label.width()
    bottom = field.y() + field.height()
    words = _below_height(face, width)
    below = QRect(left, bottom + px(4), width, words)
    if words:
        bottom = below.y() + below.height()
    word, reason = QRect(), QRect()
    if face.remark:
        indent = measure.width_of(face.remark_word, bold=True) + px(8)
        word = QRect(left, bottom + px(4), indent, px(32))
        reason = QRect(left + indent, bottom + px(4), width - indent, px(32))
        bottom = reason.y() + reason.height()
    return Places(number, label, prefix, field, unit, below, word, reason, bottom)


def _below_height(face: Face, width: int) -> int:
    """Room for the message; the hint's room is kept even while something shorter stands there."""
    kept = measure.height_of(face.hint, width) if face.hint else measure.line_height() if face.reserved else 0
    if face.shape.kind is Kind.NOTE and not face.hint and face.message.tone == "muted":
        return 0
    message = face.message
    if not message.text:
        return kept
    indent = 0 if message.tone == "muted" else px(22)
    return max(kept, measure.height_of(message.text, width - indent, bold=message.tone == "error"))
