"""Checking a certificate: what the open file trusts, the verdict, and its words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ftd_desktop.certificates import authority, verify
from ftd_desktop.certificates.trust import TrustList
from ftd_desktop.certificates.verify import BAD, GOOD, Verdict
from ftd_desktop.errors import UserError
from ftd_desktop.i18n import tr

if TYPE_CHECKING:
    from ftd_desktop.ui.context import Context

_MARKS = {GOOD: "✓", BAD: "✗"}
_MOST_TOLD = 12


def trust(context: Context) -> TrustList | None:
    """What the open file trusts, on the file's thread; None before enrolment: each finding then says so."""
    try:
        return authority.trust_list(context.opened, context.now().date())
    except UserError:
        return None


def judge(source: Path | str, trusted: TrustList | None) -> list[Verdict]:
    """The verdicts, on the pool. Of a print file, those that are not genuine come first and the rest is counted."""
    verdicts = verify.check_all(source, trusted)
    doubtful = [verdict for verdict in verdicts if not verdict.genuine]
    return (doubtful or verdicts)[:_MOST_TOLD]


def verdict_words(verdict: Verdict) -> str:
    """A verdict as lines to read."""
    lines = [tr("ASLI") if verdict.genuine else tr("TIDAK TERBUKTI ASLI"), ""]
    if verdict.facts:
        lines += [f"{verdict.facts.number} · {verdict.facts.name}", verdict.facts.programme, ""]
    return "\n".join([*lines, *(f"{_MARKS.get(finding.state, '?')}  {finding.words}" for finding in verdict.findings)])
