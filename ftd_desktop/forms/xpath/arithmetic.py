"""The operators on numbers: IEEE 754, as XPath 1.0 section 3.5 wants them."""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, fmod, inf, isinf
from typing import Final

from ftd_desktop.forms.xpath.values import NAN


def _divide(left: float, right: float) -> float:
    """IEEE 754: by zero infinity or NaN."""
    if right == 0:
        return NAN if left == 0 or left != left else copysign(inf, left) * copysign(1.0, right)
    return left / right


def _modulo(left: float, right: float) -> float:
    """The remainder with the sign of the left side."""
    if right == 0 or isinf(left):
        return NAN
    return fmod(left, right)


OPERATIONS: Final[dict[str, Callable[[float, float], float]]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _modulo,
}
