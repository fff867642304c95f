"""Which paragraphs are headings, and how they rank: by tag, by bookmark, else by letters over the whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from extractor.domain import Bookmark, Style
from extractor.read.layout import BOLD, Paragraph, Typography
from extractor.read.shelf import KeptParagraph

HEADING_MAX_LETTERS = 170
HEADING_MAX_LINES = 4
HEADING_STEP_PT = 0.9
MAX_HEADING_LEVEL = 9
NEAR_COLOR = 0x30
UNTAGGED_HEADING_LEVEL = 7
"""Where a document has heading tags, a bold line without one ranks below H6."""

COLORED_MAX_LINES = 2
COLORED_MAX_LETTERS = 100
StyleKey = tuple[float, bool]


class Candidate(NamedTuple):
    """What decides whether words are a heading once the document's usual letters are known."""

    style: Style
    is_marked: bool
    is_short: bool
    is_tagged: bool

    @property
    def key(self) -> StyleKey:
        """Headings of one key are of one rank."""
        return round(self.style.size_pt * 2) / 2, self.style.bold >= BOLD


class HeadingStudy:
    """Learns from every paragraph, while the document is read, what its headings look like."""

    def __init__(self, bookmarks: Iterable[Bookmark]) -> None:
        self._bookmarks = {(_folded(mark.title), mark.page): mark.level for mark in bookmarks}
        self._candidates: set[Candidate] = set()
        self._colors: Counter[int] = Counter()
        self._has_tags = False

    def learn(self, paragraph: Paragraph, style: Style, text: str) -> None:
        """Take note of a whole paragraph of the given look and words."""
        for line in paragraph.lines:
            self._colors[line.style.color] += line.letters
        level = tag_level(paragraph.tag.type) if paragraph.tag else 0
        self._has_tags = self._has_tags or bool(level)
        if paragraph.bullet or len(paragraph.lines) > HEADING_MAX_LINES:
            return
        if found := self.candidate(style, text, paragraph.first.page, len(paragraph.lines), bool(level)):
            self._candidates.add(found)

    def candidate(self, style: Style, text: str, page: int, line_count: int, is_tagged: bool) -> Candidate | None:
        """What is known by itself about words that could be a heading, or None."""
        if len(text) > HEADING_MAX_LETTERS or text.endswith((".", ";", ",")):
            return None
        if not any(mark.isalpha() for mark in text):
            return None
        is_short = line_count <= COLORED_MAX_LINES and len(text) < COLORED_MAX_LETTERS and not re.match("[a-z]", text)
        return Candidate(style, self.bookmark_level(text, page) > 0, is_short, is_tagged)

    def bookmark_level(self, text: str, page: int) -> int:
        """The level of the bookmark that says these words and points to this page, or 0."""
        return self._bookmarks.get((_folded(text), page), 0) if self._bookmarks else 0

    def levels(self, typography: Typography) -> HeadingLevels:
        """The ranks, when the last page has been read."""
        color = self._colors.most_common(1)[0][0] if self._colors else 0
        return HeadingLevels(self, self._candidates, self._has_tags, typography.body_size_pt, color)


class HeadingLevels:
    """Tells the headings of one document and their levels."""

    def __init__(
        self, study: HeadingStudy, candidates: Iterable[Candidate], has_tags: bool, body_size_pt: float, body_color: int
    ) -> None:
        self._study, self._has_tags = study, has_tags
        self._body_size_pt, self._body_color = body_size_pt, body_color
        headings = [each for each in candidates if self._is_heading(each)]
        keys = sorted({each.key for each in headings}, reverse=True)
        untagged = sorted({each.key for each in headings if not each.is_tagged}, reverse=True)
        self._ranks = {key: min(rank + 1, MAX_HEADING_LEVEL) for rank, key in enumerate(keys)}
        self._untagged = {key: rank for rank, key in enumerate(untagged)}

    def level_of(self, paragraph: KeptParagraph, text: str) -> int:
        """1 to 9 for a heading, 0 for everything else."""
        if level := tag_level(paragraph.tag):
            return level if len(text) <= HEADING_MAX_LETTERS else 0
        if paragraph.bullet or len(paragraph.lines) > HEADING_MAX_LINES:
            return 0
        found = self._study.candidate(paragraph.style, text, paragraph.page, len(paragraph.lines), False)
        if found is None or not self._is_heading(found):
            return 0
        if level := self._study.bookmark_level(text, paragraph.page):
            return level
        if self._has_tags:
            return min(UNTAGGED_HEADING_LEVEL + self._untagged.get(found.key, 2), MAX_HEADING_LEVEL)
        return self._ranks.get(found.key, MAX_HEADING_LEVEL)

    def _is_heading(self, candidate: Candidate) -> bool:
        style = candidate.style
        if style.size_pt >= self._body_size_pt + HEADING_STEP_PT or style.bold >= BOLD or candidate.is_marked:
            return True
        is_colored = not _near(style.color, self._body_color) and style.size_pt >= self._body_size_pt
        return is_colored and candidate.is_short


def tag_level(tag: str) -> int:
    """The depth that a structure type states: 1 for a title or ``H1``, 0 where it is no heading."""
    if tag == "Title":
        return 1
    return int(tag[1]) if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit() else 0


def _near(first: int, second: int) -> bool:
    """Whether two colours look alike: producers mix black with 0B0C0C."""
    shifts = (16, 8, 0)
    return all(abs((first >> shift & 0xFF) - (second >> shift & 0xFF)) < NEAR_COLOR for shift in shifts)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
