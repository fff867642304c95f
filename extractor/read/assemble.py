"""Paragraphs -> Document: headings told from text, contents set apart, every offset fixed for good."""

from __future__ import annotations

from collections.abc import Sequence, Set

from extractor.blocks import BlockTable
from extractor.domain import Block, BlockKind, Bookmark, Document, Issue, Region, Report, Span
from extractor.page import LineTable
from extractor.read.clean import join_lines, without_end_hyphen, words_of
from extractor.read.contents import ContentsStudy, has_leaders, is_entry
from extractor.read.headings import HeadingStudy
from extractor.read.layout import LABEL_HEAD, Paragraph, Typography
from extractor.read.lines import merge_styles
from extractor.read.shelf import KeptLine, KeptParagraph, Shelf

PARAGRAPH_BREAK = "\n"
PARAGRAPHS_IN_A_PIECE = 128


class Manuscript:
    """A document while it is read: its paragraphs, put by, and what only all of them together tell."""

    def __init__(self, bookmarks: tuple[Bookmark, ...] = ()) -> None:
        self.bookmarks = bookmarks
        self.paragraphs = Shelf()
        self._headings = HeadingStudy(bookmarks)
        self._contents = ContentsStudy()
        self._words: set[str] = set()

    def add(self, paragraph: Paragraph) -> None:
        """Take in a whole paragraph; they come in reading order, page after page."""
        style = merge_styles(paragraph.lines)
        text = " ".join(line.text for line in paragraph.lines)
        self._headings.learn(paragraph, style, text)
        self._contents.learn(paragraph.first.page, paragraph.tag.type if paragraph.tag else "", text)
        self._words.update(words_of(text))
        self.paragraphs.add(paragraph, style)

    def to_document(
        self,
        report: Report,
        typography: Typography,
        page_sizes: Sequence[tuple[float, float]],
        issues: Sequence[Issue],
    ) -> Document:
        """The finished document, when its last paragraph is in."""
        levels = self._headings.levels(typography)
        contents = self._contents.pages()
        text = _Text()
        lines, blocks = LineTable(), BlockTable()
        for paragraph in self.paragraphs:
            words = _compose(paragraph, self._words, text.length, lines)
            if not words:
                continue
            in_contents = has_leaders(words) or (paragraph.page in contents and is_entry(paragraph.tag, words))
            level = levels.level_of(paragraph, words)
            blocks.append(_block_of(paragraph, text.add(words), level, in_contents))
        return Document(report, text.whole(), blocks, lines, self.bookmarks, tuple(page_sizes), tuple(issues))


class _Text:
    """The text of a document as it grows, in pieces: a list of all its paragraphs would take twice as much."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._open: list[str] = []

    def add(self, words: str) -> Span:
        """Put a paragraph behind the others; returns where it stands."""
        span = Span(self.length, self.length + len(words))
        self.length = span.end + len(PARAGRAPH_BREAK)
        self._open.append(words)
        if len(self._open) == PARAGRAPHS_IN_A_PIECE:
            self._close_piece()
        return span

    def _close_piece(self) -> None:
        self._pieces.append(PARAGRAPH_BREAK.join(self._open))
        self._open.clear()

    def whole(self) -> str:
        """Everything that was added, with a break between."""
        return PARAGRAPH_BREAK.join([*self._pieces, *self._open])


def _compose(paragraph: KeptParagraph, vocabulary: Set[str], offset: int, table: LineTable) -> str:
    """The text of a paragraph that begins at ``offset``; its lines go into the table."""
    lines = [line for line in paragraph.lines if line.text]
    text = ""
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        start = len(text)
        text += join_lines(line.text, following.text, vocabulary) if following else without_end_hyphen(line.text)
        table.append(Span(offset + start, offset + len(text.rstrip())), line.page, line.box)
    return without_end_hyphen(text)


def _block_of(paragraph: KeptParagraph, span: Span, level: int, in_contents: bool) -> Block:
    return Block(
        kind=_kind_of(paragraph, level, in_contents),
        span=span,
        regions=_regions_of(paragraph.lines),
        evidence=paragraph.evidence,
        style=paragraph.style,
        level=0 if in_contents else level,
        bullet=paragraph.bullet or ("•" if _is_tagged_item(paragraph) else ""),
        indent_pt=round(paragraph.lines[0].box.x0, 1),
        box_id=paragraph.box_id,
        cell=paragraph.cell,
        tag=paragraph.tag,
        column=paragraph.lines[0].column,
    )


def _is_tagged_item(paragraph: KeptParagraph) -> bool:
    """A list item whose bullet was drawn, or left out: the tag says it is one."""
    return paragraph.is_item and not LABEL_HEAD.match(paragraph.lines[0].text)


def _kind_of(paragraph: KeptParagraph, level: int, in_contents: bool) -> BlockKind:
    if in_contents:
        return BlockKind.CONTENTS
    if level:
        return BlockKind.HEADING
    if paragraph.bullet or _is_tagged_item(paragraph):
        return BlockKind.LIST_ITEM
    return BlockKind.TABLE_CELL if paragraph.cell else BlockKind.PARAGRAPH


def _regions_of(lines: Sequence[KeptLine]) -> tuple[Region, ...]:
    regions: list[Region] = []
    column = -1
    for line in lines:
        if regions and regions[-1].page == line.page and line.column == column:
            regions[-1] = Region(line.page, regions[-1].box.union(line.box))
        else:
            regions.append(Region(line.page, line.box))
        column = line.column
    return tuple(regions)
