"""Blocks kept as rows of numbers are the blocks that were given, however many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.blocks import MADE_AT_ONCE, BlockTable, choose_blocks
from extractor.domain import BBox, Block, BlockKind, Evidence, Region, Span, Style, TableCell
from extractor.packed import ROWS_IN_A_PIECE, Numbered, PackedRows

POINTS = st.integers(0, 80_000).map(lambda hundredths: hundredths / 100)
STYLES = st.builds(Style, st.sampled_from([9.0, 11.0]), st.sampled_from([0.0, 1.0]), st.just(0.0), st.just(0))
PLAIN = Block(
    BlockKind.PARAGRAPH,
    Span(0, 5),
    (Region(1, BBox(72.0, 80.0, 200.0, 92.0)),),
    Evidence.TAGS,
    Style(11.0, 0.0, 0.0, 0),
)


@st.composite
def regions(draw: st.DrawFn) -> Region:
    """A box on a page."""
    (x0, x1), (top, bottom) = (sorted(draw(st.tuples(POINTS, POINTS))) for _ in range(2))
    return Region(draw(st.integers(1, 3_000)), BBox(x0, top, x1, bottom))


BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    span=st.builds(Span, st.integers(0, 1_000), st.integers(1_001, 2_000)),
    regions=st.lists(regions(), min_size=1, max_size=3).map(tuple),
    evidence=st.sampled_from(Evidence),
    style=STYLES,
    level=st.integers(0, 9),
    bullet=st.sampled_from(["", "•"]),
    indent_pt=st.integers(0, 6_000).map(lambda tenths: tenths / 10),
    box_id=st.none() | st.integers(0, 99),
    cell=st.none() | st.builds(TableCell, st.integers(0, 9), st.integers(0, 99), st.integers(0, 5)),
    tag=st.sampled_from(["", "P"]),
    column=st.integers(0, 3),
)


def table_of(*blocks: Block) -> BlockTable:
    table = BlockTable()
    for block in blocks:
        table.append(block)
    return table


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=8))
def test_blocks_come_back_as_they_were(blocks: list[Block]) -> None:
    table = table_of(*blocks)
    assert len(table) == len(blocks)
    assert list(table) == blocks
    assert list(table[1:-1]) == blocks[1:-1]
    assert [table[-number] for number in range(1, len(blocks) + 1)] == blocks[::-1]


def test_more_blocks_than_stay_made_are_still_all_there() -> None:
    count = MADE_AT_ONCE + 10
    table = table_of(*(replace(PLAIN, span=Span(6 * number, 6 * number + 5)) for number in range(count)))
    for _ in range(2):
        assert [block.span.start for block in table] == [6 * number for number in range(count)]


def test_a_place_outside_is_an_error() -> None:
    with pytest.raises(IndexError):
        table_of()[0]
    with pytest.raises(IndexError):
        table_of(PLAIN)[-2]


def test_chosen_blocks_are_a_sequence_and_so_are_their_slices() -> None:
    headings = [replace(PLAIN, kind=BlockKind.HEADING, span=Span(10 * number, 10 * number + 5)) for number in range(4)]
    table = table_of(PLAIN, headings[0], PLAIN, *headings[1:])
    chosen = choose_blocks(table, lambda block: block.kind is BlockKind.HEADING)
    assert list(chosen) == headings
    assert list(chosen[1:][1:]) == headings[2:]
    assert (chosen[0], chosen[-1], len(chosen)) == (headings[0], headings[-1], 4)
    assert not chosen[4:]


def test_rows_run_on_from_piece_to_piece() -> None:
    rows = PackedRows("Ii")
    for number in range(ROWS_IN_A_PIECE + 2):
        rows.append(number, -number)
    assert len(rows) == ROWS_IN_A_PIECE + 2
    assert [rows[number] for number in (0, ROWS_IN_A_PIECE, ROWS_IN_A_PIECE + 1)] == [
        (number, -number) for number in (0, ROWS_IN_A_PIECE, ROWS_IN_A_PIECE + 1)
    ]


def test_equal_values_share_a_number() -> None:
    numbered: Numbered[str] = Numbered()
    assert [numbered.number_of(value) for value in "abab"] == [0, 1, 0, 1]
    assert numbered[1] == "b"
