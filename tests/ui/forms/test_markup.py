"""Marks of Markdown and HTML in labels: taken off, or drawn; hostile ones do nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication

from ftd_desktop.ui.forms import measure, rich_words
from ftd_desktop.ui.forms.markup import plain, rich


@pytest.mark.parametrize(("words", "html"), [
    ("Nama lengkap", ""),
    ("2 * 3 * 4", ""),
    ("nama_usaha_anda", ""),
    ("**tebal** dan __juga__", "<b>tebal</b> dan <b>juga</b>"),
    ("*miring* dan _juga_", "<i>miring</i> dan <i>juga</i>"),
    ("# Judul\nisi", "<b>Judul</b><br>isi"),
    ("- satu\n* dua", "• satu<br>• dua"),
    ("[situs](https://contoh.id)", '<a href="https://contoh.id">situs</a>'),
    ("[situs](javascript:alert)", ""),
    (r"\*bukan\* tebal _ya_", "*bukan* tebal <i>ya</i>"),
    ("m<sup>2</sup>", "m<sup>2</sup>"),
    ('<span style="color:red; background:url(x)">awas</span>', '<span style="color:red">awas</span>'),
    ("<b>a</b> < 5 & c", "<b>a</b> &lt; 5 &amp; c"),
    ('<img src="/etc/passwd">*x*', '&lt;img src="/etc/passwd"&gt;<i>x</i>'),
    ('<b onclick="x">a</b>', "<b>a</b>"),
])  # fmt: skip
def test_marks(words: str, html: str) -> None:
    assert rich(words) == html


@given(st.text(alphabet="ab *_#[]()<>/\\\n-&;:=\"'spanbi", max_size=60))
def test_whatever_is_written_is_shown_and_nothing_is_fetched(words: str) -> None:
    html = rich(words)
    plain(words)
    assert not any(tag in html for tag in ("<script", "<link", "<style", "<img"))
    assert html.count("style=\"") <= html.count('<span style="color:') or "style=" in words


def test_letters_survive(look: QApplication) -> None:
    shown = QTextDocument()
    shown.setHtml(rich("Berapa **luas** lahan (m<sup>2</sup>)?"))
    assert shown.toPlainText() == "Berapa luas lahan (m2)?" == plain("Berapa **luas** lahan (m<sup>2</sup>)?")


def test_measured_as_drawn(look: QApplication) -> None:
    one = rich("**Satu** baris")
    assert abs(rich_words.height_of(one, 400) - measure.line_height()) <= 2
    assert rich_words.height_of(rich("**a**\nb\nc"), 400) >= 3 * measure.line_height() - 3
    page = QImage(200, 60, QImage.Format.Format_RGB32)
    page.fill("white")
    with QPainter(page) as painter:
        rich_words.draw(painter, QRect(10, 10, 180, 40), one, "text")
    assert any(page.pixelColor(x, y).lightness() < 128 for x in range(200) for y in range(60))
    link = rich("[sini](https://contoh.id)")
    assert rich_words.link_at(link, 300, QPointF(4, 8)) == "https://contoh.id"
    assert rich_words.link_at(link, 300, QPointF(250, 8)) == ""
