"""The words of an expression: text to tokens, by the lexical rules of XPath 1.0."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ftd_desktop.forms.xpath.errors import XPathError

MAX_LENGTH: Final = 200_000
MAX_TOKENS: Final = 50_000
MAX_FAULTS: Final = 20

OPERATOR_NAMES: Final = frozenset({"and", "or", "mod", "div"})
_NAME = r"[^\W\d][\w.\-\u00B7]*"
_TOKEN = re.compile(
    rf"""[ \t\r\n\u00A0]*(?:(?P<name>{_NAME}(?::(?:{_NAME}|\*))?)
    |(?P<symbol>\.\.|::|//|!=|<=|>=|\|(?!\|)|[()\[\]@,/+\-=<>*]|\.(?![0-9]))
    |(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    |(?P<literal>"[^"]*"|'[^']*')
    |(?P<end>\Z))""",
    re.VERBOSE,
)
_GLUED = re.compile(r"(and|or|mod|div)(?=[0-9])")
_LEFT_OVER = re.compile(r"\$\{[^{}]*\}")
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//"})
_CURLY = "\u2018\u2019\u201A\u201C\u201D\u201E\u00AB\u00BB\u0060\u00B4"


class Token(NamedTuple):
    """`kind` is number, literal, name, symbol, operator or end."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, an "end" token last; XPathError at the first place that is no token."""
    if len(text) > MAX_LENGTH:
        raise XPathError("Ekspresi terlalu panjang ({length} huruf, paling banyak {limit}). Pecah menjadi beberapa "
                         "calculate.", 0, length=len(text), limit=MAX_LENGTH)
    tokens: list[Token] = []
    place = 0
    operand = False  # whether an operand ends here: then `*`, and, or, mod, div are operators (section 3.7)
    while True:
        found = _TOKEN.match(text, place) or _match(text, place)
        kind = found.lastgroup or ""
        word, place = found[kind], found.end()
        start = place - len(word)
        if kind == "name":
            if operand:
                glued = _GLUED.match(word)
                if glued:  # `1 or1`, `2mod1`: a name cannot start with a digit
                    word, place = glued[0], start + glued.end()
                if word in OPERATOR_NAMES:
                    kind = "operator"
        elif kind == "symbol" and (word in _OPERATORS or (word == "*" and operand)):
            kind = "operator"
        tokens.append(Token(kind, word, start, place))
        if kind == "end":
            return tokens
        operand = kind != "operator" and (kind != "symbol" or word not in _BEFORE_OPERAND)
        if len(tokens) > MAX_TOKENS:
            raise XPathError("Ekspresi terlalu panjang. Pecah menjadi beberapa calculate.", place)


def _match(text: str, place: int) -> re.Match[str]:
    found = _TOKEN.match(text, place)
    if found is None:
        while text[place] in _SPACE:
            place += 1
        raise _fault(text, place)
    return found


_SPACE: Final = " \t\r\n\u00A0"
_OPERATORS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">="})


def lexical_faults(text: str) -> list[XPathError]:
    """All places of `text` that are no token, each with what to write instead, as `tokenize` would say it."""
    found: list[XPathError] = []
    place = 0
    while place < len(text) and len(found) < MAX_FAULTS:
        try:
            place = _match(text, place).end()
        except XPathError as fault:
            found.append(fault)
            place = fault.position
            if text[place] in "\"'":
                break  # nothing after an open quote can be judged
            reference = _LEFT_OVER.match(text, place)
            place = reference.end() if reference else place + (2 if text[place:place + 2] in ("&&", "||") else 1)
    return found


# A character outside texts -> what was probably meant.
_MEANT: Final = {
    "&": "and", "|": "or", "!": "not(…)", "%": "mod", "^": "pow(…, …)", ";": ",", "$": "${q}", "{": "${q}", "}": "${q}",
    "\u00d7": "*", "\u00f7": "div", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2264": "<=", "\u2265": ">=",
    "\u2260": "!=",
}


def _fault(text: str, place: int) -> XPathError:
    char = text[place]
    if char in "\"'":
        return XPathError("Tanda kutip di kolom {column} tidak ditutup.", place, "Tutup dengan {quote} yang sama.",
                          column=place + 1, quote=char)
    if char in _CURLY:
        return XPathError("Tanda kutip {char} di kolom {column} tidak dikenal.", place,
                          "Ganti dengan tanda kutip lurus ' atau \".", char=char, column=place + 1)
    shown = text[place:place + 2] if text[place:place + 2] in ("&&", "||") else char
    if char in _MEANT:
        return XPathError("{char} di kolom {column} bukan operator XPath.", place, "Tulis {meant}.", char=shown,
                          meant=_MEANT[char], column=place + 1)
    return XPathError("Huruf {char} di kolom {column} tidak dikenal.", place, "Hapus huruf itu.",
                      char=char, column=place + 1)
