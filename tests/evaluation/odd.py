"""Survey records that contradict themselves: wrong kinds, impossible amounts, gaps, rounds nobody knows; seeded."""

from __future__ import annotations

import random
from typing import Any

from tests.evaluation.people import survey

ODD: tuple[Any, ...] = (
    None, "", " ", 0, -1, -5_000_000, 1e18, 10**30, float("inf"), "abc", "1.500", "NaN", "inf", "ya", "tidak", "tutup",
    "jalan", "2022-13-45", "\x1f",
)
ROUNDS = ("baseline", "endline", "tl6", "aneh")


def world(seed: int) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Records of up to twelve people, and what is said of them."""
    rng = random.Random(seed)
    base, facts, _ = survey(8)
    asked = [name for name in base[0] if not name.startswith("_") and name != "tahap"]
    records, who = [], {}
    for person in (f"p{i}" for i in range(rng.choice([0, 1, 1, 2, 3, 5, 7, 12]))):
        who[person] = {name: rng.choice([value, None, "", "99.99"])
                       for name, value in rng.choice(list(facts.values())).items()}
        for name in rng.sample(ROUNDS, rng.randint(0, 3)) * rng.choice([1, 1, 2]):
            answers = {question: rng.choice(ODD) for question in rng.sample(asked, rng.randint(0, len(asked)))}
            records.append({**rng.choice(base), **answers, "_id": f"{person}{len(records)}", "_participant": person,
                            "tahap": name, "_status": rng.choice(["complete", "verified", "draft"])})
    return records, who
