"""A simulated population with known effects: firms, who is lost, who mistypes; seeded, so that draws repeat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation.columns import Floats


@dataclass(frozen=True)
class Population:
    """Sales are log-normal; each firm changes by exp(N(effect, spread)), the smaller the more. A firm is lost with
    `attrition` (more often when it shrinks), and with `slips` the first amount lacks two zeros. Of all firms, a share
    of `zeros` sold nothing yet at first, of `zeros_after` nothing later, and `outliers` are fifty times as large.
    Amounts are rounded to `rounded` rupiah; `fixed_cost` is taken off both, so that some are losses.

    `size` firms make the population itself, whose figures are the truth; a draw takes `n` of those that stayed.
    """

    effect: float = 0.2
    spread: float = 0.5
    catching_up: float = 0.1
    attrition: float = 0.2
    slips: float = 0.0
    zeros: float = 0.0
    zeros_after: float = 0.0
    outliers: float = 0.0
    rounded: int = 0
    fixed_cost: int = 0
    size: int = 400_000
    seed: int = 1

    def firms(self) -> tuple[Floats, Floats]:
        """Sales before and after of everyone who stayed."""
        rng = np.random.default_rng(self.seed)
        level = rng.normal(0, 0.9, self.size)
        change = self.effect - self.catching_up * level + rng.normal(0, self.spread, self.size)
        before = 4_000_000 * np.exp(level)
        stay = rng.random(self.size) > self.attrition * 2 / (1 + np.exp(3 * change))
        before, after = before[stay], (before * np.exp(change))[stay]
        before = np.where(rng.random(len(before)) < self.slips, before / 100, before)
        return self._made_odd(before, after, rng)

    def _made_odd(self, before: Floats, after: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """The same firms with large ones, zeros, round amounts and losses among them."""
        size = np.where(rng.random(len(before)) < self.outliers, 50.0, 1.0)
        before = np.where(rng.random(len(before)) < self.zeros, 0.0, before * size)
        after = np.where(rng.random(len(after)) < self.zeros_after, 0.0, after * size)
        if self.rounded:
            before, after = (np.rint(amounts / self.rounded) * self.rounded for amounts in (before, after))
        return before - self.fixed_cost, after - self.fixed_cost
