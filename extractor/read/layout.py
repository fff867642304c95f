"""Lines -> paragraphs: by the structure tags where they can be trusted, else by the geometry of print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.domain import Evidence, TableCell
from extractor.read.clean import split_bullet
from extractor.read.lines import TextLine
from extractor.read.tags import Tag

PARAGRAPH_LEADING = 1.28
"""A gap this much above the usual leading parts paragraphs; half-line spacing is about 1.4."""

SIZE_STEP_PT = 0.9
INDENT_STEP_PT = 5.0
HANG_SLACK_PT = 2.0
"""Text below a bullet's glyph rather than below its words is no part of it."""

FIT_SLACK_EM = 0.6
BOLD, PLAIN = 0.85, 0.15
ITEM_HEADING = re.compile(
    r"^(?:(?:recommendation|area for (?:improvement|development)|(?:accelerated )?cause of concern|priority action)"
    r"(?:\s+\w{1,4})?|"
    r"areas for improvement|recommendations)$",
    re.IGNORECASE,
)
"""A line that only names what follows: it never runs on, and though it ends in a number it is no line of contents."""

LEADERS = re.compile(r"(?:\.\s?){6,}\s*\d{0,4}$")
"""The dots of a table of contents: one entry a line."""

LABEL_HEAD = re.compile(
    r"^(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)](?=\s|$)|\d{1,2}(?:\.\d{1,3}){1,3}\.?(?=\s)|"
    r"(?:Recommendation|Area for improvement|Cause of concern|AFI)\s+\w{1,5}\b)"
)
TERMINAL = (".", "?", "!", ":", ";", ".”", ".’", ".)", "?’", "”")
STARTS_LOWER = re.compile(r"^[a-z(‘“'\"]?[a-z]")


@dataclass(slots=True)
class Paragraph:
    """Lines that are one unit of print, before they get their offsets."""

    lines: list[TextLine]
    evidence: Evidence
    tag: Tag | None = None
    bullet: str = ""
    indent_pt: float = 0.0
    box_id: int | None = None
    cell: TableCell | None = None
    row_opened: bool = False
    level: int = 0
    closed: bool = True
    opened: bool = False

    @property
    def first(self) -> TextLine:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> TextLine:
        """Its last line."""
        return self.lines[-1]


