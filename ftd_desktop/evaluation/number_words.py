"""Numbers written as words, Indonesian or English, put into figures: "tiga ratus tiga puluh persen" is "330 persen"."""

from __future__ import annotations

import re

_UNITS = {word: value for value, words in enumerate((
    "nol zero", "satu one", "dua two", "tiga three", "empat four", "lima five", "enam six", "tujuh seven",
    "delapan eight", "sembilan nine", "sepuluh ten", "sebelas eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen")) for word in words.split()}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
         "seratus": 100}
_TIMES = {"puluh": 10, "ratus": 100, "hundred": 100}
_SCALES = {"ribu": 10**3, "thousand": 10**3, "juta": 10**6, "million": 10**6, "miliar": 10**9, "billion": 10**9}
_WHOLE = {"seribu": 10**3, "sejuta": 10**6, "semiliar": 10**9}
_POINT = ("koma", "point")
_HALF = "setengah"
_START = "|".join((*_UNITS, *_TENS, *_WHOLE))
_MORE = "|".join((_START, *_TIMES, *_SCALES, *_POINT, "belas", _HALF))
_RUN = re.compile(rf"(?<!salah )\b(?:{_START})(?:[\s-]+(?:and\s+)?(?:{_MORE}))*\b", re.IGNORECASE)


def in_digits(text: str) -> str:
    """`text` with each number in words as figures, a decimal comma before what follows "koma" or "point"."""
    return _RUN.sub(lambda found: _figures(re.findall(r"[a-z]+", found[0].lower())), text)


def _figures(words: list[str]) -> str:
    if words[-1] == _HALF:  # "dua setengah"
        words = [*words[:-1], "koma", "lima"]
    place = next((i for i, word in enumerate(words) if word in _POINT), len(words))
    whole = str(_whole(words[:place]))
    fraction = "".join(str(_UNITS[word]) for word in words[place + 1 :] if word in _UNITS)
    return f"{whole},{fraction}" if fraction else whole


def _whole(words: list[str]) -> int:
    """The value of number words: units wait for what multiplies them."""
    total = group = unit = 0
    for word in words:
        if word in _UNITS:
            unit += _UNITS[word]
        elif word in _TENS:
            group += _TENS[word]
        elif word == "belas":
            unit += 10
        elif word in _TIMES:
            group, unit = group + max(unit, 1) * _TIMES[word], 0
        elif word in _WHOLE:
            total += _WHOLE[word]
        elif word in _SCALES:
            total, group, unit = total + max(group + unit, 1) * _SCALES[word], 0, 0
    return total + group + unit
