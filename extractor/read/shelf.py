"""Whole paragraphs put by until the last page has been read: compressed columns instead of objects.

What only the whole document tells (the usual letter size, words that decide about split ones) is known at its end, so
every paragraph waits. As objects those of a 3,000-page file take 60 MB, here 3 to 5.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct
from typing import NamedTuple

from extractor.blocks import NONE
from extractor.domain import BBox, Evidence, Style, TableCell
from extractor.packed import Numbered
from extractor.read.clean import LINE_END_HYPHEN
from extractor.read.layout import Paragraph

TIED_TOGETHER = 128
"""Paragraphs in one bundle: enough to compress well, few enough to unpack at once."""

FAST = 1
BETWEEN_LINES = "\n"
SIZES = Struct("2I")
HEAD_NUMBERS, LINE_PLACES = 6, 5


class KeptLine(NamedTuple):
    """A printed line of a paragraph that was put by."""

    text: str
    page: int
    column: int
    box: BBox
    baseline: float


@dataclass(frozen=True, slots=True)
class KeptParagraph:
    """A paragraph that was put by. ``tag`` is its structure type, ``is_item`` whether that is an item of a list."""

    lines: tuple[KeptLine, ...]
    style: Style
    evidence: Evidence
    tag: str
    is_item: bool
    bullet: str
    box_id: int | None
    cell: TableCell | None

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        """Its lines one after the other, a hyphen at a line end as it is printed."""
        return " ".join(line.text for line in self.lines).replace(LINE_END_HYPHEN + " ", "-")


class _Look(NamedTuple):
    style: Style
    evidence: Evidence
    tag: str
    is_item: bool
    bullet: str


class Shelf:
    """Paragraphs in the order in which they were added; can be gone through any number of times."""

    def __init__(self) -> None:
        self._looks: Numbered[_Look] = Numbered()
        self._bundles = bytearray()  # in one piece: many small ones would each hold on to memory that PDFium has freed
        self._ends: list[int] = []
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._numbers = array("i")
        self._places = array("f")

    def add(self, paragraph: Paragraph, style: Style) -> None:
        """Put a whole paragraph of the given look behind the others."""
        tag, cell, lines = paragraph.tag, paragraph.cell, paragraph.lines
        is_item = bool(tag and tag.type in ("LI", "LBody") and tag.item >= 0)
        look = _Look(style, paragraph.evidence, tag.type if tag else "", is_item, paragraph.bullet)
        box_id = NONE if paragraph.box_id is None else paragraph.box_id
        place = (cell.table, cell.row, cell.column) if cell else (NONE, NONE, NONE)
        self._numbers.extend((self._looks.number_of(look), box_id, *place, len(lines)))
        for line in lines:
            box = line.box
            self._texts.append(line.text)
            self._numbers.extend((line.page, line.column))
            self._places.extend((box.x0, box.top, box.x1, box.bottom, line.baseline))
        self._count += 1
        if self._count % TIED_TOGETHER == 0:
            self._bundles += zlib.compress(self._tied(), FAST)
            self._ends.append(len(self._bundles))
            self._begin()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[KeptParagraph]:
        for start, end in pairwise((0, *self._ends)):
            yield from self._untied(zlib.decompress(self._bundles[start:end]))
        yield from self._untied(self._tied())

    def _tied(self) -> bytes:
        numbers, places = self._numbers.tobytes(), self._places.tobytes()
        text = BETWEEN_LINES.join(self._texts).encode()
        return SIZES.pack(len(numbers), len(places)) + numbers + places + text

    def _untied(self, bundle: bytes) -> Iterator[KeptParagraph]:
        size, more = SIZES.unpack_from(bundle)
        behind_numbers, behind_places = SIZES.size + size, SIZES.size + size + more
        numbers, places = (
            array("i", bundle[SIZES.size : behind_numbers]),
            array("f", bundle[behind_numbers:behind_places]),
        )
        texts = bundle[behind_places:].decode().split(BETWEEN_LINES)
        at = line = 0
        while at < len(numbers):
            look, box_id, table, row, column, count = numbers[at : at + HEAD_NUMBERS]
            at += HEAD_NUMBERS
            lines = []
            for page, of_page in zip(*[iter(numbers[at : at + 2 * count])] * 2, strict=True):
                x0, top, x1, bottom, baseline = places[LINE_PLACES * line : LINE_PLACES * (line + 1)]
                lines.append(KeptLine(texts[line], page, of_page, BBox(x0, top, x1, bottom), baseline))
                line += 1
            at += 2 * count
            cell = None if table == NONE else TableCell(table, row, column)
            yield KeptParagraph(tuple(lines), *self._looks[look], None if box_id == NONE else box_id, cell)
