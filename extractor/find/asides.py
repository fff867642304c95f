"""What stands around a subject without being it: times, purposes, conditions, helpers; and helpers that act too."""

from __future__ import annotations

import re

from extractor.find.bodies import MarkedText
from extractor.find.subjects import starts_with_body

HELP = r"(?:the )?(?:[^;.]{1,60}?'s? )?(?:support|help|aid|assistance|advice|agreement|consent|approval|backing)\b"
"""What a helper gives: "the support of", "the commissioner's support"."""

JOINT = re.compile(
    r"(?:(?:working |acting )?(?:together|jointly) with|alongside|in tandem with|collaborating with|as well as|"
    r"in (?:partnership|collaboration|conjunction|concert|co-operation|cooperation|association) with)\s+",
    re.I,
)
"""Openers of an aside whose bodies act too."""

LEADING_WITH = re.compile(rf"with (?!{HELP})", re.I)
"""Before the subject "With B, A should" means both; after it "A, with the support of B, should" means A."""

BARE_WITH = re.compile(rf"with\s+(?!{HELP})", re.I)
"""Between commas right beside the modal, "A, with B, should" and "A should, with B,", it means both too."""

WORKING_WITH = re.compile(r"(?:also |closely )?(?:working|collaborating)(?: closely)? with\s+", re.I)
SUBORDINATE = re.compile(
    r"(?:where|when|if|unless|once|because|since|while|although|though|whenever|wherever|whether|given that|until|"
    r"after|"
    r"before|so that|in order)\b",
    re.I,
)
ASIDE = re.compile(
    r"(?:and |but )?(?:also )?(?:with|without|working|work|supported|assisted|helped|advised|led|through|via|in|by|as|"
    r"including|together|jointly|alongside|under|within|having|where|when|if|unless|once|following|after|before|using|"
    r"subject|on|at|for|from|drawing|co-ordinated|coordinated|backed|particularly|especially|such|overseen|acting|should|"
    r"to|no later|not later|because|since|while|given|building|collaborating|until|over|during|throughout|immediately|"
    r"urgently|wherever|whenever|whether|like|consulting|liaising|informed|facilitated|even|along|upon|among|across|"
    r"rather|although|though|whose|comprising|(?:[\w'-]+ ){1,4}among (?:them|others))\b",
    re.I,
)
TIME_OPENING = re.compile(
    r"(?:by|within|before|from|until|over|during|in|after|at|on|no later than|not later than)\s+[^,;.]{1,70}?"
    r"(?:20\d\d(?:[/-]\d\d(?:\d\d)?)?|days?|weeks?|months?|years?|publication|report|today|future|once|opportunity)\s+",
    re.I,
)
NOT_A_SUBJECT = re.compile(r"\b(?:of|by|with|to|for|in|at|on|from|between|across|what|how|that|which|and|or)\s+$", re.I)
ARTICLE_AT_END = re.compile(r"(?:\b(?:the|all|every|each|any|those|some)\s+)?$", re.I)
UP_TO_COMMA = re.compile(r"\s*[^,;.]{1,80},\s+")
CUT = re.compile(r",\s*|\s+-\s+|:\s+")
BRACKETS = re.compile(r"\s*\([^)]*\)")


def segments_of(text: MarkedText, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, dashes and colons, those inside names and brackets left whole."""
    brackets = [each.span() for each in BRACKETS.finditer(text.plain, start, end)]
    segments, at = [], start
    for cut in CUT.finditer(text.plain, start, end):
        in_brackets = any(left < cut.start() < right for left, right in brackets)
        if not in_brackets and not text.is_within_name(cut.start(), cut.start()):
            segments.append((at, cut.start()))
            at = cut.end()
    segments.append((at, end))
    return [(left, right) for left, right in segments if text.plain[left:right].strip()]


def after_asides(plain: str, start: int, end: int) -> int:
    """Where the subject begins after "by 31 March 2026, in future, "."""
    while (skipped := UP_TO_COMMA.match(plain, start, end)) and ASIDE.match(plain, start, end):
        start = skipped.end()
    return start


def without_opening_aside(text: MarkedText, start: int, end: int) -> int:
    """Where the subject begins after an aside that no comma closes: "Within six months | the force should".

    That is after a time, or else at the body that stands right before the modal.
    """
    opening = TIME_OPENING.match(text.plain, start, end)
    if opening and starts_with_body(text, opening.end(), end):
        return opening.end()
    last = text.last_at(start + len(text.plain[start:end].rstrip()))
    if last is None or last.start <= start or not ASIDE.match(text.plain, start, end):
        return start
    article = ARTICLE_AT_END.search(text.plain, start, last.start)
    at = article.start() if article else last.start
    return start if NOT_A_SUBJECT.search(text.plain[start:at]) else at
