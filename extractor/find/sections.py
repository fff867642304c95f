"""Where lists of items begin and end: headings that open, headings that close, boxes that bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.blocks import choose_blocks
from extractor.domain import Block, BlockKind, Document, Kind
from extractor.find.cells import (
    caption_above,
    heads_a_column,
    heads_form,
    is_band,
    is_caption,
    is_inside,
    is_term,
    same_row,
    same_table,
    tells_status,
)
from extractor.find.headings import ANSWERS_A_REPORT, LIST_GOES_ON, NEVER_A_LIST, letters_of
from extractor.find.kinds import (
    OPENER_MAX_LETTERS,
    is_old,
    is_plural,
    is_singular,
    label_kind,
    likely_kind,
    old_list_kind,
    opener_kind,
)
from extractor.find.owners import is_of_others
from extractor.find.patterns import ITEM_LABEL, MODAL, NUMBER

PLAIN_OPENER_LEVEL = 8
LABEL_LEVEL = 9
SAME_SIZE_PT = 0.6
BOLD = 0.8
MAX_COLUMNS = 10


@dataclass(slots=True)
class Section:
    """Blocks between an opener and what ends its list.

    ``bounded`` says that a box or table cell is the edge; ``labelled`` that the opener is itself the label of one
    item ("Recommendation 4"), which then heads the blocks; ``tentative`` that the heading only may open a list, so
    that its entries have to look like a list's; ``around_boxes`` that its items stand in boxes of their own, so that
    the prose around them is none; ``band`` that it is a box whose heading has a row of its own.
    """

    kind: Kind
    opener: Block
    level: int
    path: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    restated: bool = False
    bounded: bool = False
    in_table: bool = False
    labelled: bool = False
    tentative: bool = False
    around_boxes: bool = False
    band: bool = False

    @property
    def is_consolidated(self) -> bool:
        """Whether it is a list rather than one labelled item."""
        return not self.labelled


class SectionFinder:
    """Walks the blocks once, keeps the headings above, and collects the sections."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = choose_blocks(
            document.blocks, lambda block: block.kind not in (BlockKind.CONTENTS, BlockKind.FURNITURE)
        )
        self.path: list[tuple[int, str]] = []
        self.sections: list[Section] = []
        self.current: Section | None = None
        self.outer: Section | None = None
        self.is_answer = bool(ANSWERS_A_REPORT.match(document.report.title))

    def find(self) -> list[Section]:
        """The sections of the document in order of print."""
        for index, block in enumerate(self.blocks):
            self._visit(index, block)
        self._close()
        return [section for section in self.sections if section.blocks or section.labelled]

    def _visit(self, index: int, block: Block) -> None:
        text = self.document.slice(block.span)
        current = self.current
        if current and _is_outside(current, block):
            self._close()
            self.current = replace(self.outer, blocks=[]) if self.outer else None
        is_heading = block.kind is BlockKind.HEADING
        labelled = None if block.bullet else label_kind(text)
        opened = None if labelled else self._opened(index, block, text)
        if is_heading:
            self._push(block.level, text)
        if opened and self._is_inner(opened, text, block):
            assert self.current is not None, "an inner heading has an outer list"
            self.current.blocks.append(block)
        elif opened:
            self._open(index, block, opened, block.level or PLAIN_OPENER_LEVEL, False)
        elif labelled and self._starts_item(labelled, block):
            self._open(index, block, labelled, block.level or LABEL_LEVEL, True)
        elif self.current and is_heading and not labelled and self._ends(index, block, text):
            self._close()
            self.outer = None
        elif self.current:
            if is_heading and self._groups_at_once(index):
                self.current.level = block.level - 1
            self.current.blocks.append(block)

    def _opened(self, index: int, block: Block, text: str) -> Kind | None:
        """What the list is that a block opens: surely, of an earlier report, or perhaps, where no list stands open."""
        if self._is_title(text) or not _may_open(block, text) or heads_a_column(self.blocks, index):
            return None
        kind = opener_kind(text)
        if kind and (self._is_row_label(block, text) or is_term(self.document, self.blocks, index)):
            kind = None
        if kind or block.kind is not BlockKind.HEADING:
            return kind
        is_free = self.current is None or self.current.tentative or self._ends(index, block, text)
        return old_list_kind(text) or (likely_kind(text) if is_free else None)

    def _is_row_label(self, block: Block, text: str) -> bool:
        """Whether "Recommendation" is the first line of a row label in a list’s own table, its number the second."""
        current = self.current
        if current is None or not current.in_table or block.kind is BlockKind.HEADING:
            return False
        return same_table(current.opener, block) and is_singular(text)

    def _is_title(self, text: str) -> bool:
        """Whether a heading is the report's own title: "Learning recommendations: custody, March 2028"."""
        return text == self.document.report.title and ":" in text

    def _push(self, level: int, text: str) -> None:
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, text))

    def _open(self, index: int, block: Block, kind: Kind, level: int, labelled: bool) -> None:
        interrupted = self.current
        self._close()
        titles = tuple(text for _, text in self.path)
        text = self.document.slice(block.span)
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        band = is_band(self.blocks, index, labelled)
        caption = caption_above(self.document, self.blocks, index)
        before = self._concern_before(index, block) if kind is Kind.RECOMMENDATION and not labelled else []
        self.current = Section(
            Kind.CAUSE_OF_CONCERN if before else kind,
            before[0] if before else block,
            level,
            titles,
            [*before, block] if before else [],
            restated=self.is_answer
            or any(is_old(title) or is_of_others(title, self.document) for title in (*titles, text, caption))
            or tells_status(self.document, self.blocks, index),
            bounded=band or (following is not None and is_inside(block, following)),
            in_table=following is not None and (same_table(block, following) or is_caption(text, block, following)),
            labelled=labelled,
            tentative=not labelled and opener_kind(text) is None and not is_old(text),
            band=band,
        )
        is_set_apart = self.current.bounded or self.current.in_table
        self.outer = _list_around(interrupted) if is_set_apart else None

    def _concern_before(self, index: int, heading: Block) -> list[Block]:
        """The bold statement above a "Recommendations" line, where the two share a box or the line leads in a list.

        A cause of concern is printed so in joint custody reports: no label, the statement, what should be done.
        """
        before, after = self.blocks[max(index - 1, 0)], self.blocks[index + 1 : index + 2]
        text = self.document.slice(heading.span)
        if not index or not after or not LIST_GOES_ON.match(letters_of(text)) or before.kind is BlockKind.HEADING:
            return []
        is_bold = before.style.bold >= BOLD and not before.bullet and self.document.slice(before.span).endswith(".")
        leads_in = self.document.slice(after[0].span).rstrip().endswith(":")
        return [before] if is_bold and (is_inside(heading, before) or leads_in) else []

    def _close(self) -> None:
        if self.current is not None:
            self.sections.append(self.current)
            self.current = None

    def _is_inner(self, kind: Kind, text: str, block: Block) -> bool:
        """A "Recommendations" line in a cause of concern belongs to it.

        So does the heading said again as a lead-in, or at the top of the next page of a table.
        """
        current = self.current
        if current is None:
            return False
        if current.kind in (Kind.CAUSE_OF_CONCERN, Kind.ACCELERATED_CAUSE_OF_CONCERN) and kind is Kind.RECOMMENDATION:
            is_sibling = block.level == current.level and is_plural(self.document.slice(current.opener.span))
            is_below = current.bounded or not block.level or (block.level >= current.level and not is_sibling)
            return is_below and bool(LIST_GOES_ON.match(letters_of(text)))
        if current.in_table and block.cell is not None and text == self.document.slice(current.opener.span):
            return True
        repeats = not current.blocks or all(same_row(own, block) for own in current.blocks)
        return kind is current.kind and repeats and block.kind is not BlockKind.HEADING

    def _starts_item(self, kind: Kind, block: Block) -> bool:
        """A labelled block opens a section of its own unless it stands in a list of its kind already."""
        current = self.current
        if current is None or current.labelled or heads_form(self.document, block):
            return True
        return kind is not current.kind or (block.level > 0 and block.level < current.level)

    def _ends(self, index: int, block: Block, text: str) -> bool:
        """Whether a heading ends the current list."""
        current = self.current
        assert current is not None, "the caller looked"
        if NEVER_A_LIST.match(letters_of(text)):
            return True
        if current.labelled and not current.blocks and block.level >= current.level:
            return False
        if current.bounded or (
            current.in_table and any(same_table(b, block) for b in (current.opener, *current.blocks))
        ):
            return False
        if current.in_table and self._repeats_head(index):
            return False
        if self._groups_at_once(index):
            return False
        if block.level > current.level:
            return self._form_changes(index)
        is_grouped = not current.blocks or current.blocks[0].kind is BlockKind.HEADING
        return not (is_grouped and self._numbering_goes_on(index))

    def _repeats_head(self, index: int) -> bool:
        """Whether a cell stands in a heading row that says the list's heading again: its table goes on over a page."""
        assert self.current is not None, "the caller looked"
        words = self.document.slice(self.current.opener.span)
        row = [other for other in self.blocks[index : index + MAX_COLUMNS] if same_row(self.blocks[index], other)]
        return any(self.document.slice(other.span) == words for other in row)

    def _groups_at_once(self, index: int) -> bool:
        """Whether a heading in letters of the opener's size stands between it and the first bullet: the first group."""
        current = self.current
        assert current is not None, "the caller looked"
        if current.blocks or current.labelled or index + 1 == len(self.blocks):
            return False
        is_alike = abs(self.blocks[index].style.size_pt - current.opener.style.size_pt) < SAME_SIZE_PT
        return is_alike and bool(self.blocks[index + 1].bullet)

    def _form_changes(self, index: int) -> bool:
        """Whether a list of bullets is followed, below a smaller heading, by something that is no bullet."""
        assert self.current is not None, "the caller looked"
        if self._numbering_goes_on(index) or self._is_another_group(index):
            return False
        texts = [block for block in self.current.blocks if block.kind is not BlockKind.HEADING]
        following = next((b for b in self.blocks[index + 1 : index + 4] if b.kind is not BlockKind.HEADING), None)
        if not texts or following is None or not texts[-1].bullet:
            return False
        is_lead_in = self.document.slice(following.span).rstrip().endswith(":")
        return not following.bullet and not is_lead_in

    def _is_another_group(self, index: int) -> bool:
        """Whether a heading looks like those that grouped the list so far, and a duty stands below it."""
        assert self.current is not None, "the caller looked"
        own = self.blocks[index]
        below = self.document.slice(self.blocks[index + 1].span) if index + 1 < len(self.blocks) else ""
        groups = (b for b in self.current.blocks if b.kind is BlockKind.HEADING)
        return bool(MODAL.search(below)) and any((b.level, b.style) == (own.level, own.style) for b in groups)

    def _numbering_goes_on(self, index: int) -> bool:
        """Whether the next text after a heading carries the next number of the list: then the heading groups it."""
        assert self.current is not None, "the caller looked"
        last = last_number(self.document, self.current.blocks)
        if last is None and self.current.blocks:
            return False
        for block in self.blocks[index + 1 : index + 4]:
            if block.kind is not BlockKind.HEADING:
                return block_number(self.document, block) == (last or 0) + 1
        return False


