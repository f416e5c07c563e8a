"""Function names of Excel and other form tools, and what to write for them here."""

from __future__ import annotations

from typing import Final

_CONDITION = "if(…, …, …)"
_EMPTY = "… = ''"
_LENGTH = "string-length(…)"
_MEAN = "sum(…) div count(…)"
_CHOICE = "jr:choice-name(${q}, '${q}')"
_SELECTED = "selected(${q}, '…')"

#: Name in small letters -> what to write.
MEANT: Final = {
    "and": "… and …", "or": "… or …", "mod": "… mod …", "div": "… div …", "in": _SELECTED, "is_selected": _SELECTED,
    "not-selected": "not(selected(${q}, '…'))", "iif": _CONDITION, "ifs": _CONDITION, "switch": _CONDITION,
    "isblank": _EMPTY, "isnull": _EMPTY, "is-null": _EMPTY, "empty": _EMPTY, "is-empty": _EMPTY, "exists": "… != ''",
    "len": _LENGTH, "length": _LENGTH, "strlen": _LENGTH, "left": "substr(…, 0, n)",
    "right": "substr(…, string-length(…) - n)", "mid": "substr(…, m, n)", "trim": "normalize-space(…)",
    "upper": "translate(…, 'abc', 'ABC')", "lower": "translate(…, 'ABC', 'abc')",
    "upper-case": "translate(…, 'abc', 'ABC')", "lower-case": "translate(…, 'ABC', 'abc')", "concatenate": "concat(…)",
    "text": "string(…)", "str": "string(…)", "value": "number(…)", "float": "number(…)", "match": "regex(…, '…')",
    "matches": "regex(…, '…')", "avg": _MEAN, "average": _MEAN, "mean": _MEAN, "power": "pow(…, …)", "rand": "random()",
    "ceil": "ceiling(…)", "trunc": "int(…)", "integer": "int(…)", "counta": "count-non-empty(…)",
    "countif": "count(…[…])", "count-if": "count(…[…])", "sumif": "sum(…[…]/…)", "sum-if": "sum(…[…]/…)",
    "max-if": "max(…[…]/…)", "min-if": "min(…[…]/…)", "vlookup": "pulldata('…', '…', '…', …)",
    "datediff": "int(${b} - ${a})", "year": "format-date(…, '%Y')", "month": "format-date(…, '%n')",
    "day": "format-date(…, '%e')", "choice-label": _CHOICE, "choice-name": _CHOICE, "itext": "jr:itext('…')",
    "index": "position(..)",
    # functions of XPath 1.0 that ODK Collect does not know
    "substring": "substr(…)", "floor": "int(…)", "ceiling": "int(…) + 1",
}
