"""`= != < <= > >=` between any two values: XPath 1.0 section 3.4."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import tzinfo
from typing import Any, Final

from ftd_desktop.forms.xpath.moments import Moment, milliseconds
from ftd_desktop.forms.xpath.values import Value, boolean_of, number_of, text_number

Test = Callable[[Any, Any], bool]
TESTS: Final[dict[str, Test]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
MIRROR: Final = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compare(operator_text: str, left: Value, right: Value, zone: tzinfo) -> bool:
    """The truth of `left operator right`."""
    test = TESTS[operator_text]
    equality = operator_text in ("=", "!=")
    if isinstance(left, list) or isinstance(right, list):
        return _with_nodes(operator_text, test, equality, left, right, zone)
    if not equality:
        return numbers(test, number_of(left, zone), number_of(right, zone))
    if isinstance(left, bool) or isinstance(right, bool):
        return test(boolean_of(left), boolean_of(right))
    if isinstance(left, str) and isinstance(right, str):
        return test(left, right)
    return numbers(test, number_of(left, zone), number_of(right, zone))


def numbers(test: Test, left: float, right: float) -> bool:
    """`left test right`; moments by whole milliseconds, so that `today() + 1` equals tomorrow in every zone."""
    if left.__class__ is float and right.__class__ is float:
        return test(left, right)
    return test(left.milliseconds if isinstance(left, Moment) else milliseconds(left),
                right.milliseconds if isinstance(right, Moment) else milliseconds(right))


def _with_nodes(operator_text: str, test: Test, equality: bool, left: Value, right: Value, zone: tzinfo) -> bool:
    if not isinstance(left, list):
        return _with_nodes(MIRROR[operator_text], TESTS[MIRROR[operator_text]], equality, right, left, zone)
    if isinstance(right, list):
        return _two_node_sets(operator_text, test, equality, left, right, zone)
    if equality and isinstance(right, bool):
        return test(bool(left), right)
    # `< <= > >=` against a boolean compare node by node as numbers, as both public engines do
    if equality and isinstance(right, str):
        return any(test(node.string_value(), right) for node in left)
    number = number_of(right, zone)
    return any(numbers(test, text_number(node.string_value(), zone), number) for node in left)


def _two_node_sets(operator_text: str, test: Test, equality: bool, left: list[Any], right: list[Any],
                   zone: tzinfo) -> bool:
    """True when any pair holds, without trying all pairs: two large node sets must not take minutes."""
    if not left or not right:
        return False
    if equality:
        lefts = {node.string_value() for node in left}
        rights = {node.string_value() for node in right}
        if operator_text == "=":
            return not lefts.isdisjoint(rights)
        return len(lefts) > 1 or len(rights) > 1 or lefts != rights
    from_left = [n for node in left if (n := text_number(node.string_value(), zone)) == n]
    from_right = [n for node in right if (n := text_number(node.string_value(), zone)) == n]
    if not from_left or not from_right:
        return False
    if operator_text in ("<", "<="):
        return numbers(test, min(from_left), max(from_right))
    return numbers(test, max(from_left), min(from_right))
