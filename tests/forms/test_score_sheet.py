"""The engine's score sheet says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from ftd_desktop.forms.xpath.foreign import MEANT
from ftd_desktop.forms.xpath.functions import FUNCTIONS

SHEET = (Path(__file__).resolve().parents[2] / "docs" / "forms-engine.md").read_text(encoding="utf-8")


def test_every_function_stands_in_the_sheet() -> None:
    named = set(re.findall(r"`([a-z][\w:-]*)`", SHEET.partition("## Logic")[0]))
    assert set(FUNCTIONS) - named == set()


def test_the_seventy_of_the_specification_are_there() -> None:
    listed = re.findall(r"`([a-z][\w:-]*)`", SHEET.partition("| beyond")[0].partition("(70)")[2])
    assert len(listed) == len(set(listed)) == 70
    assert set(listed) <= set(FUNCTIONS)


def test_what_is_refused_has_a_remedy() -> None:
    assert {"lower", "upper", "max-if", "datediff"} <= set(MEANT)
