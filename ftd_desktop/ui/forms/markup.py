"""The marks of Markdown and HTML that ODK labels may carry: taken off, or made into what Qt's text document draws.

Rules: docs.getodk.org/form-styling (headings, bold, italics, links, lists, ``<span style>``, ``<sup>``, ``<sub>``, and
a backslash before a mark that is meant as it stands). Nothing of a form can name a file, a picture or a script.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_MARKS = re.compile(
    r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\3(?![\w*])|^#{1,6} ", re.MULTILINE
)
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_TAG = re.compile(r"</?(?:span|sup|sub|b|i|em|strong|br|p|font)\b[^>]*>", re.IGNORECASE)
_KEPT_TAG = re.compile(r"&lt;(/?)(sup|sub|b|i|em|strong|br|p|span)\b(.*?)/?&gt;", re.IGNORECASE)
_COLOR = re.compile(r"color\s*:\s*(#[0-9a-f]{3,6}|[a-z]+)", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_HEADING = re.compile(r"^(#{1,6}) (.*)$", re.MULTILINE)
_ITEM = re.compile(r"^[*-] ", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\*_#\[\]()-])")
_HIDDEN = 0xE000  # where marks that are meant as they stand wait, in the private part of Unicode


def plain(words: str) -> str:
    """Words without the marks."""
    if not any(mark in words for mark in "*_#[<\\"):
        return words
    words = _TAG.sub("", words)
    words = _LINK.sub(r"\1 (\2)", words)
    words = _MARKS.sub(lambda m: m[2] or m[4] or "", words)
    return re.sub(r"\\([\\*_#\[\]()])", r"\1", words)


@lru_cache(maxsize=1024)
def rich(words: str) -> str:
    """The words as HTML for a text document, "" when they carry no marks."""
    if not any(mark in words for mark in "*_#[<-"):
        return ""
    hidden = _ESCAPED.sub(lambda m: chr(_HIDDEN + ord(m[1])), words)
    text = html.escape(hidden, quote=False)
    marked = _KEPT_TAG.sub(_tag, text)
    marked = _ITEM.sub("• ", marked)
    marked = _LINK.sub(r'<a href="\2">\1</a>', marked)
    marked = _HEADING.sub(r"<b>\2</b>", marked)
    marked = _ITALIC.sub(r"<i>\2</i>", _BOLD.sub(r"<b>\2</b>", marked))
    if marked == text:
        return ""
    shown = re.sub(r"[\ue000-\ue0ff]", lambda m: html.escape(chr(ord(m[0]) - _HIDDEN)), marked)
    return shown.replace("\n", "<br>")


def _tag(found: re.Match[str]) -> str:
    """A tag that is kept, with nothing of its attributes but a colour."""
    closing, name, rest = found[1], found[2].lower(), found[3]
    color = _COLOR.search(rest) if name == "span" and not closing else None
    return f'<span style="color:{color[1]}">' if color else f"<{closing}{name}>"
