"""Paragraphs -> Document: pieces joined over page breaks, headings told from text, every offset fixed for good."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.domain import (
    Block,
    BlockKind,
    Bookmark,
    Document,
    Issue,
    Region,
    Report,
    Span,
    TableCell,
)
from extractor.page import LineTable
from extractor.read.clean import join_lines, without_end_hyphen, words_of
from extractor.read.layout import BOLD, ITEM_HEADING, LABEL_HEAD, LEADERS, TERMINAL, Paragraph, Typography
from extractor.read.lines import AnyLine, merge_styles

HEADING_MAX_LETTERS = 170
HEADING_MAX_LINES = 4
HEADING_STEP_PT = 0.9
MAX_HEADING_LEVEL = 9
COLUMN_SLACK_PT = 24.0
NEAR_COLOR = 0x30
UNTAGGED_HEADING_LEVEL = 7
"""Where a document has heading tags, a bold line without one ranks below H6."""

CONTENTS_LINE = re.compile(r"(?:\.\s*){4,}\s*\d{1,3}$|\S\s+\d{1,3}$|^\d{1,3}$")
CONTENTS_MIN_LINES = 5
CONTENTS_MAX_LETTERS = 300
PARAGRAPH_BREAK = "\n"
NOTHING: list[AnyLine] = []


def assemble(
    report: Report,
    paragraphs: Sequence[Paragraph],
    typography: Typography,
    bookmarks: tuple[Bookmark, ...],
    page_sizes: Sequence[tuple[float, float]],
    issues: Sequence[Issue],
) -> Document:
    """The finished document; ``paragraphs`` come in reading order, page after page."""
    whole = join_over_pages(paragraphs)
    vocabulary = frozenset(word for paragraph in whole for line in paragraph.lines for word in words_of(line.text))
    contents = _contents_pages(whole)
    levels = _HeadingLevels(whole, typography, bookmarks)
    parts: list[str] = []
    lines = LineTable()
    blocks: list[Block] = []
    offset = 0
    for paragraph in whole:
        text = _compose(paragraph, vocabulary, offset, lines)
        if not text:
            continue
        level = levels.level_of(paragraph, text)
        span = Span(offset, offset + len(text))
        in_contents = paragraph.first.page in contents and _is_entry(paragraph, text)
        blocks.append(_block_of(paragraph, span, level, in_contents))
        parts.append(text)
        offset = span.end + len(PARAGRAPH_BREAK)
        paragraph.lines = NOTHING  # let go: a book's paragraphs and blocks are never all there at once
    return Document(
        report, PARAGRAPH_BREAK.join(parts), tuple(blocks), lines, bookmarks, tuple(page_sizes), tuple(issues)
    )


def _compose(paragraph: Paragraph, vocabulary: frozenset[str], offset: int, table: LineTable) -> str:
    """The text of a paragraph that begins at ``offset``; its lines go into the table."""
    lines = [line for line in paragraph.lines if line.text]
    text = ""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        start = len(text)
        text += join_lines(line.text, following.text, vocabulary) if following else without_end_hyphen(line.text)
        table.append(Span(offset + start, offset + len(text.rstrip())), line.page, line.box)
    return without_end_hyphen(text)


def _block_of(paragraph: Paragraph, span: Span, level: int, in_contents: bool) -> Block:
    return Block(
        kind=_kind_of(paragraph, level, in_contents),
        span=span,
        regions=_regions_of(paragraph.lines),
        evidence=paragraph.evidence,
        style=merge_styles(paragraph.lines),
        level=0 if in_contents else level,
        bullet=paragraph.bullet or ("•" if _is_tagged_item(paragraph) else ""),
        indent_pt=round(paragraph.first.x0, 1),
        box_id=paragraph.box_id,
        cell=paragraph.cell,
        tag=paragraph.tag.type if paragraph.tag else "",
        column=paragraph.first.column,
    )


def _is_tagged_item(paragraph: Paragraph) -> bool:
    """A list item whose bullet was drawn, or left out: the tag says it is one."""
    tag = paragraph.tag
    return bool(tag and tag.type in ("LI", "LBody") and tag.item >= 0) and not LABEL_HEAD.match(paragraph.first.text)


def _kind_of(paragraph: Paragraph, level: int, in_contents: bool) -> BlockKind:
    if in_contents:
        return BlockKind.CONTENTS
    if level:
        return BlockKind.HEADING
    if paragraph.bullet or _is_tagged_item(paragraph):
        return BlockKind.LIST_ITEM
    return BlockKind.TABLE_CELL if paragraph.cell else BlockKind.PARAGRAPH


def _regions_of(lines: Sequence[AnyLine]) -> tuple[Region, ...]:
    regions: list[Region] = []
    column = -1
    for line in lines:
        if regions and regions[-1].page == line.page and line.column == column:
            regions[-1] = Region(line.page, regions[-1].box.union(line.box))
        else:
            regions.append(Region(line.page, line.box))
        column = line.column
    return tuple(regions)


# --------------------------------------------------------------------------------- over the page break


def join_over_pages(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs and table rows that a page break cut, made whole."""
    result: list[Paragraph] = []
    moved: dict[tuple[int, int], tuple[int, int]] = {}
    for index, paragraph in enumerate(paragraphs):
        previous = result[-1] if result else None
        if paragraph.cell and previous and previous.cell:
            key = (paragraph.cell.table, paragraph.cell.row)
            if key not in moved and _row_goes_on(previous, paragraphs[index:]):
                moved[key] = (previous.cell.table, previous.cell.row)
            if key in moved:
                paragraph.cell = TableCell(*moved[key], _column_by_place(paragraph, *moved[key], result))
        if previous and _goes_on(previous, paragraph):
            previous.lines.extend(paragraph.lines)
            previous.closed = paragraph.closed
        else:
            _insert(result, paragraph)
    return result


