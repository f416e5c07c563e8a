"""What the answer journal says besides answers: reasons for passed warnings, and a new shape after a repeat changed.

An entry is (ref, value). ``!<ref>`` carries the reason at a ref; ``*`` carries all values as JSON and replaces
everything before it, since removing an instance moves the refs of those behind it; ``=`` carries as JSON what the form
or the program answered by itself: the moment of the start, a date of today, a drawn number come only once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

Entry = tuple[str, str]
SNAPSHOT = "*"
REASON = "!"
BY_ITSELF = "="


def reason_entry(ref: str, text: str) -> Entry:
    """The entry that keeps a reason."""
    return REASON + ref, text


def snapshot_entry(values: Mapping[str, str]) -> Entry:
    """The entry that keeps every value at once."""
    return SNAPSHOT, json.dumps(dict(values), ensure_ascii=False)


def by_itself_entry(values: Mapping[str, str]) -> Entry:
    """The entry that keeps what nobody typed."""
    return BY_ITSELF, json.dumps(dict(values), ensure_ascii=False)


def replay(values: Mapping[str, str], entries: Sequence[Entry]) -> tuple[dict[str, str], dict[str, str]]:
    """(values, reasons) after the entries have been laid over `values` in order."""
    now, reasons = dict(values), {}
    for ref, value in entries:
        if ref == SNAPSHOT:
            now = json.loads(value)
        elif ref == BY_ITSELF:
            now.update(json.loads(value))
        elif ref.startswith(REASON):
            reasons[ref[len(REASON):]] = value
        else:
            now[ref] = value
    return now, reasons


def last_ref(entries: Sequence[Entry]) -> str | None:
    """Where the hand was last: the ref of the last answer or reason."""
    for ref, _ in reversed(entries):
        if ref not in (SNAPSHOT, BY_ITSELF):
            return ref.removeprefix(REASON)
    return None
