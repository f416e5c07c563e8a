"""The older ways to choose from a list, written as an expression over an instance: search() and external choices."""

from __future__ import annotations

import csv
import io
from html import escape  # not xml.sax.saxutils: it loads urllib, http and ssl, 4 MB

from ftd_desktop.forms.xpath import XPathError, parse
from ftd_desktop.forms.xpath.syntax import Call, Literal

_CAPITALS, _SMALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_TESTS = {"contains": "contains", "startswith": "starts-with", "endswith": "ends-with"}


def search_call(appearance: str) -> tuple[str, str] | None:
    """The list name and the nodeset that `search('list', how, columns, text, column, value)` means; None without one.

    The comparison does not tell capitals apart, as in Collect. XPathError when the call cannot be read.
    """
    start = appearance.find("search(")
    if start < 0:
        return None
    text = appearance[start: appearance.rfind(")") + 1]
    call = parse(text)
    if not isinstance(call, Call) or len(call.arguments) not in (1, 4, 6):
        raise XPathError("search() ditulis search('daftar'), atau dengan empat atau enam bagian.", start)
    parts = [a.text if isinstance(a, Literal) else text[a.start: a.end] for a in call.arguments]
    tests = []
    if len(parts) > 1:
        wanted = text[call.arguments[3].start: call.arguments[3].end]
        tests.append(" or ".join(_test(parts[1], column.strip(), wanted) for column in parts[2].split(",")))
    if len(parts) == 6:
        tests.append(f"{parts[4].strip()} = {text[call.arguments[5].start: call.arguments[5].end]}")
    name = parts[0].removesuffix(".csv")
    return name, f"instance('{name}')/root/item" + "".join(f"[{test}]" for test in tests)


def _test(how: str, column: str, wanted: str) -> str:
    left = f"translate({column}, '{_CAPITALS}', '{_SMALL}')"
    right = f"translate({wanted}, '{_CAPITALS}', '{_SMALL}')"
    return f"{_TESTS[how]}({left}, {right})" if how in _TESTS else f"{left} = {right}"


def with_external_choices(xform: str, itemsets: str) -> str:
    """The XForm with the rows of its external_choices sheet as ordinary lists inside it."""
    rows = csv.DictReader(io.StringIO(itemsets))
    lists: dict[str, list[str]] = {}
    for row in rows:
        cells = "".join(f"<{name}>{escape(text, quote=False)}</{name}>" for name, text in row.items()
                        if name and name not in ("list_name", "list name") and text)
        lists.setdefault(row.get("list_name") or row.get("list name") or "", []).append(f"<item>{cells}</item>")
    written = "".join(f'<instance id="{escape(name)}"><root>{"".join(items)}</root></instance>'
                      for name, items in lists.items())
    before, end, after = xform.partition("</instance>")
    return before + end + written + after
