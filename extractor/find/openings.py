"""The bodies that open a stretch of text whose end is not known: after "that", "by", "with" or a colon."""

from __future__ import annotations

import re

from extractor.find.asides import after_asides
from extractor.find.bodies import MarkedText, Mention
from extractor.find.subjects import DETERMINERS, Party, parties_of, starts_with_body

LINK = re.compile(
    r"\s*(?:,?\s*and by|,?\s*(?:as well as|together with|jointly with|along with)|,\s*(?:and|or)?|and|or|&)\s+", re.I
)
ROLE_AFTER_NAME = re.compile(
    r"(?:'s)?(?:\s+(?!and\b|or\b|to\b|should\b|must\b)[\w-]+){0,3}?\s+"
    r"(?:leads?|leaders|coordinators|boards?|teams?|units?|officers|committees?|heads|executives?)\b",
    re.I,
)
SEAT_AFTER_NAME = re.compile(r"\s+in\s+[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?(?=,|\s+and\b)")
"""The town or nation where a body sits: "the Department of Justice in Belfast, and ..."."""
PLACE_AFTER_NAME = re.compile(rf"\s+(?:for|of|in|at|within|across)\s+{DETERMINERS}", re.I)


def parties_from(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies at the start of a stretch, as far as they go on: "the Home Office and forces | publish ..."."""
    at = after_asides(text.plain, start, end)
    found: list[Party] = []
    while starts_with_body(text, at, end):
        first = text.first_inside(at, end)
        stop = _phrase_end(text, first, end) if first else end
        found += parties_of(text, at, stop)
        link = LINK.match(text.plain, stop, end)
        if not link:
            break
        at = link.end()
    return found


def _phrase_end(text: MarkedText, mention: Mention, end: int) -> int:
    """Where the phrase ends that a mention opens: after "lead for response policing" or "in England and Wales"."""
    at = mention.end
    if role := ROLE_AFTER_NAME.match(text.plain, at, end):
        at = role.end()
    if seat := SEAT_AFTER_NAME.match(text.plain, at, end):
        return seat.end()
    if place := PLACE_AFTER_NAME.match(text.plain, at, end):
        near = text.first_inside(at, end)
        if near and near.start <= place.end():
            return near.end
    return at
