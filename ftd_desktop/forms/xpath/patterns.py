"""Regular expressions of forms, matched in bounded time.

Forms are written for Java and JavaScript engines, which backtrack; a pattern such as `(a+)+$` can take hours. The
`regex` package understands their syntax (also `\\p{L}` and lookaround) and stops at a time limit.
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
_PROPERTY = re.compile(r"\\[pP]")
SECONDS: Final = 0.1  # of one match; a usual one takes microseconds


def matches(pattern: str, text: str) -> bool:
    """Whether the whole `text` matches; XPathError for a pattern that is none or takes too long."""
    compiled = _compiled(pattern)
    try:
        return compiled.fullmatch(text, timeout=SECONDS, concurrent=False) is not None
    except TimeoutError:
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # "possible nested set": `[[` is plain in Java as here
            # \d is 0-9 as in Java and JavaScript; the flag for it would narrow \p{L} to ASCII as well
            return regex.compile(pattern, regex.V0 | (regex.UNICODE if _PROPERTY.search(pattern) else regex.ASCII))
    except (regex.error, OverflowError, MemoryError, RecursionError) as fault:
        raise XPathError("Pola regex {pattern} tidak sah ({reason}).", pattern=pattern,
                         reason=_reason(fault)) from fault


def _reason(fault: Any) -> str:
    return str(getattr(fault, "msg", "") or fault)
