"""What an interview says of an answer: errors that stand against finishing, warnings that can be passed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from ftd_desktop.forms.choices import choices_of
from ftd_desktop.forms.live import Live
from ftd_desktop.forms.model import Item
from ftd_desktop.forms.texts import Texts, Words, flat, spoken
from ftd_desktop.forms.values import complaint, is_well_formed
from ftd_desktop.i18n import tr


@dataclass(frozen=True)
class Problem:
    """kind: required | constraint | type | warning; severity: error | warning.

    `needs_reason`: the warning can only be passed with a reason, and none is given yet.
    """

    ref: str
    kind: str
    severity: str
    message: str
    needs_reason: bool = False

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way of completion."""
        return self.severity == "error" or self.needs_reason


def is_judged(item: Item) -> bool:
    """Whether an answer is looked at: what is not shown and has no check of its own is no one's fault."""
    return item.control != "note" and bool(item.shown or item.constraint or item.warn)


def complaint_of(item: Item, text: str) -> str:
    """What is wrong with an answer that is not of the type of its question, or not on its range."""
    if item.span is not None and is_well_formed(item.type, text):
        return item.span.complaint(text)
    return complaint(item.type, text, item.unit)


def fixed_choice(item: Item) -> Callable[[str], object] | None:
    """Whether a value is a choice of a select; None where its choices are rows of the form itself."""
    if item.itemset is None:
        return frozenset(choice.value for choice in item.choices).__contains__
    listing = item.itemset.listing
    return partial(listing.where, item.itemset.value) if listing is not None and listing.path else None


def unknown_choice(item: Item, text: str, known: Callable[[str], object]) -> str | None:
    """The first value of an answer that is not `known`."""
    return next((value for value in (text.split() if item.many else [text]) if not known(value)), None)


def no_such_choice(value: str) -> str:
    """What is said of a value that is no choice."""
    return tr("“{text}” tidak ada dalam daftar pilihan. Pilih salah satu dari daftar.").format(text=value)


class Messages:
    """Finds the words for what is wrong."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def problems(self, live: Live, language: str) -> list[Problem]:
        """Everything wrong with a relevant question."""
        ref = live.ref
        if live.required and live.text == "" and live.item.control != "note":
            said = self._say(live.item.required_message, live, language)
            return [Problem(ref, "required", "error", said or tr("Pertanyaan ini wajib diisi."))]
        found = (self.error(live, ref, language), self.warning(live, ref, language))
        return [problem for problem in found if problem is not None]

    def of_rule(self, live: Live, fault: str) -> Problem:
        """That a rule of the form could not be worked out; it stops nobody."""
        said = tr("Aturan formulir pada pertanyaan ini bermasalah: {fault} Beri tahu provinsi.").format(fault=fault)
        return Problem(live.ref, "warning", "warning", said)

    def error(self, live: Live, ref: str, language: str) -> Problem | None:
        """What is wrong with the answer given; None for a good or a blank one."""
        text = live.text
        if text == "" or not live.relevant:
            return None
        if not live.item.is_sound(text):
            return Problem(ref, "type", "error", complaint_of(live.item, text))
        unknown = self._unknown_choice(live, text)
        if unknown is not None:
            return Problem(ref, "type", "error", no_such_choice(unknown))
        if live.constraint_failed:
            said = self._say(live.item.constraint_message, live, language)
            return Problem(ref, "constraint", "error", said or tr("Jawaban ini tidak memenuhi syarat. Periksa lagi."))
        return None

    def warning(self, live: Live, ref: str, language: str) -> Problem | None:
        """The soft check that the answer fails; None when it passes."""
        if not live.warned or not live.relevant:
            return None
        said = _warned(live.item, language)
        return Problem(ref, "warning", "warning", said, live.item.needs_reason and not live.reason)

    def _unknown_choice(self, live: Live, text: str) -> str | None:
        item = live.item
        if not item.is_select:
            return None
        known = fixed_choice(item) or set(choices_of(live, self._texts, "").values()).__contains__
        return unknown_choice(item, text, known)

    def _say(self, words: Words | None, live: Live, language: str) -> str:
        return spoken(self._texts.phrase(words, language), live.scope) if words is not None else ""


def _warned(item: Item, language: str) -> str:
    messages = item.warn_messages
    code = language.rpartition("(")[2].rstrip(")")
    return messages.get(code) or messages.get("") or tr("Jawaban ini tidak lazim. Periksa lagi.")


def rule_message(item: Item, kind: str, texts: Texts, language: str) -> str:
    """What is said when a rule (required, constraint, warn) of a question is broken, without a running interview."""
    if kind == "warn":
        return _warned(item, language)
    words = item.required_message if kind == "required" else item.constraint_message
    said = flat(texts.phrase(words, language)) if words is not None else ""
    standard = tr("Pertanyaan ini wajib diisi.") if kind == "required" else tr(
        "Jawaban ini tidak memenuhi syarat. Periksa lagi.")
    return said or standard
