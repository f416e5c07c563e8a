"""Reads where the choices of a select come from."""

from __future__ import annotations

import re

from ftd_desktop.forms.expressions import Expressions
from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.itext import itext_id
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.model import Item, Itemset
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.xpath import Compiled
from ftd_desktop.i18n import tr

_INSTANCE = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")
_COMPARED = re.compile(r"\[\s*([\w.-]+)\s*=")
_WHOLE = re.compile(r"instance\(\s*['\"][^'\"]+['\"]\s*\)\s*((?:/\s*[\w.-]+\s*)+)")


def read_itemset(element: Node, item: Item, expressions: Expressions, lists: dict[str, Listing],
                 findings: Findings) -> Itemset | None:
    """The itemset of a select; None (and a finding) when its list is unknown or its expression faulty."""
    nodeset = expressions.compile(element.get("nodeset"), item.path, "choices")
    value, label = element.child("value"), element.child("label")
    if nodeset is None or value is None:
        return None
    label_ref = (label.get("ref") or "").strip() if label is not None else ""
    return itemset_over(nodeset, item, (value.get("ref") or "").strip(), label_ref, lists, findings)


def itemset_over(nodeset: Compiled, item: Item, value: str, label: str, lists: dict[str, Listing],
                 findings: Findings) -> Itemset | None:
    """An itemset whose choices have their value and label at these paths below each node."""
    listing = None
    named = _INSTANCE.search(nodeset.text)
    if named:
        listing = lists.get(named[1])
        if listing is None:
            findings.add(item.path, "type", tr("daftar pilihan {name} tidak ada.").format(name=named[1]))
            return None
        if listing.path:
            _check_columns(item, named[1], listing, (value, label), findings)
            for column in (value, *_COMPARED.findall(nodeset.text)):
                listing.prepare(column)
    translated = label.startswith("jr:itext(")
    if translated and not itext_id(label):
        label = label[9:-1].strip()
    whole = _WHOLE.fullmatch(nodeset.text.strip())
    steps = tuple(part.strip() for part in whole[1].split("/") if part.strip()) if whole else ()
    return Itemset(
        nodeset, value, label, translated, listing,
        whole=listing is not None and bool(steps) and steps == listing.path,
        randomized="randomize" in nodeset.functions,
    )


def _check_columns(item: Item, name: str, listing: Listing, refs: tuple[str, ...], findings: Findings) -> None:
    """A list of a file must have the columns that the choices are read from."""
    for ref in refs:
        if ref and ref.isidentifier() and not listing.has(ref):
            said = tr("kolom {column} tidak ada di daftar {name}.").format(column=ref, name=name)
            findings.add(item.path, "type", said,
                         tr("Tambahkan kolom itu, atau sebut kolom lain di parameters (value, label)."))
