"""A small record in a dialog: a signatory, the letterhead, a lease of numbers. Fields in a row, errors told below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QScrollArea, QWidget

from ftd_desktop.errors import UserError
from ftd_desktop.forms.typed_dates import read_date
from ftd_desktop.i18n import tr
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.layout import across, boxed, down
from ftd_desktop.ui.widgets.text import Label
from ftd_desktop.wording import long_date

Editor = QLineEdit | QCheckBox | QComboBox


@dataclass(frozen=True)
class Field:
    """One field: its name in the values, its label, and how it is written; `choices` are (words, value)."""

    name: str
    label: str
    kind: Literal["text", "number", "date", "switch", "choice"] = "text"
    choices: Sequence[tuple[str, Any]] = ()


class RecordDialog(QDialog):
    """Shows `values` by `fields`; `save(values)` runs on the file's thread and may raise UserError. `saved` follows."""

    saved = Signal(object)

    def __init__(self, context: Context, title: str, fields: Sequence[Field], values: Mapping[str, Any],
                 save: Callable[[dict[str, Any]], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._context, self._fields, self._save = context, fields, save
        self.editors: dict[str, Editor] = {}
        column = down(gap=4)
        for field in fields:
            self._add(column, field, values.get(field.name))
        self.told = Label(token="error", wrap=True)
        self.told.hide()
        close, keep = Button(tr("Batal")), Button(tr("Simpan"), "primary", shortcut="Ctrl+Return")
        close.clicked.connect(self.reject)
        keep.clicked.connect(self.save)
        self.setMinimumWidth(px(440))
        self.setLayout(down((_scrolled(boxed(column), self), 1), self.told, across(None, close, keep),
                            margins=(16, 16, 16, 12), gap=16))

    def values(self) -> dict[str, Any]:
        """What stands in the fields; UserError for a date or a number that is none."""
        return {field.name: self._value(field, self.editors[field.name]) for field in self._fields}

    def save(self) -> None:
        """Keep the record and close; what is wrong is told instead."""
        try:
            values = self.values()
        except UserError as error:
            self._failed(error)
            return
        self._context.tasks.store(lambda: self._save(values), self._done, self._failed)

    def _add(self, column: Any, field: Field, value: Any) -> None:
        editor = _editor(field, value)
        self.editors[field.name] = editor
        editor.setAccessibleName(field.label)
        if field.kind != "switch":
            title = Label(field.label, bold=True)
            title.setBuddy(editor)
            column.addWidget(title)
        column.addWidget(editor)

    def _value(self, field: Field, editor: Editor) -> Any:
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, QComboBox):
            return editor.currentData()
        text = editor.text().strip()
        if field.kind == "date":
            return read_date(text, self._context.now().date()) if text else None
        if field.kind == "number":
            if not text.isdecimal():
                raise UserError("{label} harus angka bulat.", label=field.label)
            return int(text)
        return text

    def _done(self, result: object) -> None:
        self.saved.emit(result)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.told.setText(str(error))
        self.told.show()


def _scrolled(fields: QWidget, dialog: QWidget) -> QScrollArea:
    """The fields, scrolling only where the screen is too low for them."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(fields)
    room = dialog.screen().availableGeometry().height() - px(160)
    area.setMinimumHeight(min(fields.sizeHint().height() + 4, room))
    return area


def _editor(field: Field, value: Any) -> Editor:
    if field.kind == "switch":
        box = QCheckBox(field.label)
        box.setChecked(bool(value))
        return box
    if field.kind == "choice":
        combo = QComboBox()
        for words, choice in field.choices:
            combo.addItem(words, choice)
        combo.setCurrentIndex(max(0, combo.findData(value)))
        return combo
    shown = long_date(value) if isinstance(value, date) else "" if value is None else str(value)
    return QLineEdit(shown)
