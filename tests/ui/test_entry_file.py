"""The entry page over a real file: what was shown as saved is there after the program has gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ftd_desktop import resources
from ftd_desktop.forms import media
from ftd_desktop.forms.definition import load
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.interviews import Desk
from ftd_desktop.programme.library import FormLibrary, add_workbook
from ftd_desktop.store import form_tables
from ftd_desktop.store.file import DataFile
from ftd_desktop.ui.context import Context
from ftd_desktop.ui.forms.history import saved_answers
from ftd_desktop.ui.forms.links import LinkList
from ftd_desktop.ui.forms.move_sheet import MoveSheet
from ftd_desktop.ui.pages.entry import EntryPage
from tests.cheap_keys import make_keys_cheap
from tests.ui.forms.gallery import versioned

PASSPHRASE = "sawah hijau 7"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with an officer's file: the profile form and a cohort."""
    folder = tmp_path_factory.mktemp("petugas")
    with pytest.MonkeyPatch.context() as patch:
        make_keys_cheap(patch)
        with DataFile.create(folder / "rina.ftdb", PASSPHRASE, role="officer") as file:
            add_workbook(file, resources.path("forms", "ftd_profil.xlsx"), media.shipped())
            programme = cohorts.add_programme(file, "FTD", "Rintisan (contoh)", 2022, "")
            cohorts.add_cohort(file, programme, "01", name="Medan", starts=date(2022, 8, 1), ends=date(2022, 9, 30),
                               jp_total=40, min_share=0.8, needs_endline=True, place="Medan")  # fmt: skip
        yield folder


@pytest.fixture
def seated(context: Context, tmp_path: Path, prepared: Path, settle: Callable[[], None]) -> Iterator[Context]:
    """A context over a copy of that file."""
    shutil.copytree(prepared, tmp_path / "kerja")

    def take() -> None:
        context.file = DataFile.open(tmp_path / "kerja" / "rina.ftdb", PASSPHRASE)
        context.desk = Desk(context.file, FormLibrary(context.file), now=context.now)

    context.tasks.store(take)
    settle()
    yield context
    context.tasks.store(lambda: context.opened.close())
    settle()


def open_page(context: Context, qtbot: Any, settle: Callable[[], None], argument: dict[str, Any]) -> EntryPage:
    page = EntryPage(context)
    qtbot.addWidget(page)
    page.resize(1310, 680)
    page.show()
    page.show_with(argument)
    settle()
    assert page.bench is not None
    return page


def keep(page: EntryPage, text: str = "") -> None:
    widget = page.window().focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)


def after_a_kill(tmp_path: Path) -> DataFile:
    """The file as it lies on the disk at this moment, opened elsewhere."""
    shutil.copytree(tmp_path / "kerja", tmp_path / "setelah", ignore=shutil.ignore_patterns("*.lock"))
    return DataFile.open(tmp_path / "setelah" / "rina.ftdb", PASSPHRASE)


def test_a_record_left_before_its_first_answer_is_begun_again(
    seated: Context, qtbot: Any, settle: Callable[[], None]
) -> None:
    """Another language, another page or a lock came before the first answer: there is no draft to go back to."""
    argument = {"form": "ftd_profil", "participant": None, "round": None}
    page = open_page(seated, qtbot, settle, argument)
    told: list[tuple[str, Any]] = []
    page.go.connect(lambda name, given: told.append((name, given)))
    page.leave()
    settle()
    page.show_with(argument)
    settle()
    (name, place) = told[-1]
    assert name == "entry" and place["form"] == "ftd_profil"
    page.leave()
    settle()
    page.show_with(place)
    settle()
    assert page.bench is not None and page.bench.session.record.form.form_id == "ftd_profil"
    page.leave()
    settle()


def test_what_is_shown_as_saved_survives_a_kill_and_opens_where_it_stood(
    seated: Context, qtbot: Any, settle: Callable[[], None], tmp_path: Path
) -> None:
    page = open_page(seated, qtbot, settle, {"form": "ftd_profil", "participant": None, "round": None})
    assert page.bench is not None
    record = page.bench.session.record
    refs = {q.name: q.path for q in record.form.questions.values()}
    page.bench.guide.go_to_ref(refs["setuju_data"])
    keep(page, "1")
    page.bench.guide.go_to_ref(refs["nama"])
    keep(page, "Siti Aminah br. Ginting")
    settle()
    assert page.bench.saved.text == "Tersimpan 10.42"
    with after_a_kill(tmp_path) as file:
        desk = Desk(file, FormLibrary(file), now=seated.now)
        (draft,) = desk.drafts()
        assert (draft.name, draft.recovered) == ("Siti Aminah br. Ginting", True)
        again = desk.resume(draft.record_id)
        assert again.interview.values()[refs["nama"]] == "Siti Aminah br. Ginting"
        assert again.last_ref == refs["nama"]
    page.leave()
    settle()


def test_leaving_saves_a_draft_that_opens_again(seated: Context, qtbot: Any, settle: Callable[[], None]) -> None:
    page = open_page(seated, qtbot, settle, {"form": "ftd_profil", "participant": None, "round": None})
    assert page.bench is not None
    record_id = page.bench.session.record.record_id
    ref = next(q.path for q in page.bench.session.record.form.questions.values() if q.name == "setuju_data")
    page.bench.guide.go_to_ref(ref)
    QTest.keyClicks(page.window().focusWidget(), "2")
    page.leave()
    settle()
    assert page.bench is None
    page.show_with({"record": record_id})
    settle()
    assert page.bench is not None
    assert page.bench.session.interview.values()[ref] == "tidak"
    page.leave()
    settle()