def _list_around(interrupted: Section | None) -> Section | None:
    """The list that a box with one of its items interrupts: it goes on behind the box, and its prose is no item."""
    if interrupted is None or interrupted.bounded or interrupted.labelled or interrupted.in_table:
        return None
    interrupted.around_boxes = True
    return interrupted


def _may_open(block: Block, text: str) -> bool:
    """A heading, or a short line that says nothing but the heading's words."""
    return block.kind is BlockKind.HEADING or (not block.bullet and len(text) <= OPENER_MAX_LETTERS)


def _is_outside(section: Section, block: Block) -> bool:
    """Whether a block lies beyond the box, cell or table that bounds a section."""
    if section.band:
        goes_on = section.opener.box_id is not None and section.opener.box_id == block.box_id
        return not goes_on and not same_table(section.opener, block)
    if section.bounded:
        return not is_inside(section.opener, block)
    if section.labelled and section.opener.cell is not None:
        return not same_table(section.opener, block)
    return section.in_table and block.cell is None


def block_number(document: Document, block: Block) -> int | None:
    """The running number a block begins with, or None."""
    text = document.slice(block.span)
    found = NUMBER.match(text) or ITEM_LABEL.match(text)
    return int(found["number"]) if found and found["number"].isdigit() else None


def last_number(document: Document, blocks: Sequence[Block]) -> int | None:
    """The last running number among blocks, or None."""
    return next((n for block in reversed(blocks) if (n := block_number(document, block)) is not None), None)
