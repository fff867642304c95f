"""Drawn and shaded boxes, and bullets drawn as vectors, from the shapes PDFium sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.domain import BBox
from extractor.read.lines import TextLine
from extractor.read.pdfium import Shape

MIN_BOX_WIDTH_PT = 120.0
MIN_BOX_HEIGHT_PT = 16.0
MAX_PAGE_SHARE = 0.92
"""A rectangle that covers more of the page than this is its background."""

TOUCH_PT = 3.0
SAME_SIDE_PT = 12.0
MOSTLY = 0.5
MAX_STRIP_PT = 40.0
MAX_STRIP_INSET_PT = 14.0
"""How high a box's heading strip may be, and how far inside the box's edges it may be drawn."""

WHITE = 0xF8
BULLET_MIN_PT, BULLET_MAX_PT = 1.5, 9.0
BULLET_REACH_PT = 30.0
RULE_PT = 2.5


def find_boxes(shapes: Sequence[Shape], width: float, height: float) -> list[BBox]:
    """Boxes with paper-wide meaning, from top to bottom: tinted areas and outlined rectangles.

    Strips of one tint that touch (a producer paints one per paragraph) are one box.
    """
    tinted = [shape for shape in shapes if _is_tinted(shape) and _is_big(shape.box, width, height)]
    outlined = [shape for shape in shapes if shape.stroke is not None and _is_big(shape.box, width, height)]
    merged: list[tuple[BBox, int | None]] = []
    for shape in sorted(tinted, key=lambda shape: (round(shape.box.x0), shape.box.top)):
        if merged and merged[-1][1] == shape.fill and _touches(merged[-1][0], shape.box):
            merged[-1] = (merged[-1][0].union(shape.box), shape.fill)
        else:
            merged.append((shape.box, shape.fill))
    boxes = _with_heading_strips([box for box, _ in merged if box.height >= MIN_BOX_HEIGHT_PT])
    boxes += [shape.box for shape in outlined if shape.box.height >= MIN_BOX_HEIGHT_PT]
    return sorted(set(boxes), key=lambda box: (box.top, box.x0))


def _with_heading_strips(boxes: Sequence[BBox]) -> list[BBox]:
    """Boxes with the strips of another tint in which their headings stand taken into them."""
    whole: list[BBox] = []
    for box in sorted(boxes, key=lambda box: (-box.height, box.top)):
        body = next((n for n, other in enumerate(whole) if _heads(box, other)), None)
        if body is None:
            whole.append(box)
        else:
            whole[body] = whole[body].union(box)
    return whole


def _heads(strip: BBox, box: BBox) -> bool:
    is_strip = strip.height <= MAX_STRIP_PT and 2 * strip.height <= box.height
    is_as_wide = abs(strip.x0 - box.x0) < MAX_STRIP_INSET_PT and abs(strip.x1 - box.x1) < MAX_STRIP_INSET_PT
    stands_above = abs(strip.bottom - box.top) < TOUCH_PT
    stands_inside = box.top - TOUCH_PT <= strip.top and strip.bottom <= box.bottom + TOUCH_PT
    return is_strip and is_as_wide and (stands_above or stands_inside)


def _is_tinted(shape: Shape) -> bool:
    if shape.fill is None or shape.is_image:
        return False
    return min(shape.fill >> 16, shape.fill >> 8 & 0xFF, shape.fill & 0xFF) < WHITE


def _is_big(box: BBox, width: float, height: float) -> bool:
    is_page = box.width > width * MAX_PAGE_SHARE and box.height > height * MAX_PAGE_SHARE
    return box.width >= MIN_BOX_WIDTH_PT and box.height >= 6 and not is_page


def _touches(upper: BBox, lower: BBox) -> bool:
    is_as_wide = abs(upper.x0 - lower.x0) < SAME_SIDE_PT and abs(upper.x1 - lower.x1) < SAME_SIDE_PT
    return is_as_wide and lower.top - upper.bottom < TOUCH_PT


def box_around(line: TextLine, boxes: Sequence[BBox]) -> int | None:
    """Index of the smallest box that holds the middle of a line, or None."""
    x, y = (line.box.x0 + line.box.x1) / 2, (line.box.top + line.box.bottom) / 2
    inside = [
        (box.width * box.height, index)
        for index, box in enumerate(boxes)
        if box.x0 <= x <= box.x1 and box.top - 1 <= y <= box.bottom + 1
    ]
    return min(inside)[1] if inside else None


@dataclass(frozen=True, slots=True)
class BoxLook:
    """What tells a box that a page break cut from the next box of the same width.

    ``tint`` is the colour of most of it, ``head`` the words on a heading strip of another colour, both None where
    there is none.
    """

    box: BBox
    tint: int | None
    head: str | None

    def goes_on_as(self, later: BoxLook) -> bool:
        """Whether the first box of the next page is the rest of this one.

        Reports that print recommendations, case studies and notes in boxes of one width end one page with the one and
        begin the next with the other. A producer that cuts a box may print its heading strip again.
        """
        if abs(self.box.x0 - later.box.x0) >= SAME_SIDE_PT or abs(self.box.x1 - later.box.x1) >= SAME_SIDE_PT:
            return False
        is_strip_alone = self.box.height <= MAX_STRIP_PT
        is_repeated = later.head is None or later.head == self.head
        return is_strip_alone or (is_repeated and later.tint == self.tint)


def look_of(box: BBox, shapes: Sequence[Shape], first: TextLine) -> BoxLook:
    """The look of a box whose first line is known."""
    areas = [shape for shape in shapes if _is_tinted(shape) and _holds(box, shape.box)]
    painted: Counter[int | None] = Counter()
    for shape in areas:
        painted[shape.fill] += round(shape.box.width * shape.box.height)
    [(fill, area)] = painted.most_common(1) or [(None, 0)]
    tint = fill if area >= MOSTLY * box.width * box.height else None
    strips = [shape.box for shape in areas if shape.fill != tint and shape.box.height <= MAX_STRIP_PT]
    on_strip = box_around(first, [strip for strip in strips if strip.width >= MIN_BOX_WIDTH_PT]) is not None
    return BoxLook(box, tint, first.text if on_strip else None)


def _holds(box: BBox, inner: BBox) -> bool:
    return (
        box.x0 - TOUCH_PT <= inner.x0
        and inner.x1 <= box.x1 + TOUCH_PT
        and box.top - TOUCH_PT <= inner.top
        and inner.bottom <= box.bottom + TOUCH_PT
    )


def mark_drawn_bullets(lines: Sequence[TextLine], shapes: Sequence[Shape]) -> None:
    """Give lines the bullet that was drawn to the left of them as a dot, ring or square without a glyph."""
    dots = [shape.box for shape in shapes if _is_dot(shape.box) and not shape.is_image]
    if not dots:
        return
    for line in lines:
        middle = line.baseline - 0.3 * line.style.size_pt
        for dot in dots:
            near = 0 < line.x0 - dot.x1 < BULLET_REACH_PT
            if near and abs((dot.top + dot.bottom) / 2 - middle) < 0.35 * line.style.size_pt and not line.bullet:
                line.bullet = "•"


def _is_dot(box: BBox) -> bool:
    is_size = BULLET_MIN_PT <= box.width <= BULLET_MAX_PT and BULLET_MIN_PT <= box.height <= BULLET_MAX_PT
    return is_size and 0.6 < box.width / box.height < 1.7


def has_rules(shapes: Sequence[Shape]) -> bool:
    """Whether both horizontal and vertical rules (or outlined cells) are drawn: a ruled table or box may stand here."""
    flat = sum(shape.box.height <= RULE_PT and shape.box.width > 40 for shape in shapes)
    tall = sum(shape.box.width <= RULE_PT and shape.box.height > 10 for shape in shapes)
    cells = sum(shape.stroke is not None and shape.box.width > 60 and shape.box.height > 12 for shape in shapes)
    return (flat >= 2 and tall >= 2) or cells >= 2
