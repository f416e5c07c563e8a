"""Loads a form; the door through which the other rooms come to forms."""

from __future__ import annotations

from ftd_desktop.forms.assembly import assemble
from ftd_desktop.forms.form import Column, Form, Group, Question, Repeat, Table
from ftd_desktop.forms.media import FolderMedia, MediaSource

__all__ = ["Column", "FolderMedia", "Form", "Group", "MediaSource", "Question", "Repeat", "Table", "load"]


def load(xform: str, media: MediaSource) -> Form:
    """The form of an XForm text, with the lists of its media files.

    FormFaults names everything that keeps it from running: unknown names, cycles, faulty expressions, missing files.
    """
    return assemble(xform, media)
