"""Random forms, random answers, three engines: prints what differs and is not in our table of rules.

    python -m tests.forms.oracles FOLDER_OF_ORACLES [--forms 50] [--seed 1] [--size 20 120] [--steps 80]
                                  [--wide | --deep] [--each]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from ftd_desktop.forms.definition import Form, load
from ftd_desktop.forms.faults import FormFaults
from ftd_desktop.forms.interview import Context, Interview
from ftd_desktop.forms.live import Rows
from tests.forms.conftest import TableMedia
from tests.forms.oracles.answers import Operation, apply, random_step
from tests.forms.oracles.compare import differences, ours
from tests.forms.oracles.deep import DeepGenerator
from tests.forms.oracles.engines import Oracles, Seen
from tests.forms.oracles.generator import Generator
from tests.forms.oracles.wide import WideGenerator, files

say = print

CONTEXT = Context(now=lambda: datetime.now(timezone(timedelta(hours=7))))


MAKERS = {"plain": Generator, "wide": WideGenerator, "deep": DeepGenerator}


@dataclass
class Tally:
    """What was compared so far."""

    forms: int = 0
    questions: int = 0
    steps: int = 0
    states: int = 0
    differences: int = 0

    def note(self, form: Form, states: Sequence[dict[str, Seen]]) -> None:
        """One more form, with the states that were compared."""
        self.forms += 1
        self.questions += len(form.questions)
        self.steps += len(states)
        self.states += sum(map(len, states))


def random_form(seed: int, size: int, *, maker: str = "plain") -> tuple[str, Form]:
    """The XForm text of a random form and the form; those of other makers than the plain one use `files()`."""
    from pyxform.xls2xform import convert

    xform = str(convert(MAKERS[maker](seed, size).workbook(), validate=False).xform)
    return xform, load(xform, TableMedia(files()))


def walked(form: Form, seed: int, steps: int, *, remove: bool,
           states: list[dict[str, Seen]] | None = None) -> tuple[Interview, list[Operation]]:
    """An interview after random steps, and the steps; `states` takes what we show after each."""
    chance = random.Random(seed)
    interview, done = Interview(form, context=CONTEXT), []
    for _ in range(steps):
        step = random_step(form, interview, chance)
        if step is not None and (remove or step[0] != "remove"):
            apply(interview, step)
            done.append(step)
            forget_rows(interview)
            if states is not None:
                states.append(ours(interview))
    return interview, done


def forget_rows(interview: Interview) -> None:
    """Our rule: rows that a smaller count took away come back with a larger one; elsewhere they are lost."""
    for live in interview._root.walk():
        for rows in live.children:
            if isinstance(rows, Rows):
                rows.stash.clear()


def compare_one(oracles: Oracles, folder: Path, seed: int, size: int, steps: int, *, maker: str = "plain",
                each: bool = False, tallies: dict[str, Tally] | None = None) -> int:
    """Differences of one form, printed; their number. `each`: Web Forms is asked after every step."""
    for name, content in files().items():
        (folder / name).write_text(content, encoding="utf-8")
    try:
        xform, form = random_form(seed, size, maker=maker)
    except FormFaults as faults:
        say(f"form {seed}: refused: {faults}")
        return 1
    remove = seed % 2 == 0  # JavaRosa's driver does not remove rows, nor add nested ones, and counts as it steps
    counts = any(item.count is not None for item in form.model.items.values())
    states: list[dict[str, Seen]] | None = [] if each else None
    interview, done = walked(form, seed, steps, remove=remove, states=states)
    file = folder / f"{seed}.xml"
    file.write_text(xform, encoding="utf-8")
    last = ours(interview)
    mine = states or [last]
    compared = [("Web Forms", mine, oracles.web_forms(file, done, folder, each=each))]
    if not remove and not counts and not any(what == "add" and "[" in ref for what, ref, _ in done):
        compared.append(("JavaRosa", [last], oracles.java_rosa(file, done)))
    total = 0
    for name, before, theirs in compared:
        if isinstance(theirs, str) and "XFormParseException" in theirs:  # it sees repeats in repeats where none are
            say(f"form {seed}: {name} refuses it")
            continue
        lines = [f"it failed: {theirs}"] if isinstance(theirs, str) else _first_difference(
            before, theirs, done, java_rosa=name == "JavaRosa")
        total += len(lines)
        if tallies is not None:
            tallies[name].note(form, before)
            tallies[name].differences += len(lines)
        say(f"form {seed} ({len(last)} nodes, {len(done)} steps) against {name}: {len(lines)} differences", flush=True)
        for line in lines[:8]:
            say("   ", line[:400])
    return total


def _first_difference(mine: Sequence[dict[str, Seen]], theirs: Sequence[dict[str, Seen]], done: Sequence[Operation], *,
                      java_rosa: bool) -> list[str]:
    """The differences after the first step that has any."""
    for number, (before, other) in enumerate(zip(mine, theirs, strict=True), 1):
        lines = differences(before, other, java_rosa=java_rosa)
        if lines:
            return [f"step {number}: {done[number - 1]}" if len(mine) > 1 else "at the end", *lines]
    return []


def main() -> int:
    """Run as many forms as asked; the number of forms with a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("oracles", type=Path)
    parser.add_argument("--forms", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=(20, 120))
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--keep", type=Path)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--wide", dest="maker", action="store_const", const="wide", default="plain",
                      help="with lists of files, cascades, rows as choices, seeds …")
    kind.add_argument("--deep", dest="maker", action="store_const", const="deep",
                      help="wide, and rows that look at each other, worked-out defaults, moments …")
    parser.add_argument("--each", action="store_true", help="compare with Web Forms after every step, not at the end")
    wanted = parser.parse_args()
    oracles = Oracles(wanted.oracles)
    if oracles.missing():
        say(oracles.missing())
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = wanted.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        different = 0
        tallies = {"Web Forms": Tally(), "JavaRosa": Tally()}
        for seed in range(wanted.seed, wanted.seed + wanted.forms):
            size = random.Random(seed).randint(*wanted.size)
            different += compare_one(oracles, folder, seed, size, wanted.steps, maker=wanted.maker,
                                     each=wanted.each, tallies=tallies) > 0
    for name, tally in tallies.items():
        say(name, tally)
    say(f"{different} of {wanted.forms} forms differ")
    return different


if __name__ == "__main__":
    sys.exit(main())
