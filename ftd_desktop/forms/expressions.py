"""Compiles the expressions of one form, each text once, and turns what cannot be compiled into faults."""

from __future__ import annotations

from collections.abc import Mapping

from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.xpath import Compiled, XPathError, compile_expression


class Expressions:
    """Expression text -> compiled expression, for one form."""

    def __init__(self, namespaces: Mapping[str, str], findings: Findings) -> None:
        self._namespaces = dict(namespaces)
        self._findings = findings
        self._ready: dict[str, Compiled | XPathError] = {}

    def compile(self, text: str | None, name: str, aspect: str) -> Compiled | None:
        """The compiled text; None for a blank one, and for a faulty one, which is then a finding of `name`."""
        if not text or not text.strip():
            return None
        text = text.strip()
        if text not in self._ready:
            try:
                self._ready[text] = compile_expression(text, self._namespaces)
            except XPathError as fault:
                self._ready[text] = fault
        found = self._ready[text]
        if isinstance(found, XPathError):
            at = found.position
            shown = f"{text[:at]}▸{text[at:]}" if at >= 0 else text
            self._findings.add(name, aspect, f"{found} ({shown})", found.suggestion)
            return None
        return found
