"""Documents sketched as text, so that finding can be tested without a PDF.

One line of a sketch is one block::

    # Title, ## Chapter      headings of level 1, 2 ...
    The force should act.    a paragraph; two spaces in front indent it by a step
    * call back              a bullet; two spaces in front put it one level deeper
    **No one checks.**       a paragraph in bold; without a full stop, as in print, a heading below all others
    __We recommend it.__     a paragraph in italics
    | Who | What // * more   a table row; "//" parts the blocks of a cell
    ~ Recommendations 7      a line of the contents page
    [box] and [/box]         a drawn box around what stands between
    ---                      a page break
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import dedent
from typing import Any

from extractor.domain import BBox, Block, BlockKind, Document, Evidence, Line, Region, Span, Style, TableCell
from extractor.page import LineTable
from tests.factories import report

LEFT_PT, TOP_PT, LEADING_PT, STEP_PT, LETTER_PT = 72.0, 80.0, 18.0, 18.0, 4.0
COLUMN_PT = 220.0
PLAIN = Style(11.0, 0.0, 0.0, 0)


@dataclass(frozen=True)
class Mark:
    """What a line of a sketch says about its block."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    style: Style = PLAIN
    level: int = 0
    bullet: str = ""
    depth: int = 0


def sketch(text: str, **changes: Any) -> Document:
    """The document that a sketch describes; ``changes`` are those of its report."""
    pen = _Pen()
    for line in dedent(text).strip("\n").splitlines():
        pen.draw(line)
    pages = ((595.0, 842.0),) * pen.page
    return Document(report(**changes), "\n".join(pen.texts), tuple(pen.blocks), LineTable(pen.lines), (), pages)


def mark_of(line: str) -> Mark:
    """What one line of a sketch means."""
    words = line.strip()
    depth = (len(line) - len(line.lstrip(" "))) // 2
    hashes = len(words) - len(words.lstrip("#"))
    if hashes:
        style = replace(PLAIN, size_pt=20.0 - 2 * hashes, bold=1.0)
        return Mark(words[hashes:].strip(), BlockKind.HEADING, style, level=hashes)
    if words.startswith("~ "):
        return Mark(words[2:], BlockKind.CONTENTS)
    if words.startswith("* "):
        return replace(mark_of(words[2:]), kind=BlockKind.LIST_ITEM, level=0, bullet="•", depth=depth)
    for fence, style in (("**", replace(PLAIN, bold=1.0)), ("__", replace(PLAIN, italic=1.0))):
        if words.startswith(fence) and words.endswith(fence):
            return bold_heading(Mark(words.strip("*_"), style=style, depth=depth))
    return Mark(words, depth=depth)


def bold_heading(mark: Mark) -> Mark:
    """A bold line that ends no sentence is read as a heading."""
    is_heading = mark.style.bold and not mark.text.endswith((".", ";", ","))
    return replace(mark, kind=BlockKind.HEADING, level=7) if is_heading else mark


class _Pen:
    """Puts blocks below each other and counts pages, boxes, tables and rows."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.lines: list[Line] = []
        self.page, self.top_pt, self.offset = 1, TOP_PT, 0
        self.box_id: int | None = None
        self.boxes = 0
        self.tables, self.row = -1, -1

    def draw(self, line: str) -> None:
        words = line.strip()
        if words.startswith("|"):
            self._row(words)
            return
        self.row = -1
        if words == "---":
            self.page, self.top_pt = self.page + 1, TOP_PT
        elif words == "[box]":
            self.box_id, self.boxes = self.boxes, self.boxes + 1
        elif words == "[/box]":
            self.box_id = None
        elif words:
            self._block(mark_of(line), None)

    def _row(self, words: str) -> None:
        if self.row < 0:
            self.tables += 1
        self.row += 1
        for cell, mark in cells_of(words):
            self._block(mark, TableCell(self.tables, self.row, cell))

    def _block(self, mark: Mark, cell: TableCell | None) -> None:
        x0 = LEFT_PT + mark.depth * STEP_PT + (cell.column * COLUMN_PT if cell else 0)
        box = BBox(x0, self.top_pt, x0 + min(LETTER_PT * len(mark.text), 400.0), self.top_pt + 12)
        region, span = Region(self.page, box), Span(self.offset, self.offset + len(mark.text))
        kind = BlockKind.TABLE_CELL if cell and mark.kind is BlockKind.PARAGRAPH else mark.kind
        evidence = Evidence.TABLE if cell else Evidence.STYLE
        self.blocks.append(
            Block(kind, span, (region,), evidence, mark.style, mark.level, mark.bullet, x0, self.box_id, cell)
        )
        self.lines.append(Line(span, region))
        self.texts.append(mark.text)
        self.offset, self.top_pt = span.end + 1, self.top_pt + LEADING_PT


def cells_of(words: str) -> Iterator[tuple[int, Mark]]:
    """Column and block for each block of a table row."""
    for column, cell in enumerate(words.removeprefix("|").removesuffix("|").split("|")):
        for part in cell.split(" // "):
            if part.strip():
                yield column, mark_of(part.strip())
