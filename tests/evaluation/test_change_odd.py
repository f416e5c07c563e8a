"""Amounts at their worst: all alike, nought, losses, ties, giants, slips; every reading is sound or openly missing."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

from ftd_desktop.evaluation.change import change
from ftd_desktop.evaluation.columns import LARGEST, Columns, Floats

READINGS = ("median", "mean", "trimmed", "winsorised", "ratio", "rose", "value", "value_mean")


def amounts(n: int) -> dict[str, tuple[Floats, Floats]]:
    rng = np.random.default_rng(n)
    some, other = rng.integers(1, 9, n) * 1e6, rng.integers(1, 9, n) * 1e6
    return {
        "all alike": (np.full(n, 3e6), np.full(n, 3e6)), "one change": (np.full(n, 3e6), np.full(n, 4e6)),
        "nothing ever": (np.zeros(n), np.zeros(n)), "from nothing": (np.zeros(n), some),
        "to nothing": (some, np.zeros(n)), "losses": (-some, other), "both losses": (-some, -other),
        "first total nought": (np.where(np.arange(n) % 2, 1e6, -1e6), other),
        "ties": (rng.integers(0, 3, n) * 1e6, rng.integers(0, 3, n) * 1e6),
        "a giant": (np.append(np.full(n - 1, 1e6), LARGEST), np.full(n, 1e6)),
        "largest": (rng.random(n) * LARGEST, rng.random(n) * LARGEST), "least": (np.full(n, 1e-9), other),
    }


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6, 7, 50, 51, 1000, 1001])
def test_every_reading_is_sound_or_missing(n: int) -> None:
    for name, (before, after) in amounts(n).items():
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = change(before, after)
        assert found is not None and found.n == n
        for reading in READINGS:
            of = getattr(found, reading)
            assert not math.isinf(of.value), (name, reading)
            if of.interval:
                slack = 1e-9 * max(1.0, abs(of.value))
                assert of.interval.low - slack <= of.value <= of.interval.high + slack, (name, reading, of)
                assert math.isfinite(of.interval.low) and math.isfinite(of.interval.high), (name, reading)
            assert not of.bca or of.bca.low <= of.bca.high, (name, reading)
        assert found.test is None or 0 <= found.test.p <= 1


def test_numbers_that_are_no_answers_are_missing() -> None:
    """1e300 in a decimal question ended the report in a traceback; so did a first amount of 1e-300."""
    typed = ["1e300", "-1e19", "inf", "nan", "1e18", "-5", "1e-300", "abc", None, 10**400, 2.5]
    found = Columns.of(len(typed), {"x": typed, "y": [1e300, 1e18, 1e-300, *(None,) * 8]}).meant()
    nan = np.nan
    assert found.numbers("x") == pytest.approx([nan, nan, nan, nan, 1e18, -5, 0, nan, nan, nan, 2.5], nan_ok=True)
    assert found.numbers("y")[:3] == pytest.approx([nan, 1e18, 0], nan_ok=True)
