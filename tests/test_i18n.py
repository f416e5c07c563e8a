"""Every screen text has its English, and no catalogue keeps texts nobody shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from ftd_desktop import i18n, resources

PACKAGE = Path(__file__).resolve().parent.parent / "ftd_desktop"
#: Calls whose first argument is a screen text: tr("…") and errors made from a template.
ERRORS = re.compile(r"(Error|Fault|Faults|Refused|Problem)$")


def screen_texts() -> Iterator[tuple[str, str]]:
    """(text, where) of every literal in tr() and in the making of a user error."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if (name == "tr" or name == "UserError") and isinstance(first, ast.Constant):
                yield str(first.value), f"{file.relative_to(PACKAGE)}:{node.lineno}"


def test_every_screen_text_has_its_english() -> None:
    english = i18n.read_texts(resources.path("i18n", "en"))
    missing = sorted({f"{where}: {text}" for text, where in screen_texts() if text not in english})
    assert not missing, "\n".join(missing)


def test_no_catalogue_keeps_a_text_that_nobody_shows() -> None:
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py"))
    said = {node.value for tree in trees for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    tables = "".join(file.read_text(encoding="utf-8") for file in sorted(resources.path("indicators").glob("*.toml")))
    unused = [text for text in i18n.read_texts(resources.path("i18n", "en")) if text not in said and text not in tables]
    assert not unused, "\n".join(unused)


def places(text: str) -> set[str]:
    """The names that a template wants filled."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_translations_keep_the_places() -> None:
    for text, translation in i18n.read_texts(resources.path("i18n", "en")).items():
        assert places(text) == places(translation), text


def test_words_that_follow_a_number_name_a_place_of_their_text() -> None:
    for text, translation in i18n.read_texts(resources.path("i18n", "en")).items():
        counted = re.findall(r"\[(\w+):[^|\]]*\|[^|\]]*\]", translation)
        assert set(counted) <= places(text) and translation.count("|") == len(counted), text


@pytest.fixture
def english() -> Iterator[None]:
    i18n.use("en")
    yield
    i18n.use("id")


@pytest.mark.parametrize(("n", "said"), [(1, "1 record"), ("1", "1 record"), (0, "0 records"),
                                         ("1.001", "1.001 records")])
def test_one_alone_is_no_plural(english: None, n: object, said: str) -> None:
    assert i18n.tr("{n} catatan").format(n=n) == said


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        i18n.use("xx")
    assert i18n.language() == "id"


def test_files_must_agree(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"Ya": "Yes"}')
    (tmp_path / "b.json").write_text('{"Ya": "Yeah"}')
    with pytest.raises(ValueError, match="Ya"):
        i18n.read_texts(tmp_path)
