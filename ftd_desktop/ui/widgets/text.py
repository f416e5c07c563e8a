"""Words and small pictures on the page: labels, icons, hairlines, filled areas."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from ftd_desktop.ui import icons, theme
from ftd_desktop.ui.theme import Token, px


class Label(QLabel):
    """Plain text in one of the four fonts and a token's colour."""

    def __init__(self, text: str = "", *, title: bool = False, bold: bool = False, token: Token = "text",
                 wrap: bool = False, right: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)  # what people typed is never markup
        if title or bold:
            self.setFont(theme.font(title=title, bold=bold))
        self.setWordWrap(wrap)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._token: Token = "text"
        self.set_token(token)

    def set_token(self, token: Token) -> None:
        """Change the colour, e.g. between muted and error."""
        if token != self._token:
            self._token = token
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, theme.color(token))
            self.setPalette(palette)

    def set_bold(self, bold: bool) -> None:
        """Change the weight, e.g. for the active question."""
        self.setFont(theme.font(bold=bold))


class Elided(Label):
    """A label that gives way: cut with an ellipsis where there is no room, whole in the tooltip. Never for names."""

    def __init__(self, text: str = "", *, token: Token = "muted") -> None:
        super().__init__(text, token=token)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Nothing is needed across."""
        return QSize(0, super().minimumSizeHint().height())

    def shown(self) -> str:
        """What there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, cut at the right."""
        shown = self.shown()
        self.setToolTip(self.text() if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(self.rect(), self.alignment(), shown)


class Parts(Elided):
    """Parts joined by " · " that give way whole, from the last on: half a date or half a code says nothing."""

    def shown(self) -> str:
        """The first parts that there is room for, or nothing."""
        parts = self.text().split(" · ")
        joined = (" · ".join(parts[:n]) for n in range(len(parts), 0, -1))
        return next((one for one in joined if self.fontMetrics().horizontalAdvance(one) <= self.width()), "")


class Icon(QLabel):
    """An icon beside text that says the same; give `name` when it stands alone."""

    def __init__(self, icon: str, token: Token = "text", size: int = 16, name: str = "") -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(px(size), px(size))
        self.set(icon, token)
        if name:
            self.setAccessibleName(name)

    def set(self, icon: str, token: Token) -> None:
        """Show another icon; "" shows none."""
        if icon:
            self.setPixmap(icons.pixmap(icon, token, self._size))
        else:
            self.clear()


class Line(QWidget):
    """A hairline across, or down."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the line colour."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color("line"))


class Fill(QWidget):
    """An area filled with a token's colour."""

    def __init__(self, token: Token, layout: QLayout | None = None) -> None:
        super().__init__()
        self.token = token
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the token's colour."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.color(self.token))
