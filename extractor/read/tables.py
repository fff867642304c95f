"""Ruled tables by pdfplumber, on the few pages where a table can decide where an item starts and ends."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.domain import BBox
from extractor.read.pdfium import Run, Shape

CAN_DECIDE = re.compile(
    r"areas? (?:for|of) (?:priority action|improvement)|responsible bod|recommendation|causes? (?:of|for) concern|"
    r"priority action|judge?ment\s+grade\b",
    re.IGNORECASE,
)
"""Words without which no table on a page can hold an item, or an inspectorate's grades beside their areas."""

MAX_CELLS = 120
MIN_CELL_PT = 12.0
SPAN_SLACK_PT = 4.0
RULE_PT = 2.5
MIN_RULE_WIDTH_PT = 200.0
MIN_RULES = 2
START_PT = 3.0
START_SHARE = 0.55
"""A column begins where words begin in most of the rows."""

MAX_ROW_PT = 300.0
MAX_ROW_TIMES = 4
"""A gap between rules this many times the usual row is text between two tables."""
"""Narrower cells are the space between two border lines."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells of one table by row and column; a missing cell is None. Boxes are in points from the top left."""

    rows: tuple[tuple[BBox | None, ...], ...]
    box: BBox


def find_ruled_tables(pdf: bytes) -> list[RuledTable]:
    """Tables with drawn rules on the only page of a PDF, from top to bottom; single-cell ones (boxes) included.

    The caller cuts the page out: pdfminer reads a file's whole cross-reference table each time it is opened.
    """
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as document:
        found = document.pages[0].find_tables({"vertical_strategy": "lines", "horizontal_strategy": "lines"})
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


def find_open_tables(shapes: Sequence[Shape], runs: Sequence[Run]) -> list[RuledTable]:
    """Tables that are drawn with rules between the rows only: columns begin where words begin in most rows."""
    rules: dict[tuple[int, int], list[float]] = {}
    for rule in _whole_rules(shapes):
        if rule.width >= MIN_RULE_WIDTH_PT:
            rules.setdefault((round(rule.x0 / 4), round(rule.x1 / 4)), []).append(rule.bottom)
    tables = []
    for (left, right), places in rules.items():
        edges = sorted(places)
        head = [shape.box.top for shape in shapes if _heads(shape, edges[0], left * 4, right * 4)]
        bands = list(pairwise([*head[:1], *edges]))
        if len(edges) >= MIN_RULES and (table := _bands_to_table(bands, left * 4 - 4, right * 4 + 4, runs)):
            tables.append(table)
    return sorted(tables, key=lambda table: table.box.top)


def _whole_rules(shapes: Sequence[Shape]) -> list[BBox]:
    """Rules from end to end: a browser draws one piece a cell."""
    pieces = [shape.box for shape in shapes if shape.box.height <= RULE_PT and shape.box.width > shape.box.height]
    whole: list[BBox] = []
    for piece in sorted(pieces, key=lambda box: (round(box.bottom), box.x0)):
        last = whole[-1] if whole else None
        if last and round(last.bottom) == round(piece.bottom) and piece.x0 - last.x1 <= RULE_PT:
            whole[-1] = last.union(piece)
        else:
            whole.append(piece)
    return whole


def _heads(shape: Shape, first_rule: float, left: float, right: float) -> bool:
    """Whether a tinted strip stands right above the first rule: the heading row."""
    box = shape.box
    touches = abs(box.bottom - first_rule) < SPAN_SLACK_PT and box.height > 8
    return shape.fill is not None and touches and abs(box.x0 - left) < 8 and abs(box.x1 - right) < 8


def _bands_to_table(
    bands: Sequence[tuple[float, float]], left: float, right: float, runs: Sequence[Run]
) -> RuledTable | None:
    usual = median(bottom - top for top, bottom in bands) if bands else 0.0
    if usual > MAX_ROW_PT:
        return None  # the rules below a page's head and above its foot
    bands = [(top, bottom) for top, bottom in bands if bottom - top <= MAX_ROW_TIMES * usual]
    starts: Counter[int] = Counter()
    filled = 0
    for top, bottom in bands:
        own = [run for run in runs if run.text.strip() and top <= run.baseline <= bottom and left <= run.x0 <= right]
        filled += bool(own)
        starts.update({round(run.x0 / START_PT) for run in own})
    edges: list[float] = []
    for start in sorted(place for place, count in starts.items() if count >= START_SHARE * filled):
        if not edges or start * START_PT - edges[-1] > MIN_CELL_PT:
            edges.append(start * START_PT)
    if not edges or filled < MIN_RULES - 1:
        return None
    walls = [left, *(edge - START_PT for edge in edges[1:]), right]
    rows = tuple(tuple(BBox(x0, top, x1, bottom) for x0, x1 in pairwise(walls)) for top, bottom in bands)
    return RuledTable(rows, BBox(left, bands[0][0], right, bands[-1][1]))


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
