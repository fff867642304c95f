"""Subjects that point back: "they", "it", "the unit", "the Department"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import MarkedText, Mention
from extractor.find.openings import parties_from
from extractor.find.sentences import MODAL
from extractor.find.subjects import Party

PRONOUN = re.compile(r"(?:^|[\s,;])(?P<word>they|it|each|both)\s*(?:\w+ly\s*|also\s*|then\s*|now\s*)?$", re.I)
ASKED_OF = re.compile(
    r"\b(?:ask|urge|invite|expect|require|encourage|call (?:up)?on|look to|want)\s+(?P<word>them|it|each|both)\b", re.I
)
DONE_TO = re.compile(rf"\w+\s+{MODAL.pattern}\s+be\s+\w+(?:ed|en|t|de|ld)\b", re.I)
SEVERAL = frozenset({"they", "them", "each", "both"})
COMMA = re.compile(r",\s+")
DEFINITE = re.compile(r"(?:the|this|that)\s+(?P<noun>\w+)", re.I)
UNLISTED_NAME = re.compile(
    r"(?:The )?(?:[A-Z]{2,}|[A-Z][\w'&-]+(?: (?:of|and|for|the))*(?: [A-Z][\w'&-]+)+)"
    r"(?= (?:has|have|is|are|was|[a-z]+s)\b)"
)
"""A name at the head of a sentence that tells what its bearer does: "BT answers", "The Oak Tree Trust runs"."""


def pronoun_parties(text: MarkedText, spans: Sequence[tuple[int, int]]) -> list[Party]:
    """The bodies that a pronoun under a duty stands for: the first named in its sentence, else those of the one before.

    "Where a force has not done so, it should do so within a year" puts the force under a duty; "We ask them to" those
    of whom the sentence before told.
    """
    for index, (start, end) in enumerate(spans):
        pronoun = _pronoun_under_duty(text, start, end)
        if pronoun is None:
            continue
        at, word = pronoun
        within = text.first_inside(start, at)
        if within:
            return [Party(within.start, within.end, within)]
        found = _subjects(text, *spans[index - 1], opening=_is_done_to(text, at, end)) if index else []
        if found:
            return found if word in SEVERAL else found[:1]
    return []


def _pronoun_under_duty(text: MarkedText, start: int, end: int) -> tuple[int, str] | None:
    """Where a sentence's pronoun stands that must act, and the pronoun."""
    modal = MODAL.search(text.plain, start, end)
    before = PRONOUN.search(text.plain[start : modal.start()]) if modal else None
    if before:
        return start + before.start("word"), before["word"].casefold()
    asked = ASKED_OF.search(text.plain, start, end)
    return (asked.start("word"), asked["word"].casefold()) if asked else None


def _is_done_to(text: MarkedText, at: int, end: int) -> bool:
    """Whether what the pronoun at ``at`` stands for is done something to: "it should be rebuilt" may be a formula."""
    return DONE_TO.match(text.plain, at, end) is not None


def _subjects(text: MarkedText, start: int, end: int, *, opening: bool) -> list[Party]:
    """The bodies that open a sentence, at once or after a comma, else the first it names unless ``opening``."""
    cuts = () if opening else (comma.end() for comma in COMMA.finditer(text.plain, start, end))
    for cut in (start, *cuts):
        if found := parties_from(text, cut, end):
            return found
    if named := UNLISTED_NAME.match(text.plain, start, end):
        return [Party(named.start(), named.end(), None)]
    first = None if opening else text.first_inside(start, end)
    return [Party(first.start, first.end, first)] if first else []


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
