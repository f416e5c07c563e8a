"""The four kinds of value and how one becomes another: XPath 1.0 section 4, with the dates of ODK XForms.

A value is a str, float (a `Moment` is one), bool, or a list of nodes in document order.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from decimal import Decimal
from math import inf
from typing import Final, TypeAlias

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.moments import Moment, date_number

Value: TypeAlias = str | float | bool | list[Node]
NAN: Final = float("nan")

# XPath 1.0 has no exponent; Collect writes large decimals with one ("1.0E7"), so it is read and never written.
_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)[ \t\r\n]*")


def text_number(text: str, zone: tzinfo) -> float:
    """number() of a text: dates are days since 1970, anything else that is no number is NaN, also ""."""
    if text.isdigit() and text.isascii():
        return float(text)
    found = _NUMBER.fullmatch(text)
    if found is not None:
        return float(found[1])
    moment = date_number(text, zone)
    return NAN if moment is None else moment


def number_of(value: Value, zone: tzinfo) -> float:
    """number()."""
    if value.__class__ is float:
        return value
    if isinstance(value, str):
        return text_number(value, zone)
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, list):
        return text_number(value[0].string_value(), zone) if value else NAN
    return value


def string_of(value: Value) -> str:
    """string()."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return value[0].string_value() if value else ""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return number_text(value)


def boolean_of(value: Value) -> bool:
    """boolean(): a text or node set that is not empty, a number that is neither 0 nor NaN."""
    if isinstance(value, float):
        return value == value and value != 0
    return bool(value)


def number_text(value: float) -> str:
    """A number as XPath writes it: no exponent, no ".0", "-0" as "0"; a moment as its date."""
    if isinstance(value, Moment):
        return value.text
    if value != value:
        return "NaN"
    if value in (inf, -inf):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


def answer_text(value: Value) -> str:
    """The text to store in a node: like string(), but NaN and an invalid date are blank (our rule table)."""
    if isinstance(value, float) and value != value:
        return ""
    return string_of(value)
