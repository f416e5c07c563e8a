"""The comparison with ODK Web Forms and JavaRosa, where they are set up: FTD_ORACLES names the folder."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from ftd_desktop.forms.interview import Interview
from tests.forms.conftest import CONTEXT
from tests.forms.oracles.__main__ import compare_one, random_form, walked
from tests.forms.oracles.compare import ours
from tests.forms.oracles.engines import Oracles

SEEDS = range(1, 13)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_form_can_be_left_and_taken_up_again(seed: int) -> None:
    """The state after random steps is a function of the values alone: a restored interview shows the same."""
    form = random_form(seed, random.Random(seed).randint(10, 40))[1]
    interview, steps = walked(form, seed, 40, remove=True)
    assert steps
    again = Interview(form, interview.values(), context=CONTEXT, language=interview.language)
    assert again.values() == interview.values()
    kept = {ref: seen for ref, seen in ours(interview).items() if not seen.cleared}
    assert {ref: seen for ref, seen in ours(again).items() if ref in kept} == kept
    assert again.rows().keys() == interview.rows().keys()
    interview.layout()


@pytest.mark.slow
def test_random_forms_agree_with_the_oracles(tmp_path: Path) -> None:
    folder = os.environ.get("FTD_ORACLES")
    if not folder:
        pytest.skip("FTD_ORACLES names no folder made by setup-oracles.sh")
    oracles = Oracles(Path(folder))
    if oracles.missing():
        pytest.skip(oracles.missing())
    assert [compare_one(oracles, tmp_path, seed, 30, 40) for seed in (1, 2, 3)] == [0, 0, 0]
