"""Subjects that point back: "they", "it", "the unit", "the Department"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import MarkedText, Mention
from extractor.find.sentences import MODAL
from extractor.find.subjects import Party, starts_with_body

PRONOUN = re.compile(r"(?:^|[\s,;])(?P<word>they|it|each|both)\s*(?:\w+ly\s*|also\s*|then\s*|now\s*)?$", re.I)
COMMA = re.compile(r",\s+")
DEFINITE = re.compile(r"(?:the|this|that)\s+(?P<noun>\w+)", re.I)


def pronoun_parties(text: MarkedText, spans: Sequence[tuple[int, int]]) -> list[Party]:
    """The bodies that a pronoun before a modal stands for: the first named in its sentence, else in the one before.

    "Where a force has not done so, it should do so within a year" puts the force under a duty.
    """
    for index, (start, end) in enumerate(spans):
        modal = MODAL.search(text.plain, start, end)
        pronoun = PRONOUN.search(text.plain[start : modal.start()]) if modal else None
        if pronoun is None:
            continue
        at = start + pronoun.start("word")
        found = text.first_inside(start, at) or (_first_subject(text, *spans[index - 1]) if index else None)
        if found:
            return [Party(found.start, found.end, found)]
    return []


def _first_subject(text: MarkedText, start: int, end: int) -> Mention | None:
    """The body that opens a sentence, at once or after a comma, else the first it names."""
    for cut in (start, *(comma.end() for comma in COMMA.finditer(text.plain, start, end))):
        if starts_with_body(text, cut, end):
            return text.first_inside(cut, end)
    return text.first_inside(start, end)


def antecedent_of(text: MarkedText, party: Party) -> Mention | None:
    """The full name that "the unit" or "the Department" repeats, or None."""
    definite = DEFINITE.fullmatch(text.plain, party.start, party.end)
    if definite is None or (party.mention and party.mention.organization):
        return None
    noun = definite["noun"].casefold()
    earlier = [each for each in text.mentions if each.end <= party.start]
    return next((each for each in reversed(earlier) if repeats(noun, text.words(each))), None)


def repeats(noun: str, name: str) -> bool:
    """Whether a noun stands for a name: it is the last word of it, or the first.

    >>> repeats("unit", "Midshires Regional Organised Crime Unit"), repeats("board", "the council")
    (True, False)
    """
    words = re.sub(r"\s*\([^)]*\)$", "", name.casefold()).split()
    return len(words) > 1 and noun in {words[0], words[-1]}
