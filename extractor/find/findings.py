"""Whom a finding without a duty is about: "The timeliness of police referrals to children's social care."

A body counts where it possesses, does or is the place of what must improve; one that receives or is worked with does
not. Where several count, a body by name goes before the meeting it takes part in, and leaders, practitioners and other
people without a body count only in the report of one body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import Mention
from extractor.find.subjects import DETERMINERS, Party

DOER_BEFORE = re.compile(
    r"\b(?:by|across|between|among|amongst|within|of|how\s+\w+|whether|how|that|in|from|refers to|applies to|relates to)\s+"
    rf"(?:(?:both|(?:all )?staff (?:in|across)|leaders in)\s+)?{DETERMINERS}$",
    re.I,
)
HELD_BY = re.compile(r"\b(?:held|owned|posed|faced|committed|experienced)\s+by\s+(?:\w+\s+)?$", re.I)
JOINED = re.compile(rf"\s*(?:,|and|,\s*and|or|&)\s+{DETERMINERS}", re.I)
OPENING = re.compile(rf"(?:.*[.,]\s+)?{DETERMINERS}|.*\band\s+", re.I | re.S)
RECEIVES = re.compile(rf"\b(?:to|with|for|at|on|about|against)\s+{DETERMINERS}$", re.I)
LONG_FINDING = 3
"""From this many sentences on a finding is a story: the first sentence that names a doer says whose it is."""


def finding_parties(plain: str, mentions: Sequence[Mention], spans: Sequence[tuple[int, int]]) -> list[Party]:
    """The bodies a finding is about, in order; empty where it names none in a role."""
    doers = [_doers(plain, mentions, *span) for span in spans]
    named = [[each for each in found if each.kind not in {"own_people", "forum"}] for found in doers]
    if len(spans) < LONG_FINDING:
        chosen = [each for found in named for each in found]
    else:
        chosen = next((found for found in named if found), [])
    chosen = chosen or _modifiers(plain, mentions) or next((found for found in doers if found), [])
    return [Party(each.start, each.end, each) for each in chosen if not each.kind.endswith("?")]


def _doers(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Bodies of a sentence in a doer's place, or joined to one that is."""
    found: list[Mention] = []
    for mention in mentions:
        if not start <= mention.start < end:
            continue
        before = plain[start : mention.start]
        doer = DOER_BEFORE.search(before) and not HELD_BY.search(before)
        possessor = plain[mention.end : mention.end + 1] == "'" and not RECEIVES.search(before)
        joined = found and JOINED.fullmatch(plain, found[-1].end, mention.start)
        if doer or possessor or joined or OPENING.fullmatch(before):
            found.append(mention)
    return found


def _modifiers(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Bodies that stand before a noun, "CAMHS assessments", "police investigations": a weak sign, used last."""
    return [
        each
        for each in mentions
        if each.kind not in {"own_people", "forum"}
        and re.match(r" (?!and\b|or\b|to\b|in\b|is\b|are\b)[a-z]{4,}", plain[each.end :])
        and not RECEIVES.search(plain[: each.start])
    ][:1]
