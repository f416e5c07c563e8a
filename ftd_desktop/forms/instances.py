"""Reads the secondary instances of an XForm: lists in the form itself and in media files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ftd_desktop.errors import UserError
from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.legacy import search_call
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.media import MediaSource
from ftd_desktop.forms.nodes import DOCUMENT, Node
from ftd_desktop.forms.source import Part
from ftd_desktop.forms.tabular import read_listing
from ftd_desktop.forms.xpath import XPathError
from ftd_desktop.i18n import tr

_NAMED = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")

#: Filled from what the program knows when an interview starts; the file need not be there.
PREVIOUS = "sebelumnya"
LAST_SAVED = "jr://instance/last-saved"


def read_instances(elements: Iterable[Node], media: MediaSource | None, findings: Findings) -> dict[str, Listing]:
    """id -> listing; a missing or broken file is a finding. Without `media`, lists of files stay empty."""
    lists: dict[str, Listing] = {}
    for element in elements:
        name, src = element.get("id") or "", element.get("src")
        if src is None:
            lists[name] = Listing.of_tree(element)
        elif src == LAST_SAVED or name == PREVIOUS or media is None:
            lists[name] = _nothing()
        else:
            lists[name] = _file(name, src, media, findings)
    return lists


def searched_lists(body: Part, known: Mapping[str, Listing], media: MediaSource | None,
                   findings: Findings) -> dict[str, Listing]:
    """The lists that search() in an appearance asks for, each the csv file of its name."""
    lists: dict[str, Listing] = {}
    for part in body.walk():
        try:
            found = search_call(part.appearance)
        except XPathError:  # told where the appearance is read
            continue
        if found and found[0] not in known and found[0] not in lists:
            name = found[0]
            lists[name] = _nothing() if media is None else _file(name, name + ".csv", media, findings)
    return lists


def external_lists(body: Part, known: Mapping[str, Listing], media: MediaSource | None) -> dict[str, Listing]:
    """The lists of select_one_external that stand in itemsets.csv, one for each list_name."""
    asked = {found[1] for part in body.walk() if (found := _NAMED.search(part.element.get("query") or ""))}
    if media is None or not asked - known.keys():
        return {}
    try:
        table = read_listing("itemsets.csv", media.read("itemsets.csv"))
    except FileNotFoundError:  # the lists are then told as unknown
        return {}
    return {name: table.part("list_name", name) for name in asked - known.keys()}


def _nothing() -> Listing:
    """A list without rows."""
    return Listing((), {}, Node(DOCUMENT))


def _file(name: str, src: str, media: MediaSource, findings: Findings) -> Listing:
    file = src.rpartition("/")[2]
    try:
        return read_listing(file, media.read(file))
    except FileNotFoundError:
        findings.add(name, "type", tr("berkas daftar {file} tidak ada di antara media formulir.").format(file=file),
                     tr("Letakkan {file} di folder media formulir.").format(file=file))
    except UserError as fault:
        findings.add(name, "type", str(fault))
    return _nothing()
