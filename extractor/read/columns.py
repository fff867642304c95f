"""Reading order of a page without usable tags: one column, or two with headings across them."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.read.lines import TextLine

MIN_LINES_A_SIDE = 6
MAX_CROSSING_SHARE = 0.25
MIN_COLUMN_SHARE = 0.22
"""A column is at least this share of the page wide: numbers in a margin are not one."""


def order_lines(lines: Sequence[TextLine], gutter: float | None) -> list[TextLine]:
    """The lines in reading order, ``column`` set to 0 or 1 where a gutter parts two columns.

    Lines that cross the gutter (headings, tables) divide the page into bands; in each band the left column comes
    before the right one.
    """
    ordered = sorted(lines, key=lambda line: (line.baseline, line.x0))
    if gutter is None:
        return ordered
    result: list[TextLine] = []
    left: list[TextLine] = []
    right: list[TextLine] = []
    for line in ordered:
        if line.x0 < gutter < line.x1:
            result += left + right + [line]
            left, right = [], []
        elif line.x1 <= gutter:
            left.append(line)
        else:
            line.column = 1
            right.append(line)
    return result + left + right


def _goes_on(lines: Sequence[TextLine], gutter: float) -> bool:
    """Whether a page of few lines stands in the columns of the page before."""
    sides = {line.x0 >= gutter for line in lines}
    crosses = any(line.x0 < gutter < line.x1 for line in lines)
    return len(lines) < 4 * MIN_LINES_A_SIDE and len(sides) == 2 and not crosses


def find_gutter(lines: Sequence[TextLine], width: float, known: float | None = None) -> float | None:
    """The x of a white strip that parts two columns of running text, or None.

    ``known`` is the gutter of the page before: the last lines of a chapter in columns are too few to show their own.
    """
    ordered = sorted(lines, key=lambda line: (line.baseline, line.x0))
    own = _own_gutter(ordered, width) if len(ordered) >= 2 * MIN_LINES_A_SIDE else None
    return known if own is None and known is not None and _goes_on(ordered, known) else own


def _own_gutter(lines: Sequence[TextLine], width: float) -> float | None:
    best: tuple[int, float] | None = None
    for x in sorted({line.x0 - 2 for line in lines if width * 0.35 < line.x0 < width * 0.7}):
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x]
        crossing = len(lines) - len(left) - len(right)
        if len(left) < MIN_LINES_A_SIDE or len(right) < MIN_LINES_A_SIDE:
            continue
        if crossing > MAX_CROSSING_SHARE * len(lines) or not (_is_text(left, width) and _is_text(right, width)):
            continue
        if _overlap(left, right) and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _is_text(side: Sequence[TextLine], width: float) -> bool:
    widths = sorted(line.box.width for line in side)
    return widths[len(widths) // 2] >= MIN_COLUMN_SHARE * width


def _overlap(left: Sequence[TextLine], right: Sequence[TextLine]) -> bool:
    """Whether the two sides stand beside each other rather than one above the other."""
    top = max(left[0].baseline, right[0].baseline)
    bottom = min(left[-1].baseline, right[-1].baseline)
    span = max(left[-1].baseline, right[-1].baseline) - min(left[0].baseline, right[0].baseline)
    return bottom - top > 0.4 * span