def _column_by_place(paragraph: Paragraph, table: int, row: int, result: Sequence[Paragraph]) -> int:
    """The column of a cell's second half by its left edge: over a page break some producers count cells anew."""
    assert paragraph.cell is not None, "the caller looked"
    edges: dict[int, float] = {}
    for other in reversed(result):
        if other.cell is None or (other.cell.table, other.cell.row) != (table, row):
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
    row = [mate for mate in following[:12] if mate.cell and _row_of(mate.cell) == _row_of(first.cell)]
    return not previous.last.text.endswith(TERMINAL) and any(re.match("[a-z]", mate.first.text) for mate in row)


def _row_of(cell: TableCell) -> tuple[int, int]:
    return cell.table, cell.row


def _insert(result: list[Paragraph], paragraph: Paragraph) -> None:
    """Append, or for a cell of a row that goes on put it behind the earlier part of the same cell."""
    cell = paragraph.cell
    place = len(result)
    if cell is not None:
        while place and (own := result[place - 1].cell) is not None:
            if (own.table, own.row) != (cell.table, cell.row) or own.column <= cell.column:
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


# ------------------------------------------------------------------------------------------ headings


class _HeadingLevels:
    """Ranks headings: by tag, by bookmark, else by letter size and weight over the whole document."""

    def __init__(self, paragraphs: Sequence[Paragraph], typography: Typography, bookmarks: Iterable[Bookmark]) -> None:
        self.body = typography.body_size_pt
        self.bookmarks = {(_folded(mark.title), mark.page): mark.level for mark in bookmarks}
        self.body_color = _most_common_color(paragraphs)
        self.has_tags = any(_tag_level(paragraph) for paragraph in paragraphs)
        styles: Counter[tuple[float, bool]] = Counter()
        untagged: set[tuple[float, bool]] = set()
        for paragraph in paragraphs:
            if self._looks_like_heading(paragraph, _raw_text(paragraph)):
                styles[self._style_key(paragraph)] += 1
                if not _tag_level(paragraph):
                    untagged.add(self._style_key(paragraph))
        ranked = sorted(styles, reverse=True)
        self.untagged = {key: rank for rank, key in enumerate(sorted(untagged, reverse=True))}
        self.ranks = {key: min(rank + 1, MAX_HEADING_LEVEL) for rank, key in enumerate(ranked)}

    def level_of(self, paragraph: Paragraph, text: str) -> int:
        """1 to 9 for a heading, 0 for everything else."""
        if level := _tag_level(paragraph):
            return level if len(text) <= HEADING_MAX_LETTERS else 0
        if not self._looks_like_heading(paragraph, text):
            return 0
        if level := self.bookmarks.get((_folded(text), paragraph.first.page), 0):
            return level
        rank = self.ranks.get(self._style_key(paragraph), MAX_HEADING_LEVEL)
        if self.has_tags:
            return min(UNTAGGED_HEADING_LEVEL + self.untagged.get(self._style_key(paragraph), 2), MAX_HEADING_LEVEL)
        return rank

    def _style_key(self, paragraph: Paragraph) -> tuple[float, bool]:
        style = merge_styles(paragraph.lines)
        return round(style.size_pt * 2) / 2, style.bold >= BOLD

    def _looks_like_heading(self, paragraph: Paragraph, text: str) -> bool:
        if paragraph.bullet or len(paragraph.lines) > HEADING_MAX_LINES or len(text) > HEADING_MAX_LETTERS:
            return False
        if not any(mark.isalpha() for mark in text) or text.endswith((".", ";", ",")):
            return False
        style = merge_styles(paragraph.lines)
        if style.size_pt >= self.body + HEADING_STEP_PT or style.bold >= BOLD:
            return True
        if (_folded(text), paragraph.first.page) in self.bookmarks:
            return True
        is_colored = (
            not _near(style.color, self.body_color) and style.size_pt >= self.body and len(paragraph.lines) <= 2
        )
        return is_colored and not re.match("[a-z]", text) and len(text) < 100


def _tag_level(paragraph: Paragraph) -> int:
    kind = paragraph.tag.type if paragraph.tag else ""
    if kind == "Title":
        return 1
    return int(kind[1]) if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit() else 0


def _near(first: int, second: int) -> bool:
    """Whether two colours look alike: producers mix black with 0B0C0C."""
    shifts = (16, 8, 0)
    return all(abs((first >> shift & 0xFF) - (second >> shift & 0xFF)) < NEAR_COLOR for shift in shifts)


def _raw_text(paragraph: Paragraph) -> str:
    return " ".join(line.text for line in paragraph.lines)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _most_common_color(paragraphs: Sequence[Paragraph]) -> int:
    colors: Counter[int] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            colors[line.style.color] += line.letters
    return colors.most_common(1)[0][0] if colors else 0


def _contents_pages(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Pages on which most entries end in a page number: tables of contents."""
    ending: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for paragraph in paragraphs:
        page = paragraph.first.page
        every[page] += 1
        ending[page] += _is_entry(paragraph, _raw_text(paragraph))
    return frozenset(
        page for page, count in ending.items() if count >= CONTENTS_MIN_LINES and count >= 0.5 * every[page]
    )


def _is_entry(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph of a contents page is one of its entries: by its tag or by the page number at its end."""
    if paragraph.tag and paragraph.tag.type in ("TOCI", "TOC"):
        return True
    is_short = len(text) < CONTENTS_MAX_LETTERS or bool(LEADERS.search(text))
    return bool(CONTENTS_LINE.search(text)) and is_short and not ITEM_HEADING.match(text)
