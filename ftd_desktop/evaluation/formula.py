"""The formulas of the indicator tables: a small closed language over the columns of the survey.

A formula is written like ``has(dok_punya, 'nib')`` or ``100 * mean(yes(pr_tanya), yes(pr_iklan))`` and gives one number
per person, NaN where the questions were not answered. A bare name is the number in that column. There are the
functions of `formula_functions`, ``+ - * /``, comparisons, ``and``, ``or``, ``not``, numbers; nothing else is called.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ftd_desktop.evaluation.columns import Columns, Floats
from ftd_desktop.evaluation.formula_functions import NUMBER_FUNCTIONS, QUESTION_FUNCTIONS, divide

Evaluator = Callable[[Columns], Floats]


class FormulaError(Exception):
    """The formula cannot be read; the text says what is wrong in it."""


@dataclass(frozen=True)
class Formula:
    """A compiled formula: `values(columns)` gives one number a person; `columns` are the questions it reads."""

    text: str
    columns: frozenset[str]
    values: Evaluator


def parse(text: str, defined: Mapping[str, Formula] | None = None) -> Formula:
    """Compile `text`; a name in `defined` stands for that formula. FormulaError says what is wrong."""
    compiler = _Compiler(defined or {})
    try:
        values = compiler.compile(ast.parse(text.strip(), mode="eval").body)  # fills compiler.columns
    except SyntaxError as error:
        raise FormulaError(error.msg) from error
    except (RecursionError, MemoryError) as error:
        raise FormulaError("nested too deeply") from error
    return Formula(text.strip(), frozenset(compiler.columns), values)


_WITH_CHOICES = {"has", "count", "equals", "code"}
_COMPARE: dict[type[ast.cmpop], Callable[[Floats, Floats], np.ndarray]] = {
    ast.Gt: np.greater, ast.GtE: np.greater_equal, ast.Lt: np.less, ast.LtE: np.less_equal, ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Floats, Floats], Floats]] = {
    ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply,
}


class _Compiler:
    """Turns the syntax tree into closures, and notes the columns read."""

    def __init__(self, defined: Mapping[str, Formula]) -> None:
        self.columns: set[str] = set()
        self._defined = defined

    def compile(self, node: ast.expr) -> Evaluator:
        match node:
            case ast.Name(id=name) if name in self._defined:
                self.columns |= self._defined[name].columns
                return self._defined[name].values
            case ast.Name(id=name):
                self.columns.add(name)
                return lambda columns: columns.numbers(name)
            case ast.Constant(value=int() | float() as value):
                return lambda columns: np.full(len(columns), float(value))
            case ast.BinOp(left=left, op=op, right=right):
                return self._two(self._arithmetic(op), left, right)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inside = self.compile(operand)
                return lambda columns: -inside(columns)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inside = self.compile(operand)
                return lambda columns: _truth(inside(columns) == 0, inside(columns))
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARE:
                return self._compare(_COMPARE[type(op)], left, right)
            case ast.BoolOp(op=op, values=values):
                return self._all_or_any(isinstance(op, ast.And), values)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(name, arguments)
        raise FormulaError(f"not allowed here: {ast.unparse(node)}")

    def _arithmetic(self, op: ast.operator) -> Callable[[Floats, Floats], Floats]:
        if isinstance(op, ast.Div):
            return divide
        if type(op) not in _ARITHMETIC:
            raise FormulaError("only + - * / are known")
        return _ARITHMETIC[type(op)]

    def _two(self, operation: Callable[[Floats, Floats], Floats], left: ast.expr, right: ast.expr) -> Evaluator:
        first, second = self.compile(left), self.compile(right)
        return lambda columns: operation(first(columns), second(columns))

    def _compare(self, operation: Callable[[Floats, Floats], np.ndarray], left: ast.expr,
                 right: ast.expr) -> Evaluator:
        first, second = self.compile(left), self.compile(right)

        def evaluate(columns: Columns) -> Floats:
            a, b = first(columns), second(columns)
            return _truth(operation(a, b), a, b)

        return evaluate

    def _all_or_any(self, every: bool, values: list[ast.expr]) -> Evaluator:
        parts = [self.compile(value) for value in values]

        decides = 0.0 if every else 1.0  # one "no" settles an "and", one "yes" an "or", whatever else is missing

        def evaluate(columns: Columns) -> Floats:
            stack = np.vstack([part(columns) for part in parts])
            stack = np.where(np.isnan(stack), np.nan, (stack != 0).astype(np.float64))
            settled = (stack == decides).any(axis=0)
            missing = np.isnan(stack).any(axis=0)
            return np.where(settled, decides, np.where(missing, np.nan, 1 - decides))

        return evaluate

    def _call(self, name: str, arguments: list[ast.expr]) -> Evaluator:
        if name in QUESTION_FUNCTIONS:
            return self._question_call(name, arguments)
        if name not in NUMBER_FUNCTIONS:
            known = ", ".join(sorted((*QUESTION_FUNCTIONS, *NUMBER_FUNCTIONS)))
            raise FormulaError(f"no function {name}; known are {known}")
        if not arguments or (name == "filled" and len(arguments) > 1):
            raise FormulaError(f"wrong number of arguments for {name}")
        parts = [self.compile(argument) for argument in arguments]
        return lambda columns: NUMBER_FUNCTIONS[name](*(part(columns) for part in parts))

    def _question_call(self, name: str, arguments: list[ast.expr]) -> Evaluator:
        match arguments:
            case [ast.Name(id=column), *rest]:
                pass
            case _:
                raise FormulaError(f"{name} needs a question first")
        choices = [item.value for item in rest if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if len(choices) != len(rest):
            raise FormulaError(f"{name} takes choices in quotes")
        if (choices and name not in _WITH_CHOICES) or (not choices and name in _WITH_CHOICES - {"count"}):
            raise FormulaError(f"wrong number of arguments for {name}")
        self.columns.add(column)
        return lambda columns: QUESTION_FUNCTIONS[name](columns, column, *choices)


def _truth(flags: np.ndarray, *parts: Floats) -> Floats:
    """Flags as 1 and 0; missing where a part is."""
    missing = np.isnan(np.vstack(parts)).any(axis=0)
    return np.where(missing, np.nan, flags.astype(np.float64))
