"""What is wrong with an expression, found without running it, each with its place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from difflib import get_close_matches
from typing import Final
from typing import Literal as OneOf

from ftd_desktop.forms.xpath.constants import is_constant
from ftd_desktop.forms.xpath.errors import XPathError
from ftd_desktop.forms.xpath.foreign import MEANT
from ftd_desktop.forms.xpath.functions import FUNCTIONS, Function, Kind, find
from ftd_desktop.forms.xpath.kinds import OF_CONTEXT, kind_of
from ftd_desktop.forms.xpath.moments import parse as parse_date
from ftd_desktop.forms.xpath.parser import parse
from ftd_desktop.forms.xpath.patterns import check_pattern
from ftd_desktop.forms.xpath.syntax import Arithmetic, Call, Compare, Expr, Literal, Path, walk
from ftd_desktop.forms.xpath.tokens import lexical_faults
from ftd_desktop.forms.xpath.values import text_number

Severity = OneOf["error", "warning", "note"]

_PORTABLE_AXES: Final = frozenset({"child", "parent", "self", "attribute"})
_A_PATH = re.compile(r"\$\{[^}]*\}|(?:\.\./|/)[\w./-]*\w", re.ASCII)
_DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_UNKNOWN_IDENTIFIER = re.compile(r"%[^YymnbdeaHhMS3%\s]")
_ALGORITHMS: Final = ("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512")
# The arguments that are meant to be a text, though it may look like a path.
_QUOTED: Final = frozenset({
    "jr:choice-name", "pulldata", "instance", "jr:itext", "regex", "translate", "concat", "join", "substring-before",
    "substring-after", "contains", "starts-with", "ends-with", "format-date", "format-date-time", "coalesce", "if",
    "once",
})


@dataclass(frozen=True, slots=True)
class ExpressionFault:
    """One fault. `error`: the expression cannot work; `warning`: it hardly means that; `note`: other tools refuse it.

    `position` is the place in the text, from 0. The texts are in the language in force when they are read.
    """

    cause: XPathError
    severity: Severity = "error"

    @property
    def position(self) -> int:
        """The place in the text, from 0."""
        return self.cause.position

    @property
    def column(self) -> int:
        """The place as people count, from 1."""
        return self.cause.position + 1

    @property
    def message(self) -> str:
        """What is wrong."""
        return str(self.cause)

    @property
    def suggestion(self) -> str:
        """What to write instead, or ""."""
        return self.cause.suggestion


def check(text: str) -> tuple[ExpressionFault, ...]:
    """All faults of an expression in the order of the text; of one that cannot be read, why not."""
    lexical = lexical_faults(text)
    if lexical:
        return tuple(ExpressionFault(fault) for fault in lexical)
    try:
        tree = parse(text)
    except XPathError as fault:
        return (ExpressionFault(fault),)
    return check_tree(tree)


def check_tree(tree: Expr) -> tuple[ExpressionFault, ...]:
    """The faults of an expression that could be read, in the order of the text."""
    found = [fault for expr in walk(tree) for fault in _faults(expr)]
    found += _bare_names(tree)
    return tuple(sorted(found, key=lambda fault: fault.position))


def _fault(at: Expr | int, template: str, remedy: str = "", severity: Severity = "error",
           **params: object) -> ExpressionFault:
    position = at if isinstance(at, int) else at.start
    return ExpressionFault(XPathError(template, position, remedy, column=position + 1, **params), severity)


def _faults(expr: Expr) -> Iterator[ExpressionFault]:
    match expr:
        case Call():
            yield from _call(expr)
        case Compare():
            yield from _comparison(expr)
        case Arithmetic():
            yield from _arithmetic(expr)
        case Path():
            for step in expr.steps:
                if step.axis not in _PORTABLE_AXES and not (step.axis == "descendant-or-self" and step.start == 0):
                    yield _fault(step.start, "Sumbu {axis}:: di kolom {column} tidak dikenal ODK Collect.",
                                 "Pakai jalur biasa bila formulir juga dipakai di Collect.", "note", axis=step.axis)


# calls


def _call(call: Call) -> Iterator[ExpressionFault]:
    function = find(call.name)
    if function is None:
        yield _unknown(call)
        return
    count = len(call.arguments)
    context = count == 0 and function.name in OF_CONTEXT
    if not context and not function.accepts(count):
        yield _arity(call, function)
        return
    if function.origin == "xpath":
        meant = MEANT.get(function.name, "")
        yield _fault(call, "Fungsi {name}() tidak dikenal ODK Collect.", "Tulis {meant}." if meant else "", "note",
                     name=call.name, meant=meant)
    for index, argument in enumerate(call.arguments):
        yield from _argument(call, function, index, argument)
    yield from _special(call)


def _unknown(call: Call) -> ExpressionFault:
    known = MEANT.get(call.name.lower())
    by_letters = {name.lower(): name for name in FUNCTIONS}
    close = get_close_matches(call.name.lower(), {**by_letters, **MEANT}, 1, 0.6)
    if close and close[0] not in by_letters:
        known, close = known or MEANT[close[0]], []
    template = "Fungsi {name}() di kolom {column} tidak dikenal."
    if known and not (close and close[0] == call.name.lower()):
        return _fault(call, template, "Tulis {meant}.", name=call.name, meant=known)
    if close:
        return _fault(call, template, "Mungkin yang dimaksud {meant}()?", name=call.name, meant=by_letters[close[0]])
    return _fault(call, template, "Periksa ejaannya di daftar fungsi ODK.", name=call.name)


def _arity(call: Call, function: Function) -> ExpressionFault:
    count, least, most = len(call.arguments), function.least, function.most
    if most is None and function.repeated == 2 and count > least:
        return _fault(call, "Argumen {name}() di kolom {column} harus berpasangan.", "Lengkapi pasangan terakhirnya.",
                      name=call.name)
    if most is None:
        return _fault(call, "Fungsi {name}() di kolom {column} memerlukan sedikitnya {least} argumen, di sini {count}.",
                      "Lengkapi argumennya.", name=call.name, least=least, count=count)
    remedy = "Lengkapi argumennya." if count < least else "Hapus argumen yang lebih."
    if least == most:
        return _fault(call, "Fungsi {name}() di kolom {column} memerlukan {least} argumen, di sini {count}.", remedy,
                      name=call.name, least=least, count=count)
    return _fault(call, "Fungsi {name}() di kolom {column} memerlukan {least} sampai {most} argumen, di sini {count}.",
                  remedy, name=call.name, least=least, most=most, count=count)


def _argument(call: Call, function: Function, index: int, argument: Expr) -> Iterator[ExpressionFault]:
    """The kind of one argument."""
    wanted = function.parameter(index)
    given = kind_of(argument)
    quoted = _quoted_path(argument)
    if wanted is Kind.NODES and given not in (Kind.NODES, Kind.ANY):
        remedy = "Hapus tanda kutipnya." if quoted else "Tulis nama pertanyaan atau kelompok, misalnya ${{nama}}."
        yield _fault(argument, "Argumen {name}() di kolom {column} harus pertanyaan atau kelompok, bukan nilai.",
                     remedy, name=call.name)
    elif quoted and function.name not in _QUOTED:
        yield _looks_like_a_path(argument)
    elif wanted is Kind.NUMBER and isinstance(argument, Literal) and argument.text and _not_a_number(argument):
        yield _fault(argument, "Argumen {name}() di kolom {column} harus bilangan, bukan teks {text}.",
                     "Pakai bilangan atau nama pertanyaan.", name=call.name, text=argument.text)


def _quoted_path(expr: Expr) -> bool:
    return isinstance(expr, Literal) and _A_PATH.fullmatch(expr.text) is not None


def _looks_like_a_path(expr: Expr) -> ExpressionFault:
    text = expr.text if isinstance(expr, Literal) else ""
    return _fault(expr, "Teks {text} di kolom {column} tampak seperti pertanyaan, tetapi dibaca sebagai teks.",
                  "Hapus tanda kutipnya.", "warning", text=text)


def _special(call: Call) -> Iterator[ExpressionFault]:
    """What single functions demand of their texts."""
    texts = [argument.text if isinstance(argument, Literal) else None for argument in call.arguments]
    if call.name == "jr:choice-name" and isinstance(call.arguments[1], Path):
        yield _fault(call.arguments[1], "Pertanyaan di argumen kedua {name}() (kolom {column}) harus diberi tanda "
                     "kutip.", "Tulis '${{nama}}' dengan tanda kutip.", name=call.name)
    if call.name == "regex" and texts[1] is not None:
        try:
            check_pattern(texts[1])
        except XPathError as fault:
            yield ExpressionFault(XPathError(fault.template, call.arguments[1].start, fault.remedy, **fault.params))
    if call.name == "digest" and texts[1] is not None and texts[1] not in _ALGORITHMS:
        yield _fault(call.arguments[1], "Algoritma {name} untuk digest() tidak dikenal. Pakai MD5, SHA-1, SHA-256, "
                     "SHA-384 atau SHA-512.", name=texts[1])
    if call.name.startswith("format-date") and texts[1] and (wrong := _UNKNOWN_IDENTIFIER.search(texts[1])):
        yield _fault(call.arguments[1], "{mark} di kolom {column} tidak dikenal dan akan tertulis apa adanya.",
                     "Yang dikenal: {known}.", "warning", mark=wrong.group(),
                     known="%Y %y %m %n %b %d %e %a %H %h %M %S %3")
    if call.name in ("selected", "is-selected") and texts[1] is not None and " " in texts[1].strip():
        yield _fault(call.arguments[1], "Pilihan {text} di kolom {column} memuat spasi, jadi tidak pernah terpilih.",
                     "Periksa satu pilihan setiap kali, gabungkan dengan and.", "warning", text=texts[1])


# comparison and arithmetic


def _comparison(expr: Compare) -> Iterator[ExpressionFault]:
    if is_constant(expr):
        yield _fault(expr, "Perbandingan di kolom {column} tidak bergantung pada isian apa pun.",
                     "Pakai nama pertanyaan di salah satu sisi, tanpa tanda kutip.", "warning")
        return
    if expr.left == expr.right and not isinstance(expr.left, Call):
        yield _fault(expr, "Kedua sisi perbandingan di kolom {column} sama.", "Periksa nama di salah satu sisi.",
                     "warning")
    for one, other in ((expr.left, expr.right), (expr.right, expr.left)):
        if isinstance(one, Literal):
            yield from _compared_text(expr.operator, one, other)
        if _quoted_path(one):
            yield _looks_like_a_path(one)


def _compared_text(operator: str, text: Literal, other: Expr) -> Iterator[ExpressionFault]:
    kind = kind_of(other)
    needs_number = operator not in ("=", "!=") or kind is Kind.NUMBER
    if kind is Kind.BOOLEAN:
        yield _fault(text, "Di kolom {column} benar atau salah dibandingkan dengan teks {text}.",
                     "Bandingkan dengan true() atau false(), atau hapus perbandingannya.", "warning", text=text.text)
    elif needs_number and _not_a_number(text):
        if _DAY_FIRST.fullmatch(text.text.strip()):
            yield _fault(text, "Tanggal {text} di kolom {column} tidak terbaca.",
                         "Tulis tahun, bulan, lalu tanggal, misalnya '2026-01-31'.", text=text.text)
        elif text.text or operator in ("=", "!="):
            yield _fault(text, "Teks {text} di kolom {column} dibandingkan sebagai bilangan dan tidak pernah cocok.",
                         "Hapus tanda kutip bila itu nama pertanyaan, atau pakai = dan !=.", "warning", text=text.text)


def _not_a_number(text: Literal) -> bool:
    if parse_date(text.text.strip(), UTC) is not None:
        return False
    number = text_number(text.text, UTC)
    return number != number


def _arithmetic(expr: Arithmetic) -> Iterator[ExpressionFault]:
    operators = ["", *(operator for operator, _ in expr.rest)]
    for operator, operand in zip(operators, expr.children(), strict=True):
        if isinstance(operand, Literal) and operand.text and _not_a_number(operand):
            adds = operator == "+" or (not operator and operators[1] == "+")
            yield _fault(operand, "Teks {text} di kolom {column} bukan bilangan, jadi tidak dapat dihitung.",
                         "Untuk menyambung teks tulis {meant}." if adds else "Pakai bilangan atau nama pertanyaan.",
                         text=operand.text, meant="concat(…)")


def _bare_names(tree: Expr) -> list[ExpressionFault]:
    """Names without ${} and without quotes; inside a predicate they are columns of the list and right."""
    found: list[ExpressionFault] = []
    pending = [tree]
    while pending:
        expr = pending.pop()
        if isinstance(expr, Path):
            name = "" if expr.absolute or expr.base is not None else expr.steps[0].name
            if name == "not" and len(expr.steps) > 1:
                found.append(_fault(expr, "{word} di kolom {column} tidak pada tempatnya.", "Tulis {meant}.", word=name,
                                    meant="not(…)"))
            elif name and len(expr.steps) == 1 and expr.steps[0].simple:
                found.append(_fault(expr, "{name} di kolom {column} bukan teks dan bukan pertanyaan.",
                                    "Tulis '{name}' bila itu teks, ${{{name}}} bila itu pertanyaan.", "warning",
                                    name=name))
            elif expr.base is not None:
                pending.append(expr.base)
        elif isinstance(expr, Call) and expr.name in ("randomize", "count", "sum"):
            pass  # relative node sets are usual there
        elif not hasattr(expr, "predicates"):
            pending.extend(expr.children())
    return found
