"""The office in a data file: one row that goes to every machine, with the letterhead, the template and the logos."""

from __future__ import annotations

from typing import Any

from ftd_desktop.errors import UserError
from ftd_desktop.store.file import DataFile


def found(file: DataFile) -> dict[str, Any] | None:
    """The office, or None before it was founded."""
    return file.row("SELECT * FROM office ORDER BY _id LIMIT 1")


def demanded(file: DataFile) -> dict[str, Any]:
    """The office; UserError before it was founded."""
    office = found(file)
    if office is None:
        raise UserError("Kantor belum didirikan di berkas ini.")
    return office


def keep(file: DataFile, values: dict[str, Any]) -> None:
    """Change the office; UserError before it was founded."""
    file.update("office", demanded(file)["_id"], values)
