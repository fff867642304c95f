"""What stands around a subject without being it: times, purposes, conditions, helpers; and helpers that act too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import Mention
from extractor.find.subjects import starts_with_body

JOINT = re.compile(
    r"(?:(?:working |acting )?(?:together|jointly) with|alongside|in tandem with|collaborating with|as well as|"
    r"in (?:partnership|collaboration|conjunction|concert|co-operation|cooperation|association) with)\s+",
    re.I,
)
"""Openers of an aside whose bodies act too."""

LEADING_WITH = re.compile(r"with (?!the (?:support|help|aid|assistance|advice|agreement|consent)\b)", re.I)
"""Before the subject "With B, A should" means both; after it "A, with the support of B, should" means A."""

WORKING_WITH = re.compile(
    r"(?:also |closely )?(?:(?:working|collaborating)(?: closely)? )?"
    r"with\s+(?!the (?:support|help|aid|assistance|advice|agreement|consent)\b|(?:support|help|advice)\b)",
    re.I,
)
SUBORDINATE = re.compile(
    r"(?:where|when|if|unless|once|because|since|while|although|though|whenever|wherever|whether|given that|until|after|"
    r"before|so that|in order)\b",
    re.I,
)
ASIDE = re.compile(
    r"(?:and |but )?(?:also )?(?:with|without|working|work|supported|assisted|helped|advised|led|through|via|in|by|as|"
    r"including|together|jointly|alongside|under|within|having|where|when|if|unless|once|following|after|before|using|"
    r"subject|on|at|for|from|drawing|co-ordinated|coordinated|backed|particularly|especially|such|overseen|acting|should|"
    r"to|no later|not later|because|since|while|given|building|collaborating|until|over|during|throughout|immediately|"
    r"urgently|wherever|whenever|whether|like|consulting|liaising|informed|facilitated|even|along|upon|among|across|"
    r"rather|although|though)\b",
    re.I,
)
TIME_OPENING = re.compile(
    r"(?:by|within|before|from|until|over|during|in|after|at|on|no later than|not later than)\s+[^,;.]{1,70}?"
    r"(?:20\d\d(?:[/-]\d\d(?:\d\d)?)?|days?|weeks?|months?|years?|publication|report|today|future|once|opportunity)\s+",
    re.I,
)
NOT_A_SUBJECT = re.compile(r"\b(?:of|by|with|to|for|in|at|on|from|between|across|what|how|that|which|and|or)\s+$", re.I)
CUT = re.compile(r",\s*|\s+-\s+|:\s+")
BRACKETS = re.compile(r"\s*\([^)]*\)")


def segments_of(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and colons, those inside names and brackets left whole."""
    whole = [(each.start, each.end) for each in mentions] + [
        each.span() for each in BRACKETS.finditer(plain, start, end)
    ]
    cuts, at = [], start
    for cut in CUT.finditer(plain, start, end):
        if not any(left < cut.start() < right for left, right in whole):
            cuts.append((at, cut.start()))
            at = cut.end()
    cuts.append((at, end))
    return [(left, right) for left, right in cuts if plain[left:right].strip()]


def after_asides(plain: str, start: int, end: int) -> int:
    """Where the subject begins after "by 31 March 2026, in future, "."""
    aside = re.compile(r"\s*[^,;.]{1,80},\s+")
    while (skipped := aside.match(plain, start, end)) and ASIDE.match(plain, start, end):
        start = skipped.end()
    return start


def without_opening_aside(plain: str, mentions: Sequence[Mention], start: int, end: int) -> int:
    """Where the subject begins after an aside that no comma closes: "Within six months | the force should".

    That is after a time, or else at the body that stands right before the modal.
    """
    opening = TIME_OPENING.match(plain, start, end)
    if opening and starts_with_body(plain, mentions, opening.end(), end):
        return opening.end()
    if not ASIDE.match(plain, start, end):
        return start
    last = next((each for each in reversed(mentions) if start < each.start and each.end == end), None)
    if last is None:
        return start
    opened = re.search(r"(?:\b(?:the|all|every|each|any|those|some)\s+)?$", plain[start : last.start], re.I)
    at = start + opened.start() if opened else last.start
    return start if NOT_A_SUBJECT.search(plain[start:at]) else at
