"""Reads the translations of an XForm."""

from __future__ import annotations

from ftd_desktop.forms.expressions import Expressions
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.source import mixed_text
from ftd_desktop.forms.texts import Phrase, Texts, Words
from ftd_desktop.forms.xpath import Compiled


def read_texts(itext: Node | None, expressions: Expressions) -> Texts:
    """All languages of the form; the default one is the marked one, else the first."""
    tables: dict[str, dict[str, dict[str, Phrase]]] = {}
    default = ""
    for translation in itext.named("translation") if itext is not None else []:
        language = translation.get("lang") or ""
        if not default or translation.attribute("default") is not None:
            default = language
        table = tables.setdefault(language, {})
        for text in translation.named("text"):
            key = text.get("id") or ""
            table[key] = {
                value.get("form") or "": read_phrase(value, key.partition(":")[0], expressions)
                for value in text.named("value")
            }
    return Texts(tables, default)


def read_phrase(element: Node, name: str, expressions: Expressions) -> Phrase:
    """The words of a label or value element, with the expressions of its outputs."""
    parts = mixed_text(element)
    if all(isinstance(part, str) for part in parts):
        return "".join(part for part in parts if isinstance(part, str)).strip()
    joined = [part if isinstance(part, str) else _output(part, name, expressions) for part in parts]
    if isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return tuple(part for part in joined if part is not None and part != "")


def _output(element: Node, name: str, expressions: Expressions) -> Compiled | None:
    return expressions.compile(element.get("value") or element.get("ref"), name, "label")


def read_words(element: Node | None, name: str, expressions: Expressions, form: str = "") -> Words | None:
    """The words of a label or hint element of the body; None where there is none."""
    if element is None:
        return None
    key = itext_id(element.get("ref") or "")
    return Words(key, form=form) if key else Words(phrase=read_phrase(element, name, expressions))


def message_words(text: str | None) -> Words | None:
    """The words of a message attribute: a reference to translations or the text itself."""
    if not text:
        return None
    key = itext_id(text)
    return Words(key) if key else Words(phrase=text)


def itext_id(ref: str) -> str:
    """The id in `jr:itext('id')`, "" for anything else."""
    ref = ref.strip()
    if ref.startswith("jr:itext(") and ref.endswith(")") and ref[9:10] in "'\"":
        return ref[10:-2]
    return ""