def test_a_saved_answer_has_its_history(seated: Context, qtbot: Any, settle: Callable[[], None]) -> None:
    page = open_page(seated, qtbot, settle, {"form": "ftd_profil", "participant": None, "round": None})
    assert page.bench is not None
    record_id = page.bench.session.record.record_id
    ref = next(q.path for q in page.bench.session.record.form.questions.values() if q.name == "setuju_data")
    for key in ("2", "1"):
        page.bench.guide.go_to_ref(ref)
        QTest.keyClicks(page.window().focusWidget(), key)
        page.leave()
        settle()
        page.show_with({"record": record_id})
        settle()
        assert page.bench is not None
    page.bench.guide.go_to_ref(ref)
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_F2)
    settle()
    shown = page.window().focusWidget()
    assert [link.words for link in shown.links] == ["Ya", "Tidak"]  # type: ignore[union-attr]
    page.leave()
    settle()


FIRST = (
    ("begin_group", "satu", "Satu", "", ""), ("text", "nama", "Nama", "", ""),
    ("text", "lama", "Pertanyaan lama", "", ""), ("end_group", "", "", "", ""),
)  # fmt: skip
SECOND = (
    ("begin_group", "satu", "Satu", "", ""), ("text", "baru", "Pertanyaan baru", "", ""), ("end_group", "", "", "", ""),
    ("begin_group", "dua", "Dua", "", ""), ("text", "nama", "Nama", "", ""), ("end_group", "", "", "", ""),
)  # fmt: skip


def install(context: Context, settle: Callable[[], None], version: str, survey: tuple[tuple[str, ...], ...]) -> None:
    form, xform = versioned(version, survey)
    context.tasks.store(lambda: form_tables.install(context.opened, form, xform, media.shipped()))
    settle()


def test_a_draft_moves_to_a_newer_version_after_a_look(seated: Context, qtbot: Any, settle: Callable[[], None]) -> None:
    install(seated, settle, "1", FIRST)
    page = open_page(seated, qtbot, settle, {"form": "ragam", "participant": None, "round": None})
    assert page.bench is not None
    record_id = page.bench.session.record.record_id
    keep(page, "Siti")
    keep(page, "Jawaban lama")
    page.leave()
    settle()
    install(seated, settle, "2", SECOND)
    page.show_with({"record": record_id})
    settle()
    (sheet,) = page.findChildren(MoveSheet)
    (lines,) = sheet.findChildren(LinkList)
    said = [(link.words, link.note) for link in lines.links]
    assert ("Pertanyaan lama", "Jawaban lama") in said and ("Pertanyaan baru", "") in said
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    settle()
    assert page.bench is not None
    record = page.bench.session.record
    assert (record.record_id, record.form.version) == (record_id, "2")
    assert record.interview.values()["/data/dua/nama"] == "Siti"
    found: list[Any] = []
    seated.tasks.store(lambda: saved_answers(seated.opened, "ragam", record_id, "lama"), found.append)
    settle()
    assert [given.value for given in found[0]] == ["Jawaban lama"]
    page.leave()
    settle()


def test_a_move_keeps_what_the_newer_version_does_not_ask_just_now(
    seated: Context, qtbot: Any, settle: Callable[[], None]
) -> None:
    install(seated, settle, "1", FIRST)
    page = open_page(seated, qtbot, settle, {"form": "ragam", "participant": None, "round": None})
    assert page.bench is not None
    record_id = page.bench.session.record.record_id
    keep(page, "Siti")
    page.leave()
    settle()
    xform = versioned("2", SECOND)[1].replace(
        '<bind nodeset="/data/dua/nama"', """<bind nodeset="/data/dua/nama" relevant="/data/satu/baru = 'ya'\""""
    )
    newer = load(xform, media.shipped())
    seated.tasks.store(lambda: form_tables.install(seated.opened, newer, xform, media.shipped()))
    settle()
    page.show_with({"record": record_id})
    settle()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    settle()
    record = page.bench.session.record
    assert record.form.version == "2" and not record.interview.state("/data/dua/nama").relevant
    assert record.interview.values()["/data/dua/nama"] == "Siti"
    page.leave()
    settle()


def test_f7_takes_the_answer_of_the_record_keyed_before(
    seated: Context, qtbot: Any, settle: Callable[[], None]
) -> None:
    install(seated, settle, "1", FIRST)
    wanted = {"form": "ragam", "participant": None, "round": None}
    page = open_page(seated, qtbot, settle, wanted)
    keep(page, "Desa Karangan")
    page.leave()
    settle()
    page.show_with(wanted)
    settle()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_F7)
    assert page.bench is not None
    assert page.bench.session.interview.values()["/data/satu/nama"] == "Desa Karangan"
    page.leave()
    settle()


def test_words_typed_for_a_number_survive_leaving_as_a_comment(
    seated: Context, qtbot: Any, settle: Callable[[], None]
) -> None:
    page = open_page(seated, qtbot, settle, {"form": "ftd_profil", "participant": None, "round": None})
    assert page.bench is not None
    record_id = page.bench.session.record.record_id
    refs = {q.name: q.path for q in page.bench.session.record.form.questions.values()}
    page.bench.guide.go_to_ref(refs["tahun_program"])
    keep(page, "dua ribu")
    page.leave()
    settle()
    page.show_with({"record": record_id})
    settle()
    assert page.bench is not None
    state = page.bench.session.state(refs["tahun_program"])
    assert "Tertulis: dua ribu" in (state.reason, f"Tertulis: {state.value}")
    page.leave()
    settle()
