"""The structure tree of a tagged PDF: which element each marked-content id belongs to.

Only block-level elements matter; NonStruct, Div, Span, Sect and other wrappers are looked through. PDFium shows, for
one page, every element with the places of its pieces on other pages left as invalid kids, which is how an element
that goes on over a page break is recognised.
"""

from __future__ import annotations

import ctypes
from collections.abc import Set
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

BLOCK_TYPES = frozenset(
    [
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "H7",
        "H8",
        "Title",
        "LI",
        "LBody",
        "Lbl",
        "TD",
        "TH",
        "Caption",
        "Note",
        "FENote",
        "BlockQuote",
        "TOCI",
        "TOC",
        "Quote",
        "Aside",
    ]
)
"""Elements that are a unit of print; the innermost one around a piece is its paragraph."""

CELL_TYPES = frozenset({"TD", "TH"})
MAX_DEPTH = 60
LONG_ROW = 200
MAX_GAP = 60
"""Children with nothing on the page that end the look-out; figures and notes are scattered a little."""

NAME_UNITS = 256


@dataclass(frozen=True, slots=True)
class Tag:
    """The place of a piece of text in the structure tree of its page.

    ``element`` and ``item`` are counters within the page (``item`` of the innermost LI, -1 outside lists);
    ``cell`` is (table, row, column) by counters within the page, innermost table; ``opened`` and ``unfinished`` say
    that the element has pieces on an earlier or a later page; ``row_opened`` says so of the table row.
    """

    element: int
    type: str
    order: int
    item: int = -1
    list_depth: int = 0
    cell: tuple[int, int, int] | None = None
    is_label: bool = False
    opened: bool = False
    unfinished: bool = False
    row_opened: bool = False
    header_cell: bool = False


@dataclass(slots=True)
class _Place:
    element: int = -1
    type: str = ""
    item: int = -1
    list_depth: int = 0
    cell: tuple[int, int, int] | None = None
    is_label: bool = False
    row_opened: bool = False
    header_cell: bool = False
    opened: bool = False
    unfinished: bool = False


def tags_of_page(page: object, needed: Set[int], hints: dict[tuple[int, ...], int]) -> dict[int, Tag]:
    """Marked-content id -> its tag, for a loaded page; empty where the page has no structure.

    Args:
        page: PDFium's handle.
        needed: the ids that the page's text carries.
        hints: where in a long row of children the page before ended; read and updated. Word and LibreOffice hang
            every paragraph of a book under one element, and looking at all of them for each page is quadratic.
    """
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    walker = _walk_tree(tree, needed, hints)
    if walker.skipped and needed - walker.tags.keys():
        walker = _walk_tree(pdfium.FPDF_StructTree_GetForPage(page), needed, None)
    return walker.tags


def _walk_tree(tree: object, needed: Set[int], hints: dict[tuple[int, ...], int] | None) -> _Walker:
    walker = _Walker(needed, hints)
    try:
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            child = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if child:
                walker.walk(child, _Place(), (index,))
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    return walker


class _Walker:
    def __init__(self, needed: Set[int], hints: dict[tuple[int, ...], int] | None) -> None:
        self.needed, self.hints = needed, hints
        self.skipped = False
        self.tags: dict[int, Tag] = {}
        self.elements = self.items = self.tables = 0
        self.rows: dict[int, int] = {}
        self.buffer = (ctypes.c_ushort * NAME_UNITS)()

    def walk(self, element: object, outer: _Place, path: tuple[int, ...]) -> None:
        """Visit one element and what lies below it in reading order; ``path`` is its place in the tree."""
        if len(path) > MAX_DEPTH:
            return
        count = pdfium.FPDF_StructElement_CountChildren(element)
        kids = self._near_kids(element, count, path) if count > LONG_ROW and self.hints is not None else None
        if kids is None:
            kids = [(index, *self._kid(element, index)) for index in range(count)]
        valid = [kid for kid in kids if kid[1] or kid[2] >= 0]
        opened = bool(valid) and valid[0][0] > 0
        unfinished = bool(valid) and valid[-1][0] < count - 1
        place = self._enter(self._type(element), outer, path[-1], opened, unfinished)
        for index, child, mcid in valid:
            if child:
                self.walk(child, place, (*path, index))
            elif mcid not in self.tags:
                self._add(mcid, place)

    def _near_kids(self, element: object, count: int, path: tuple[int, ...]) -> list[tuple[int, object, int]]:
        """The children on this page, looked for from where the page before ended until a long gap follows them."""
        assert self.hints is not None, "the caller looked"
        found: list[tuple[int, object, int]] = []
        index = self.hints.get(path, 0)
        while index < count and not (found and index - found[-1][0] > MAX_GAP):
            child, mcid = self._kid(element, index)
            if child or mcid >= 0:
                found.append((index, child, mcid))
            index += 1
        self.skipped = True
        if found:
            self.hints[path] = found[-1][0]
        return found

    def _kid(self, element: object, index: int) -> tuple[object, int]:
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            return child, -1
        return None, pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)

    def _type(self, element: object) -> str:
        size = pdfium.FPDF_StructElement_GetType(element, self.buffer, NAME_UNITS * 2)
        return ctypes.string_at(self.buffer, max(size - 2, 0)).decode("utf-16-le", "replace")

    def _enter(self, kind: str, outer: _Place, index: int, opened: bool, unfinished: bool) -> _Place:
        place = replace(outer)
        if kind in BLOCK_TYPES:
            self.elements += 1
            place.element, place.type = self.elements, kind
            place.opened, place.unfinished = opened, unfinished
        else:
            place.opened, place.unfinished = place.opened or opened, place.unfinished or unfinished
        if kind == "L":
            place.list_depth += 1
        elif kind == "LI":
            self.items += 1
            place.item = self.items
        elif kind == "Lbl":
            place.is_label = True
        elif kind == "Table":
            self.tables += 1
            place.cell = (self.tables, -1, -1)
        elif kind == "TR" and outer.cell is not None:
            table = outer.cell[0]
            row = self.rows[table] = self.rows.get(table, -1) + 1
            place.cell = (table, row, -1)
            place.row_opened = opened
        elif kind in CELL_TYPES and outer.cell is not None:
            place.cell = (outer.cell[0], outer.cell[1], index)
            place.header_cell = kind == "TH"
            place.row_opened = outer.row_opened or opened
        return place

    def _add(self, mcid: int, place: _Place) -> None:
        self.tags[mcid] = Tag(
            element=place.element,
            type=place.type,
            order=len(self.tags),
            item=place.item,
            list_depth=place.list_depth,
            cell=place.cell if place.cell and place.cell[2] >= 0 else None,
            is_label=place.is_label,
            opened=place.opened,
            unfinished=place.unfinished,
            row_opened=place.row_opened,
            header_cell=place.header_cell,
        )