@dataclass(slots=True)
class Typography:
    """What is usual in this document so far: letter sizes and the leading of each."""

    sizes: Counter[float] = field(default_factory=Counter)
    leadings: dict[float, Counter[float]] = field(default_factory=dict)

    def learn(self, lines: Sequence[TextLine]) -> None:
        """Count the lines of one page, given in order of print."""
        for line in lines:
            self.sizes[line.style.size_pt] += line.letters
        for upper, lower in pairwise(lines):
            size = lower.style.size_pt
            step = lower.baseline - upper.baseline
            if upper.style.size_pt == size and size * 0.9 < step < size * 2.2:
                self.leadings.setdefault(size, Counter())[round(step * 2) / 2] += 1

    @property
    def body_size_pt(self) -> float:
        """The letter size of most of the text; 11 where there is none."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 11.0

    def leading_pt(self, size_pt: float) -> float:
        """The usual distance of baselines at a letter size."""
        seen = self.leadings.get(size_pt)
        if not seen or sum(seen.values()) < 4:
            return size_pt * 1.22
        top = seen.most_common(1)[0][1]
        return min(step for step, count in seen.items() if count >= 0.4 * top)


def take_bullet(line: TextLine) -> None:
    """Move the bullet glyph at the head of a line out of its text."""
    if not line.bullet:
        line.bullet, line.text = split_bullet(line.text)


def lines_to_paragraphs(lines: Sequence[TextLine], typography: Typography) -> list[Paragraph]:
    """Paragraphs of one page by geometry, from its lines in reading order."""
    rights = _right_edges(lines)
    paragraphs: list[Paragraph] = []
    pending = ""
    for line in lines:
        take_bullet(line)
        if not line.text:
            pending = line.bullet
            continue
        if pending and not line.bullet:
            line.bullet = pending
        pending = ""
        current = paragraphs[-1] if paragraphs else None
        if current is None or _breaks(current, line, typography, rights.get(current.last.column, 0.0)):
            paragraphs.append(Paragraph([line], Evidence.STYLE, bullet=line.bullet, indent_pt=line.x0))
        else:
            current.lines.append(line)
    return paragraphs


def _right_edges(lines: Sequence[TextLine]) -> dict[int, float]:
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(line.column, []).append(line.x1)
    return {column: sorted(values)[int(len(values) * 0.95)] for column, values in edges.items()}


def _breaks(current: Paragraph, line: TextLine, typography: Typography, right: float) -> bool:
    """Whether ``line`` begins a new paragraph after ``current``."""
    last = current.last
    if line.column != last.column or line.bullet or LEADERS.search(last.text):
        return True
    if len(current.lines) == 1 and ITEM_HEADING.match(last.text):
        return True
    step = line.baseline - last.baseline
    if step <= 0.2 * last.style.size_pt:
        return not _same_row_continues(current, last, line)
    size = max(last.style.size_pt, line.style.size_pt)
    leading = typography.leading_pt(size)
    if step > PARAGRAPH_LEADING * leading:
        return True
    if abs(last.style.size_pt - line.style.size_pt) > SIZE_STEP_PT:
        return True
    if _weight_changes(current, line) or _colour_changes(current, line):
        return True
    if LABEL_HEAD.match(line.text) and _stands_out(current, line):
        return True
    return _outdents(current, line) or _ended_early(current, line, right)


def _same_row_continues(current: Paragraph, last: TextLine, line: TextLine) -> bool:
    """A label and its text, set apart by a tab on one baseline."""
    return len(current.lines) == 1 and len(last.text) <= 8 and line.x0 - last.x1 < 60


def _weight_changes(current: Paragraph, line: TextLine) -> bool:
    last = current.last.style.bold
    return (last >= BOLD and line.style.bold <= PLAIN and not line.lead_bold) or (
        current.first.style.bold <= PLAIN and last <= PLAIN and line.style.bold >= BOLD
    )


def _colour_changes(current: Paragraph, line: TextLine) -> bool:
    return current.last.style.color != line.style.color and (current.last.style.bold >= BOLD) != (
        line.style.bold >= BOLD
    )


def _stands_out(current: Paragraph, line: TextLine) -> bool:
    """A label at a line start is one where the text before has ended or the label hangs to the left of it."""
    body_x = current.last.x0 if len(current.lines) > 1 else current.first.x0
    return current.last.text.endswith(TERMINAL) or line.x0 < body_x - INDENT_STEP_PT or len(current.last.text) < 60


def _outdents(current: Paragraph, line: TextLine) -> bool:
    if len(current.lines) == 1:
        if current.bullet:
            return line.x0 <= current.first.x0 + HANG_SLACK_PT and current.last.text.endswith(TERMINAL)
        return line.x0 < current.first.x0 - INDENT_STEP_PT
    return abs(line.x0 - current.last.x0) > INDENT_STEP_PT and line.x0 < current.last.x0


def _ended_early(current: Paragraph, line: TextLine, right: float) -> bool:
    """The next word would have fitted on the last line, so that line was the end of a paragraph."""
    last = current.last
    if not last.text.endswith(TERMINAL) or STARTS_LOWER.match(line.text):
        return False
    word = line.text.split(" ", 1)[0]
    per_letter = line.box.width / max(len(line.text), 1)
    return right - last.x1 > (len(word) + 1) * per_letter + FIT_SLACK_EM * last.style.size_pt


def tagged_paragraphs(lines: Sequence[TextLine]) -> list[Paragraph]:
    """Paragraphs of one page by its structure elements; ``lines`` carry their tag and come in tag order.

    The label element of a list item and its body are one paragraph.
    """
    paragraphs: list[Paragraph] = []
    key: tuple[int, int] | None = None
    for line in lines:
        tag = line.tag
        assert tag is not None, "only tagged lines come here"
        take_bullet(line)
        own = (tag.element, tag.item)
        joins_label = bool(paragraphs) and _is_bare_label(paragraphs[-1], tag)
        if paragraphs and (own == key or joins_label):
            _append(paragraphs[-1], line)
            if joins_label:
                paragraphs[-1].tag = tag
        else:
            paragraphs.append(
                Paragraph(
                    [line], Evidence.TAGS, tag, line.bullet, line.x0, closed=not tag.unfinished, opened=tag.opened
                )
            )
        key = own
    return [paragraph for paragraph in paragraphs if any(line.text for line in paragraph.lines)]


def _is_bare_label(paragraph: Paragraph, tag: Tag) -> bool:
    return bool(paragraph.tag and paragraph.tag.is_label and paragraph.tag.item == tag.item and not tag.is_label)


def _append(paragraph: Paragraph, line: TextLine) -> None:
    if len(paragraph.lines) == 1 and not paragraph.first.text:
        paragraph.bullet = paragraph.bullet or paragraph.first.bullet
        paragraph.lines[0] = line
    else:
        paragraph.lines.append(line)
    paragraph.closed = not (line.tag and line.tag.unfinished)


class TagTrust:
    """Whether a document's paragraph tags are paragraphs: counted over its first pages.

    Some producers tag every printed line as a paragraph, or leave most letters untagged; then geometry reads better.
    """

    MIN_COVERAGE = 0.75
    MAX_BROKEN_SHARE = 0.12

    def __init__(self) -> None:
        self.tagged = self.all = self.seams = self.broken = 0

    def learn(self, lines: Iterable[TextLine], paragraphs: Sequence[Paragraph]) -> None:
        """Count the letters under a block element, and the seams that cut a sentence."""
        for line in lines:
            self.all += line.letters
            self.tagged += line.letters if line.tag is not None and line.tag.type else 0
        for upper, lower in pairwise(paragraphs):
            if upper.cell or lower.cell or lower.bullet or len(upper.last.text) < 25:
                continue
            self.seams += 1
            self.broken += not upper.last.text.endswith(TERMINAL) and bool(re.match("[a-z]", lower.first.text))

    @property
    def is_good(self) -> bool:
        """Whether the tags should be followed."""
        covered = self.tagged >= self.MIN_COVERAGE * max(self.all, 1)
        return self.tagged > 0 and covered and self.broken <= self.MAX_BROKEN_SHARE * max(self.seams, 1)
