"""What was typed into the search as a query over the folded words of names and businesses (`store.search`)."""

from __future__ import annotations

from ftd_desktop.store import names

# FTS5 walks the list of an indexed prefix, but gathers that of any other in memory first: 0.1 ms against 5 at half a
# million people. Words are searched by at most this many letters.
LONGEST = 12


def match(text: str) -> str:
    """The FTS5 query for what was typed: each word a prefix; "" when there is no word.

    The last word may be unfinished: it is never taken for a title, and its short form also for itself.
    """
    words = names.split(text)
    finished = not text[-1:].isalnum()
    last = len(words) if finished else len(words) - 1
    kept = [(n, one) for n, one in enumerate(words) if not names.dropped(one)] or list(enumerate(words))[-1:]
    units: list[str] = []
    place = 0
    while place < len(kept):
        n, one = kept[place]
        clan = names.joined(one, kept[place + 1][1]) if place + 1 < len(kept) else None
        if clan:
            units.append(f"({_prefix(clan)} OR ({_one(one, True)} AND {_one(kept[place + 1][1], False)}))")
        else:
            units.append(_one(one, n < last))
        place += 2 if clan else 1
    return " AND ".join(units)


def _one(text: str, whole: bool) -> str:
    folded, own = names.canonical(text), names.word(text)
    if whole or folded == own:
        return _prefix(folded)
    return f"({_prefix(own)} OR {_prefix(folded)})"


def _prefix(text: str) -> str:
    return f'"{text[:LONGEST]}" *'


def misspelt(text: str) -> str:
    """The FTS5 query for what was typed with one slip of the keys in one of its words; "" when all are too short."""
    words = names.fold(text)
    told = [_prefix(one) for one in words]
    ways = [" AND ".join([*told[:place], f"({_any([_prefix(slip) for slip in slips])})", *told[place + 1:]])
            for place, one in enumerate(words) if (slips := names.slips(one[:LONGEST]))]
    return _any([f"({way})" for way in ways])


def _any(queries: list[str]) -> str:
    """One query for any of some: as a tree of little height, for FTS5 takes no more than 256 levels."""
    if len(queries) < 3:
        return " OR ".join(queries)
    half = len(queries) // 2
    return f"({_any(queries[:half])}) OR ({_any(queries[half:])})"
