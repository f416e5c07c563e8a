"""The marks of Markdown and HTML that ODK labels may carry."""

from __future__ import annotations

import re

_MARKS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\3(?![\w*])|^#{1,6} ", re.MULTILINE
)
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_TAG = re.compile(r"</?(?:span|sup|sub|b|i|em|strong|br|p|font)\b[^>]*>", re.IGNORECASE)


def plain(words: str) -> str:
    """Words without the marks of Markdown and HTML that ODK labels may carry."""
    if not any(mark in words for mark in "*_#[<\\"):
        return words
    words = _TAG.sub("", words)
    words = _LINK.sub(r"\1 (\2)", words)
    words = _MARKS.sub(lambda m: m[2] or m[4] or "", words)
    return re.sub(r"\\([\\*_#\[\]()])", r"\1", words)
