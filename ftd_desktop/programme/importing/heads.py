"""Which column of a sheet answers which question: by its name, its path, or its words in any language of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ftd_desktop.errors import UserError
from ftd_desktop.forms.dictionary import describe
from ftd_desktop.forms.form import Form, Question
from ftd_desktop.forms.labelled import folded
from ftd_desktop.programme.participants import PROFILE

#: Heads that say whose record it is, in forms that have no such question.
CODE_HEADS = frozenset({"kode peserta", "peserta_id", "kode", "participant code"})
NIK_HEADS = frozenset({"nik", "nik peserta"})
#: The one answer that the program gives and a sheet may give as well: a code that is in people's hands already.
_OWN_CODE = (PROFILE, "peserta_id")


@dataclass(frozen=True)
class Heads:
    """`paths`: the question of each column, None where it is none. `code`, `nik`: the columns that name the person.

    `unknown`: heads that are passed over, each with the question that may be meant ("": none is near).
    """

    paths: tuple[str | None, ...]
    code: int | None
    nik: int | None
    unknown: tuple[tuple[str, str], ...]


def match(form: Form, heads: Sequence[str], name: str) -> Heads:
    """The columns of file `name` by the first row of it.

    UserError when none is a question of the form, or when two columns answer one question.
    """
    known = _known(form)
    paths: list[str | None] = [known.get(folded(head)) for head in heads]
    answered = [path for path in paths if path]
    if not answered:
        raise UserError("Berkas {nama}: tidak satu pun kepala kolomnya nama pertanyaan formulir {formulir}. Baris "
                        "pertama harus berisi nama pertanyaan, misalnya {contoh}.", nama=name, formulir=form.title,
                        contoh=", ".join(list(askable(form).values())[:3]))
    twice = next((path for path in answered if answered.count(path) > 1), None)
    if twice:
        both = [head for head, path in zip(heads, paths, strict=True) if path == twice]
        raise UserError("Berkas {nama}: kolom {kolom} menjawab pertanyaan yang sama. Hapus salah satunya.", nama=name,
                        kolom=", ".join(f"“{head}”" for head in both))
    words = [folded(head) for head in heads]
    code, nik = _first(words, CODE_HEADS), _first(words, NIK_HEADS)
    passed = [head for place, head in enumerate(heads)
              if head.strip() and paths[place] is None and place not in (code, nik)]
    return Heads(tuple(paths), code, nik, tuple((head, _nearest(head, known)) for head in passed))


def _first(words: Sequence[str], wanted: frozenset[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in wanted), None)


def askable(form: Form) -> dict[str, str]:
    """path -> column of the questions that a sheet can answer: those of the main table that a person answers."""
    return {column.path: column.name for column in form.tables[0].columns
            if _is_asked(form.questions[column.path]) or (form.form_id, column.name) == _OWN_CODE}


def _known(form: Form) -> dict[str, str]:
    """Folded head -> path of what can be answered; words that two questions share stand for none."""
    asked, words = askable(form), dict[str, set[str]]()
    for path, head in _labels(form):
        if path in asked:
            words.setdefault(folded(head), set()).add(path)
    found = {head: paths.pop() for head, paths in words.items() if len(paths) == 1}
    for path, name in asked.items():
        below = path.removeprefix(form.tables[0].path).strip("/")
        found |= {folded(path): path, folded(below): path, folded(name): path}
    return found


def _is_asked(question: Question) -> bool:
    return bool(question.control) and question.control != "upload" and not question.read_only


def _labels(form: Form) -> Iterator[tuple[str, str]]:
    for language in form.languages:
        yield from ((entry.path, entry.label) for entry in describe(form, language) if entry.label)


def _nearest(head: str, known: dict[str, str]) -> str:
    near = get_close_matches(folded(head), known, 1, 0.8)
    return known[near[0]].rpartition("/")[2] if near else ""
