"""Who acts beside or instead of the subject of a duty: the agent after "by", and bodies that act together with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extractor.find.asides import BARE_WITH, JOINT, WORKING_WITH
from extractor.find.bodies import MarkedText
from extractor.find.openings import parties_from
from extractor.find.subjects import DETERMINERS, Party

AGENT = re.compile(rf"\bby\s+(?={DETERMINERS}\S)", re.I)
BETWEEN = re.compile(r"\b(?:agreed|settled|negotiated|concluded|drawn up)\b[^.;]{0,40}?\bbetween\s+", re.I)
"""Both sides of what is to be agreed act: "should be agreed by June between A and B"."""
REDUCED = re.compile(
    r"(?:held|used|provided|published|shared|issued|made|set|owned|run|commissioned|employed|offered|produced|kept|recorded|"
    r"reported|submitted|received|raised|identified|operated|developed|posed|faced|caused|committed|experienced|chaired|"
    r"led|headed|overseen|attended|approved|signed|funded)\s+$",
    re.I,
)
"""Participles after a noun: "data held by partners" says who holds it, not who must act."""

VERB_GROUP_WORDS = 4
"""Up to so many words after the modal a participle is its verb: "should be provided by the College"."""

WORK_WITH = re.compile(
    r"\s*(?:also |now |then |therefore |urgently |closely |continue to |each )*"
    r"(?:work|collaborate|cooperate|co-operate|consider|act|co-design|co-produce)s?"
    r"(?: closely| urgently| together| jointly| in partnership| in collaboration| collaboratively)?,? with\s+",
    re.I,
)
JOINTLY_WITH = re.compile(r"\s*\w+,? (?:work )?(?:jointly|together) with\s+", re.I)
COMMA = re.compile(r"\s*,\s*(?:also )?")
FORCE_KINDS = frozenset({"force", "own_force", "named_force"})
NATIONAL_KINDS = frozenset({"npcc", "home_office", "own_department", "government_other", "local_policing_body"})
"""Those whose "working with forces" binds the forces too: they speak for them, rule them or govern them."""

NATIONAL_DOERS = NATIONAL_KINDS | {"college_of_policing", "cps", "nca_rocu", "iopc"}
"""Those who cannot "work with forces", as what they are asked to do, unless the forces work with them."""


def agents_of(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies named after "by" as doers of a passive duty that begins at ``start``."""
    for by in AGENT.finditer(text.plain, start, end):
        before = text.plain[start : by.start()]
        if REDUCED.search(before) and len(before.split()) > VERB_GROUP_WORDS:
            continue
        if found := parties_from(text, by.end(), end):
            return found
    between = BETWEEN.search(text.plain, start, end)
    return parties_from(text, between.end(), end) if between else []


def joint_parties(text: MarkedText, subjects: Sequence[Party], after: int, end: int) -> list[Party]:
    """Bodies after the modal that act too: "should, together with B," and "should work with forces"."""
    comma = COMMA.match(text.plain, after, end)
    opened = None
    if comma:
        opened = JOINT.match(text.plain, comma.end(), end) or BARE_WITH.match(text.plain, comma.end(), end)
    if together := opened or JOINTLY_WITH.match(text.plain, after, end):
        return parties_from(text, together.end(), end)
    working = WORKING_WITH.match(text.plain, comma.end(), end) if comma else None
    if beside := working or WORK_WITH.match(text.plain, after, end):
        kinds = NATIONAL_KINDS if working else NATIONAL_DOERS
        return forces_beside(text, subjects, beside.end(), end, kinds)
    return []


def forces_beside(
    text: MarkedText, subjects: Sequence[Party], start: int, end: int, kinds: AbstractSet[str] = NATIONAL_KINDS
) -> list[Party]:
    """Those whom a national body is to work with, if forces are among them: all have to act. Else they only help."""
    if not any(party.mention and party.mention.kind in kinds for party in subjects):
        return []
    named = parties_from(text, start, end)
    return named if any(party.mention and party.mention.kind in FORCE_KINDS for party in named) else []
