"""Compiles the expressions of one form, each text once, and turns what cannot be compiled into faults."""

from __future__ import annotations

from collections.abc import Mapping

from ftd_desktop.forms.faults import Findings
from ftd_desktop.forms.xpath import Compiled, XPathError, compile_expression
from ftd_desktop.forms.xpath.faults import ExpressionFault, check_tree

#: What an expression is asked for, by what it does; all others are asked whether something is so.
VALUES = ("calculate", "setvalue", "choices", "count")
WORDS = ("label", "hint")


class Expressions:
    """Expression text -> compiled expression, for one form."""

    def __init__(self, namespaces: Mapping[str, str], findings: Findings) -> None:
        self._namespaces = dict(namespaces)
        self._findings = findings
        self._ready: dict[str, Compiled | XPathError] = {}
        self._checked: dict[str, tuple[ExpressionFault, ...]] = {}

    def _check(self, compiled: Compiled, name: str, aspect: str) -> bool:
        """Note what is wrong with an expression that could be read; False when it cannot work."""
        sound = True
        checked = self._checked.get(compiled.text)
        if checked is None:
            checked = self._checked[compiled.text] = check_tree(compiled.ast)
        for fault in checked:
            at = fault.position
            said = f"{fault.message} ({compiled.text[:at]}▸{compiled.text[at:]})"
            if fault.severity == "error":
                sound = False
                self._findings.add(name, aspect, said, fault.suggestion)
            elif fault.severity == "warning":
                self._findings.warn(name, aspect, said, fault.suggestion)
        return sound

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
        if not self._check(found, name, aspect):
            return None
        _ = found.value if aspect in VALUES else found.string if aspect in WORDS else found.boolean  # made ready now
        return found
