"""Text to tree: the grammar of XPath 1.0 by precedence climbing."""

from __future__ import annotations

from typing import Final

from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.syntax import (
    AXES,
    NODE_TYPES,
    Arithmetic,
    Call,
    Compare,
    Expr,
    Filter,
    Literal,
    Logic,
    Negate,
    Number,
    Path,
    Step,
    Union,
)
from ftd_desktop.forms.xpath.tokens import OPERATOR_NAMES, Token, tokenize

MAX_NESTING: Final = 100  # about six Python frames each, well below the interpreter's limit of 1,000

_PRECEDENCE: Final = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6,
}
_UNARY: Final = 7
_ANY: Final = Step("descendant-or-self", node_type="node")


def parse(text: str) -> Expr:
    """The tree of `text`; XPathError with the place of the first fault."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = tokenize(text)
        self.tokens.append(self.tokens[-1])  # the end can be taken, and is still seen
        self.at = 0
        self.here = self.tokens[0]
        self.text = self.here.text  # a literal has its quotes here, so no literal is taken for a symbol
        self.nesting = 0

    # tokens

    def take(self) -> Token:
        token = self.here
        self.at += 1
        self.here = self.tokens[self.at]
        self.text = self.here.text
        return token

    def expect(self, text: str, opened: Token) -> Token:
        if self.text != text:
            if self.here.kind == "end":
                raise XPathError("Kurung {bracket} di kolom {column} tidak ditutup.", opened.start,
                                 "Tambahkan {closing} di tempat yang benar.", bracket=opened.text,
                                 closing=text, column=opened.start + 1)
            raise self.unexpected()
        return self.take()

    def unexpected(self) -> XPathError:
        token = self.here
        if token.kind == "end":
            return XPathError("Ekspresi berakhir sebelum lengkap.", token.start, "Lengkapi bagian akhirnya.")
        if token.text in (")", "]"):
            return XPathError("Kurung {bracket} di kolom {column} tidak punya pasangan.", token.start,
                              "Hapus kurung itu atau tambahkan pembukanya.", bracket=token.text,
                              column=token.start + 1)
        before = self.tokens[self.at - 1] if self.at else None
        remedy, word = _meant(before, token, self.tokens[self.at + 1])
        return XPathError("{word} di kolom {column} tidak pada tempatnya.", token.start, remedy, word=token.text,
                          meant=word, column=token.start + 1)

    # expressions

    def whole(self) -> Expr:
        expr = self.expression(1)
        if self.here.kind != "end":
            raise self.unexpected()
        return expr

    def expression(self, precedence: int) -> Expr:
        """An expression of operators of at least that precedence."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise XPathError("Ekspresi bersarang lebih dari {limit} tingkat. Pecah menjadi beberapa calculate.",
                             self.here.start, limit=MAX_NESTING)
        left = self.unary()
        while (found := _PRECEDENCE.get(self.operator(), 0)) >= precedence:
            left = self.run(left, found)
        self.nesting -= 1
        return left

    def operator(self) -> str:
        return self.here.text if self.here.kind == "operator" else ""

    def run(self, left: Expr, precedence: int) -> Expr:
        """All operators of one precedence that follow, so that long sums and long or-lists stay flat."""
        rest: list[tuple[str, Expr]] = []
        while _PRECEDENCE.get(self.operator()) == precedence:
            operator = self.take().text
            rest.append((operator, self.expression(precedence + 1)))
        end = rest[-1][1].end
        if precedence <= 2:
            operands = (left, *(operand for _, operand in rest))
            return Logic(rest[0][0], operands, start=left.start, end=end)
        if precedence >= 5:
            return Arithmetic(left, tuple(rest), start=left.start, end=end)
        if len(rest) > MAX_NESTING:
            raise XPathError("Ekspresi bersarang lebih dari {limit} tingkat. Pecah menjadi beberapa calculate.",
                             left.start, limit=MAX_NESTING)
        for operator, right in rest:
            left = Compare(operator, left, right, start=left.start, end=right.end)
        return left

    def unary(self) -> Expr:
        start = self.here.start
        minuses = 0
        while self.text == "-":
            self.take()
            minuses += 1
        operand = self.union()
        if minuses == 0:
            return operand
        # An even number of minuses still makes a number of its operand.
        negated = Negate(operand, start=start, end=operand.end)
        return negated if minuses % 2 else Negate(negated, start=start, end=operand.end)

    def union(self) -> Expr:
        first = self.path()
        if self.text != "|":
            return first
        operands = [first]
        while self.text == "|":
            self.take()
            operands.append(self.path())
        return Union(tuple(operands), start=first.start, end=operands[-1].end)

    # paths

    def path(self) -> Expr:
        token = self.here
        if token.kind in ("number", "literal") or token.text == "(" or self.is_call():
            return self.filtered()
        steps: list[Step] = []
        absolute = self.text in ("/", "//")
        if absolute:
            if self.take().text == "//":
                steps.append(_ANY)
            elif not self.starts_step():
                return Path(True, None, (), start=token.start, end=token.end)
        self.steps(steps)
        return Path(absolute, None, tuple(steps), start=token.start, end=self.tokens[self.at - 1].end)

    def filtered(self) -> Expr:
        """A primary expression with its predicates and the path that goes on from it."""
        base = self.primary()
        predicates = self.predicates()
        if predicates:
            base = Filter(base, predicates, start=base.start, end=self.tokens[self.at - 1].end)
        if self.text not in ("/", "//"):
            return base
        steps = [_ANY] if self.take().text == "//" else []
        self.steps(steps)
        return Path(False, base, tuple(steps), start=base.start, end=self.tokens[self.at - 1].end)

    def starts_step(self) -> bool:
        token = self.here
        return token.kind == "name" or token.text in (".", "..", "@") or (token.kind == "symbol" and token.text == "*")

    def steps(self, steps: list[Step]) -> None:
        steps.append(self.step())
        while self.text in ("/", "//"):
            if self.take().text == "//":
                steps.append(_ANY)
            steps.append(self.step())

    def step(self) -> Step:
        token = self.here
        if not self.starts_step():
            raise self.unexpected()
        if token.text in (".", ".."):
            self.take()
            axis = "self" if token.text == "." else "parent"
            # XPath 1.0 allows no predicate on "." and ".."; forms in the field use them
            return Step(axis, node_type="node", predicates=self.predicates(), start=token.start, end=token.end)
        axis = "child"
        if token.text == "@":
            self.take()
            axis = "attribute"
        elif self.tokens[self.at + 1].text == "::":
            axis = self.take().text
            self.take()
            if axis not in AXES:
                raise XPathError("Sumbu {axis}:: di kolom {column} tidak dikenal.", token.start, axis=axis,
                                 column=token.start + 1)
        return self.node_test(axis, token.start)

    def node_test(self, axis: str, start: int) -> Step:
        token = self.take()
        if token.kind != "name" and token.text != "*":
            self.at -= 1
            self.here = token
            raise self.unexpected()
        prefix, name, node_type, target = "", None, "", ""
        if token.text in NODE_TYPES and self.text == "(":
            node_type = token.text
            opened = self.take()
            if self.here.kind == "literal" and node_type == "processing-instruction":
                target = self.take().text[1:-1]
            self.expect(")", opened)
        elif ":" in token.text:
            prefix, _, name = token.text.partition(":")
        else:
            name = token.text
        end = self.tokens[self.at - 1].end
        return Step(axis, prefix, name, node_type, target, self.predicates(), start=start, end=end)

    def predicates(self) -> tuple[Expr, ...]:
        found: list[Expr] = []
        while self.text == "[":
            opened = self.take()
            found.append(self.expression(1))
            self.expect("]", opened)
        return tuple(found)

    # primaries

    def is_call(self) -> bool:
        token = self.here
        if token.kind != "name" or token.text in NODE_TYPES:
            return False
        return self.tokens[self.at + 1].text == "(" and self.tokens[self.at + 1].kind == "symbol"

    def primary(self) -> Expr:
        token = self.take()
        if token.kind == "number":
            return Number(float(token.text), start=token.start, end=token.end)
        if token.kind == "literal":
            return Literal(token.text[1:-1], start=token.start, end=token.end)
        if token.text == "(":
            inner = self.expression(1)
            self.expect(")", token)
            return inner
        opened = self.take()
        arguments: list[Expr] = []
        if self.text != ")":
            arguments.append(self.expression(1))
            while self.text == ",":
                self.take()
                arguments.append(self.expression(1))
        closed = self.expect(")", opened)
        return Call(token.text, tuple(arguments), start=token.start, end=closed.end)


def _meant(before: Token | None, token: Token, after: Token) -> tuple[str, str]:
    """What was probably meant by a word out of place: a sentence, and the {meant} in it."""
    last = before.text if before is not None else ""
    if token.text == "=" and last == "=":
        return "Pakai satu = untuk membandingkan.", ""
    if last + token.text in ("=<", "=>", "<>"):
        return "Tulis {meant}.", {"=<": "<=", "=>": ">=", "<>": "!="}[last + token.text]
    if token.text.lower() in OPERATOR_NAMES and token.kind == "name":
        return "Tulis {meant} dengan huruf kecil.", token.text.lower()
    if last == "/":
        return "Untuk membagi tulis {meant}.", "div"
    if token.text == "," and before is not None and before.kind == "number" and after.kind == "number":
        return "Desimal ditulis dengan titik, misalnya {meant}.", f"{last}.{after.text}"
    if token.text.lower() == "x" and token.kind == "name":
        return "Untuk mengalikan tulis {meant}.", "*"
    if last.lower() == "not":
        return "Tulis {meant}.", "not(…)"
    return "Periksa operator atau koma di sekitarnya.", ""
