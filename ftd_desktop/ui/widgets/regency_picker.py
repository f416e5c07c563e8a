"""Chooses among the 33 regencies and cities by keyboard: type a part of the name, Enter ticks the one on top."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ftd_desktop.i18n import tr
from ftd_desktop.programme.regions import regencies, short_regency
from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.models.rows import Index
from ftd_desktop.ui.theme import color, px
from ftd_desktop.ui.widgets.card import Card
from ftd_desktop.ui.widgets.layout import down
from ftd_desktop.ui.widgets.text import Label

_CODE = Qt.ItemDataRole.UserRole


class RegencyPicker(QWidget):
    """`codes` are the ticked ones (Kemendagri codes) in the order of the list; none stands for the whole province."""

    changed = Signal()

    def __init__(self, codes: Iterable[str] = ()) -> None:
        super().__init__()
        self._search, self._list = QLineEdit(), QListWidget()
        self._said = Label(wrap=True, token="muted")
        self._search.setAccessibleName(tr("Cari kabupaten/kota"))
        self._search.setPlaceholderText(tr("Ketik nama, Enter memilih"))
        self._list.setAccessibleName(tr("Wilayah kerja"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setMinimumHeight(px(180))
        self._list.setItemDelegate(_Tick(self._list))
        wanted = set(codes)
        for code, name in regencies().items():
            self._add(code, name, code in wanted)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list.itemChanged.connect(self._say)
        title = Label(tr("Wilayah kerja"), bold=True)
        title.setBuddy(self._search)
        self.setLayout(down(title, self._search, (Card(down((self._list, 1), margins=4)), 1), self._said, gap=4))
        self._say()

    @property
    def codes(self) -> tuple[str, ...]:
        """The ticked ones."""
        return tuple(str(item.data(_CODE)) for item in self._items() if item.checkState() == Qt.CheckState.Checked)

    @property
    def words(self) -> str:
        """Their short names, e.g. ``Toba, Samosir``; "" for the whole province."""
        return ", ".join(short_regency(code) for code in self.codes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the search line: Enter ticks the first that is shown, Down goes into the list."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._search.text().strip():
                self._tick_first()
                return True
            if event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
        return super().eventFilter(watched, event)

    def _add(self, code: str, name: str, ticked: bool) -> None:
        item = QListWidgetItem(name)
        item.setData(_CODE, code)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self._list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _shown(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if not item.isHidden()]

    def _filter(self, text: str) -> None:
        parts = text.casefold().split()
        for item in self._items():
            item.setHidden(not all(part in item.text().casefold() for part in parts))

    def _tick_first(self) -> None:
        if shown := self._best():
            on = shown.checkState() == Qt.CheckState.Checked
            shown.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
            self._search.clear()

    def _best(self) -> QListWidgetItem | None:
        """The first shown, one that is called exactly so before the others (Nias before Nias Utara)."""
        typed = self._search.text().strip().casefold()
        exact = [item for item in self._shown() if short_regency(str(item.data(_CODE))).casefold() == typed]
        return next(iter(exact or self._shown()), None)

    def _enter_list(self) -> None:
        if shown := self._shown():
            self._list.setCurrentItem(shown[0])
            self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def _say(self) -> None:
        self._said.setText(tr("Dipilih: {nama}").format(nama=self.words) if self.codes
                           else tr("Tidak ada yang dipilih: seluruh provinsi."))
        self.changed.emit()


class _Tick(QStyledItemDelegate):
    """A box with an edge that is seen in every theme, a tick, and bold words for what is chosen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Box, tick, name."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, on = QRectF(option.rect), _ticked(index)
        at_hand = bool(option.state & QStyle.StateFlag.State_Selected)
        if at_hand and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(area, color("soft"))
        box = QRectF(area.x() + px(6), area.center().y() - px(8), px(16), px(16))
        painter.setPen(QPen(color("accent" if on else "control"), 1))
        painter.setBrush(color("soft" if on else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.drawPixmap(box.topLeft() + QPointF(px(1), px(1)), icons.pixmap("check", "accent", 14))
        painter.setFont(theme.font(bold=on))
        painter.setPen(color("text"))
        painter.drawText(area.adjusted(px(30), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for the bold name."""
        return QSize(px(240), px(24))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
                    index: Index) -> bool:
        """A click anywhere on the line, or Space, ticks."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if event.type() != QEvent.Type.MouseButtonRelease and not (event.type() == QEvent.Type.KeyPress and space):
            return False
        wanted = Qt.CheckState.Unchecked if _ticked(index) else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)


def _ticked(index: Index) -> bool:
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
