"""Keys pressed to key the 89-field survey of a made-up respondent, question by question; writes docs/keystrokes.md.

Counted on the real page with real key events. "Content" is what must be typed whatever the program: the figures,
letters or one key a choice. Beside it stand the keys of the same answers in ODK Web Forms, counted with real key events
in Chromium by `benchmarks/webforms/keys.mjs` (`counted.json` keeps its result; `--for-web-forms` writes its input).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ftd_desktop import resources
from ftd_desktop.forms.workbook import convert
from ftd_desktop.ui import theme
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.option import KEYS
from ftd_desktop.ui.forms.shape import Kind
from ftd_desktop.ui.pages.entry import EntryPage
from ftd_desktop.ui.preferences import Preferences
from ftd_desktop.ui.tasks import Tasks
from tests.ui.forms import records

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=7)))
FOLDER = Path(__file__).parent / "webforms"
WEB_FORMS = json.loads((FOLDER / "counted.json").read_text("utf-8"))
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
    """One question: its number and name, content keys, keys here, keys in ODK Web Forms."""

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
    lines, eager = (_keyed(tasks, advance) for advance in (False, True))
    tasks.close()
    text = _table(lines, sum(line.here for line in eager))
    out.write_text(text, encoding="utf-8")
    print(text)


def _keyed(tasks: Tasks, advance: bool) -> list[Line]:
    """The form keyed from first to last; `advance`: a choice taken by its key goes on by itself."""
    page = EntryPage(Context(tasks, now=lambda: NOW, preferences=Preferences(advance=advance)))
    page.resize(1310, 690)
    page.show()
    page._opened(records.record("ftd_survei", dict(GIVEN)))  # type: ignore[arg-type]
    lines = _key(page)
    page.leave()
    return lines


def _fail(error: BaseException) -> None:
    raise error


def _key(page: EntryPage) -> list[Line]:
    bench = page.bench
    assert bench is not None
    stop = bench.guide.steps.first()
    assert stop is not None
    bench.guide.go_to(stop)
    lines = []
    for _ in range(400):
        block = bench.paper.current
        if block is None or page.window().focusWidget() is bench.footer.last_button:
            break
        lines.append(_answer(page, bench, block))
    return lines


def _answer(page: EntryPage, bench: Any, block: Any) -> Line:
    name, kind = block.question.name, block.face.shape.kind
    state = bench.session.state(block.ref)
    values = [choice.value for choice in state.choices]
    wanted = wish(name)
    keys = wanted
    if kind in (Kind.ONE, Kind.SCALE, Kind.MANY):
        keys = "".join(KEYS[values.index(value)] for value in wanted.split())
    elif kind is Kind.LIST and wanted:
        keys = str(values.index(wanted) + 1)
    elif kind is Kind.MONEY and wanted:
        keys = _short(wanted)
    elif kind in (Kind.DAY, Kind.MONTH) and state.value:
        keys = ""  # a default that stands
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
    return Line(block.asked.number, name, len(keys), pressed, WEB_FORMS["per"].get(name, 0))


def wish(name: str) -> str:
    """What the respondent answers to a question; "" for nothing."""
    return "4" if name.startswith("mp_") else "ya" if name.startswith("pr_") else RESPONDENT.get(name, "")


def for_web_forms() -> None:
    """Write the form and the answers for `benchmarks/webforms/keys.mjs`."""
    (FOLDER / "public").mkdir(exist_ok=True)
    xform = convert(resources.path("forms", "ftd_survei.xlsx")).xform
    (FOLDER / "public" / "survei.xml").write_text(xform, encoding="utf-8")
    (FOLDER / "public" / "sebelumnya.xml").write_bytes(resources.path("forms", "sebelumnya.xml").read_bytes())
    record = records.record("ftd_survei", dict(GIVEN))
    asked = [question for question in record.form.questions.values() if question.control not in ("", "note")]
    answers = [
        {
            "name": question.name, "label": record.interview.state(question.path).label, "type": question.type,
            "want": "12/31/2028" if question.name == "halal_exp" else GIVEN.get(question.name) or wish(question.name),
        }
        for question in asked
        if question.name != "bulan_acuan"  # its default stands
    ]  # fmt: skip
    (FOLDER / "answers.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


def _short(amount: str) -> str:
    """The shortest way to write an amount: 18,5jt, 250rb."""
    for zeros, word in ((6, "jt"), (3, "rb")):
        if int(amount) >= 10**zeros and int(amount) % 10 ** (zeros - 1) == 0:
            whole, part = divmod(int(amount), 10**zeros)
            written = f"{whole},{part // 10 ** (zeros - 1)}{word}" if part else f"{whole}{word}"
            return min(written, amount, key=len)
    return amount


def _table(lines: list[Line], eager: int) -> str:
    content, here = (sum(getattr(line, what) for line in lines) for what in ("content", "here"))
    there, worst = WEB_FORMS["keys"], max(line.here - line.content for line in lines)
    head = (
        "# Keystrokes of the outcome survey\n\n"
        "One made-up respondent keyed without a mouse, by real key events (`benchmarks/keystrokes.py` counts and\n"
        "writes this file; `benchmarks/webforms/keys.mjs` counts the other program). Content is what must be typed\n"
        "whatever the program. Round and codes are filled in here, where they are known; not in Web Forms.\n\n"
        f"- {len(lines)} questions asked, {here} keys here, {content} of them content; no question needs more than\n"
        f"  its content plus {worst}.\n"
        f"- {eager} keys where Pengaturan says that a choice goes on by itself.\n"
        f"- {WEB_FORMS['program']}: {there} keys for the same answers; here {1 - here / there:.0%} fewer.\n\n"
        "| no. | question | content | here | Web Forms |\n|---|---|---:|---:|---:|\n"
    )
    rows = [f"| {line.number} | {line.name} | {line.content} | {line.here} | {line.browser} |" for line in lines]
    return head + "\n".join(rows) + f"\n| | **all** | **{content}** | **{here}** | **{there}** |\n"


if __name__ == "__main__":
    if "--for-web-forms" in sys.argv:
        for_web_forms()
    else:
        main()
