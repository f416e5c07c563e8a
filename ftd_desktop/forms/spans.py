"""What a range question may be answered with: the steps from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ftd_desktop.forms.nodes import Node
from ftd_desktop.i18n import tr


@dataclass(frozen=True)
class Span:
    """From `low` to `high`, both with, in steps from `start`."""

    start: Decimal
    low: Decimal
    high: Decimal
    step: Decimal

    def holds(self, text: str) -> bool:
        """Whether a well formed number is one of the steps."""
        number = Decimal(text)
        return self.low <= number <= self.high and (number - self.start) % self.step == 0

    def complaint(self, text: str) -> str:
        """What is said of a number that is none of the steps."""
        return tr("“{text}” di luar pilihan: dari {low} sampai {high}, tiap {step}.").format(
            text=text, low=self.low, high=self.high, step=self.step)


def read_span(element: Node) -> Span | None:
    """The span of a range element; None where it says none that can be used."""
    try:
        start, end, step = (Decimal(element.get(name) or "") for name in ("start", "end", "step"))
    except InvalidOperation:
        return None
    if not all(part.is_finite() for part in (start, end, step)) or step == 0:
        return None
    return Span(start, min(start, end), max(start, end), abs(step))
