"""The same from a real, encrypted data file with the shipped forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ftd_desktop import resources
from ftd_desktop.errors import UserError
from ftd_desktop.evaluation import dashboard, income, outcomes
from ftd_desktop.evaluation.data import pair, paired
from ftd_desktop.exchange import lists
from ftd_desktop.programme import cohorts
from ftd_desktop.programme.library import add_workbook
from ftd_desktop.store.file import DataFile
from tests.evaluation.people import survey


class Media:
    """The lists the forms read, from resources."""

    def read(self, name: str) -> bytes:
        for folder in ("lists", "regions", "forms"):
            if (resources.root() / folder / name).exists():
                return resources.path(folder, name).read_bytes()
        raise FileNotFoundError(name)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFile]:
    folder = tmp_path_factory.mktemp("berkas")
    with DataFile.create(folder / "a.ftdb", "kata sandi rekaan", role="province") as made:
        yield made


def test_without_the_survey_form_there_is_a_sentence(tmp_path: Path) -> None:
    with DataFile.create(tmp_path / "a.ftdb", "kata sandi rekaan", role="province") as empty:
        with pytest.raises(UserError, match="Pasang formulir survei"):
            paired(empty, None, "baseline", "endline")
        with pytest.raises(UserError, match="sama"):
            paired(empty, None, "baseline", "baseline")
        assert dashboard.rounds_there(empty) == ["baseline", "endline"]


def test_the_file_gives_what_the_records_gave(file: DataFile) -> None:
    add_workbook(file, resources.path("forms", "ftd_survei.xlsx"), Media())
    records, who, _ = survey(30, seed=6)
    programme = file.insert("programme", {"code": "FTD", "name": "Rekaan", "year": 2022})
    cohort = file.insert("cohort", {"programme_id": programme, "number": "01"})
    with file.write():
        for row in records:
            file.insert("ftd_survei", row)
        for person in list(who)[:20]:
            file.insert("membership", {"participant_id": person, "cohort_id": cohort, "stage": "participant"})
    everyone, some = paired(file, None, "baseline", "endline"), paired(file, cohort, "baseline", "endline")
    assert everyone.cohort == "Semua angkatan" and some.cohort == "FTD 2022 · Angkatan 01"
    assert some.members == 20 and len(some.people) == 20 and len(everyone.people) == 30
    direct = pair(records, "baseline", "endline")
    assert income.line(everyone).change == income.line(direct).change
    for found, expected in zip(outcomes.table(everyone), outcomes.table(direct), strict=True):
        assert not found.absent and (found.n, found.gained) == (expected.n, expected.gained)
    board = dashboard.read(file, dashboard.Asked(cohort, "baseline", "endline"))
    assert len(dashboard.cards(board, income.SALES)) == 4
    assert cohorts.cohorts(file)[0].title == some.cohort
    rows = list(lists.survey_records(file, batch=7).rows)
    assert len(rows) == len(records)
    with pytest.raises(UserError, match="Angkatan"):
        paired(file, "absent", "baseline", "endline")
