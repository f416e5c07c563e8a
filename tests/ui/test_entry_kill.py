"""Killed at random moments of a scripted entry: what was shown as saved is there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.cheap_keys import make_keys_cheap
from tests.ui.forms import killing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_keys_cheap(monkeypatch)
    (tmp_path / "kerja").mkdir()
    killing.prepare(tmp_path / "kerja")
    return tmp_path


@pytest.mark.parametrize("form", ["ftd_profil", killing.WITH_FILES])
def test_nothing_shown_as_saved_is_lost(folder: Path, form: str) -> None:
    chance, log, work = random.Random(7), folder / "log", folder / "kerja"
    clerk = killing.start(work / "rina.ftdb", log, seed=7, form=form)
    try:
        moments = []
        for n in range(6):
            killing.pause(chance)
            moments.append((folder / f"saat-{n}", killing.freeze(clerk, work, log, folder / f"saat-{n}")))
        killing.pause(chance)
    finally:
        killing.kill(clerk)
    moments.append((work, killing.Told.read(log)))
    assert moments[-1][1].saved > 3
    for place, told in moments:
        assert killing.lost(place / "rina.ftdb", told) == []


def test_a_lost_answer_would_be_noticed(folder: Path) -> None:
    clerk = killing.start(folder / "kerja" / "rina.ftdb", folder / "log", seed=8)
    killing.kill(clerk)
    told = killing.Told.read(folder / "log")
    ref = told.given[0][0]
    told.given = [*told.given[: told.saved], (ref, "tidak pernah ditulis")]
    told.saved = len(told.given)
    assert killing.lost(folder / "kerja" / "rina.ftdb", told) == [ref]
