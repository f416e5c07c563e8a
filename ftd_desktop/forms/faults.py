"""What is wrong with a form, said to the person who made it in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

#: What an expression does -> the XLSForm column where it is written.
COLUMNS = {
    "relevant": "relevant", "calculate": "calculation", "constraint": "constraint", "required": "required",
    "readonly": "read_only", "warn": "bind::ftd:warn", "count": "repeat_count", "label": "label", "hint": "hint",
    "choices": "choice_filter", "setvalue": "default", "constraint_message": "constraint_message",
    "required_message": "required_message", "name": "name", "type": "type",
}

#: Parts of an entity node -> the column of the entities sheet.
ENTITY_COLUMNS = {"@create": "create_if", "@update": "update_if", "@id": "entity_id", "label": "label"}


@dataclass(frozen=True)
class Fault:
    """One fault. `row` is 1-based as Excel shows it, 0 where it is not known; `path` is the question's in the form."""

    sheet: str
    row: int
    column: str
    message: str
    suggestion: str = ""
    path: str = ""

    def __str__(self) -> str:
        parts = [
            tr("lembar {sheet}").format(sheet=self.sheet) if self.sheet else "",
            tr("baris {row}").format(row=self.row) if self.row else "",
            tr("kolom {column}").format(column=self.column) if self.column else "",
        ]
        place = ", ".join(part for part in parts if part)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} {self.suggestion}".strip()


class FormFaults(UserError):  # noqa: N818 - the name of the thing: a form's faults
    """A form that cannot be used as it is; `faults` says where and why, in the order of the workbook."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "Formulir belum dapat dipakai, ada {count} kesalahan. {details}", count=len(self.faults),
            details="\n".join(str(fault) for fault in self.faults[:20]),
        )


class Findings:
    """Collects faults while a form is read, each named by question and by what its expression does."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.warnings: list[Fault] = []

    def add(self, name: str, aspect: str, message: str, suggestion: str = "") -> None:
        """Note a fault of the question `name` (or its path); texts are already in the language of the screen."""
        self.faults.append(_fault(name, aspect, message, suggestion))

    def warn(self, name: str, aspect: str, message: str, suggestion: str = "") -> None:
        """Note what is hardly meant so, and lets the form run all the same."""
        self.warnings.append(_fault(name, aspect, message, suggestion))

    def stop_if_any(self) -> None:
        """FormFaults when something was found."""
        if self.faults:
            raise FormFaults(self.faults)


def _fault(name: str, aspect: str, message: str, suggestion: str) -> Fault:
    if name.endswith("/meta/instanceName"):
        return Fault("settings", 2, "instance_name", message, suggestion, name)
    if "/meta/entity" in name:
        column = ENTITY_COLUMNS.get(name.rpartition("/")[2], "")
        return Fault("entities", 0, column, message, suggestion, name)
    short = name.rpartition("/")[2]
    text = f"{short}: {message}" if short else message
    return Fault("survey", 0, COLUMNS.get(aspect, aspect), text, suggestion, name)
