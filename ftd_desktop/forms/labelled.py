"""Answers of selects by the words people write for them: the value itself, or its label in any language of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ftd_desktop.forms.form import Form
from ftd_desktop.forms.model import Item
from ftd_desktop.forms.texts import Texts, flat

#: What stands before the name of a place and is written in many ways or left out.
_PLACE_WORD = re.compile(r"^(?:kabupaten|kab\.?|kota|kecamatan|kec\.?|desa|kelurahan|kel\.?) +(?=\S)")


def values_by_words(form: Form, path: str) -> Mapping[str, tuple[str, ...]]:
    """Folded words -> the values that they may stand for, of all choices of a question, filtered or not.

    A value always stands for itself alone. Empty for a question without a list that is known before the interview
    (choices made of rows of a repeat).
    """
    item = form.model.items[path]
    found: dict[str, dict[str, None]] = {}
    own: dict[str, tuple[str, ...]] = {}
    for value, label in _labelled(item, form.model.texts):
        own[folded(value)] = (value,)
        if label:
            for words in (folded(label), _bare(label)):
                found.setdefault(words, {})[value] = None
    return {words: tuple(values) for words, values in found.items()} | own


def meant(known: Mapping[str, tuple[str, ...]], written: str) -> tuple[str, ...]:
    """The values that `written` may stand for in `values_by_words`; places also by their bare name ("Kab. Asahan")."""
    return known.get(folded(written)) or known.get(_bare(written), ())


def folded(words: str) -> str:
    """Words without what people write differently: capitals and runs of blanks."""
    return " ".join(words.casefold().split())


def _bare(words: str) -> str:
    return _PLACE_WORD.sub("", folded(words))


def _labelled(item: Item, texts: Texts) -> Iterator[tuple[str, str]]:
    """(value, label) of every choice in every language."""
    for choice in item.choices:
        if choice.label is None:
            yield choice.value, ""
        else:
            for language in texts.languages:
                yield choice.value, flat(texts.phrase(choice.label, language))
    itemset = item.itemset
    if itemset is None or itemset.listing is None:
        return
    values, labels = itemset.listing.column(itemset.value), itemset.listing.column(itemset.label)
    for value, label in zip(values, labels, strict=True):
        if itemset.translated:
            for language in texts.languages:
                yield value, flat(texts.lookup(label, language))
        else:
            yield value, label
