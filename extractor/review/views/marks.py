"""Texts cut into marked pieces: whom an item is for, by when, shared words, and what a version changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

from extractor.domain import Recommendation
from extractor.review.parts import Segment

Cut = tuple[int, int, str]
"""Start, end (half-open, within one text) and the name of the mark."""


def segments_of(text: str, cuts: Iterable[Cut]) -> tuple[Segment, ...]:
    """The text in pieces. Of two marks that overlap the one that begins first stands, then the longer.

    >>> segments_of("by May", [(3, 6, "deadline")])
    (Segment(text='by ', mark=''), Segment(text='May', mark='deadline'))
    """
    pieces: list[Segment] = []
    done = 0
    for start, end, mark in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start < done or end > len(text) or start >= end:
            continue
        pieces += [Segment(text[done:start])] * (start > done)
        pieces.append(Segment(text[start:end], mark))
        done = end
    pieces += [Segment(text[done:])] * (done < len(text))
    return tuple(pieces)


def duties_of(item: Recommendation, text: str | None) -> tuple[Segment, ...]:
    """A text of an item with its addressees and deadlines marked where they stand verbatim."""
    if not text:
        return ()
    return segments_of(text, [*_places(item, text, "addressee"), *_places(item, text, "deadline")])


def _places(item: Recommendation, text: str, mark: str) -> Iterable[Cut]:
    """Where each phrase stands: at its span if the text is the item's own and still says so, else where it is found."""
    phrases = item.addressees if mark == "addressee" else item.deadlines
    for phrase in phrases:
        at = -1
        if phrase.span and item.span and text == item.text:
            at = phrase.span.start - item.span.start
        if at < 0 or text[at : at + len(phrase.text)] != phrase.text:
            at = _find_words(text, phrase.text)
        if at >= 0:
            yield at, at + len(phrase.text), mark


def _find_words(text: str, phrase: str) -> int:
    if not phrase:
        return -1
    found = re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
    return found.start() if found else -1


def shared_words_of(text: str, words: Sequence[str]) -> tuple[Segment, ...]:
    """A text with every occurrence of the given words or phrases marked as shared."""
    phrases = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not phrases:
        return segments_of(text, ())
    pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)"
    found = re.finditer(pattern, text, re.IGNORECASE)
    return segments_of(text, [(match.start(), match.end(), "shared") for match in found])


def change_of(before: str, after: str) -> tuple[Segment, ...]:
    """Two versions of a text as one, with the words that went and the words that came."""
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    pieces: list[Segment] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Segment("".join(new[c:d])))
            continue
        pieces += [Segment("".join(old[a:b]), "removed")] * (b > a)
        pieces += [Segment("".join(new[c:d]), "added")] * (d > c)
    return tuple(pieces)


def pieces_of(text: str) -> tuple[str, ...]:
    """A text cut where a new item could begin: at line breaks, sentence ends, semicolons and enumerated clauses.

    Nothing is lost: the pieces joined with single spaces have the words of the text in their order.

    >>> pieces_of("Review it; and (b) report. Then stop.")
    ('Review it;', 'and', '(b) report.', 'Then stop.')
    """
    borders = r"\n+|(?<=[.;:?!])\s+(?=\S)|\s+(?=\([a-z0-9ivx]{1,4}\)\s)|\s+(?=[•◼▪]\s)"
    return tuple(piece.strip() for piece in re.split(borders, text) if piece.strip())
