"""In bulk, rule by rule and in an interview, the same records have the same faults."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from ftd_desktop.forms.bulk import BulkValidation
from ftd_desktop.forms.definition import Form
from ftd_desktop.forms.interview import Context, Interview
from tests.forms.conftest import CONTEXT, NOW, shipped_form
from tests.forms.oracles.__main__ import random_form
from tests.forms.oracles.answers import DATES, WORDS

KINDS = {"choice": "type", "warn": "warning"}
WILD = ("", "", "0", "1", "2", "7", "100", "-3", "2.5", "999999999999", "1e3", "x", "a b", "2026-02-30", " 7")

Verdicts = set[tuple[str, str]]


def a_text(form: Form, path: str, chance: random.Random) -> str:
    """A text that a file to be imported could have in that column: mostly of its type, sometimes anything."""
    item = form.model.items[path]
    if chance.random() < 0.15:
        return chance.choice((*WILD, *WORDS))
    listing = item.itemset.listing if item.itemset is not None else None
    values = [choice.value for choice in item.choices]
    if item.itemset is not None and listing is not None and listing.path:
        values = listing.column(item.itemset.value)
    if values:
        many = chance.randint(1, min(3, len(values))) if item.many else 1
        return " ".join(dict.fromkeys(chance.choices(values, k=many)))
    return chance.choice(DATES if item.type == "date" else WILD if item.type in ("int", "decimal") else WORDS)


def in_bulk(check: BulkValidation, record: Sequence[str], previous: dict[str, str] | None) -> Verdicts:
    found = check.failures([record], [previous])
    return {(failure.path, KINDS.get(failure.kind, failure.kind)) for failure in found}


def one_by_one(check: BulkValidation, record: Sequence[str], previous: dict[str, str] | None) -> Verdicts:
    """As `in_bulk`, by the closures instead of the generated function."""
    inner = check._check
    check._check = type("Slow", (), {"failures": staticmethod(inner._one_by_one), "rules": inner.rules,
                                     "columns": inner.columns})()
    try:
        return in_bulk(check, record, previous)
    finally:
        check._check = inner


def in_an_interview(form: Form, check: BulkValidation, record: Sequence[str], previous: dict[str, str] | None,
                    ) -> Verdicts:
    values = {path: text for (_, _, path), text in zip(check.columns, record, strict=True)}
    interview = Interview(form, values, context=Context(now=lambda: NOW, preload=CONTEXT.preload, previous=previous))
    found = {(problem.ref, problem.kind) for problem in interview.problems()}
    taken = {ref for ref in values if interview.state(ref).cleared}
    return {(ref, kind) for ref, kind in found if ref not in taken} | {(ref, "type") for ref in taken}


def judged(check: BulkValidation, found: Verdicts) -> Verdicts:
    """Without what an interview has to say: rows of repeats, and what hangs on them."""
    return {(path, kind) for path, kind in found if path not in check.unchecked and "[" not in path}


def compared(form: Form, chance: random.Random, records: int) -> int:
    """The number of faults found, the same in all three ways."""
    check, count = BulkValidation(form, context=CONTEXT), 0
    names = [name.rpartition("/")[2] for name in check._before]
    for _ in range(records):
        record = [a_text(form, path, chance) for _, _, path in check.columns]
        previous = {name: chance.choice(WILD) for name in names if chance.random() < 0.7} or None
        fast = in_bulk(check, record, previous)
        assert one_by_one(check, record, previous) == fast
        asked = in_an_interview(form, check, record, previous)
        assert judged(check, fast) == judged(check, asked), record
        count += len(fast)
    return count


@pytest.mark.parametrize("form_id", ["ftd_profil", "ftd_survei", "ftd_presensi", "ftd_kelulusan"])
def test_the_shipped_forms(form_id: str) -> None:
    assert compared(shipped_form(form_id), random.Random(form_id), 30)


@pytest.mark.parametrize(("maker", "seed"), [("plain", seed) for seed in range(40, 52)]
                         + [("deep", seed) for seed in range(60, 66)])
def test_random_forms(maker: str, seed: int) -> None:
    chance = random.Random(seed)
    compared(random_form(seed, chance.randint(10, 60), maker=maker)[1], chance, 15)
