"""Expressions in bulk and one at a time: 100,000 made-up records by 60 rules, beside hand-written Python and peers.

`python -m benchmarks.xpath [records]`. lxml and elementpath are measured when they can be imported; both are given
fewer records and the time is scaled up. lxml has no dates and no functions of forms: it runs the plain rules only.
"""

from __future__ import annotations

import importlib.util
import random
import re
import sys
import time
from collections.abc import Callable, Iterator

from ftd_desktop.forms.xml_reader import parse_xml
from ftd_desktop.forms.xpath import PlainEnvironment, Scope, compile_expression
from ftd_desktop.forms.xpath.bulk import BulkCheck, BulkRule

NUMBERS = [f"n{i}" for i in range(30)]
TEXTS = [f"t{i}" for i in range(10)]
CHOICES = [f"s{i}" for i in range(10)]
DATES = [f"d{i}" for i in range(10)]
NAMES = NUMBERS + TEXTS + CHOICES + DATES


def rules() -> list[tuple[str, str]]:
    """60 rules (question, constraint) as forms have them: ranges, sums, lengths, patterns, choices, dates."""
    found = [(name, ". >= 0 and . <= 1000000") for name in NUMBERS[:20]]
    found += [(name, f". <= /data/{NUMBERS[0]} + /data/{NUMBERS[1]} * 2 or . = 0") for name in NUMBERS[20:]]
    found += [(name, "string-length(.) > 2 and string-length(.) <= 40") for name in TEXTS]
    found += [(name, "not(selected(., 'x') and count-selected(.) > 1)") for name in CHOICES]
    found += [(name, f". <= today() and . >= /data/{DATES[0]}") for name in DATES]
    return found[:60]


def records(count: int) -> list[list[str]]:
    """Made-up answers; one in fifty breaks a rule."""
    dice = random.Random(2026)
    days = [f"{year}-{month:02}-{day:02}" for year in (2024, 2025) for month in range(1, 13) for day in range(1, 29)]

    def record() -> list[str]:
        row = [str(dice.randrange(0, 1_000_000)) for _ in NUMBERS]
        row[0] = row[1] = "900000"
        row += [f"Usaha {dice.randrange(10_000)}" for _ in TEXTS]
        row += [dice.choice(("a", "b", "a b", "a b c")) for _ in CHOICES]
        row += ["2023-01-01"] + [dice.choice(days) for _ in DATES[1:]]
        if dice.random() < 0.02:
            row[dice.randrange(20)] = "-5"
        return row

    return [record() for _ in range(count)]


def by_hand(rows: list[list[str]]) -> int:
    """The floor: the same rules in plain Python, numbers and dates read once a value."""
    broken = 0
    for row in rows:
        a, b = float(row[0]), float(row[1])
        for text in row[:20]:
            broken += not 0 <= float(text) <= 1_000_000
        for text in row[20:30]:
            number = float(text)
            broken += not (number <= a + b * 2 or number == 0)
        for text in row[30:40]:
            broken += not 2 < len(text) <= 40
        for text in row[40:50]:
            chosen = text.split()
            broken += "x" in chosen and len(chosen) > 1
        for text in row[50:]:
            broken += not row[50] <= text <= "2026-11-24"
    return broken


def generated(rows: list[list[str]]) -> int:
    """Ours in bulk."""
    env = PlainEnvironment(parse_xml("<data/>"))
    given = [BulkRule("constraint", f"/data/{name}", compile_expression(text)) for name, text in rules()]
    check = BulkCheck(given, [f"/data/{name}" for name in NAMES], env)
    return sum(1 for _ in check.run(rows))


def document(row: list[str]) -> str:
    """One record as XML."""
    return "<data>" + "".join(f"<{n}>{v}</{n}>" for n, v in zip(NAMES, row, strict=True)) + "</data>"


def closures(rows: list[list[str]]) -> int:
    """Ours one rule at a time on a tree, as the running interview does."""
    tree = parse_xml(document(rows[0]))
    env = PlainEnvironment(tree)
    nodes = [tree.children[0].named(name)[0] for name in NAMES]
    by_name = dict(zip(NAMES, nodes, strict=True))
    ready = [(compile_expression(text).boolean, Scope(by_name[name], env)) for name, text in rules()]
    broken = 0
    for row in rows:
        for node, text in zip(nodes, row, strict=True):
            node.set_text(text)
        broken += sum(not test(scope) for test, scope in ready)
    return broken


def _portable(text: str) -> bool:
    return not re.search("selected|today", text)


def lxml(rows: list[list[str]]) -> int:
    """lxml on the rules it can read."""
    from lxml import etree

    ready = [(name, etree.XPath(text)) for name, text in rules() if _portable(text)]
    broken = 0
    for row in rows:
        root = etree.fromstring(document(row))
        for name, test in ready:
            broken += not test(root.find(name))
    return broken


def elementpath(rows: list[list[str]]) -> int:
    """elementpath, parsed once, on the rules it can read."""
    from xml.etree import ElementTree

    import elementpath as peer

    parser = peer.XPath1Parser()
    ready = [(name, parser.parse(text)) for name, text in rules() if _portable(text)]
    broken = 0
    for row in rows:
        root = ElementTree.fromstring(document(row))
        for name, token in ready:
            context = peer.XPathContext(root=ElementTree.ElementTree(root), item=root.find(name))
            broken += not token.boolean_value(token.evaluate(context))
    return broken


def measure(work: Callable[[list[list[str]]], int], rows: list[list[str]], share: int) -> float:
    """CPU seconds for all rows, measured on a part of them."""
    part = rows[:max(1, len(rows) // share)]
    start = time.process_time()
    work(part)
    return (time.process_time() - start) * len(rows) / len(part)


def table(count: int) -> Iterator[str]:
    """The lines of the table."""
    rows = records(count)
    floor = measure(by_hand, rows, 1)
    yield f"{count} records x {len(rules())} rules, CPU seconds"
    yield f"{'by hand in Python (floor)':40}{floor:9.2f}"
    for name, work, share, needs in (
        ("generated function (bar 3 s)", generated, 1, ""), ("closures, as the interview", closures, 10, ""),
        ("lxml, 40 of the rules", lxml, 50, "lxml"), ("elementpath, 40 of the rules", elementpath, 1000, "elementpath"),
    ):
        if needs and importlib.util.find_spec(needs) is None:
            yield f"{name:40}  not installed"
            continue
        seconds = measure(work, rows, share)
        yield f"{name:40}{seconds:9.2f}{seconds / floor:9.1f}x"


def main() -> None:
    """Print the table."""
    for line in table(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(line)


if __name__ == "__main__":
    main()
