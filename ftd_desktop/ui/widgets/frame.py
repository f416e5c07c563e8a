"""The window's frame around a page: head above, status line below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui import theme
from ftd_desktop.ui.theme import px
from ftd_desktop.ui.widgets.flow import FlowLayout
from ftd_desktop.ui.widgets.layout import across
from ftd_desktop.ui.widgets.text import Fill, Icon, Label, Parts


class Head(Fill):
    """Title, what it is about, and the page's actions at the right, in further rows where there is no room."""

    def __init__(self) -> None:
        super().__init__("surface")
        self._title = Label(title=True, bold=True)
        self._subtitle = Parts()
        self._actions: tuple[QWidget, ...] = ()
        self._flow = FlowLayout()
        self.setLayout(across(self._title, 4, (self._subtitle, 1), self._flow, margins=(16, 0, 16, 0)))
        self.setMinimumHeight(px(56))

    def show_page(self, title: str, subtitle: str, actions: tuple[QWidget, ...]) -> None:
        """Put a page's head in place of the one before; the page keeps its action widgets."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        if actions != self._actions:
            for old in self._actions:
                self._flow.removeWidget(old)
                old.hide()  # else Qt shows it, as a window, when the page was left before it could be shown here
                old.setParent(None)
            for new in actions:
                self._flow.addWidget(new)
                new.show()
            self._actions = actions


class StatusLine(Fill):
    """Saved when, backed up when, where the data are, and who sits here."""

    def __init__(self) -> None:
        super().__init__("surface")
        self._saved = Label(tr("Belum ada perubahan"), token="muted")
        self._backup_icon = Icon("shield", "muted", 14)
        self._backup = Label(tr("Belum ada cadangan"), token="muted")
        self._who = Label(token="muted", right=True)
        offline = () if theme.large_text() else (
            16, Icon("box", "muted", 14), Label(tr("Luring: data ada di laptop ini"), token="muted"))
        self.setLayout(across(
            Icon("check", "muted", 14), self._saved, 16, self._backup_icon, self._backup, *offline, None, self._who,
            margins=(16, 0, 16, 0), gap=6,
        ))
        self.setFixedHeight(px(28))

    def saved(self, moment: datetime) -> None:
        """Say when the last write reached the disk."""
        self._saved.setText(tr("Tersimpan {jam}").format(jam=wording.clock(moment)))

    def backed_up(self, moment: datetime | None, now: datetime) -> None:
        """Say when the last backup was made; old or none is a warning."""
        old = moment is None or (now - moment).days >= 7
        self._backup_icon.set("warn" if old else "shield", "warn" if old else "muted")
        self._backup.set_token("warn" if old else "muted")
        when = "" if moment is None else wording.recently(moment, now)
        self._backup.setText(
            tr("Cadangan {kapan}").format(kapan=when[:1].lower() + when[1:]) if when else tr("Belum ada cadangan"))

    def who(self, name: str, scope: str) -> None:
        """Say who sits here; with large text the name alone."""
        self._who.setText(name if theme.large_text() or not scope else f"{name} · {scope}")
