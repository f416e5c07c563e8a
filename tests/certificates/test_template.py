"""The template: shipped ones are sound, and a wrong one says what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ftd_desktop.certificates import gather, template
from ftd_desktop.certificates.content import Occasion
from ftd_desktop.certificates.paper import Paper
from ftd_desktop.certificates.template import Template
from ftd_desktop.errors import UserError
from tests.certificates.conftest import ISSUED, World


@pytest.mark.parametrize("name", ["standar", "lulus"])
def test_shipped_templates_are_whole_and_read_back(name: str) -> None:
    made = template.standard(name)
    assert template.from_json(template.to_json(made)) == made


def test_the_default_is_the_shipped_one() -> None:
    assert Template() == template.standard()


@pytest.mark.parametrize(("statement", "words"), [
    ("nama {nik}", "{nik}"), ("{program", "berpasangan"), ("{program.__class__}", "tidak dikenal"),
    ("{jp:>99999999}", "tidak dikenal"), ("{jp!r}", "tidak dikenal"), ("{}", "tidak dikenal"), ("", "kosong"),
])
def test_a_wrong_statement_is_refused(statement: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        replace(Template(), statement=statement).check()


@pytest.mark.parametrize("text", [
    "", "[]", "null", '{"kind": "juara"}', '{"title": 3}', '{"asing": "x"}', '{"back_page": "ya"}', "{",
])
def test_a_broken_template_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="rusak"):
        template.from_json(text)


def test_the_office_template_goes_before_the_shipped_one(world: World) -> None:
    assert gather.template(world.file) == Template()
    own = replace(Template(), title="PIAGAM", signature_box=False)
    gather.keep_template(world.file, own)
    assert gather.template(world.file) == own


def test_literal_braces_stay(occasion: Occasion) -> None:
    Paper(replace(occasion, template=replace(Template(), statement="{{tetap}} {program}")))


def test_titles_are_shown_by_the_switch(world: World) -> None:
    def name() -> str:
        return gather.occasion(world.file, world.cohort, world.signatory, ISSUED).signature.name

    assert name() == "Marolop Contoh"
    world.file.update("signatory", world.signatory, {"show_titles": 1, "show_nip": 0})
    assert name() == "Drs. Marolop Contoh, M.M."
    assert gather.occasion(world.file, world.cohort, world.signatory, ISSUED).signature.nip == ""


def test_sessions_of_one_subject_are_one_row(world: World) -> None:
    shown = gather.occasion(world.file, world.cohort, world.signatory, ISSUED).materials
    assert [(one.subject, one.jp) for one in shown] == [("Foto produk", 10), ("Toko daring", 20), ("Keuangan", 10)]


@pytest.mark.parametrize(("name", "printed"), [
    ("Program Contoh", "Program Contoh Tahun 2022"), ("FTD 2022", "FTD 2022"),
])
def test_the_year_stands_once(world: World, name: str, printed: str) -> None:
    world.file.execute("UPDATE programme SET name = ?", (name,))
    assert gather.occasion(world.file, world.cohort, world.signatory, ISSUED).programme == printed


@pytest.mark.parametrize(("sql", "words"), [
    ("UPDATE office SET name = ''", "Nama kantor"), ("UPDATE cohort SET ends = NULL", "Tanggal mulai atau selesai"),
    ("DELETE FROM signatory", "Penanda tangan belum dipilih"),
])
def test_what_is_missing_is_named(world: World, sql: str, words: str) -> None:
    world.file.execute(sql)
    with pytest.raises(UserError, match=words):
        gather.occasion(world.file, world.cohort, world.signatory, ISSUED)
