"""Random forms, random answers, three engines: prints what differs and is not in our table of rules.

    python -m tests.forms.oracles FOLDER_OF_ORACLES [--forms 50] [--seed 1] [--size 20 120] [--steps 80] [--wide]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.forms.live import Rows
from tests.forms.conftest import TableMedia
from tests.forms.oracles.answers import Operation, apply, random_step
from tests.forms.oracles.compare import differences, ours
from tests.forms.oracles.engines import Oracles
from tests.forms.oracles.generator import Generator
from tests.forms.oracles.wide import WideGenerator, files

say = print

CONTEXT = Context(now=lambda: datetime.now(timezone(timedelta(hours=7))))


def random_form(seed: int, size: int, *, wide: bool = False) -> tuple[str, Form]:
    """The XForm text of a random form and the form; `wide` ones use `files()`."""
    from pyxform.xls2xform import convert

    maker = WideGenerator if wide else Generator
    xform = str(convert(maker(seed, size).workbook(), validate=False).xform)
    return xform, load(xform, TableMedia(files()))


def walked(form: Form, seed: int, steps: int, *, remove: bool) -> tuple[Interview, list[Operation]]:
    """An interview after random steps, and the steps."""
    chance = random.Random(seed)
    interview, done = Interview(form, context=CONTEXT), []
    for _ in range(steps):
        step = random_step(form, interview, chance)
        if step is not None and (remove or step[0] != "remove"):
            apply(interview, step)
            done.append(step)
            forget_rows(interview)
    return interview, done


def forget_rows(interview: Interview) -> None:
    """Our rule: rows that a smaller count took away come back with a larger one; elsewhere they are lost."""
    for live in interview._root.walk():
        for rows in live.children:
            if isinstance(rows, Rows):
                rows.stash.clear()


def compare_one(oracles: Oracles, folder: Path, seed: int, size: int, steps: int, *, wide: bool = False) -> int:
    """Differences of one form, printed; their number."""
    for name, content in files().items():
        (folder / name).write_text(content, encoding="utf-8")
    try:
        xform, form = random_form(seed, size, wide=wide)
    except FormFaults as faults:
        say(f"form {seed}: refused: {faults}")
        return 1
    remove = seed % 2 == 0  # JavaRosa's driver does not remove rows, nor add nested ones, and counts as it steps
    counts = any(item.count is not None for item in form.model.items.values())
    interview, done = walked(form, seed, steps, remove=remove)
    file = folder / f"{seed}.xml"
    file.write_text(xform, encoding="utf-8")
    mine, total = ours(interview), 0
    answers = {"Web Forms": oracles.web_forms(file, done, folder)}
    if not remove and not counts and not any(what == "add" and "[" in ref for what, ref, _ in done):
        answers["JavaRosa"] = oracles.java_rosa(file, done)
    for name, theirs in answers.items():
        if isinstance(theirs, str) and "XFormParseException" in theirs:  # it sees repeats in repeats where none are
            say(f"form {seed}: {name} refuses it")
            continue
        lines = [f"it failed: {theirs}"] if isinstance(theirs, str) else differences(
            mine, theirs, java_rosa=name == "JavaRosa")
        total += len(lines)
        say(f"form {seed} ({len(mine)} nodes, {len(done)} steps) against {name}: {len(lines)} differences")
        for line in lines[:8]:
            say("   ", line[:400])
    return total


def main() -> int:
    """Run as many forms as asked; the number of forms with a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("oracles", type=Path)
    parser.add_argument("--forms", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=(20, 120))
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--wide", action="store_true", help="with lists of files, cascades, rows as choices, seeds …")
    wanted = parser.parse_args()
    oracles = Oracles(wanted.oracles)
    if oracles.missing():
        say(oracles.missing())
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        different = 0
        for seed in range(wanted.seed, wanted.seed + wanted.forms):
            size = random.Random(seed).randint(*wanted.size)
            different += compare_one(oracles, folder, seed, size, wanted.steps, wide=wanted.wide) > 0
    say(f"{different} of {wanted.forms} forms differ")
    return different


if __name__ == "__main__":
    sys.exit(main())
