"""What an interview shows of itself: the state of a question, what a change has moved, how much is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ftd_desktop.forms.choices import Choices
from ftd_desktop.forms.messages import Problem


@dataclass(frozen=True)
class Changes:
    """Whose state is new, whether nodes came or went, and what the form itself has answered (setvalue)."""

    refs: frozenset[str]
    structure: bool
    by_form: frozenset[str] = frozenset()


@dataclass(frozen=True)
class State:
    """A question as it stands now. `error` tells of a wrong answer, not of a blank one (see `problems`).

    `cleared` is the answer that a choice filter took away; it comes back when it is allowed again.
    `media`: image, big-image, audio, video -> the name of the file that goes with the label.
    `required_message`: the form's own words for a blank required question, "" when it has none.
    """

    ref: str
    value: str
    relevant: bool
    required: bool
    readonly: bool
    label: str
    hint: str
    guidance: str
    choices: Choices
    error: Problem | None
    warning: Problem | None
    reason: str
    cleared: str = ""
    media: Mapping[str, str] = field(default_factory=dict)
    required_message: str = ""


class Progress(NamedTuple):
    """How many relevant questions have an answer, of how many."""

    answered: int
    relevant: int
