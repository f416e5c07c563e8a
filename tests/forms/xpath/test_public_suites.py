"""The cases of the two public suites; tests/forms/xpath/exceptions.json lists those we do not follow, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.forms.xpath.suite import FILE, cases, outcome

EXCEPTIONS: dict[str, str] = json.loads(Path(__file__).with_name("exceptions.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the shared conformance cases are not beside the project")


def test_every_case_that_is_no_exception_passes():
    found, documents = cases()
    failures = {
        case["id"]: f"{case['expr']!r} at {case['ctx']}: wanted {case['expect']}, got {got}"
        for case in found if case["id"] not in EXCEPTIONS and (got := outcome(case, documents))
    }
    assert not failures


def test_every_exception_has_a_reason_and_is_still_one():
    found, documents = cases()
    by_id = {case["id"]: case for case in found}
    assert all(EXCEPTIONS.values())
    passing = [case for case in EXCEPTIONS
               if by_id[case]["trust"] == "asserted" and not outcome(by_id[case], documents)]
    assert not passing
