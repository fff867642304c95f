"""Whom a finding without a duty is about, as in "the timeliness of police referrals to children's social care".

A body counts where it possesses, does or is the place of what must improve; one that receives or is worked with does
not. A body by name goes before the meeting it takes part in, and before leaders of no body in particular.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import MarkedText, Mention
from extractor.find.openings import parties_from
from extractor.find.subjects import DETERMINERS, PREPOSITIONS, Party

DOER_BEFORE = re.compile(
    r"\b(?:by|across|between|among|amongst|within|of|how\s+\w+|whether|how|that|in|refers to|applies to|relates to|"
    r"because|"
    r"at which|(?:referrals|notifications|contributions|intelligence|evidence|attendance|engagement|support) from)\s+"
    rf"(?:(?:both|(?:all )?staff (?:in|across)|leaders in)\s+)?{DETERMINERS}$",
    re.I,
)
HELD_BY = re.compile(r"\b(?:held|owned|posed|faced|committed|experienced)\s+by\s+(?:\w+\s+)?$", re.I)
JOINED = re.compile(rf"\s+|(?:\s+(?-i:[A-Z])[\w'-]+){{0,3}}\s*(?:,|and|,\s*and|or|&)\s+{DETERMINERS}", re.I)
OPENING = re.compile(rf"(?:.*[.,:]\s+)?{DETERMINERS}|.*\band\s+", re.I | re.S)
RECEIVES = re.compile(rf"\b(?:to|with|for|at|on|about|against|from)\s+{DETERMINERS}$", re.I)
AT = re.compile(rf"\bat\s+{DETERMINERS}$", re.I)
"""Before a possessor it says where, and so whose: "detention at Northmark Police's suites"."""
NOUN_AFTER = re.compile(
    rf"-led\b|\s(?!(?:{PREPOSITIONS}|and|or|is|are|was|were|has|have|do|does|did|who|that|which|when|where)\b)[a-z]{{4,}}"
)
VAGUE_KINDS = frozenset({"own_people", "own_service", "forum"})
SHARED = re.compile(
    r"\b(?:across|in partnership with|jointly with|together with|work (?:is )?undertaken with|"
    r"joint (?:[\w-]+ ){0,4}with|(?:ensure|make sure)(?: that)?(?= (?:\w+ )?(?:agencies|partners) work\b))\s+",
    re.I,
)
ARTICLE_BEFORE = re.compile(r"\b(?:(?:the|all|each|every|some|both|local|relevant|other|partner)\s+)+$", re.I)
LEADERS = re.compile(r"(?:leaders|managers)$", re.I)
LONG_FINDING = 3
"""From this many sentences on a finding is a story: the first sentence that names a doer says whose it is."""


def finding_parties(text: MarkedText, spans: Sequence[tuple[int, int]]) -> list[Party]:
    """The bodies a finding is about, in order; empty where it names none in a role."""
    doers = [_doers(text, *span) for span in spans]
    named = [[each for each in found if each.kind not in VAGUE_KINDS] for found in doers]
    if len(spans) < LONG_FINDING:
        chosen = [each for found in named for each in found]
        vague = [each for found in doers for each in found if _may_answer(text, each)]
    else:
        chosen = next((found for found in named if found), [])
        vague = [each for each in text.mentions if each.kind == "forum"][:1]
    chosen = chosen or _modifiers(text) or vague
    return [Party(_with_article(text.plain, each), each.end, each) for each in chosen]


def _with_article(plain: str, mention: Mention) -> int:
    """Where the words of a mention begin, "the" or "all relevant" included."""
    article = ARTICLE_BEFORE.search(plain, 0, mention.start)
    return article.start() if article else mention.start


def _may_answer(text: MarkedText, mention: Mention) -> bool:
    """Whether a vague body can stand for one: a meeting of agencies, a service or leaders, but not practitioners."""
    return mention.kind in {"forum", "own_service"} or LEADERS.search(text.words(mention)) is not None


def _doers(text: MarkedText, start: int, end: int) -> list[Mention]:
    """Bodies of a sentence in a doer's place, or joined to one that is."""
    found: list[Mention] = []
    previous: Mention | None = None
    for mention in text.inside(start, end):
        joined = previous is not None and JOINED.fullmatch(text.plain, previous.end, mention.start)
        if mention.kind.endswith("?") and not joined:
            continue
        if (previous in found) if joined else _is_doer(text.plain, mention, start):
            found.append(mention)
        previous = mention
    return found


def _is_doer(plain: str, mention: Mention, start: int) -> bool:
    before = plain[start : mention.start]
    if plain[mention.end :].startswith("-led"):
        return True
    if DOER_BEFORE.search(before):
        return not HELD_BY.search(before)
    if plain[mention.end : mention.end + 1] == "'":
        return AT.search(before) is not None or not RECEIVES.search(before)
    return not RECEIVES.search(before) and OPENING.fullmatch(before) is not None


def _modifiers(text: MarkedText) -> list[Mention]:
    """The first body before a noun, "CAMHS assessments", "police investigations": a weak sign, used last."""
    named = (each for each in text.mentions if each.kind not in VAGUE_KINDS)
    return [
        each
        for each in named
        if not each.kind.endswith("?")
        and NOUN_AFTER.match(text.plain, each.end)
        and not RECEIVES.search(text.plain[: each.start])
        and not HELD_BY.search(text.plain[: each.start])
    ][:1]


def sharing_parties(text: MarkedText) -> list[Party]:
    """Bodies that share what one is asked for: "understood across the partnership", "joint work with the police"."""
    found = []
    for shared in SHARED.finditer(text.plain):
        across = shared.group().casefold().startswith("across")
        named = parties_from(text, shared.end(), len(text.plain))
        found += [party for party in named if not across or (party.mention and party.mention.kind == "partnership")]
    return found
