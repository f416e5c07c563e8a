"""Lists from files, metadata, sensors and old names: asked or kept, by keyboard and mouse, restored, read-only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ftd_desktop.forms.definition import Form
from ftd_desktop.ui.forms.fixed import shown_value
from ftd_desktop.ui.forms.options import Options
from tests.ui.forms import records
from tests.ui.forms.gallery import gallery, versioned
from tests.ui.forms.rarities import rarities
from tests.ui.forms.test_widgets import Desk, open_form
from tests.ui.test_entry_random_forms import amiss

__all__ = ["open_form"]
KEY = Qt.Key
#: What is typed, and what is stored; the keyboard comes to them in this order.
KEYED = [
    ("d_csv", "2", "d2"), ("d_xml", "1", "p1"), ("d_geo", "2", "t2"), ("d_banyak", "12", "d1 d2"),
    ("d_kolom", "Sebutan Du", "x2"), ("d_acak", "1", "c"), ("d_luar", "2", "blg"), ("h_dasar", "7", "7"),
    ("h_setuju", "1", "OK"), ("h_dalam", "di dalam", "di dalam"), ("k_satu", "4", "4"), ("k_dua", "1", "1"),
    ("k_daftar", "3", "3"), ("k_ringkas", "2", "2"), ("k_cepat", "2", "2"), ("k_banyak", "14", "1 4"),
    ("k_ke_samping", "1", "1"), ("k_analog", "55", "55"), ("k_turun", "4", "4"), ("k_halus", "-0,25", "-0.25"),
    ("k_urut", "4321", "4 3 2 1"), ("w_persia", "24/11/26", "2026-11-24"), ("w_budha", "241126", "2026-11-24"),
    ("w_koptik", "24 nov 2026", "2026-11-24"), ("w_myanmar", "24112026", "2026-11-24"),
    ("g_peta", "3,5952 98,6722", "3.5952 98.6722 0 0"), ("g_samar", "https://maps.google.com/?q=3.5952,98.6722",
                                                        "3.5952 98.6722 0 0"),
    ("g_jalan", "3.5 98.6; 3.6 98.7", "3.5 98.6 0 0; 3.6 98.7 0 0"),
    ("g_satelit", "3.5 98.6; 3.6 98.7; 3.7 98.6", "3.5 98.6 0 0; 3.6 98.7 0 0; 3.7 98.6 0 0; 3.5 98.6 0 0"),
    ("g_depan", "8991234567890", "8991234567890"), ("g_ponsel", "", ""), ("g_aplikasi", "", ""), ("g_suara", "", ""),
    ("g_osm", "", ""), ("g_telepon", "081234567890", "081234567890"), ("g_persen", "40", "40"),
]  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return rarities(tmp_path)


def test_the_keyboard_alone_goes_through_all_of_it(form: Form, open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(form)
    for name, typed, _ in KEYED:
        assert desk.bench.paper.current.question.name == name
        if name == "k_cepat":  # quick goes on by itself
            desk.keys(typed)
        else:
            desk.keys(*([typed] if typed else []), KEY.Key_Return)
    assert desk.widget is desk.bench.footer.last_button
    assert {name: desk.value(name) for name, _, _ in KEYED} == {name: stored for name, _, stored in KEYED}
    assert desk.value("h_dua") == "14" and desk.value("h_tiga") == "21" and desk.value("h_samar") == "rahasia"
    assert desk.value("m_hari") == "2026-11-24" and desk.value("m_mulai").startswith("2026-11-24T")
    assert not list(amiss(desk.bench))


@pytest.mark.parametrize("name", ["ragam", "jarang"])
def test_a_saved_record_stands_on_the_paper_as_it_was_given(
    name: str, form: Form, open_form: Callable[[Any], Desk]
) -> None:
    form = gallery() if name == "ragam" else form
    values = given(form)
    desk = open_form(form)
    restored = Desk(desk.page, records.Record(records.interview(form, values), participant=None, round=None))
    desk.page.leave()
    desk.page._opened(restored.record)  # type: ignore[arg-type]
    seen = 0
    for place in range(len(restored.bench.guide.sections)):
        restored.bench.guide.choose(place)
        restored.bench.paper.sheet.reveal(0, 1_000_000)
        assert not list(amiss(restored.bench))
        seen += sum(
            bool(restored.bench.session.state(block.ref).value) for block in restored.bench.paper.sheet.blocks()
        )
    assert seen > 30
    restored.bench.paper.commit()
    assert {ref: value for ref, value in restored.record.interview.values().items() if ref in values} == values


def given(form: Form) -> dict[str, str]:
    """An answer of each question's type."""
    plain = {"int": "7", "decimal": "2.5", "date": "2026-11-24", "time": "09:30:00.000+07:00",
             "dateTime": "2026-11-24T09:30:00.000+07:00", "geopoint": "3.5952 98.6722 0 0",
             "geotrace": "3.5 98.6 0 0; 3.6 98.7 0 0", "binary": "",
             "geoshape": "3.5 98.6 0 0; 3.6 98.7 0 0; 3.7 98.6 0 0; 3.5 98.6 0 0"}  # fmt: skip
    interview, values = records.interview(form), {}
    for ref in interview.refs():
        question = interview.form.questions[_template(ref)]
        choices = interview.state(ref).choices
        if question.control in ("select1", "select", "rank") and len(choices):
            values[ref] = choices[0].value if question.control == "select1" else " ".join(c.value for c in choices)
        elif question.control == "trigger":
            values[ref] = "OK"
        elif question.control in ("input", "range") and not question.read_only:
            values[ref] = plain.get(question.type, "kata ✓ مرحبا 👩‍👧")
    return {ref: value for ref, value in values.items() if value}


