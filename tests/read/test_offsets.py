"""Offsets: from a letter of the text back to the page, and lines kept as numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.domain import BBox, Block, Document, Evidence, Line, Region, Span
from extractor.page import LineTable
from extractor.read.layout import Paragraph
from tests.read.printing import assembled, line

POINTS = st.integers(0, 80_000).map(lambda hundredths: hundredths / 100)
WORDS = st.text(alphabet="abcdefgh -\x02.ABC1", min_size=1, max_size=40).map(str.strip).filter(bool)


@st.composite
def rows(draw: st.DrawFn) -> list[Line]:
    """Lines in order, each with a box."""
    found, start = [], 0
    for length in draw(st.lists(st.integers(1, 90), max_size=20)):
        xs, ys = sorted(draw(st.tuples(POINTS, POINTS))), sorted(draw(st.tuples(POINTS, POINTS)))
        region = Region(draw(st.integers(1, 3_000)), BBox(xs[0], ys[0], xs[1], ys[1]))
        found.append(Line(Span(start, start + length), region))
        start += length + 1
    return found


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Paragraphs of one to four lines on a few pages, as they come from the reader."""
    paragraphs, page, top = [], 1, 100.0
    for count in draw(st.lists(st.integers(1, 4), min_size=1, max_size=12)):
        lines = []
        for _ in range(count):
            if draw(st.integers(0, 9)) == 0:
                page, top = page + 1, 100.0
            lines.append(line(draw(WORDS), top, page=page))
            top += 14
        paragraphs.append(Paragraph(list(lines), Evidence.STYLE))
    return assembled(*paragraphs, page_count=page)


@given(rows())
def test_lines_kept_as_numbers_are_the_lines_that_were_given(given_lines: list[Line]) -> None:
    table = LineTable(given_lines)
    assert len(table) == len(given_lines)
    assert list(table) == given_lines
    assert table[1:-1] == given_lines[1:-1]
    assert [table[-number] for number in range(1, len(table) + 1)] == given_lines[::-1]


def test_a_place_outside_the_table_is_an_error() -> None:
    with pytest.raises(IndexError):
        LineTable()[0]
    with pytest.raises(IndexError):
        LineTable([Line(Span(0, 1), Region(1, BBox(0, 0, 1, 1)))])[-2]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_every_line_is_words_within_the_text(document: Document) -> None:
    for own in document.lines:
        assert 0 <= own.span.start < own.span.end <= len(document.text)
        assert document.slice(own.span).strip()


@settings(max_examples=60, deadline=None)
@given(documents())
def test_lines_are_sorted_and_do_not_overlap(document: Document) -> None:
    spans = [own.span for own in document.lines]
    assert all(first.end <= second.start for first, second in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(documents())
def test_blocks_cover_the_text_in_order_with_a_break_between(document: Document) -> None:
    assert "\n".join(document.slice(block.span) for block in document.blocks) == document.text
    assert all(document.slice(block.span) == document.slice(block.span).strip("\n") for block in document.blocks)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_the_regions_of_a_block_lie_on_the_pages_of_the_block(document: Document) -> None:
    for block in document.blocks:
        regions = document.regions_of(block.span)
        assert regions
        assert {region.page for region in regions} == {region.page for region in block.regions}
        assert all(lies_in(region, block) for region in regions)


@settings(max_examples=60, deadline=None)
@given(documents())
def test_no_mark_of_a_line_end_stays_in_the_text(document: Document) -> None:
    assert "\x02" not in document.text


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_the_regions_of_any_words_are_those_of_the_lines_they_touch(document: Document, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    touched = tuple(own.region for own in document.lines if own.span.start < end and own.span.end > start)
    assert document.regions_of(Span(start, end)) == touched


def lies_in(region: Region, block: Block) -> bool:
    return any(region.page == outer.page and outer.box.contains(region.box) for outer in block.regions)
