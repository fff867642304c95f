"""What stands on a page and belongs to no sentence: running heads and feet, page numbers, footnotes.

Repetition is judged against the pages near by (the same words in the same margin), so memory stays flat and a book
whose running head changes with the chapter is served too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.read.lines import TextLine

MARGIN_SHARE = 0.115
"""Running heads and feet stand in the outer eighth of a page."""

ANY_WORDS = "\0"
HEAD_SHARE = 0.065
"""Text blocks begin lower on a page than this."""

NEIGHBOURS = 3
"""How far away the same words are looked for; left and right pages alternate, chapters open without a head."""

FOOTNOTE_SMALLER_PT = 0.8
FOOTNOTE_ZONE_SHARE = 0.45
SAME_PLACE_PT = 4.0
SAME_ROW_PT = 1.5
MAX_MARK_LETTERS = 4
_DIGITS = re.compile(r"\d+")
_ROMAN = r"[ivxlc]{1,6}"
PAGE_NUMBER = re.compile(
    rf"^(?:page\s+)?[-–|]?\s*(?:\d{{1,4}}|{_ROMAN})\s*[-–|]?(?:\s*(?:of|/)\s*\d{{1,4}})?$", re.IGNORECASE
)
FOOTNOTE_START = re.compile(r"^(?:\d{1,3}\b|[*†‡§]|\[\d{1,3}\]|[ivx]{1,4}\s)")
BROWSER_PRINT = re.compile(
    r"^(?:https?://\S+\s+\d+/\d+|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\b.*|https?://\S+|\d{1,3}/\d{1,3}|file://\S+.*)$"
)
"""The head and foot that a browser prints: date and title, address and page of pages."""

MarginKey = tuple[bool, str, int]


def margin_keys(lines: Sequence[TextLine], height: float) -> frozenset[MarginKey]:
    """What stands in the top (False) and bottom (True) margin, with its height on the page."""
    return frozenset(key for line in lines for key in _keys_of(line, height))


def _keys_of(line: TextLine, height: float) -> tuple[MarginKey, ...]:
    """The words as printed, and with the first or the last number as its distance from the page's own.

    Above where any text block begins, small letters of one size at one height are a running head whatever they say:
    a chapter's name. Lower down it says the same on every page or counts on with the pages; "Recommendation 4" at the
    foot of one page and "Recommendation 9" at that of the next do neither.
    """
    top = line.box.bottom < height * MARGIN_SHARE
    bottom = line.box.top > height * (1 - MARGIN_SHARE)
    if not (top or bottom):
        return ()
    place = round(line.baseline / SAME_PLACE_PT)
    words = line.text.lower()[:60]
    if line.box.bottom < height * HEAD_SHARE:
        return ((bottom, f"{ANY_WORDS}{line.style.size_pt}", place), *_ways(words, line.page, bottom, place))
    return _ways(words, line.page, bottom, place)


def _ways(words: str, page: int, bottom: bool, place: int) -> tuple[MarginKey, ...]:
    numbers = list(_DIGITS.finditer(words))
    ways = [words, *(_counted(words, number, page) for number in (*numbers[:1], *numbers[-1:]))]
    return tuple((bottom, way, place) for way in dict.fromkeys(ways))


def _counted(words: str, number: re.Match[str], page: int) -> str:
    """The words with one number as its distance from the page's own."""
    return f"{words[: number.start()]}#{int(number.group()) - page}{words[number.end() :]}"


def without_furniture(
    lines: Sequence[TextLine], height: float, near: Sequence[frozenset[MarginKey]], body_size_pt: float
) -> list[TextLine]:
    """The lines of a page that belong to its text.

    Args:
        lines: lines of one page, in any order.
        height: page height in points.
        near: margin keys of the pages around it, its own not among them.
        body_size_pt: the letter size of most of the document.
    """
    kept = [line for line in lines if not _is_running(line, height, near, body_size_pt)]
    middle = max((line.x1 for line in kept), default=0.0) / 2
    left = [line for line in kept if line.x0 < middle]
    right = [line for line in kept if line.x0 >= middle]
    notes = _footnotes(left, height, body_size_pt) | _footnotes(right, height, body_size_pt)
    return [line for line in kept if id(line) not in notes]


def _is_running(line: TextLine, height: float, near: Sequence[frozenset[MarginKey]], body_size_pt: float) -> bool:
    own = _keys_of(line, height)
    if not own or (line.tag is not None and line.tag.cell is not None):
        return False
    if PAGE_NUMBER.match(line.text) or BROWSER_PRINT.match(line.text):
        return True
    return any(
        (bottom, text, place + shift) in keys
        for bottom, text, place in own
        if not text.startswith(ANY_WORDS) or line.style.size_pt <= body_size_pt - FOOTNOTE_SMALLER_PT
        for keys in near
        for shift in (-1, 0, 1)
    )


def _footnotes(lines: Sequence[TextLine], height: float, body_size_pt: float) -> set[int]:
    """Ids of the lines of the footnote block: small print at the foot whose first line carries a mark."""
    foot: list[TextLine] = []
    ordered = sorted(lines, key=lambda line: -line.baseline)
    for line in ordered:
        if _is_in_table(line, ordered):
            break
        small = line.style.size_pt <= body_size_pt - FOOTNOTE_SMALLER_PT
        if not (small or (line.letters <= 4 and line.style.size_pt <= body_size_pt)):
            break
        if line.box.top < height * FOOTNOTE_ZONE_SHARE:
            break
        foot.append(line)
    foot.reverse()
    for index, line in enumerate(foot):
        if FOOTNOTE_START.match(line.text) or line.lead_raised:
            has_words = any(own.letters > MAX_MARK_LETTERS for own in foot[index:])
            return {id(own) for own in foot[index:]} if has_words else set()
    return set()


def _is_in_table(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line is a cell: by its tag, or because other words stand beside it. Tables are set small, too."""
    if line.tag is not None and line.tag.cell is not None:
        return True
    return line.letters > MAX_MARK_LETTERS and any(
        other is not line
        and other.letters > MAX_MARK_LETTERS
        and abs(other.baseline - line.baseline) < SAME_ROW_PT
        and (other.x0 > line.x1 or other.x1 < line.x0)
        for other in lines
    )
