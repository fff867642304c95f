"""What stands on a page: boxes, regions, spans, lines, styles and blocks.

Coordinates are PDF points with the origin at the top left of the page as it is shown; page numbers are
1-based; spans are half-open offsets into ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

from extractor.packed import PackedRows
from extractor.vocabulary import BlockKind, Evidence

LINE_ROW = "3I4f"
"""Span, page and box of a line."""


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle on a page in PDF points, origin top left, ``x0 <= x1`` and ``top <= bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def union(self, other: BBox) -> BBox:
        """The smallest box around both.

        >>> BBox(0, 0, 1, 1).union(BBox(2, 2, 3, 3))
        BBox(x0=0, top=0, x1=3, bottom=3)
        """
        return BBox(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def contains(self, other: BBox, slack_pt: float = 2.0) -> bool:
        """Whether ``other`` lies inside, give or take ``slack_pt`` on each side."""
        return (
            other.x0 >= self.x0 - slack_pt
            and other.x1 <= self.x1 + slack_pt
            and other.top >= self.top - slack_pt
            and other.bottom <= self.bottom + slack_pt
        )


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle on one page; the proof that some words stand there."""

    page: int
    box: BBox


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets into ``Document.text``."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that stayed in the text: its span and where it stands."""

    span: Span
    region: Region


class LineTable(Sequence[Line]):
    """Lines kept as rows of numbers, 28 bytes each, and made into ``Line`` values when they are asked for.

    A 3,000-page file has some 120,000 lines; as objects they would be most of its memory.
    """

    __slots__ = ("_rows",)

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._rows = PackedRows(LINE_ROW)
        for line in lines:
            self.append(line.span, line.region.page, line.region.box)

    def append(self, span: Span, page: int, box: BBox) -> None:
        """Add a line behind the others."""
        self._rows.append(span.start, span.end, page, box.x0, box.top, box.x1, box.bottom)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | Sequence[Line]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        start, end, page, x0, top, x1, bottom = self._rows[range(len(self))[index]]
        box = BBox(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
        return Line(Span(start, end), Region(page, box))


@dataclass(frozen=True, slots=True)
class Style:
    """How the letters of a block look, by share of its letters.

    ``bold`` and ``italic`` are shares from 0 to 1; ``color`` is ``0xRRGGBB`` of the most frequent fill colour.
    """

    size_pt: float
    bold: float
    italic: float
    color: int
    font: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Where a block stands in a table: ids count from 0 in reading order within the document."""

    table: int
    row: int
    column: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-sized piece of the document in reading order.

    Attributes:
        span: where its words stand in ``Document.text`` (bullet glyph and footnote marks already dropped).
        regions: one per page and column that it touches, in reading order.
        evidence: the rung of the ladder that set its edges.
        level: heading depth from 1, or 0 where it is no heading.
        bullet: the bullet as printed (``"\u2022"`` also for one drawn as a vector), or empty.
        indent_pt: left edge of its first line, in points.
        box_id: the drawn or shaded box around it, counted from 0 within the document, or None.
        tag: the structure type of the PDF's own tag, or empty.
        column: 0-based column on its page.
    """

    kind: BlockKind
    span: Span
    regions: tuple[Region, ...]
    evidence: Evidence
    style: Style
    level: int = 0
    bullet: str = ""
    indent_pt: float = 0.0
    box_id: int | None = None
    cell: TableCell | None = None
    tag: str = ""
    column: int = 0

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.regions[0].page

    @property
    def end_page(self) -> int:
        """The page on which it ends."""
        return self.regions[-1].page


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the PDF's own outline; ``page`` is None where it points nowhere."""

    title: str
    level: int
    page: int | None
