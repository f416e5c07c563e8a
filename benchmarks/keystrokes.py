"""Keys pressed to key the 89-field survey of a made-up respondent, question by question; writes docs/keystrokes.md.

Counted on the real page with real key events. "Content" is what must be typed whatever the program: the figures,
letters or one key a choice. Beside it stand counts for the same answers in a browser form by the WAI-ARIA keys that
Enketo and ODK Web Forms use (a model, not a run): Tab into each question, arrows and Space in radio groups, Tab and
Space in check boxes, Tab and Enter on Next.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.option import KEYS
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.tasks import Tasks
from tests.ui.forms import records

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))
GIVEN = {"tahap": "tl12", "petugas": "RINA", "peserta_id": "FTD-2022-01-0001"}
#: A made-up respondent: typed text, or choices by name.
RESPONDENT = {
    "cara": "kertas", "status_usaha": "jalan", "bulan_acuan": "10/26", "omzet_bulan": "18500000",
    "omzet_daring": "6200000", "laba_bulan": "4100000", "dasar_angka": "catatan", "banding": "lebih_tinggi",
    "sebab": "hari_raya promosi",
    "omzet_tahun": "190000000", "ekspor": "tidak", "tk_l": "1", "tk_p": "3", "tk_tetap": "2", "tk_keluarga": "2",
    "tk_mitra": "4", "tk_baru": "1", "tk_bpjs": "0", "pem_akun": "padi siplah", "pem_tayang": "padi",
    "pem_transaksi": "padi", "swa_akun": "shopee tokopedia tiktok_shop", "swa_tayang": "shopee tiktok_shop",
    "swa_transaksi": "shopee", "medsos": "wa_business instagram", "iklan_rp": "250000", "tautan": "shopee.co.id/contoh",
    "rebrand": "logo kemasan foto", "rebrand_ftd": "ya", "kemasan_info": "ya", "dok_punya": "nib npwp halal",
    "dok_proses": "merek", "nib_no": "9120001234567", "npwp_no": "012345678901000", "halal_no": "ID12110001234560222",
    "halal_jalur": "self", "halal_exp": "31/12/28", "legal_ftd": "ya", "perangkat": "hp_pintar printer",
    "internet": "seluler", "aplikasi": "pembukuan desain kirim", "bayar": "qris transfer tunai",
    "nmid": "ID1234567890123",
    "dana": "kur keluarga", "dana_rp": "25000000", "alumni_grup": "ya", "alumni_kontak": "3",
    "alumni_kolab": "promosi ilmu", "alumni_acara": "2", "kendala": "modal bahan", "nps": "9",
    "manfaat": "Pesanan daring naik", "bukti": "nota foto", "mutu": "tinggi",
}  # fmt: skip


@dataclass
class Line:
    """One question: its number and name, content keys, keys here, keys in a browser form."""

    number: str
    name: str
    content: int
    here: int
    browser: int


def main(out: Path = Path("docs/keystrokes.md")) -> None:
    """Key the form and write the table."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app)
    tasks = Tasks(_fail)
    page = EntryPage(Context(tasks, now=lambda: NOW))
    page.resize(1310, 690)
    page.show()
    page._opened(records.record("ftd_survei", dict(GIVEN)))  # type: ignore[arg-type]
    lines = _key(page)
    page.leave()
    tasks.close()
    text = _table(lines)
    out.write_text(text, encoding="utf-8")
    print(text)


def _fail(error: BaseException) -> None:
    raise error


def _key(page: EntryPage) -> list[Line]:
    bench = page.bench
    assert bench is not None
    stop = bench.guide.steps.first()
    assert stop is not None
    bench.guide.go_to(stop)
    lines, last_section = [], bench.guide.place
    for _ in range(400):
        block = bench.paper.current
        if block is None or page.window().focusWidget() is bench.footer.last_button:
            break
        lines.append(_answer(page, bench, block))
        if bench.guide.place != last_section:
            last_section = bench.guide.place
            lines[-1].browser += 2  # Tab to Next, Enter
    return lines


def _answer(page: EntryPage, bench: Any, block: Any) -> Line:
    name, kind = block.question.name, block.face.shape.kind
    wanted = RESPONDENT.get(name, "")
    state = bench.session.state(block.ref)
    values = [choice.value for choice in state.choices]
    keys, browser = wanted, 1 + len(wanted)
    if name.startswith(("mp_", "pr_")):
        wanted = "4" if name.startswith("mp_") else "ya"
    if kind in (Kind.ONE, Kind.SCALE, Kind.MANY):
        at = [values.index(value) for value in wanted.split()]
        keys = "".join(KEYS[place] for place in at)
        browser = 1 + len(at) + (max(at) if kind is not Kind.MANY and at else 0)
        browser += len(values) - 1 if kind is Kind.MANY else 0  # each check box is a Tab stop
    elif kind is Kind.LIST and wanted:
        keys, browser = str(values.index(wanted) + 1), 1 + values.index(wanted) + 1
    elif kind is Kind.MONEY and wanted:
        keys = _short(wanted)
    elif kind in (Kind.DAY, Kind.MONTH) and state.value:
        keys, browser = "", 1  # a default that stands
    pressed = len(keys)
    if keys:
        QTest.keyClicks(page.window().focusWidget(), keys)
    while bench.paper.current is block and pressed < 200:
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
        pressed += 1
        if block.note_has_focus:
            QTest.keyClicks(page.window().focusWidget(), "ok")
            pressed += 2
        if page.window().focusWidget() is bench.footer.last_button:
            break
    assert not wanted or bench.session.state(block.ref).value, name
    return Line(block.asked.number, name, len(keys), pressed, browser)


def _short(amount: str) -> str:
    """The shortest way to write an amount: 18,5jt, 250rb."""
    for zeros, word in ((6, "jt"), (3, "rb")):
        if int(amount) >= 10**zeros and int(amount) % 10 ** (zeros - 1) == 0:
            whole, part = divmod(int(amount), 10**zeros)
            written = f"{whole},{part // 10 ** (zeros - 1)}{word}" if part else f"{whole}{word}"
            return min(written, amount, key=len)
    return amount


def _table(lines: list[Line]) -> str:
    content, here, browser = (sum(getattr(line, what) for line in lines) for what in ("content", "here", "browser"))
    worst = max(line.here - line.content for line in lines)
    head = (
        "# Keystrokes of the outcome survey\n\n"
        "One made-up respondent, keyed on the real page without a mouse (`benchmarks/keystrokes.py` counts\n"
        "and writes this file). Content: what must be typed whatever the program. Browser form: the same answers by\n"
        "the keys of Enketo and ODK Web Forms (Tab, arrows, Space, Next) as a model, not a run; amounts there are\n"
        "typed in full.\n\n"
        f"- {len(lines)} questions asked, {here} keys here, {content} of them content; no question needs more than\n"
        f"  its content plus {worst}.\n"
        f"- Browser form: {browser} keys; here {1 - here / browser:.0%} fewer.\n\n"
        "| no. | question | content | here | browser form |\n|---|---|---:|---:|---:|\n"
    )
    rows = [f"| {line.number} | {line.name} | {line.content} | {line.here} | {line.browser} |" for line in lines]
    return head + "\n".join(rows) + f"\n| | **all** | **{content}** | **{here}** | **{browser}** |\n"


if __name__ == "__main__":
    main()
