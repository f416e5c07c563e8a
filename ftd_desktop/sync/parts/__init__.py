"""Attachments on their way: pictures and other files of answers in part files of a size the user names.

Records never wait for pictures, so these travel beside the bundle. A part also carries the changes that name what is in
it: parts may come before their bundle, after it, twice, in any order or never, and whoever receives can say what lacks.
What the other side has is learned from its receipt (`wants`), never assumed. docs/formats/bundle.md, kind attachments.
"""

from ftd_desktop.sync.parts.arrival import Carried, PartReport
from ftd_desktop.sync.parts.gaps import Missing, missing
from ftd_desktop.sync.parts.packing import KIND, LARGEST, MESSENGER, Part, Waiting, waiting

__all__ = ["KIND", "LARGEST", "MESSENGER", "Carried", "Missing", "Part", "PartReport", "Waiting", "missing", "waiting"]
