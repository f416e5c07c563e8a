"""How fast forms load and answer: a 1,000-question form, alone and with 80,000 villages, against its floor.

    python -m benchmarks.forms

The floor of loading is the bare XML parse of the same text; of an answer, a dictionary write. Each phase runs in a
process of its own, so that memory is that of the phase. Times are CPU time, so that a busy machine does not blur them.
"""

from __future__ import annotations

import csv
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.parsers import expat

QUESTIONS = 1_000
VILLAGES = 80_000
KINDS = ("integer", "decimal", "text", "select_one ya", "select_multiple lima", "calculate", "date")


def workbook(villages: bool) -> str:
    """A form of QUESTIONS questions in 20 groups and a repeat, a third of them with conditions, one read by many."""
    chance = random.Random(7)
    columns = ("type", "name", "label", "relevant", "constraint", "calculation", "required", "choice_filter",
               "parameters")
    rows = ["| survey |", "| | " + " | ".join(columns) + " |"]

    def row(*cells: str) -> None:
        rows.append("| | " + " | ".join([*cells, *[""] * (9 - len(cells))]) + " |")
    row("integer", "hub", "Dibaca banyak pertanyaan")
    if villages:
        for name, above in (("kab", ""), ("kec", "parent=${kab}"), ("desa", "parent=${kec}")):
            row(f"select_one_from_file {name}.csv", name, name, "", "", "", "", above, "value=code, label=name")
    names = ["hub"]
    for group in range(20):
        row("begin_group", f"g{group}", f"Bagian {group}", "${hub} >= 0" if group % 3 == 0 else "")
        for number in range((QUESTIONS - 40) // 20):
            name = f"q{group}_{number}"
            kind = chance.choice(KINDS)
            before = chance.choice(names[-12:])
            relevant = f"${{{before}}} != ''" if chance.random() < 0.25 else ""
            if kind == "calculate":
                source = "hub" if chance.random() < 0.5 else before
                row(kind, name, "", relevant, "", f"coalesce(${{{source}}}, 0) + {number}")
            else:
                constraint = ". >= 0 and . < 1000000" if kind in ("integer", "decimal") else ""
                if kind == "integer" and chance.random() < 0.3:
                    constraint = ". <= ${hub} + 100"
                row(kind, name, f"Pertanyaan {name} ${{{before}}}" if chance.random() < 0.1 else f"Pertanyaan {name}",
                    relevant, constraint, "", "yes" if chance.random() < 0.4 else "")
            names.append(name)
        row("end_group", f"g{group}")
    row("begin_repeat", "anggota", "Anggota")
    for number in range(38):
        row("integer", f"r{number}", f"Isian {number}", "${r0} > 0" if number % 4 == 1 else "", ". <= ${hub} + 1000")
    row("calculate", "jumlah", "", "", "", "coalesce(${r0}, 0) + coalesce(${r1}, 0)")
    row("end_repeat", "anggota")
    row("calculate", "semua", "", "", "", "sum(${jumlah})")
    rows += ["| choices |", "| | list_name | name | label |", "| | ya | ya | Ya |", "| | ya | tidak | Tidak |"]
    rows += [f"| | lima | p{n} | Pilihan {n} |" for n in range(5)]
    return "\n".join(rows)


def write_lists(folder: Path) -> None:
    """33 regencies, 800 districts, VILLAGES villages."""
    levels = {"kab": 33, "kec": 800, "desa": VILLAGES}
    parent, size_above = "", 0
    for name, size in levels.items():
        above = [f"{parent}{n % size_above}" if parent else "" for n in range(size)]
        lines = ["code,name,parent", *(f"{name}{n},{name.title()} nomor {n},{above[n]}" for n in range(size))]
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        parent, size_above = name, size


def timed(work: Callable[[], object], times: int = 1) -> float:
    """The median time of a piece of work, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)


def memory() -> float:
    """The most memory this process has held, in MB; that of a parent does not count, as it does in getrusage."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024


def with_lists_inside(xform: str, folder: Path) -> str:
    """The form with its three lists written in it instead of beside it."""
    for name in ("kab", "kec", "desa"):
        rows = csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8"))
        cells = ("".join(f"<{key}>{text}</{key}>" for key, text in row.items()) for row in rows)
        items = "".join(f"<item>{row}</item>" for row in cells)
        xform = re.sub(rf'<instance id="{name}" src="[^"]*"/>',
                       lambda _, n=name, i=items: f'<instance id="{n}"><root>{i}</root></instance>', xform)
    return xform


def measure(folder: Path, form: str) -> dict[str, float]:
    """All figures of one form, in milliseconds and MB."""
    villages = form != "form"
    xform = (folder / f"{form}.xml").read_text(encoding="utf-8")
    floor = timed(lambda: expat.ParserCreate().Parse(xform, True), 5)
    from ftd_desktop.forms.definition import FolderMedia, load
    from ftd_desktop.forms.interview import Context, Interview

    media = FolderMedia(folder)
    before = memory()
    start = time.process_time()
    form = load(xform, media)
    loaded = (time.process_time() - start) * 1000
    context = Context(now=lambda: datetime(2026, 11, 24, tzinfo=UTC))
    start = time.process_time()
    interview = Interview(form, context=context)
    started = (time.process_time() - start) * 1000
    figures = {"floor": floor, "load": loaded, "start": started}
    figures |= answers(interview, form.questions) | rows(interview)
    if villages:
        figures |= cascade(interview)
    return figures | {"memory": memory(), "grown": memory() - before}


def answers(interview: object, questions: object) -> dict[str, float]:
    """Time of single answers: all questions in turn, and the one that most others read."""
    from ftd_desktop.forms.interview import Interview

    assert isinstance(interview, Interview)
    chance, taken = random.Random(3), []
    for ref in [ref for ref in interview.refs() if not ref.endswith(("/kab", "/kec", "/desa"))]:
        question = interview.form.questions["/".join(step.partition("[")[0] for step in ref.split("/"))]
        value = {"int": "7", "decimal": "2.5", "date": "2026-01-01"}.get(question.type, "abc")
        choices = interview.state(ref).choices
        value = choices[0].value if len(choices) else value
        start = time.process_time()
        interview.set(ref, value)
        taken.append((time.process_time() - start) * 1000)
    hottest = [timed(lambda n=n: interview.set("/data/hub", str(n % 5 + chance.randint(0, 9) * 10))) for n in range(40)]
    return {"answer p50": statistics.median(taken), "answer p95": sorted(taken)[int(len(taken) * 0.95)],
            "hottest p95": sorted(hottest)[int(len(hottest) * 0.95)]}


def rows(interview: object) -> dict[str, float]:
    """Time to add and to remove a row of 39 questions."""
    from ftd_desktop.forms.interview import Interview

    assert isinstance(interview, Interview)
    added = [timed(lambda: interview.add_repeat("/data/anggota")) for _ in range(20)]
    removed = [timed(lambda: interview.remove_repeat("/data/anggota[3]")) for _ in range(5)]
    return {"add row": sorted(added)[-2], "add row max": max(added), "remove row": max(removed)}


def cascade(interview: object) -> dict[str, float]:
    """The slowest step down regency, district, village, each read as the screen reads it."""
    from ftd_desktop.forms.interview import Interview

    assert isinstance(interview, Interview)
    taken = []
    for kab, kec, desa in (("kab3", "kec3", "desa3"), ("kab5", "kec5", "desa805"), ("kab3", "kec36", "desa36")):
        for name, value in (("kab", kab), ("kec", kec), ("desa", desa)):
            def step(name: str = name, value: str = value) -> None:
                interview.set(f"/data/{name}", value)
                for below in ("kab", "kec", "desa"):
                    list(interview.state(f"/data/{below}").choices[:20])
            taken.append(timed(step))
    assert interview.state("/data/desa").value == "desa36"
    find = timed(lambda: interview.state("/data/kab").choices.find("nomor 3", 20))
    return {"cascade step max": max(taken), "first cascade step": taken[0], "find": find}


FILTERS = ("parent=${kab}", "selected(${kab}, parent)", "parent=${kab} or parent=${kec}", "starts-with(parent, ${kab})",
           "parent != ${kab}", "substr(parent, 0, 4) = ${kab}", "code > ${kab} and contains(name, '7')")


def filters(folder: Path) -> dict[str, float]:
    """Choice filters over VILLAGES rows, each after a new answer: the median of ten, in milliseconds."""
    from pyxform.xls2xform import convert

    from ftd_desktop.forms.definition import FolderMedia, load
    from ftd_desktop.forms.interview import Context, Interview

    found = {}
    for text in FILTERS:
        sheet = f"""| survey |
| | type | name | label | parameters | choice_filter |
| | text | kab | Kab | | |
| | text | kec | Kec | | |
| | select_one_from_file desa.csv | desa | Desa | value=code, label=name | {text} |"""
        interview = Interview(load(str(convert(sheet).xform), FolderMedia(folder)),
                              context=Context(now=lambda: datetime.now(UTC)))
        taken = []
        for number in range(10):
            interview.set("/data/kec", f"kec{number + 100}")
            taken.append(timed(lambda n=number, i=interview: (i.set("/data/kab", f"kec{n}"),
                                                              i.state("/data/desa").choices[:20])))
        found[text] = statistics.median(taken)
    return found


BARS = {"load": (300, 1000), "answer p95": (2, 2), "hottest p95": (5, 5), "add row": (20, 20),
        "cascade step max": (10, 10), "memory": (150, 150)}


def main() -> None:
    """Print a table of figures, floors and bars."""
    from pyxform.xls2xform import convert

    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_lists(folder)
        beside = convert(workbook(True)).xform
        forms = {"form": (convert(workbook(False)).xform, ""),
                 "beside": (beside, f", {VILLAGES} villages in csv files"),
                 "inside": (with_lists_inside(beside, folder), f", {VILLAGES} villages inside the form")}
        for name, (xform, title) in forms.items():
            (folder / f"{name}.xml").write_text(xform, encoding="utf-8")
            done = subprocess.run([sys.executable, "-m", "benchmarks.forms", str(folder), name],
                                  check=True, capture_output=True, text=True)
            show(json.loads(done.stdout), title)
        print(f"\nchoice filters over {VILLAGES} rows, each after a new answer, ms (bar 10 where an index can answer)")
        for text, milliseconds in filters(folder).items():
            print(f"{text:44}{milliseconds:9.2f}")


def show(figures: dict[str, float], title: str) -> None:
    """One table."""
    print(f"\n{QUESTIONS} questions{title}")
    print(f"{'':22}{'ms (MB)':>12}{'x floor':>10}{'bar':>8}")
    for name, value in figures.items():
        bar = BARS.get(name, ("", ""))[bool(title)]
        ratio = f"{value / figures['floor']:.1f}" if name in ("load", "start") else ""
        print(f"{name:22}{value:12.2f}{ratio:>10}{bar:>8}{'' if not bar or value <= bar else '   OVER'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
    else:
        main()
