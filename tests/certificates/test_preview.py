"""Pages as pictures: right size, right page, safe from several threads."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from ftd_desktop.certificates import preview
from ftd_desktop.certificates.content import Occasion, Person
from ftd_desktop.certificates.paper import Paper


@pytest.fixture
def pdf(occasion: Occasion, person: Person) -> bytes:
    paper = Paper(occasion)
    return paper.single(paper.pages(person, "CONTOH"))


def test_a_page_has_the_size_of_its_paper(pdf: bytes) -> None:
    picture = Image.open(io.BytesIO(preview.page(pdf, 0, 144)))
    assert picture.size == pytest.approx((841.89 * 2, 595.28 * 2), abs=1)
    assert preview.page(pdf, 0, 20) != preview.page(pdf, 1, 20)


def test_no_page_is_drawn_larger_than_memory_bears(pdf: bytes) -> None:
    assert max(Image.open(io.BytesIO(preview.page(pdf, 0, 5000))).size) == 4000


def test_several_threads_may_draw(pdf: bytes) -> None:
    alone = preview.page(pdf, 0, 40)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: preview.page(pdf, 0, 40), range(24))) == {alone}
