"""Questions and answers of a form as words: labels for column names, choice labels for codes."""

from __future__ import annotations

from typing import Any

from ftd_desktop import i18n, wording
from ftd_desktop.forms.interview import Context as Running
from ftd_desktop.forms.interview import Interview
from ftd_desktop.store import form_tables
from ftd_desktop.ui.context import Context

MOST_CHOICES = 400  # longer lists (villages) show their code's own label through the entity, not here

RUPIAH = ("rp", "rupiah", "idr")


class Labels:
    """Words for one form, in the language in force; a question of older versions is asked by its older words."""

    def __init__(self, context: Context, form_id: str, version: str | None = None) -> None:
        self._context, self._form_id = context, form_id
        self._older = [] if version else form_tables.versions(context.opened, form_id)[:-1]
        self._states: dict[str, Any] = {}
        self._kinds: dict[str, str] = {}
        self._units: dict[str, str] = {}
        self.title: str = self._learn(version)

    def _learn(self, version: str | None) -> str:
        """Take the words of a version for what is not known yet; gives its title."""
        form = self._context.interviews.library.form(self._form_id, version)
        running = Interview(form, {}, context=Running(now=self._context.now, preload={}, previous=None, instances={}),
                            language=_language(form.languages))
        self._states = {ref.rsplit("/", 1)[-1]: running.state(ref) for ref in running.refs()} | self._states
        self._kinds = {question.name: question.type for question in form.questions.values()} | self._kinds
        self._units = {one.name: one.extra.get("unit", "") for one in form.questions.values()} | self._units
        return form.title

    def _state(self, name: str) -> Any:
        """What the newest version that has this question says of it; None when none has."""
        while name not in self._states and self._older:
            self._learn(self._older.pop())
        return self._states.get(name)

    def label(self, name: str) -> str:
        """What the question of a column asks; the column's name when the form no longer has it."""
        state = self._state(name)
        return state.label if state is not None and state.label else name

    def asks(self, name: str) -> bool:
        """False for what the form notes by itself (start and end of the interview, hidden calculations)."""
        state = None if name.startswith("_") else self._state(name)
        return state is not None and bool(state.label)

    def counts(self, name: str) -> bool:
        """True for a question that asks for a number."""
        return self._kinds.get(name) in ("int", "integer", "decimal")

    def is_money(self, name: str) -> bool:
        """True for an amount of rupiah."""
        return self._units.get(name, "").lower() in RUPIAH

    def words(self, name: str, value: str) -> str:
        """An answer as words: choice labels, money grouped, dates in full; "" for none."""
        state = self._state(name)
        if not value or state is None:
            return value
        if 0 < len(state.choices) <= MOST_CHOICES:
            chosen = {choice.value: choice.label for choice in state.choices}
            return ", ".join(chosen.get(part, part) for part in value.split(" "))
        return _plain(self._kinds.get(name, ""), self._units.get(name, ""), value)


def _plain(kind: str, unit: str, value: str) -> str:
    from datetime import date

    if kind == "date":
        return wording.long_date(date.fromisoformat(value[:10]))
    if kind == "int" and unit.lower() in RUPIAH:
        return wording.money(int(value))
    return value


def _language(languages: tuple[str, ...]) -> str | None:
    """The form's language for the program's: the one whose name ends with its code, as in ``English (en)``."""
    wanted = f"({i18n.language()})"
    return next((name for name in languages if name.endswith(wanted)), None)
