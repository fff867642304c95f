"""Blocks kept as rows of numbers, and made into ``Block`` values when they are asked for.

A 3,000-page file has some 70,000 blocks: as objects 60 MB, as rows 4.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, overload

from extractor.packed import Numbered, PackedRows
from extractor.page import BBox, Block, Region, Span, Style, TableCell
from extractor.vocabulary import BlockKind, Evidence

MADE_AT_ONCE = 4096
"""Blocks that stay made: a report of some 300 pages is made once, and a longer one never takes up more."""

NONE = -1
BLOCK_ROW = "2I2i3if2I"
"""Span; look and box; table, row and column; indent; the first of its regions and the one behind its last."""

REGION_ROW = "I4f"


class _Look(NamedTuple):
    """What a block shares with many others."""

    kind: BlockKind
    evidence: Evidence
    style: Style
    level: int
    bullet: str
    tag: str
    column: int


class BlockTable(Sequence[Block]):
    """Blocks in reading order; coordinates are kept to a hundredth of a point.

    The same place gives an equal block each time, not always the same object: tell blocks apart by their span.
    """

    def __init__(self) -> None:
        self._looks: Numbered[_Look] = Numbered()
        self._rows = PackedRows(BLOCK_ROW)
        self._regions = PackedRows(REGION_ROW)
        self._made: dict[int, Block] = {}

    def append(self, block: Block) -> None:
        """Add a block behind the others."""
        look = _Look(block.kind, block.evidence, block.style, block.level, block.bullet, block.tag, block.column)
        box_id = NONE if block.box_id is None else block.box_id
        cell = block.cell
        place = (cell.table, cell.row, cell.column) if cell else (NONE, NONE, NONE)
        first = len(self._regions)
        for region in block.regions:
            box = region.box
            self._regions.append(region.page, box.x0, box.top, box.x1, box.bottom)
        regions = first, len(self._regions)
        span = block.span
        self._rows.append(span.start, span.end, self._looks.number_of(look), box_id, *place, block.indent_pt, *regions)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        if isinstance(index, slice):
            return ChosenBlocks(self, range(len(self))[index])
        place = range(len(self))[index]
        block = self._made.get(place)
        if block is None:
            if len(self._made) >= MADE_AT_ONCE:
                self._made.clear()
            block = self._made[place] = self._make(place)
        return block

    def _make(self, place: int) -> Block:
        start, end, look_number, box_id, table, row, column, indent_pt, first, behind = self._rows[place]
        look = self._looks[look_number]
        return Block(
            kind=look.kind,
            span=Span(start, end),
            regions=tuple(self._region(number) for number in range(first, behind)),
            evidence=look.evidence,
            style=look.style,
            level=look.level,
            bullet=look.bullet,
            indent_pt=round(indent_pt, 2),
            box_id=None if box_id == NONE else box_id,
            cell=None if table == NONE else TableCell(table, row, column),
            tag=look.tag,
            column=look.column,
        )

    def _region(self, number: int) -> Region:
        page, x0, top, x1, bottom = self._regions[number]
        return Region(page, BBox(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))


class ChosenBlocks(Sequence[Block]):
    """Some of the blocks of a document, known by their places; a slice of them is the same again."""

    def __init__(self, whole: Sequence[Block], places: Sequence[int]) -> None:
        self._whole, self._places = whole, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Block]:
        return map(self._whole.__getitem__, self._places)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        if isinstance(index, slice):
            return ChosenBlocks(self._whole, self._places[index])
        return self._whole[self._places[index]]


def choose_blocks(blocks: Sequence[Block], is_wanted: Callable[[Block], bool]) -> ChosenBlocks:
    """The blocks that are wanted, without holding them all."""
    return ChosenBlocks(blocks, array("I", (place for place, block in enumerate(blocks) if is_wanted(block))))
