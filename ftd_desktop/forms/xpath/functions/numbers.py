"""Functions on numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath.functions.registry import NAN, Table
from ftd_desktop.forms.xpath.scope import Scope
from ftd_desktop.forms.xpath.values import Value, number_of, text_number

TABLE = Table()
add = TABLE.add


@add("n>n", "number")
def number(_: Scope, value: float) -> float:
    """`number(value)`; without argument the compiler passes the context node."""
    return value


@add(">n", "random")
def random(scope: Scope) -> float:
    """From 0 up to 1."""
    return scope.env.random()


@add(">n", "pi")
def pi(_: Scope) -> float:
    """The ratio of circumference and diameter."""
    return math.pi


@add("n>n", "int")
def int_(_: Scope, value: float) -> float:
    """Without its fraction, towards zero."""
    return math.copysign(float(math.trunc(value)), value) if math.isfinite(value) else value


@add("nn?>n", "round")
def round_(_: Scope, value: float, places: float = 0.0) -> float:
    """To so many decimals (negative: tens, hundreds), halves away from zero, by the decimal text of the number."""
    if not math.isfinite(value) or places != places:
        return value if places == places else NAN
    places = max(-400.0, min(400.0, places))
    if places == 0 and abs(value) < 1e15:
        whole = math.floor(abs(value))
        return math.copysign(whole + (abs(value) - whole >= 0.5), value)
    try:
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-int(places)), rounding=ROUND_HALF_UP)
    except InvalidOperation:  # more digits than a number has: nothing to round
        return value if places > 0 else 0.0
    return math.copysign(float(abs(rounded)), value)


@add("n>n", "floor", origin="xpath")
def floor(_: Scope, value: float) -> float:
    """The whole number below."""
    return float(math.floor(value)) if math.isfinite(value) else value


@add("n>n", "ceiling", origin="xpath")
def ceiling(_: Scope, value: float) -> float:
    """The whole number above."""
    return math.copysign(float(math.ceil(value)), value) if math.isfinite(value) else value


@add("n>n", "abs")
def abs_(_: Scope, value: float) -> float:
    """Without its sign."""
    return abs(value)


def _plain(name: str, function: Callable[[float], float]) -> None:
    """Register a function of `math`: outside its domain NaN, beyond the largest number infinity."""

    def implementation(_: Scope, value: float) -> float:
        try:
            return function(value)
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    add("n>n", name)(implementation)


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if value == 0 else function(value)


for _name, _function in {
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "asin": math.asin, "acos": math.acos, "atan": math.atan,
    "sqrt": math.sqrt, "exp": math.exp, "exp10": lambda value: math.pow(10.0, value),
    "log": _logarithm(math.log), "log10": _logarithm(math.log10),
}.items():
    _plain(_name, _function)


@add("nn>n", "atan2")
def atan2(_: Scope, y: float, x: float) -> float:
    """The angle of the point (x, y)."""
    return math.atan2(y, x)


@add("nn>n", "pow")
def pow_(_: Scope, base: float, exponent: float) -> float:
    """`base` to the power of `exponent`; NaN where that is no real number."""
    try:
        return math.pow(base, exponent)
    except ValueError:  # 0 to a negative power, a root of a negative number
        return math.inf if base == 0 else NAN
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf


@add("N>n", "sum")
def sum_(scope: Scope, nodes: list[Node]) -> float:
    """The sum of all nodes; blank ones count nothing, nothing sums up to 0 (our rule table)."""
    zone = scope.env.zone
    total = 0.0
    for node in nodes:
        text = node.string_value()
        if text:
            total += text_number(text, zone)
    return total


@add("vv*>n", "max")
def max_(scope: Scope, *values: Value) -> float:
    """The largest of all values and nodes; NaN when one is no number or there is none."""
    return _extreme(max, scope, values)


@add("vv*>n", "min")
def min_(scope: Scope, *values: Value) -> float:
    """The smallest of all values and nodes; NaN when one is no number or there is none."""
    return _extreme(min, scope, values)


def _extreme(choose: Callable[[list[float]], float], scope: Scope, values: tuple[Value, ...]) -> float:
    zone = scope.env.zone
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers.extend(text_number(node.string_value(), zone) for node in value)
        else:
            numbers.append(number_of(value, zone))
    if not numbers or any(number != number for number in numbers):
        return NAN
    return float(choose(numbers))
