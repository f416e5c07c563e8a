"""Keeps Python's search for unused memory short while somebody types.

A full search looks at every object of the program, 20 to 110 ms with a long form and a long list open, and comes at
any key. While a record is open it passes over everything that stood there when the record was opened; once the record
is put away the next search looks at all of it again, so that nothing is kept for good.
"""

from __future__ import annotations

import gc


def begin() -> None:
    """Pass over what is there now."""
    gc.freeze()


def end() -> None:
    """Look at everything again."""
    gc.unfreeze()
