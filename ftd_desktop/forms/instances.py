"""Reads the secondary instances of an XForm: lists in the form itself and in media files."""

from __future__ import annotations

from collections.abc import Iterable

from ftd_desktop.errors import UserError
from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.lists import Listing
from ftd_desktop.forms.media import MediaSource
from ftd_desktop.forms.nodes import Node
from ftd_desktop.forms.tabular import read_listing
from ftd_desktop.i18n import tr

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
            lists[name] = Listing((), {}, Node(0))
        else:
            listing = _file(name, src, media, findings)
            if listing is not None:
                lists[name] = listing
    return lists


def _file(name: str, src: str, media: MediaSource, findings: Findings) -> Listing | None:
    file = src.rpartition("/")[2]
    try:
        return read_listing(file, media.read(file))
    except FileNotFoundError:
        findings.add(name, "type", tr("berkas daftar {file} tidak ada di antara media formulir.").format(file=file),
                     tr("Letakkan {file} di folder media formulir.").format(file=file))
    except UserError as fault:
        findings.add(name, "type", str(fault))
    return None
