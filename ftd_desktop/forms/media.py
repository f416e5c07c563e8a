"""Where the files named in a form (lists, earlier answers) are read from."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Protocol

from ftd_desktop import resources


class MediaSource(Protocol):
    """A source of media files by their plain name."""

    def read(self, name: str) -> bytes:
        """The whole content of the file `name`; FileNotFoundError when it is not there."""


class FolderMedia:
    """Media files lying in one or more folders; the first folder that has a name wins."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def read(self, name: str) -> bytes:
        """The content of `name`; names with a folder part are looked up by their last part only."""
        plain = PurePosixPath(name).name
        for folder in self.folders:
            found = folder / plain
            if plain and found.is_file():
                return found.read_bytes()
        raise FileNotFoundError(name)


def shipped() -> FolderMedia:
    """The media of the forms that come with the program."""
    return FolderMedia(resources.path("forms"), resources.path("regions"), resources.path("lists"))


def beside(workbook: Path) -> FolderMedia:
    """The files beside a workbook (in its ``<name>-media`` folder, as ODK lays them), else those the program ships."""
    return FolderMedia(workbook.parent / f"{workbook.stem}-media", workbook.parent, *shipped().folders)
