"""Paragraphs put by come back as they were, in their order, as often as they are asked for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.domain import Evidence, TableCell
from extractor.read.layout import Paragraph
from extractor.read.lines import merge_styles
from extractor.read.shelf import TIED_TOGETHER, KeptParagraph
from extractor.read.tags import Tag
from tests.read.printing import line, paragraph, shelved

TEXTS = st.text(alphabet="aé’\x02 \U0001f6a8.", min_size=1, max_size=30)
PLACES = st.integers(0, 3_000).map(lambda quarters: quarters / 4)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph of any look, in a box or a cell or neither."""
    lines = [
        line(draw(TEXTS), draw(PLACES), draw(PLACES), page=draw(st.integers(1, 5_000)), column=draw(st.integers(0, 3)))
        for _ in range(draw(st.integers(1, 4)))
    ]
    tag = draw(st.none() | st.builds(Tag, st.just(1), st.sampled_from(["P", "LI", "LBody"]), st.just(0), st.just(3)))
    own = Paragraph(lines, draw(st.sampled_from(Evidence)), tag, draw(st.sampled_from(["", "•"])))
    own.box_id = draw(st.none() | st.integers(0, 9))
    own.cell = draw(st.none() | st.builds(TableCell, st.integers(0, 9), st.integers(0, 99), st.integers(0, 5)))
    return own


def assert_same(kept: KeptParagraph, own: Paragraph) -> None:
    assert [(each.text, each.page, each.column, each.box, each.baseline) for each in kept.lines] == [
        (each.text, each.page, each.column, each.box, each.baseline) for each in own.lines
    ]
    assert (kept.style, kept.evidence, kept.bullet) == (merge_styles(own.lines), own.evidence, own.bullet)
    assert (kept.box_id, kept.cell, kept.page) == (own.box_id, own.cell, own.first.page)
    assert (kept.tag, kept.is_item) == (own.tag.type if own.tag else "", bool(own.tag and own.tag.type != "P"))


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraphs(), max_size=6))
def test_a_paragraph_comes_back_as_it_was(given_paragraphs: list[Paragraph]) -> None:
    shelf = shelved(*given_paragraphs)
    for kept, own in zip(shelf, given_paragraphs, strict=True):
        assert_same(kept, own)


def test_bundles_are_one_row_of_paragraphs_that_can_be_gone_through_twice() -> None:
    count = 2 * TIED_TOGETHER + 3
    shelf = shelved(*(paragraph(f"Paragraph {number}", number + 1) for number in range(count)))
    assert len(shelf) == count
    for _ in range(2):
        assert [(kept.text, kept.page) for kept in shelf] == [(f"Paragraph {n}", n + 1) for n in range(count)]


def test_the_words_of_a_paragraph_show_a_hyphen_at_a_line_end() -> None:
    (kept,) = shelved(Paragraph([line("multi\x02"), line("agency work")], Evidence.STYLE))
    assert kept.text == "multi-agency work"
