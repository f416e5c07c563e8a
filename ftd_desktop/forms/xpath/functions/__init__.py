"""The functions of ODK XForms, JavaRosa and XPath 1.0."""

from ftd_desktop.forms.xpath.functions import dates, geo, logic, nodesets, numbers, selects, text
from ftd_desktop.forms.xpath.functions.registry import Function, Kind

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for room in (text, logic, numbers, nodesets, dates, selects, geo)
    for function in room.TABLE.functions
}


def find(name: str) -> Function | None:
    """The function of that name as written; an unknown prefix is passed over (`odk:once` is `once`)."""
    return FUNCTIONS.get(name) or FUNCTIONS.get(name.partition(":")[2])


__all__ = ["FUNCTIONS", "Function", "Kind", "find"]
