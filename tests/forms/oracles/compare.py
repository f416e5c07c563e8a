"""Compares our state of a form with an oracle's, by our table of rules where engines differ."""

from __future__ import annotations

import re

from ftd_desktop.forms.interview import Interview
from tests.forms.oracles.engines import Seen


def ours(interview: Interview) -> dict[str, Seen]:
    """ref -> what we show."""
    wrong = {problem.ref: problem.message for problem in interview.problems() if problem.severity == "error"}
    seen = {}
    doubtful = _after_cleared(interview)
    for ref in interview.values():
        state = interview.state(ref)
        seen[ref] = Seen(state.value, state.relevant, state.required, state.readonly, ref not in wrong,
                         tuple(state.choices.values()) or None, state.label, state.hint, wrong.get(ref),
                         tuple(choice.label for choice in state.choices) or None, bool(state.cleared),
                         _is_shuffled(interview, ref), _template(ref) in doubtful)
    return seen


def _template(ref: str) -> str:
    return "/".join(step.partition("[")[0] for step in ref.split("/"))


def _after_cleared(interview: Interview) -> set[str]:
    """What a choice filter took away, which JavaRosa keeps until visited, and all that is worked out of it."""
    items = interview.form.model.items
    pending = [items[_template(ref)] for ref in interview.values() if interview.state(ref).cleared]
    found: set[str] = set()
    while pending:
        item = pending.pop()
        if item.path not in found:
            found.add(item.path)
            pending += [watch.target for watch in item.watches]
            pending += [action.target for action in item.on_change]
            pending += item.children
    return found


def _is_shuffled(interview: Interview, ref: str) -> bool:
    """True where the form asks for another order of the choices; our rule: answers keep the order of the list."""
    item = interview.form.model.items[_template(ref)]
    return item.itemset is not None and item.itemset.randomized


def differences(mine: dict[str, Seen], theirs: dict[str, Seen], *, java_rosa: bool) -> list[str]:
    """What differs and no rule explains, one line each."""
    if java_rosa:
        mine = {ref.replace("[1]", ""): seen for ref, seen in mine.items()}
    lines = []
    for ref, seen in mine.items():
        other = theirs.get(ref)
        if _is_of_the_machine(ref):
            continue
        if other is None:
            # JavaRosa makes counted rows when the person steps to them; our rule: those of a hidden group are kept.
            if seen.relevant and not (java_rosa and "[" in ref):
                lines.append(f"{ref}: not there")
            continue
        if java_rosa and seen.doubtful:
            continue
        lines += [f"{ref}: {what}" for what in _node(seen, other, java_rosa=java_rosa)]
    if java_rosa:
        return lines  # our rule: a blank count gives no rows; there is one until the person steps to it
    lines += [f"{ref}: only there" for ref, seen in theirs.items() if ref not in mine and _counts(ref) and seen.value]
    return lines


def _counts(ref: str) -> bool:
    return "/meta" not in ref and "@" not in ref


def _is_of_the_machine(ref: str) -> bool:
    """Values that are new in every run."""
    name = ref.rpartition("/")[2]
    return ("/meta/" in ref and name != "instanceName") or name in ("mulai", "selesai", "start", "end")


def _node(mine: Seen, other: Seen, *, java_rosa: bool) -> list[str]:
    if mine.relevant != other.relevant:
        return [f"relevant {mine.relevant}, there {other.relevant}"]
    if not mine.relevant:
        return []  # what is not relevant is blank here, kept in JavaRosa
    found = []
    if not _same_value(mine.value or "", other.value or "", java_rosa=java_rosa, shuffled=mine.shuffled):
        found.append(f"value {mine.value!r}, there {other.value!r}")
    if other.required is not None and mine.required != other.required:
        found.append(f"required {mine.required}, there {other.required}")
    if other.readonly is not None and mine.readonly != other.readonly:
        found.append(f"readonly {mine.readonly}, there {other.readonly}")
    if other.valid is not None and mine.valid != other.valid and not found:
        found.append(f"valid {mine.valid}, there {other.valid} (value {mine.value!r})")
    if other.choices is not None and (mine.choices or ()) != other.choices:
        found.append(f"choices {mine.choices}, there {other.choices}")
    if other.label is not None and mine.label is not None and not _same_words(mine.label, other.label):
        found.append(f"label {mine.label!r}, there {other.label!r}")
    for what, mine_said, other_said in (("hint", mine.hint, other.hint), ("message", mine.message, other.message)):
        if mine_said and other_said and not _same_words(mine_said, other_said) and "Condition" not in other_said:
            found.append(f"{what} {mine_said!r}, there {other_said!r}")
    if other.choice_labels is not None and mine.choices == other.choices:
        labels = zip(mine.choice_labels or (), other.choice_labels, strict=True)
        found += [f"choice label {one!r}, there {two!r}" for one, two in labels if not _same_words(one, two)]
    return found


def _same_value(mine: str, other: str, *, java_rosa: bool, shuffled: bool = False) -> bool:
    if mine == other:
        return True
    if mine == "" and other in ("NaN", "0") and java_rosa:  # our rule: a calculate without a value is blank
        return True
    if java_rosa and other.partition("T")[0] == mine and "T00:00" in other:  # a calculated date
        return True
    if java_rosa and sorted(mine.split()) == sorted(other.split()):  # our rule: select_multiple in list order
        return True
    if java_rosa and (mine, other) in (("true", "1"), ("false", "0")):  # our rule: true and false, as the specification
        return True
    if other == "-" and not java_rosa:  # our rule: where a language has no text, that of the default one
        return True
    if sorted(mine.split()) == sorted(other.split()) and shuffled:
        return True
    if _point(mine) and _point(mine) == _point(other):
        return True
    try:  # our rule: numbers are written without an exponent or ".0"
        return abs(float(mine) - float(other)) <= 1e-9 * max(1.0, abs(float(mine)))
    except ValueError:
        return False


def _point(text: str) -> list[float]:
    parts = text.split()
    try:
        return [float(part) for part in parts] if len(parts) > 1 else []
    except ValueError:
        return []


def _same_words(mine: str, other: str) -> bool:
    """Our rule: where a language has no text, that of the default language is shown, not pyxform's "-"."""
    return other == "-" or _plain(mine) == _plain(other)


def _plain(label: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"(\d)\.0\b", r"\1", label)).strip()
