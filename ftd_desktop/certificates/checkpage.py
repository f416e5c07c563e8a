"""The check page: one HTML file with the trust list inside, which judges a code in any browser without a network."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from pathlib import Path

from ftd_desktop import resources
from ftd_desktop.certificates import authority, keys, trust
from ftd_desktop.certificates.files import Folder
from ftd_desktop.store.file import DataFile

PAGE, LIST = "periksa.html", "daftar-kunci.ftdtrust"


def render(trust_list: bytes) -> str:
    """The page for a signed trust list; UserError when the list is not whole."""
    root = trust.read(trust_list).root
    page = resources.path("certificates", PAGE).read_text(encoding="utf-8")
    return page.replace("@TRUST@", b64encode(trust_list).decode("ascii")).replace("@ROOT@", root.hex())


def write(file: DataFile, folder: Path, today: date) -> tuple[Path, Path]:
    """Write the page and the list alone into `folder`, to be handed out; returns their paths.

    UserError in any file but the province's, or when the folder cannot be written.
    """
    data = authority.publish(file, keys.root(file), today)
    target = Folder(folder)
    return target.put(PAGE, render(data).encode("utf-8")), target.put(LIST, data)
