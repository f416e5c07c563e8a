"""The one line below a field: what is wrong, else what looks odd, else what was taken away, else what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ftd_desktop.i18n import tr
from ftd_desktop.ui.forms.helps import help_for
from ftd_desktop.ui.forms.markup import plain

if TYPE_CHECKING:
    from ftd_desktop.forms.interview import State
    from ftd_desktop.ui.forms.session import Session

MessageTone = Literal["muted", "warn", "error"]


@dataclass(frozen=True)
class Message:
    """The line below a field."""

    text: str = ""
    tone: MessageTone = "muted"


def plays(state: State) -> str:
    """The sound or film that goes with the label, "" when there is none."""
    return state.media.get("audio", "") or state.media.get("video", "")


def say(session: Session, state: State, *, refusal: str, note: str) -> Message:
    """The one line below: what is wrong, else what looks odd, else what was taken away, else what helps."""
    if state.error is not None:
        return Message(_error_words(session, state, refusal), "error")
    if refusal:
        return Message(refusal, "error")
    if state.cleared:
        return Message(
            tr("Jawaban “{words}” dihapus: tidak cocok dengan jawaban lain.").format(words=_gone(session, state)),
            "warn",
        )
    if is_missing(session, state):
        return Message(plain(state.required_message) or tr("Pertanyaan ini wajib diisi."), "error")
    if state.warning is not None:
        return Message(state.warning.message, "warn")
    question = session.question(state.ref)
    helps = "" if state.value or state.readonly else help_for(question)
    more = tr("F1: petunjuk pengisian.") if state.guidance else ""
    shows = _shows(state) if session.media is not None else ""
    words = [part for part in (plain(state.hint), helps, more, shows) if part]
    return Message(note or " ".join([*map(_sentence, words[:-1]), *words[-1:]]))


def _shows(state: State) -> str:
    """What F3 does on this question."""
    if plays(state):
        return tr("F3: putar {nama}.").format(nama=plays(state))
    return tr("F3: perbesar gambar.") if state.media.get("image") else ""


def _gone(session: Session, state: State) -> str:
    """The words of a choice that its filter took away, as they stood before."""
    known = session.words.get(state.ref, {})
    return ", ".join(known.get(value, value) for value in state.cleared.split())


def is_missing(session: Session, state: State) -> bool:
    """An empty question says that it must be answered only after it has been left."""
    asked = state.required and state.relevant and not state.readonly and not state.value
    return asked and (session.checked or state.ref in session.visited)


def _error_words(session: Session, state: State, refusal: str) -> str:
    error = state.error
    assert error is not None
    if error.kind == "type":
        return refusal or error.message
    if error.kind == "constraint" and "numbers" in session.question(state.ref).appearance.split():
        figures = sum(c.isdigit() for c in state.value)
        return tr("{message} Yang tertulis {count} angka.").format(message=_sentence(error.message), count=figures)
    return error.message


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else words + "."
