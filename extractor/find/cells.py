"""Where a block stands: in a box, in a cell, at the head of a table or a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extractor.domain import Block, BlockKind, Document
from extractor.find.headings import STATUS_COLUMN, letters_of
from extractor.find.kinds import OPENER_MAX_LETTERS
from extractor.find.patterns import ITEM_LABEL

BOLD = 0.8
SAME_ROW_PT = 4.0


TERM = 60


MIN_TERMS = 3


CAPTION = re.compile(r"^(?:table|figure|box|annex)\s+\w{1,4}\b", re.IGNORECASE)


TABLE_NAME = re.compile(r"^table\s+(?:\d[\d.]*|[A-Z]\d*)\s*[:.–—-]\s", re.IGNORECASE)
"""How a caption begins that names one table."""

NAMES_WHO_OR_WHEN = re.compile(
    r"\b(?:responsib|owner|addressee|lead\b|who|organisation|agency|bod(?:y|ies)|for$|date|when|timescale|deadline|target|due)",
    re.IGNORECASE,
)
"""Headings of the columns that say who must act and by when."""


def heads_form(document: Document, block: Block) -> bool:
    """Whether a label fills the first cell of a table: a form that tells one item's words, date and answer."""
    cell = block.cell
    found = ITEM_LABEL.match(document.slice(block.span))
    return (
        cell is not None and (cell.row, cell.column) == (0, 0) and found is not None and found.end() == len(block.span)
    )


def is_inside(opener: Block, block: Block) -> bool:
    """Whether two blocks share the box or the table cell that the first of them stands in."""
    if opener.cell is not None:
        return opener.cell == block.cell
    return opener.cell is None and block.cell is None and opener.box_id is not None and opener.box_id == block.box_id


def same_table(opener: Block, block: Block) -> bool:
    """Whether two blocks stand in cells of one table."""
    return opener.cell is not None and block.cell is not None and opener.cell.table == block.cell.table


def same_row(first: Block, second: Block) -> bool:
    """Whether two blocks stand in one row of a table."""
    return (
        same_table(first, second)
        and first.cell is not None
        and second.cell is not None
        and (first.cell.row == second.cell.row)
    )


def is_band(blocks: Sequence[Block], index: int, is_label: bool) -> bool:
    """Whether a line is the first of two rows in a table of one column: a box with a coloured heading.

    One with bullets is read as a table: its row is one item with the bullets in it, unless a label or a bold statement
    says what the item is.
    """
    own = blocks[index].cell
    if own is None or own.row != 0:
        return False
    below = _table_from(blocks, index)[1:]
    cells = {(block.cell.row, block.cell.column) for block in below if block.cell is not None}
    is_plain = is_label or not any(block.bullet for block in below) or any(block.style.bold >= BOLD for block in below)
    return cells == {(1, 0)} and own.column == 0 and is_plain


def caption_above(document: Document, blocks: Sequence[Block], index: int) -> str:
    """The heading or caption above a table whose heading row opens a list, else nothing."""
    own = blocks[index]
    first = _first_of_table(blocks, index)
    above = blocks[first - 1] if own.cell is not None and first else None
    if above is None or above.cell is not None:
        return ""
    text = document.slice(above.span)
    return text[:OPENER_MAX_LETTERS] if above.kind is BlockKind.HEADING or CAPTION.match(text) else ""


def is_caption(text: str, block: Block, below: Block) -> bool:
    """Whether a line names the one table below it, "Table 1: Recommendations of 2018": then that is its whole list.

    An annex may have several tables, and words between them.
    """
    return block.cell is None and below.cell is not None and bool(TABLE_NAME.match(text))


def tells_status(document: Document, blocks: Sequence[Block], index: int) -> bool:
    """Whether a column beside the one that a line heads says what became of each item: then they are earlier ones.

    An action plan tells progress too, but who must act and by when besides: its items are the report's own.
    """
    first = _first_of_table(blocks, index)
    row = takewhile(lambda other: same_table(blocks[index], other), (blocks[n] for n in range(first, len(blocks))))
    heads = [document.slice(other.span) for other in row if same_row(blocks[index], other)]
    status = [head for head in heads if STATUS_COLUMN.match(letters_of(head))]
    return bool(status) and not any(NAMES_WHO_OR_WHEN.search(head) for head in heads if head not in status)


def _first_of_table(blocks: Sequence[Block], index: int) -> int:
    """Where the table begins that a block stands in."""
    first = index
    while first and same_table(blocks[index], blocks[first - 1]):
        first -= 1
    return first


def _table_from(blocks: Sequence[Block], index: int) -> list[Block]:
    """The rest of the table that a block stands in, from the block on."""
    own, places = blocks[index], range(index, len(blocks))
    return list(takewhile(lambda block: same_table(own, block), (blocks[place] for place in places)))


def is_term(document: Document, blocks: Sequence[Block], index: int) -> bool:
    """Whether a cell names a term that the cell beside it explains, in a table of several: a glossary."""
    own = blocks[index].cell
    if own is None or own.column != 0:
        return False
    table = _table_from(blocks, _first_of_table(blocks, index))
    cells = {(b.cell.row, b.cell.column): document.slice(b.span) for b in table if b.cell is not None}
    rows = {row for row, _ in cells}
    explained = sum(cells.get((row, 1), "").endswith(".") and len(cells.get((row, 0), "")) < TERM for row in rows)
    return len(rows) >= MIN_TERMS and explained == len(rows)


def heads_a_column(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line stands beside the one before it: the head of a column in a table drawn without rules."""
    if not index or blocks[index].cell is not None:
        return False
    before, own = blocks[index - 1].regions[-1], blocks[index].regions[0]
    is_beside = before.page == own.page and before.box.x1 < own.box.x0
    return is_beside and abs(before.box.bottom - own.box.bottom) < SAME_ROW_PT
