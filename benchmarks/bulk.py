"""The rules of the shipped survey over 100,000 made-up records: `python -m benchmarks.bulk [records]`.

CPU seconds of one run. The floor is to look at each answer once; the peer is an interview for each record, measured on
a part of them and scaled up.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from ftd_desktop import resources
from ftd_desktop.forms.bulk import BulkValidation
from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.interview import Context, Interview, rows_to_values
from ftd_desktop.forms.media import shipped
from ftd_desktop.forms.workbook import convert

CONTEXT = Context(now=lambda: datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=7))))
Row = dict[str, Any]


def a_record(form: Form, dice: random.Random) -> Row:
    """An interview of a running business answered from top to bottom, as rows of the file."""
    interview = Interview(form, context=CONTEXT)
    interview.set("/data/s_meta/status_usaha", "jalan")
    for ref in interview.refs():
        state, question = interview.state(ref), form.questions[ref]
        if state.relevant and not state.readonly and not state.value and question.control not in ("note", "upload"):
            for _ in range(8):  # until one is right
                interview.set(ref, _an_answer(question.type, [c.value for c in state.choices[:9]], dice))
                state = interview.state(ref)
                if not state.error and not state.warning:
                    break
    return interview.rows()[form.form_id][0]


def _an_answer(kind: str, choices: list[str], dice: random.Random) -> str:
    if choices:
        return dice.choice(choices)
    if kind == "date":
        return f"2026-{dice.randint(1, 11):02}-{dice.randint(1, 28):02}"
    return str(dice.randint(0, 40)) if kind in ("int", "decimal") else f"Contoh {dice.randint(1, 500)}"


def made_up(form: Form, count: int) -> list[Row]:
    """Records of 500 kinds, each with amounts of its own; in one of twenty an amount is wild."""
    dice = random.Random(2026)
    kinds = [a_record(form, dice) for _ in range(500)]
    amounts = [question.name for question in form.questions.values() if question.extra.get("unit") == "Rp"]

    def one() -> Row:
        row, scale = dict(dice.choice(kinds)), dice.randrange(1, 50_000)
        for name in amounts:
            row[name] = row[name] and row[name] * scale
        if dice.random() < 0.05:
            row[dice.choice(amounts)] = -5
        return row

    return [one() for _ in range(count)]


def looked_at(records: list[list[str]]) -> int:
    """The floor: every answer looked at once."""
    return sum(1 for record in records for text in record if text)


def by_interviews(form: Form, rows: list[Row]) -> int:
    """The faults an interview for each record finds."""
    found = 0
    for row in rows:
        values = rows_to_values(form, {form.form_id: [row]})
        found += len(Interview(form, values, context=CONTEXT).problems())
    return found


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def table(count: int) -> Iterator[str]:
    """The lines of the table."""
    form = load(convert(resources.path("forms", "ftd_survei.xlsx")).xform, shipped())
    rows = made_up(form, count)
    made = time.process_time()
    check = BulkValidation(form, context=CONTEXT)
    ready = time.process_time() - made
    records: list[list[str]] = []
    read = cpu(lambda: records.extend(check.records(rows)))
    floor = cpu(lambda: looked_at(records))
    found: list[object] = []
    judged = cpu(lambda: found.extend(check.failures(records)))
    part = rows[: max(1, count // 500)]
    asked = cpu(lambda: by_interviews(form, part)) * count / len(part)
    yield f"{count} records of the survey: {len(check.columns)} columns, {check.rules} rules, {len(found)} faults found"
    yield f"{'every answer looked at (floor)':44}{floor:9.2f} s"
    for name, seconds in (("the check made ready, once", ready), ("rows to texts", read),
                          ("all rules, each fault named (bar 3 s)", judged), ("an interview for each record", asked)):
        yield f"{name:44}{seconds:9.2f} s{seconds / floor:9.1f}x"


def main() -> None:
    """Print the table."""
    for line in table(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(line)


if __name__ == "__main__":
    main()
