"""Layouts written as they look: rows across and columns down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TypeVar, overload

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ftd_desktop.ui.theme import px

Item = QWidget | QLayout | int | None | tuple[QWidget | QLayout, int]
Margins = int | tuple[int, int, int, int]
AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def across(*items: Item, margins: Margins = 0, gap: int = 8) -> QHBoxLayout:
    """Items from left to right: widgets, layouts, ints (a fixed gap), None (takes what is left), (item, stretch).

    `margins` are (left, top, right, bottom); all in pixels at 100 %.
    """
    return _fill(QHBoxLayout(), items, margins, gap)


def down(*items: Item, margins: Margins = 0, gap: int = 8) -> QVBoxLayout:
    """The same from top to bottom."""
    return _fill(QVBoxLayout(), items, margins, gap)


def grid(*rows: tuple[QWidget | None, ...], gap: int = 8) -> QGridLayout:
    """Rows of cells; the last column takes the width."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(px(gap))
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell is not None:
                made.addWidget(cell, y, x)
        made.setColumnStretch(len(row) - 1, 1)
    return made


@overload
def boxed(layout: QLayout) -> QWidget: ...
@overload
def boxed(layout: QLayout, cls: type[AnyWidget]) -> AnyWidget: ...
def boxed(layout: QLayout, cls: type[QWidget] = QWidget) -> QWidget:
    """A widget around a layout."""
    made = cls()
    made.setLayout(layout)
    return made


def fixed(widget: AnyWidget, *, width: int | None = None, height: int | None = None) -> AnyWidget:
    """The widget with a fixed width or height, in pixels at 100 %."""
    if width is not None:
        widget.setFixedWidth(px(width))
    if height is not None:
        widget.setFixedHeight(px(height))
    return widget


def wide(widget: AnyWidget) -> AnyWidget:
    """The widget taking all the width it is given."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
    return widget


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def order_tabs(root: QWidget) -> None:
    """Let Tab walk everything in `root` as it is laid out.

    Qt walks widgets in the order in which they came: what was put in later would be reached last.
    """
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def _stops(of: QWidget | QLayout | None) -> Iterator[QWidget]:
    """What the keyboard can stand on, in reading order; a control's own parts are its own business."""
    if isinstance(of, QWidget) and of.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield of
    elif isinstance(of, QScrollArea):
        yield from _stops(of.widget())
    elif isinstance(of, QWidget):
        yield from _stops(of.layout())
    elif of is not None:
        for place in range(of.count()):
            if (item := of.itemAt(place)) is not None:
                yield from _stops(item.widget() or item.layout())


_Box = TypeVar("_Box", bound=QBoxLayout)


def _fill(box: _Box, items: tuple[Item, ...], margins: Margins, gap: int) -> _Box:
    edges = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(*(px(edge) for edge in edges))
    box.setSpacing(px(gap))
    for item in items:
        _add(box, item)
    return box


def _add(box: QBoxLayout, item: Item) -> None:
    stretch = 0
    if isinstance(item, tuple):
        item, stretch = item
    if item is None:
        box.addStretch(1)
    elif isinstance(item, int):
        box.addSpacing(px(item))
    elif isinstance(item, QWidget):
        box.addWidget(item, stretch)
    else:
        box.addLayout(item, stretch)
