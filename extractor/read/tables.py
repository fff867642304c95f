"""Ruled tables by pdfplumber, on the few pages where a table can decide where an item starts and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.domain import BBox
from extractor.read.pdfium import Run

CAN_DECIDE = re.compile(
    r"areas? (?:for|of) (?:priority action|improvement)|responsible bod|recommendation|causes? (?:of|for) concern|"
    r"priority action",
    re.IGNORECASE,
)
"""Words without which no table on a page can hold an item."""

MAX_CELLS = 120
MIN_CELL_PT = 12.0
SPAN_SLACK_PT = 4.0
"""Narrower cells are the space between two border lines."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells of one table by row and column; a missing cell is None. Boxes are in points from the top left."""

    rows: tuple[tuple[BBox | None, ...], ...]
    box: BBox


def find_ruled_tables(path: Path, page: int, password: str | None) -> list[RuledTable]:
    """Tables with drawn rules on a page, from top to bottom; single-cell ones (boxes) included.

    Args:
        path: the PDF.
        page: 1-based.
        password: its password, or None.
    """
    import pdfplumber

    with pdfplumber.open(path, pages=[page], password=password or "") as pdf:
        found = pdf.pages[0].find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"})
    tables = [
        RuledTable(_by_left_edge([list(row.cells) for row in table.rows]), BBox(*table.bbox))
        for table in found
        if len(table.cells) <= MAX_CELLS
    ]
    return sorted(tables, key=lambda table: table.box.top)


def _by_left_edge(rows: list[list[tuple[float, float, float, float] | None]]) -> tuple[tuple[BBox | None, ...], ...]:
    """Cells put into columns by where they begin: doubled border lines make slivers and shift the count."""
    boxes = [[BBox(*cell) for cell in row if cell and cell[2] - cell[0] >= MIN_CELL_PT] for row in rows]
    edges: list[float] = []
    for x0 in sorted({box.x0 for row in boxes for box in row}):
        if not edges or x0 - edges[-1] > MIN_CELL_PT:
            edges.append(x0)
    table: list[tuple[BBox | None, ...]] = []
    for row in boxes:
        places: list[BBox | None] = [None] * len(edges)
        for box in row:
            places[max(i for i, edge in enumerate(edges) if edge <= box.x0 + MIN_CELL_PT)] = box
        table.append(tuple(places))
    return tuple(table)


def runs_by_cell(
    runs: Sequence[Run], tables: Sequence[RuledTable]
) -> tuple[dict[tuple[int, int, int], list[Run]], list[Run]]:
    """Runs that stand in a cell, by (table, row, column), and the rest."""
    inside: dict[tuple[int, int, int], list[Run]] = {}
    rest: list[Run] = []
    for run in runs:
        key = _cell_of(run, tables)
        if key is None:
            rest.append(run)
        else:
            inside.setdefault(key, []).append(run)
    return inside, rest


def _cell_of(run: Run, tables: Sequence[RuledTable]) -> tuple[int, int, int] | None:
    x, y = (run.x0 + run.x1) / 2, run.baseline - 0.3 * run.size
    for number, table in enumerate(tables):
        if not (table.box.x0 <= x <= table.box.x1 and table.box.top <= y <= table.box.bottom):
            continue
        for row, cells in _logical_rows(table.rows):
            for column, cell in enumerate(cells):
                if cell and cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
                    return number, row, column
    return None


def _logical_rows(rows: Sequence[tuple[BBox | None, ...]]) -> list[tuple[int, tuple[BBox | None, ...]]]:
    """Rows with their numbers; printed lines beside a cell that reaches further down belong to that cell's row."""
    numbered: list[tuple[int, tuple[BBox | None, ...]]] = []
    number, reach = -1, float("-inf")
    for cells in rows:
        present = [cell for cell in cells if cell]
        if not present or min(cell.top for cell in present) > reach - SPAN_SLACK_PT:
            number += 1
        reach = max([reach, *(cell.bottom for cell in present)])
        numbered.append((max(number, 0), cells))
    return numbered
