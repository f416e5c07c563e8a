"""How an answer differs from the one of the last round, in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ftd_desktop import wording
from ftd_desktop.forms.reading import as_number
from ftd_desktop.i18n import tr


@dataclass(frozen=True)
class Change:
    """The words (empty while there is nothing to compare) and whether a number rose (+1), fell (-1) or neither (0)."""

    words: str
    direction: int = 0


def change(before: str, now: str, *, numeric: bool, share: bool) -> Change:
    """The change from `before` to `now`, both as stored; `share` says it in per cent, else in units."""
    if not before or not now:
        return Change("")
    if before == now or sorted(before.split()) == sorted(now.split()):
        return Change(tr("= sama"))
    old, new = as_number(before), as_number(now)
    if not numeric or old is None or new is None:
        return Change(tr("berubah"))
    if old == new:
        return Change(tr("= sama"))
    return _rise(new - old) if not share or old <= 0 else _percentage(old, new)


def _percentage(old: Decimal, new: Decimal) -> Change:
    percent = abs(new - old) * 100 / old
    size = tr("kurang dari 1 %") if percent < 1 else f"{wording.number(percent)} %"
    return _worded(size, 1 if new > old else -1)


def _rise(difference: Decimal) -> Change:
    decimals = 0 if difference == difference.to_integral_value() else 1
    return _worded(wording.number(abs(difference), decimals), 1 if difference > 0 else -1)


def _worded(size: str, direction: int) -> Change:
    words = tr("▲ naik {size}") if direction > 0 else tr("▼ turun {size}")
    return Change(words.format(size=size), direction)
