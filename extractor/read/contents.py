"""Tables of contents: pages on which most entries end in a page number."""

from __future__ import annotations

import re
from collections import Counter

from extractor.read.layout import ITEM_HEADING, LEADERS

CONTENTS_LINE = re.compile(r"(?:\.\s*){4,}\s*\d{1,3}$|\S\s+\d{1,3}$|^\d{1,3}$")
CONTENTS_MIN_LINES = 5
CONTENTS_MAX_LETTERS = 300
CONTENTS_TAGS = ("TOCI", "TOC")


class ContentsStudy:
    """Counts, page by page, what looks like an entry of a table of contents."""

    def __init__(self) -> None:
        self._entries: Counter[int] = Counter()
        self._every: Counter[int] = Counter()

    def learn(self, page: int, tag: str, text: str) -> None:
        """Take note of a paragraph."""
        self._every[page] += 1
        if is_entry(tag, text):
            self._entries[page] += 1

    def pages(self) -> frozenset[int]:
        """The pages that are tables of contents."""
        return frozenset(
            page
            for page, count in self._entries.items()
            if count >= CONTENTS_MIN_LINES and count >= 0.5 * self._every[page]
        )


def has_leaders(text: str) -> bool:
    """Whether dots lead to a page number: an entry wherever it stands.

    >>> has_leaders("Vetting . . . . . . . . . . 12"), has_leaders("Recommendation 12")
    (True, False)
    """
    return bool(LEADERS.search(text))


def is_entry(tag: str, text: str) -> bool:
    """Whether a paragraph of a contents page is one of its entries: by its tag or by the page number at its end."""
    if tag in CONTENTS_TAGS:
        return True
    is_short = len(text) < CONTENTS_MAX_LETTERS or has_leaders(text)
    return is_short and bool(CONTENTS_LINE.search(text)) and not ITEM_HEADING.match(text)
