"""The start page's right column: what the province has not received or asks back, the backup, the last receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ftd_desktop import wording
from ftd_desktop.i18n import tr
from ftd_desktop.ui.theme import Tone
from ftd_desktop.ui.widgets.button import Button
from ftd_desktop.ui.widgets.card import Card, Facts
from ftd_desktop.ui.widgets.layout import across, clear, down
from ftd_desktop.ui.widgets.signs import Badge
from ftd_desktop.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from ftd_desktop.ui.models.outbox import Outbox, Receipt
    from ftd_desktop.ui.models.start_data import Backup


class CountCard(Card):
    """A count of what waits, a sentence, and a button that leads to exactly that."""

    asked = Signal()

    def __init__(self, icon: str, title: str, action: str, *more: Button) -> None:
        super().__init__()
        self._sign = icon
        self._icon = Icon(icon, "muted", 20)
        self._count = Label(wording.NONE, title=True, bold=True)
        self._note = Label(token="muted", wrap=True)
        button = Button(action)
        button.clicked.connect(self.asked)
        self.setLayout(down(across(self._icon, Label(title, bold=True), None, self._count), self._note,
                            across(*more, None, button), margins=(16, 10, 16, 10), gap=4))

    def show_count(self, count: int, note: str, tone: Tone = "warn") -> None:
        """Say how many and why; the bar only when something waits."""
        self._count.setText(wording.number(count))
        self._icon.set(self._sign if count else "check", tone if count else "ok")
        self.set_tone(tone if count else None)
        self._note.setText(note)


class OutboxCard(CountCard):
    """How many records the province has not confirmed, whose they are, and the way to make a bundle."""

    people_asked = Signal()

    def __init__(self) -> None:
        self._people = Button(tr("Lihat peserta"), "link")
        super().__init__("swap", tr("Belum diterima provinsi"), tr("Buat berkas kiriman"), self._people)
        self._people.clicked.connect(self.people_asked)

    def show_outbox(self, outbox: Outbox) -> None:
        """Say what waits and what of it is on its way."""
        self._people.setVisible(outbox.waiting > 0)
        self.show_count(outbox.waiting, _outbox_words(outbox))


class QuestionsCard(CountCard):
    """What the province asks back; hidden when nothing is asked."""

    def __init__(self) -> None:
        super().__init__("back", tr("Pertanyaan dikembalikan"), tr("Jawab pertanyaan"))
        self.hide()

    def show_questions(self, questions: Sequence[str | None]) -> None:
        """Say how many, and about how many people; each is given by the participant it is about."""
        people = len(set(questions))
        self.show_count(len(questions), tr("Provinsi menunggu jawaban Anda tentang {n} orang.").format(n=people),
                        "accent")
        self.setVisible(bool(questions))


def _outbox_words(outbox: Outbox) -> str:
    if not outbox.waiting:
        return tr("Semua catatan sudah dikonfirmasi provinsi.")
    fresh = outbox.waiting - outbox.carried
    parts = []
    if outbox.carried:
        day = outbox.carried_at.date() if outbox.carried_at else None
        parts.append(tr("{n} sudah dikirim {tanggal}, belum ada tanda terima.").format(
            n=outbox.carried, tanggal=wording.long_date(day)))
    if fresh:
        parts.append(tr("{n} belum dikirim.").format(n=fresh))
    return " ".join(parts)


class FactsCard(Card):
    """A title row and facts below that are replaced as they become known."""

    asked = Signal()

    def __init__(self, icon: str, title: str, action: str) -> None:
        super().__init__()
        self._icon = Icon(icon, "muted", 20)
        self._badge = Badge("muted", "")
        self._badge.hide()
        self._body = down(margins=(0, 0, 4, 0), gap=0)  # the link's own edge is 4 wide
        button = Button(action, "link")
        button.clicked.connect(self.asked)
        self.setLayout(down(across(self._icon, Label(title, bold=True), self._badge, None, button), self._body, None,
                            margins=(16, 8, 12, 8), gap=4))

    def _say(self, facts: Facts | Label) -> None:
        clear(self._body)
        self._body.addWidget(facts)


class BackupCard(FactsCard):
    """When and where the file was last backed up, and whether that backup was proved to open."""

    def __init__(self) -> None:
        super().__init__("shield", tr("Cadangan data"), tr("Cadangkan"))

    def show_backup(self, backup: Backup, now: datetime) -> None:
        """The light as the backup page shows it, and the last backup or how to make one."""
        tone, words = backup.light
        self._icon.set("shield", tone)
        self.set_tone(None if tone == "ok" else tone)
        self._badge.set(tone, words)
        self._badge.show()
        if backup.at is None:
            first = tr("Belum pernah dicadangkan. Pasang flashdisk, lalu cadangkan.")
            self._say(Label(first, token="muted", wrap=True))
            return
        self._say(Facts(
            (tr("Terakhir"), wording.recently(backup.at, now)),
            (tr("Diuji pulih"), wording.long_date(backup.proved)),
            (tr("Tempat"), backup.place or wording.NONE),
        ))


class ReceiptCard(FactsCard):
    """The province's last receipt."""

    def __init__(self) -> None:
        super().__init__("check", tr("Tanda terima terakhir"), tr("Lihat"))

    def show_receipt(self, receipt: Receipt | None) -> None:
        """What it confirmed, or how to get one."""
        self._icon.set("check", "ok" if receipt else "muted")
        if receipt is None:
            self._say(Label(tr("Belum ada. Kirim berkas ke provinsi, lalu terima berkas balasannya."), token="muted",
                            wrap=True))
            return
        self._say(Facts(
            (tr("Diterima di sini"), wording.long_date(receipt.at.date())),
            (tr("Berkas"), receipt.name or wording.NONE),
            (tr("Perubahan baru"), wording.number(receipt.changes)),
        ))
