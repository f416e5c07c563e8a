"""Tree to Python source: the second back end, for checking many records by one function.

A record is a row of texts; a path of plain steps that names a column is the text itself (a local variable `v<n>`), so
no node is made. What needs real nodes raises `Unsupported`, and `bulk.py` runs the closures for that rule. Both back
ends give the same: a Hypothesis test compares them over random expressions and records.

Names in the source: `v<n>` the text of a column and `n<n>` its number, `N[text]` the number of another text, `C(text)`
a node of that text, `f_<n>` functions with `scope`, `m_<n>` what was remembered of a piece that reads one column only,
`TODAY` and `NOW` the clock (it stands still while records are checked), `S B A T` string_of, boolean_of, answer_text,
number_of. Texts enter by repr() only. A column of an instance may not be there for a record: its text is None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, Final

from ftd_desktop.forms.xpath.arithmetic import OPERATIONS
from ftd_desktop.forms.xpath.compare import MIRROR, TESTS, compare, numbers
from ftd_desktop.forms.xpath.functions import FUNCTIONS, Function, Kind, find
from ftd_desktop.forms.xpath.kinds import CHANGING, CONTEXT, OF_CONTEXT, kind_of
from ftd_desktop.forms.xpath.patterns import matches
from ftd_desktop.forms.xpath.pieces import (
    Cell,
    Unsupported,
    depth,
    instance_column,
    is_costly,
    is_if,
    never_a_moment,
    whole_number,
)
from ftd_desktop.forms.xpath.syntax import (
    Arithmetic,
    Call,
    Compare,
    Expr,
    Given,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    walk,
)
from ftd_desktop.forms.xpath.values import answer_text, boolean_of, number_of, string_of

MAX_DEPTH: Final = 60  # brackets of one rule in the source; Python reads 200

# Functions that look at nodes or at the place in a node set.
_OF_NODES: Final = frozenset({
    "position", "last", "lang", "id", "current", "name", "local-name", "namespace-uri", "instance", "randomize",
    "indexed-repeat", "jr:choice-name", "depend",
})
# Functions whose "any" arguments mean the same as text.
_OF_TEXT: Final = frozenset({"concat", "join", "date", "date-time", "decimal-date-time", "decimal-time", "format-date",
                             "format-date-time", "area", "enclosed-area", "distance", "geofence", "intersects", "max",
                             "min"})


class Emitter:
    """Writes the expressions of one form; `columns` maps a path to its place in the record.

    `names` is what the source needs at run time, beside `v… n… N zone scope TODAY NOW`, and `memos` are the functions
    of one text to be remembered, by source. `numeric` are the columns whose number the last source needs, `optional`
    those that a record may lack.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self.names: dict[str, Any] = {
            "S": string_of, "B": boolean_of, "A": answer_text, "T": number_of, "C": Cell, "X": compare,
            "numbers": numbers, "divide": OPERATIONS["div"], "modulo": OPERATIONS["mod"], "matches": matches,
            **{f"t_{i}": test for i, test in enumerate(TESTS.values())},
        }
        self.memos: dict[str, str] = {}
        self.numeric: set[int] = set()
        self.optional = frozenset(place for path, place in columns.items() if path.startswith("instance:"))
        self._here = ""
        self._remember = True
        self._inside = False  # a piece that is remembered: a function of one text, without the variables around it

    def truth(self, expr: Expr, here: str, *, remember: bool = True) -> str:
        """Source of the boolean of `expr` at the path `here`; Unsupported when it needs nodes."""
        return self._whole(self.boolean, expr, here, remember=remember)

    def answer(self, expr: Expr, here: str, *, remember: bool = True) -> str:
        """Source of the text to store."""
        return self._whole(lambda inner: f"A({self.value(inner)})", expr, here, remember=remember)

    def alone(self, expr: Expr, here: str) -> str:
        """Source of the boolean as a function of its texts alone, without the numbers made of them before."""
        self._inside = True
        return self._whole(self.boolean, expr, here, remember=False)

    def _whole(self, write: Callable[[Expr], str], expr: Expr, here: str, *, remember: bool) -> str:
        self._here = here
        self._remember = remember
        self.numeric = set()
        source = write(expr)
        if depth(source) > MAX_DEPTH:
            raise Unsupported
        return source

    # paths

    def column(self, expr: Expr) -> int | None:
        """The column a path means; None when `expr` is no path."""
        if not isinstance(expr, Path):
            return None
        if not expr.simple:
            raise Unsupported
        steps = [] if expr.absolute else self._here.split("/")[1:]
        top = ""
        if expr.base is not None:
            top, steps = instance_column(expr.base), []
        for step in expr.steps:
            if step.name:
                steps.append(step.name)
            elif step.axis == "parent":
                if not steps:
                    raise Unsupported
                steps.pop()
        place = self.columns.get("/".join([top, *steps]))
        if place is None:
            raise Unsupported
        return place

    # what is worked out once for each text

    def _remembered(self, expr: Expr, write: Callable[[Expr], str]) -> str:
        """The source of a piece; remembered where it is costly and one text, or none, decides it."""
        name = None if self._inside or not self._remember or not is_costly(expr) else self._only_text(expr)
        if name is None:
            return write(expr)
        self._inside = True
        try:
            source = f"lambda {name}: {write(expr)}"
        finally:
            self._inside = False
        memo = self.memos.setdefault(source, f"m_{len(self.memos)}")
        return f"{memo}[{name}]" if name != "_" else f"{memo}['']"

    def _only_text(self, expr: Expr) -> str | None:
        """The name of the one text that decides an expression, "_" when none does, None when several do."""
        read: set[int | None] = set()
        for inner in walk(expr):
            if isinstance(inner, Call):
                if inner.name in CHANGING:
                    return None
                if inner.name == "once" or (inner.name in OF_CONTEXT and not inner.arguments):
                    read.add(self.column(CONTEXT))
            else:
                read.add(self.column(inner))
        names = [f"v{place}" for place in read if place is not None]
        return None if len(names) > 1 else "".join(names) or "_"

    # one kind wanted

    def text(self, expr: Expr) -> str:
        """Source of string()."""
        place = self.column(expr)
        if place is not None:
            return f"(v{place} or '')" if place in self.optional else f"v{place}"
        if isinstance(expr, Literal):
            return repr(expr.text)
        if is_if(expr):
            return self._choose(expr, self.text)
        if kind_of(expr) is Kind.STRING:
            return self.value(expr)
        return self._remembered(expr, lambda inner: f"S({self.value(inner)})")

    def number(self, expr: Expr) -> str:
        """Source of number()."""
        place = self.column(expr)
        if place is not None:
            return self._number_of(place)
        if isinstance(expr, Literal):
            return f"N[{expr.text!r}]"
        if is_if(expr):
            return self._choose(expr, self.number)
        if isinstance(expr, Number | Arithmetic | Negate) or (kind_of(expr) is Kind.NUMBER and never_a_moment(expr)):
            return self.value(expr)
        if isinstance(expr, Call) and expr.name in ("today", "now") and not expr.arguments:
            return expr.name.upper()
        return self._remembered(expr, lambda inner: f"T({self.value(inner)}, zone)")

    def _number_of(self, place: int) -> str:
        if self._inside:
            return f"N[v{place} or '']" if place in self.optional else f"N[v{place}]"
        self.numeric.add(place)
        return f"n{place}"

    def boolean(self, expr: Expr) -> str:
        """Source of boolean()."""
        place = self.column(expr)
        if place is not None:
            return f"(v{place} is not None)" if place in self.optional else "True"  # a node set of one
        if isinstance(expr, Literal):
            return repr(bool(expr.text))
        if is_if(expr):
            return self._choose(expr, self.boolean)
        return self.value(expr) if kind_of(expr) is Kind.BOOLEAN else f"B({self.value(expr)})"

    def value(self, expr: Expr) -> str:
        """Source of the value as it is."""
        place = self.column(expr)
        if place is not None:
            return f"([C(v{place})] if v{place} is not None else [])" if place in self.optional else f"[C(v{place})]"
        match expr:
            case Number(value=number):
                return repr(number) if isfinite(number) else "float('inf')"
            case Literal(text=text):
                return repr(text)
            case Given(name=name):
                return name
            case Logic():
                return "(" + f" {expr.operator} ".join(self.boolean(operand) for operand in expr.operands) + ")"
            case Compare():
                return self._compare(expr)
            case Arithmetic():
                return self._arithmetic(expr)
            case Negate():
                return f"(-{self.number(expr.operand)})"
            case Call():
                return self._remembered(expr, lambda _: self._call(expr))
        raise Unsupported

    def _choose(self, call: Expr, write: Callable[[Expr], str]) -> str:
        assert isinstance(call, Call)
        condition, then, otherwise = call.arguments
        return f"({write(then)} if {self.boolean(condition)} else {write(otherwise)})"

    def _arithmetic(self, expr: Arithmetic) -> str:
        source = self.number(expr.first)
        for operator, operand in expr.rest:
            right = self.number(operand)
            named = {"div": "divide", "mod": "modulo"}.get(operator)
            source = f"{named}({source}, {right})" if named else f"({source} {operator} {right})"
        return source

    # comparison

    def _compare(self, expr: Compare) -> str:
        """The cases of compare.py, chosen by what is known before."""
        operator, left, right = expr.operator, expr.left, expr.right
        kinds = kind_of(left), kind_of(right)
        if kinds[0] is not Kind.NODES and kinds[1] is Kind.NODES:
            operator, left, right, kinds = MIRROR[operator], right, left, kinds[::-1]
        if Kind.ANY in kinds:
            return f"X({operator!r}, {self.value(left)}, {self.value(right)}, zone)"
        if operator in ("=", "!="):
            sign = "==" if operator == "=" else "!="
            if Kind.BOOLEAN in kinds:
                return f"({self.boolean(left)} {sign} {self.boolean(right)})"
            if Kind.NUMBER not in kinds:
                return self._where_there(f"({self.text(left)} {sign} {self.text(right)})", left, right)
        return self._where_there(self._numbers(operator, left, right), left, right)

    def _where_there(self, source: str, *sides: Expr) -> str:
        """A comparison with a node set without nodes is never true."""
        there = [f"v{place} is not None" for side in sides
                 if isinstance(side, Path) and (place := self.column(side)) in self.optional]
        return f"({' and '.join([*there, source])})" if there else source

    def _numbers(self, operator: str, left: Expr, right: Expr) -> str:
        """Plain signs where no moment can be, or where the other side is a whole number; see compare.numbers."""
        sides = self.number(left), self.number(right)
        if whole_number(left) or whole_number(right) or (never_a_moment(left) and never_a_moment(right)):
            sign = {"=": "=="}.get(operator, operator)
            return f"({sides[0]} {sign} {sides[1]})"
        return f"numbers(t_{list(TESTS).index(operator)}, {sides[0]}, {sides[1]})"

    # calls

    def _call(self, call: Call) -> str:
        function = find(call.name)
        if function is None or call.name in _OF_NODES:
            raise Unsupported
        name = function.name
        arguments = call.arguments or ((CONTEXT,) if name in OF_CONTEXT else ())
        if not function.accepts(len(arguments)):
            raise Unsupported
        short = self._short(name, arguments)
        if short is not None:
            return short
        if function.lazy or Kind.NODES in function.parameters:
            raise Unsupported
        return self._plain_call(function, arguments)

    def _plain_call(self, function: Function, arguments: tuple[Expr, ...]) -> str:
        writers = {Kind.STRING: self.text, Kind.NUMBER: self.number, Kind.BOOLEAN: self.boolean, Kind.ANY: self.value}
        parts = []
        for index, argument in enumerate(arguments):
            kind = function.parameter(index)
            as_text = (kind is Kind.ANY and function.name in _OF_TEXT and kind_of(argument) is Kind.NODES
                       and self.column(argument) not in self.optional)
            parts.append(self.text(argument) if as_text else writers[kind](argument))
        name = f"f_{list(FUNCTIONS).index(function.name)}"
        self.names[name] = function.implementation
        return f"{name}({', '.join(['scope', *parts])})"

    def _short(self, name: str, arguments: tuple[Expr, ...]) -> str | None:
        """Calls that are a piece of Python; None for the others."""
        match name:
            case "true" | "false":
                return name.capitalize()
            case "today" | "now":
                return name.upper()
            case "not":
                return f"(not {self.boolean(arguments[0])})"
            case "boolean":
                return self.boolean(arguments[0])
            case "string":
                return self.text(arguments[0])
            case "string-length":
                return f"float(len({self.text(arguments[0])}))"
            case "if":
                condition, then, otherwise = arguments
                return f"({self.value(then)} if {self.boolean(condition)} else {self.value(otherwise)})"
            case "coalesce":
                return f"({self._blank_or_text(arguments[0])} or {self._blank_or_text(arguments[1])})"
            case "once":
                return f"({self.text(CONTEXT)} or {self._blank_or_text(arguments[0])})"
            case "selected" | "is-selected" if isinstance(arguments[1], Literal) and arguments[1].text.strip():
                return f"({arguments[1].text.strip()!r} in {self.text(arguments[0])}.split())"
            case "regex":
                return f"matches({self.text(arguments[1])}, {self.text(arguments[0])})"
            case "count" | "count-non-empty" | "sum":
                return self._of_one(name, arguments[0])
        return None

    def _blank_or_text(self, expr: Expr) -> str:
        return f"A({self.value(expr)})" if self.column(expr) is None else self.text(expr)

    def _of_one(self, name: str, expr: Expr) -> str:
        """A function on a node set that is one node."""
        place = self.column(expr)
        if place is None:
            raise Unsupported
        if name == "count":
            return f"(0.0 if v{place} is None else 1.0)" if place in self.optional else "1.0"
        if name == "sum":
            return f"(0.0 + {self._number_of(place)} if v{place} else 0.0)"
        return f"(1.0 if v{place} else 0.0)"