def _template(ref: str) -> str:
    return "".join(part for part in ref.replace("]", "[").split("[") if not part.isdigit())


def test_every_choice_can_be_pressed(form: Form, open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(form)
    pressed = 0
    for name in [question.name for question in form.questions.values() if question.control in ("select1", "select")]:
        kind = desk.bench.session.state(desk.refs[name])
        if name == "k_kepala" or not len(kind.choices):
            continue
        block = desk.go(name)
        options = block.editor if isinstance(block.editor, Options) else block.editor.findChild(Options)
        if options is None:
            continue
        for number, option in enumerate(options._options):
            QTest.mouseClick(option, Qt.MouseButton.LeftButton, pos=QPoint(option.width() // 2, option.height() // 2))
            pressed += 1
            wanted = kind.choices[number].value
            assert wanted in desk.value(name).split(), name
    assert pressed > 35


def test_what_cannot_be_captured_is_named_and_kept(form: Form, open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(form)
    desk.go("g_suara")
    assert "ponsel" in desk.says("g_suara") and "ponsel" in desk.says("g_ponsel")
    assert desk.says("g_peta") == "Ketik lintang dan bujur, atau tempel tautan peta."
    desk.answer("g_peta", "3.5 98.6")
    assert desk.says("g_peta") == ""


FIXED = (
    ("text", "teks", "Teks", "", ""), ("text", "baris", "Baris", "multiline", ""),
    ("text", "samar", "Samar", "masked", ""), ("integer", "bulat", "Bulat", "", ""),
    ("decimal", "pecahan", "Pecahan", "", ""), ("date", "hari", "Hari", "", ""),
    ("date", "tahun", "Tahun", "year", ""), ("date", "bulan", "Bulan", "month-year", ""),
    ("time", "jam", "Jam", "", ""),
    ("datetime", "saat", "Saat", "", ""), ("geotrace", "garis", "Garis", "", ""),
)  # fmt: skip
SHOWN = {
    "teks": ("kata", "kata"), "samar": ("rahasia", "••••••"), "bulat": ("12345678901234567", "12.345.678.901.234.567"),
    "pecahan": ("2.5", "2,5"), "hari": ("2026-11-24", "24/11/2026"), "tahun": ("2024-01-01", "2024"),
    "bulan": ("2026-10-01", "10/2026"), "jam": ("09:30:00.000+07:00", "09.30"),
    "saat": ("2026-11-24T09:30:00.000+07:00", "24/11/2026 09.30"),
    "garis": ("3.5 98.6 0 0; 3.6 98.7 0 0", "3.5 98.6 0 0; 3.6 98.7 0 0"),
}  # fmt: skip


def test_what_is_read_only_is_shown_as_people_write_it() -> None:
    form = versioned("1", FIXED)[0]
    questions = {question.name: question for question in form.questions.values()}
    choices = records.interview(form).state(questions["teks"].path).choices
    assert {name: shown_value(questions[name], value, choices) for name, (value, _) in SHOWN.items()} == {
        name: shown for name, (_, shown) in SHOWN.items()
    }


def test_read_only_lines_are_read_in_lines_and_never_asked(form: Form, open_form: Callable[[Any], Desk]) -> None:
    desk = open_form(form)
    desk.record.interview.set(desk.refs["h_baris"], "satu\ndua")
    desk.answer("h_dasar", "3")
    assert desk.bench.paper.current.question.name == "h_setuju"
    lines = desk.bench.paper.sheet.block(desk.refs["h_baris"]).editor.text
    desk.bench.show_afresh(frozenset(desk.refs.values()))
    three = desk.bench.paper.sheet.block(desk.refs["h_tiga"]).editor.line
    assert three.text() == "9" and three.alignment() & Qt.AlignmentFlag.AlignRight  # as where numbers are typed
    assert lines.isReadOnly() and lines.toPlainText() == "satu\ndua"
    assert desk.bench.paper.sheet.block(desk.refs["h_sandi"]).editor.line.text() == "••••••"
