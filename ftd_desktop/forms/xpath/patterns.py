"""Regular expressions of forms, matched in bounded time and memory.

Forms are written for Java and JavaScript engines, which backtrack; a pattern such as `(a+)+$` can take hours. The
`regex` package understands their syntax (also `\\p{L}` and lookaround) and stops at a time limit. What it lays out in
memory (counted repeats of groups) or adds of its own (recursion) is refused before it is asked.
"""

from __future__ import annotations

import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ftd_desktop.forms.xpath.errors import XPathError

if TYPE_CHECKING:
    import regex

MAX_PATTERN: Final = 5_000
MAX_REPEATED: Final = 20_000  # parts of the pattern, each counted as often as it must stand
SECONDS: Final = 0.1  # of one match; a usual one takes microseconds

_PROPERTY = re.compile(r"\\[pP]")
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)  # Java's way to quote
_OWN = re.compile(r"\(\?(?:R|&|P>|[+-]?\d|\()|\\L<|\{[eids<]")  # recursion, conditions, word lists, fuzzy matching
_PART = re.compile(
    r"(?P<open>\()|(?P<close>\))|(?P<count>\{(?P<least>\d+)(?P<more>,(?P<most>\d*))?\})"
    r"|(?P<atom>\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|[^\\])", re.DOTALL
)


def matches(pattern: str, text: str) -> bool:
    """Whether the whole `text` matches; XPathError for a pattern that is none or takes too long."""
    compiled = _compiled(pattern)
    try:
        return compiled.fullmatch(text, timeout=SECONDS, concurrent=False) is not None
    except (TimeoutError, MemoryError):
        raise XPathError("Pola regex {pattern} terlalu berat untuk isian ini dan dihentikan. Sederhanakan polanya.",
                         pattern=pattern) from None


def check_pattern(pattern: str) -> None:
    """XPathError when the pattern is none."""
    _compiled(pattern)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex  # 20 ms to import: only for forms that use it

    if len(pattern) > MAX_PATTERN:
        raise XPathError("Pola regex terlalu panjang (paling banyak {limit} huruf).", limit=MAX_PATTERN)
    plain = _QUOTED.sub(lambda found: regex.escape(found[1], special_only=True), pattern)
    if _repeated(plain) > MAX_REPEATED or _OWN.search(plain):
        raise XPathError("Pola regex {pattern} terlalu berat untuk isian ini dan dihentikan. Sederhanakan polanya.",
                         pattern=pattern)
    # \d is 0-9 as in Java and JavaScript; the flag for it would narrow \p{L} to ASCII as well
    flags = regex.UNICODE if _PROPERTY.search(plain) else regex.ASCII
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # "possible nested set": `[[` is plain in JavaScript
            return regex.compile(plain, flags | (regex.V1 if "&&[" in plain else regex.V0))
    except (regex.error, OverflowError, MemoryError, RecursionError, ValueError) as fault:
        raise XPathError("Pola regex {pattern} tidak sah ({reason}).", pattern=pattern,
                         reason=_reason(fault)) from fault


def _repeated(pattern: str) -> int:
    """How many parts the pattern has when each is counted as often as its counted repeats say."""
    outer: list[int] = []
    total = last = 0
    for found in _PART.finditer(pattern):
        if found["open"]:
            outer.append(total)
            total = last = 0
        elif found["close"]:
            last, total = total, total + (outer.pop() if outer else 0)
        elif found["count"]:
            times = max(int(found["least"]), int(found["most"] or 0))
            total += last * max(times - 1, 0)
            last *= times
        else:
            total, last = total + 1, 1
        if total > MAX_REPEATED:
            break
    return total


def _reason(fault: Any) -> str:
    return str(getattr(fault, "msg", "") or fault)
