"""Random answers, tame and wild: sensible values, blanks, numbers out of range, rows added and removed."""

from __future__ import annotations

import random

from ftd_desktop.forms.definition import Form, Question
from ftd_desktop.forms.interview import Block, Interview, RowSet

Operation = tuple[str, str, str]  # "set" ref value | "add" ref "" | "remove" ref-with-position ""

WORDS = ("", "a", "ya", "tidak", "Siti Contoh", "12", "7 a", "x" * 40, "1271014505850001", " spasi ", "é", "a b c")
DATES = ("", "2026-11-24", "2025-02-28", "2024-02-29", "1985-05-05", "2030-01-01", "1999-12-31")


def random_value(question: Question, interview: Interview, ref: str, chance: random.Random) -> str:
    """A value for one question: usually of its type, sometimes blank or extreme."""
    if chance.random() < 0.12:
        return ""
    choices = interview.state(ref).choices
    if len(choices):
        values = [choice.value for choice in choices[:50]]
        if question.control in ("select", "rank"):
            if question.control == "rank":
                return " ".join(chance.sample(values, len(values)))
            chosen = chance.sample(values, chance.randint(1, min(4, len(values))))
            return " ".join(sorted(chosen, key=values.index))  # our rule: in the order of the list
        return chance.choice(values)
    if question.control in ("select1", "select", "rank"):
        return ""
    kind = question.type
    if question.control == "range":  # our rule: what is outside is kept and told; Web Forms does not take it
        return str(chance.randint(0, 10))
    if kind == "int":
        return str(chance.choice((0, 1, 2, 3, 5, 7, 10, 12, 100, -1, -5, 999999, 2147483647)))
    if kind == "decimal":
        return chance.choice(("0.5", "1.5", "2.25", "-1.25", "-3.75", "100.5", "0.1", "12345.678"))
    if kind == "date":
        return chance.choice(DATES)
    if kind == "time":
        return chance.choice(("08:30:00.000+07:00", "23:59:00.000+07:00", "00:00:00.000+07:00"))
    if kind == "dateTime":
        return chance.choice(("2026-11-24T08:30:00.000+07:00", "2020-02-29T23:59:00.000+07:00"))
    if kind == "geopoint":
        return chance.choice(("3.5952 98.6722 0 0", "-1.5 100.25 12 3"))
    if kind in ("binary", "geotrace", "geoshape"):
        return ""
    if question.control == "trigger":
        return chance.choice(("OK", ""))
    return chance.choice(WORDS)


def random_step(form: Form, interview: Interview, chance: random.Random) -> Operation | None:
    """One thing a person could do now; None when there is nothing to do."""
    if len(form.languages) > 1 and chance.random() < 0.03:
        return ("lang", chance.choice(form.languages), "")
    rows = [row for section in interview.layout() for row in _row_sets(section.items) if not row.fixed and row.relevant]
    if rows and chance.random() < 0.12:
        chosen = chance.choice(rows)
        if chosen.rows and chance.random() < 0.4:
            return ("remove", chance.choice(chosen.rows).ref, "")
        if len(chosen.rows) < 4:
            return ("add", chosen.ref, "")
    refs = [ref for ref in interview.refs() if _can_answer(form, interview, ref)]
    if not refs:
        return None
    ref = chance.choice(refs)
    return ("set", ref, random_value(_question(form, ref), interview, ref, chance))


def _question(form: Form, ref: str) -> Question:
    return form.questions["/".join(step.partition("[")[0] for step in ref.split("/"))]


def _can_answer(form: Form, interview: Interview, ref: str) -> bool:
    question = _question(form, ref)
    if question.control in ("note", "upload") or question.type in ("geotrace", "geoshape"):
        return False
    state = interview.state(ref)
    return state.relevant and not state.readonly


def _row_sets(items: tuple[str | Block | RowSet, ...]) -> list[RowSet]:
    found: list[RowSet] = []
    for item in items:
        if isinstance(item, RowSet):
            found.append(item)
            for row in item.rows:
                found += _row_sets(row.items)
        elif isinstance(item, Block):
            found += _row_sets(item.items)
    return found


def apply(interview: Interview, step: Operation) -> None:
    """Do one step in our engine."""
    what, ref, value = step
    if what == "lang":
        interview.set_language(ref)
        return
    if what == "set":
        interview.set(ref, value)
    elif what == "add":
        interview.add_repeat(ref)
    else:
        interview.remove_repeat(ref)
