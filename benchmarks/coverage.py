"""How often the report's 95 % intervals hold the truth: ``python -m benchmarks.coverage`` prints docs/decisions/0020's
second table (1,000 draws a row, 4,000 for shares; about ten minutes of one processor)."""

from __future__ import annotations

from tests.evaluation.coverage import READINGS, coverage, of_shares
from tests.evaluation.population import Population

PAIRS = (30, 100, 300)
KINDS = {
    "usual": Population(),
    "1 % of firms 50 times as large": Population(outliers=0.01),
    "a fifth sold nothing before, a tenth later": Population(zeros=0.2, zeros_after=0.1),
    "both": Population(zeros=0.2, zeros_after=0.1, outliers=0.01),
    "whole millions": Population(rounded=1_000_000),
    "losses": Population(effect=0.1, fixed_cost=1_500_000),
}
#: Yes in both rounds, only later, only before, in neither.
SHARES = {
    "a common answer": (0.35, 0.25, 0.1, 0.3), "a rare answer": (0.02, 0.06, 0.01, 0.91),
    "an answer nearly all give": (0.85, 0.10, 0.02, 0.03),
}


def main() -> None:
    """Both tables as Markdown."""
    _row("firms", "pairs", *READINGS)
    for name, population in KINDS.items():
        for n in PAIRS:
            found = coverage(population, n)
            _row(name, str(n), *(f"{found[reading]:.1f}" for reading in READINGS))
    _row("shares", "firms", "share", "difference")
    for name, cells in SHARES.items():
        for n in PAIRS:
            _row(name, str(n), *(f"{share:.1f}" for share in of_shares(cells, n)))


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
