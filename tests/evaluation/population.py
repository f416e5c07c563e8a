"""A simulated population with known effects: firms, who is lost, who mistypes; seeded, so that draws repeat."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation.columns import Floats


@dataclass(frozen=True)
class Population:
    """Sales are log-normal; each firm changes by exp(N(effect, spread)), the smaller the more. A firm is lost with
    `attrition` (more often when it shrinks), and with `slips` the first amount lacks two zeros.

    `size` firms make the population itself, whose figures are the truth; a draw takes `n` of those that stayed.
    """

    effect: float = 0.2
    spread: float = 0.5
    catching_up: float = 0.1
    attrition: float = 0.2
    slips: float = 0.0
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
        return np.where(rng.random(len(before)) < self.slips, before / 100, before), after
