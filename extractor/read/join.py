"""Paragraphs over the page break: pieces of one sentence and of one table row made whole."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extractor.domain import TableCell
from extractor.read.layout import BOLD, LABEL_HEAD, TERMINAL, Paragraph

COLUMN_SLACK_PT = 24.0
ROW_AHEAD = 12
"""How many cells of a new page are looked at to see whether its first row goes on with the last one."""

Row = tuple[int, int]


def join_over_pages(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs and table rows that a page break cut, made whole; each comes out once nothing can join it any more."""
    source = iter(paragraphs)
    ahead = deque(islice(source, ROW_AHEAD))
    joiner = _Joiner()
    while ahead:
        yield from joiner.take(ahead)
        ahead.popleft()
        ahead.extend(islice(source, 1))
    yield from joiner.open


class _Joiner:
    """Holds what the next paragraph may still join: the last one, or the cells of the last row."""

    def __init__(self) -> None:
        self.open: list[Paragraph] = []
        self.moved: dict[Row, Row] = {}

    def take(self, ahead: Sequence[Paragraph]) -> list[Paragraph]:
        """Put the first of ``ahead`` in its place; returns what is whole by then."""
        paragraph = ahead[0]
        previous = self.open[-1] if self.open else None
        if paragraph.cell and previous and previous.cell:
            key = _row_of(paragraph.cell)
            if key not in self.moved and _row_goes_on(previous, ahead):
                self.moved[key] = _row_of(previous.cell)
            if key in self.moved:
                row = self.moved[key]
                paragraph.cell = TableCell(*row, _column_by_place(paragraph, row, self.open))
        if previous and _goes_on(previous, paragraph):
            previous.lines.extend(paragraph.lines)
            previous.closed = paragraph.closed
        else:
            _insert(self.open, paragraph)
        return self._whole()

    def _whole(self) -> list[Paragraph]:
        last = self.open[-1].cell
        place = len(self.open) - 1
        while last and place and (own := self.open[place - 1].cell) and _row_of(own) == _row_of(last):
            place -= 1
        whole, self.open = self.open[:place], self.open[place:]
        return whole


def _column_by_place(paragraph: Paragraph, row: Row, result: Sequence[Paragraph]) -> int:
    """The column of a cell's second half by its left edge: over a page break some producers count cells anew."""
    assert paragraph.cell is not None, "the caller looked"
    edges: dict[int, float] = {}
    for other in reversed(result):
        if other.cell is None or _row_of(other.cell) != row:
            break
        edges[other.cell.column] = other.indent_pt
    own = paragraph.cell.column
    if not edges or abs(edges.get(own, 1e6) - paragraph.indent_pt) <= COLUMN_SLACK_PT:
        return own
    near = min(edges, key=lambda column: abs(edges[column] - paragraph.indent_pt))
    return near if abs(edges[near] - paragraph.indent_pt) <= COLUMN_SLACK_PT else own


def _row_goes_on(previous: Paragraph, following: Sequence[Paragraph]) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before.

    The tags say so, or the words do: the last cell breaks off in a sentence that a cell of the new row takes up.
    Producers repeat the row element on the new page as if it were another row, so the tags alone are not enough.
    """
    first = following[0]
    if previous.last.page >= first.first.page or first.cell is None:
        return False
    if first.row_opened or (first.opened and not previous.closed):
        return True
    row = [mate for mate in following if mate.cell and _row_of(mate.cell) == _row_of(first.cell)]
    return not previous.last.text.endswith(TERMINAL) and any(re.match("[a-z]", mate.first.text) for mate in row)


def _row_of(cell: TableCell) -> Row:
    return cell.table, cell.row


def _insert(result: list[Paragraph], paragraph: Paragraph) -> None:
    """Append, or for a cell of a row that goes on put it behind the earlier part of the same cell."""
    cell = paragraph.cell
    place = len(result)
    if cell is not None:
        while place and (own := result[place - 1].cell) is not None:
            if _row_of(own) != _row_of(cell) or own.column <= cell.column:
                break
            place -= 1
    if 0 < place < len(result) and _goes_on(result[place - 1], paragraph):
        result[place - 1].lines.extend(paragraph.lines)
        return
    result.insert(place, paragraph)


def _goes_on(previous: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the rest of one that a page or column break cut."""
    apart = previous.last.page != paragraph.first.page or previous.last.column != paragraph.first.column
    if not apart or previous.cell != paragraph.cell:
        return False
    if previous.tag and paragraph.tag:
        if not previous.closed and paragraph.opened:
            return previous.tag.type == paragraph.tag.type
        if previous.closed != (not paragraph.opened):
            return False
    if paragraph.bullet or LABEL_HEAD.match(paragraph.first.text) or previous.last.text.endswith(TERMINAL):
        return False
    same_size = abs(previous.last.style.size_pt - paragraph.first.style.size_pt) < 0.5
    same_weight = (previous.last.style.bold >= BOLD) == (paragraph.first.style.bold >= BOLD)
    if not (same_size and same_weight):
        return False
    return bool(re.match(r"[a-z(‘“]", paragraph.first.text)) or len(previous.last.text) > 45
