"""Who a sentence puts under a duty: the subject of its modal, the object of "we recommend that", the agent after "by".

The order of the readings is the order of trust. A body that only supports, receives or is mentioned is never a party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.asides import (
    ASIDE,
    JOINT,
    LEADING_WITH,
    SUBORDINATE,
    WORKING_WITH,
    after_asides,
    segments_of,
    without_opening_aside,
)
from extractor.find.bodies import Mention
from extractor.find.sentences import MODAL
from extractor.find.subjects import DETERMINERS, Party, parties_of, starts_with_body

SAY_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|conclud\w+|believ\w+|consider\w*|view|essential|vital|important|imperative|"
    r"crucial|clear|right|expect\w*|urg\w+|advis\w+|ask\w*|insist\w*|agree\w*|necessary|hope|satisfied|stress|reiterate|"
    r"emphasi[sz]e|opinion)\b[^.;:]{0,60}?\bthat,?\s+",
    re.I,
)
RECOMMEND_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|ask\w*|request\w*|advis\w+|insist\w*|recommendation (?:is|was)|essential|"
    r"vital|imperative)\b[^.;:]{0,40}?\bthat,?:?\s+",
    re.I,
)
CALL_ON = re.compile(
    r"(?:\b(?:we|i|hmicfrs|iopc|ipcc|the (?:inquiry|committee|review|panel|inspectorate|inspectors))\s+"
    r"(?:also |therefore |further |strongly |again |would )*"
    r"(?:(?:ask|urge|invite|call (?:up)?on|require|expect|encourage|want|request|look to|direct|advise)s?|recommends?(?: to)?)\s+"
    r"|\bit is recommended\s+"
    r"|\b(?:it|this|that) (?:is|should be|must be) (?:a (?:matter of )?priority |a matter |the responsibility )?(?:for|of|up to)\s+"
    r"|\b(?:rests?|lies|falls|sits)(?: squarely)? (?:with|to|on|upon)\s+|^(?:to|for):?\s+)",
    re.I,
)
PASSIVE = re.compile(
    r"\s*(?:not |also |now |all |each |always |only |then |therefore |immediately |further )*(?:be|have been|being|get)\s+"
    r"(?:\w+ly )?(?P<verb>\w+(?:ed|en|t|de|ld|wn|ne|un))\b",
    re.I,
)
NOT_PASSIVE = frozenset(
    "able committed consistent alert intent different urgent transparent present efficient confident competent "
    "sufficient independent content resilient open".split()
)
"""Words after "be" that look like participles and are not."""

AGENT = re.compile(rf"\bby\s+(?={DETERMINERS}\S)", re.I)
REDUCED = frozenset(
    "held used provided published shared issued made set owned run commissioned employed offered produced kept recorded "
    "reported submitted received raised identified operated developed posed faced caused committed experienced".split()
)
"""Participles after a noun: "data held by partners" says who holds it, not who must act."""

WORK_WITH = re.compile(
    r"\s*(?:also |now |then |therefore |urgently |closely |continue to |each )*"
    r"(?:work|collaborate|cooperate|co-operate|consider|act|co-design|co-produce)"
    r"(?: closely| urgently| together| jointly| in partnership| in collaboration| collaboratively)?,? with\s+",
    re.I,
)
JOINTLY_WITH = re.compile(r"\s*\w+,? (?:work )?(?:jointly|together) with\s+", re.I)
AND_THAT = re.compile(r"\band that,?\s+", re.I)
STATED = re.compile(
    r"\s+(?:also\s+|now\s+)?(?:review|ensure|consider|issue|introduce|implement|develop|provide|take|create|amend|update|make|"
    r"remind|assess|devise|train|publish|adopt|establish|appoint|agree|work|set|put|conduct|undertake)(?:s|es)?\b",
    re.I,
)
TOLD = re.compile(r"\s*:\s*\w|\s+to\s+(?!the\b|a\b)\w+", re.I)
LINK = re.compile(r"\s*(?:,\s*(?:and|or)?|and|or|&|,?\s*as well as|together with|jointly with|along with)\s+", re.I)
BREAK = re.compile(r"(?:[,;:]\s*(?:and|but|while|or)?|\band|\bbut|\bwhile)\s+", re.I)
ROLE_AFTER_NAME = re.compile(
    r"(?:'s)?(?:\s+(?!and\b|or\b|to\b|should\b|must\b)[\w-]+){0,3}?\s+"
    r"(?:leads?|leaders|coordinators|boards?|teams?|units?|officers|committees?|heads|executives?)\b",
    re.I,
)
PLACE_AFTER_NAME = re.compile(rf"\s+(?:for|of|in|at|within|across)\s+{DETERMINERS}", re.I)
OPEN_QUESTION = re.compile(r"\b(?:who|which|that|what|how|whom|whether|when|where|why)\s*$", re.I)
FORCE_KINDS = frozenset({"force", "own_force", "named_force"})
NATIONAL_KINDS = frozenset(
    {"npcc", "home_office", "government_other", "college_of_policing", "cps", "nca_rocu", "iopc", "local_policing_body"}
)


def find_parties(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The parties under a duty in the sentence ``start:end``, in order of their words; empty where it names none."""
    found = _find(plain, mentions, start, end)
    sure = any(party.mention is None or not party.mention.kind.endswith("?") for party in found)
    return found if sure else []


def _find(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    modals = list(MODAL.finditer(plain, start, end))
    said = RECOMMEND_THAT.search(plain, start, modals[0].start() if modals else end)
    if said and not (modals and parties_before(plain, mentions, said.end(), modals[0].start())):
        if found := _recommended(plain, mentions, said.end(), end):
            return found
    called = CALL_ON.search(plain, start, end)
    if called and (found := parties_from(plain, mentions, called.end(), end)):
        return found
    if not modals:
        return _told(plain, mentions, start, end)
    found = []
    for index, modal in enumerate(modals):
        left = modals[index - 1].end() if index else start
        right = modals[index + 1].start() if index + 1 < len(modals) else end
        reader = parties_after_break if index else parties_before
        subjects = reader(plain, mentions, left, modal.start())
        found += _acting(plain, mentions, subjects, modal, right)
    return found


def _recommended(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies after "that", and after "and that": "We recommend that the Home Office pays and that forces train"."""
    starts = [start, *(more.end() for more in AND_THAT.finditer(plain, start, end))]
    return [party for at in starts for party in parties_from(plain, mentions, at, end)]


def stated_parties(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies of a recommendation without a modal: "Northmark Police review ...", "That the force devises ..."."""
    that = re.compile(r"that,?\s+", re.I).match(plain, start, end)
    found = parties_from(plain, mentions, that.end() if that else start, end)
    return found if found and (that or STATED.match(plain, found[-1].end, end)) else []


def _told(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies of "Chief constables to review ..." and "Chief constables: review ..."."""
    found = parties_from(plain, mentions, start, end)
    return found if found and TOLD.match(plain, found[-1].end, end) else []


def _acting(
    plain: str, mentions: Sequence[Mention], subjects: list[Party], modal: re.Match[str], end: int
) -> list[Party]:
    """The subjects that really act, or the agent after "by", and bodies that act together with them."""
    after = modal.end()
    passive = PASSIVE.match(plain, after, end)
    is_passive = passive is not None and passive["verb"].casefold() not in NOT_PASSIVE
    if is_passive or plain[: modal.start()].casefold().endswith("there "):
        agents = agents_of(plain, mentions, after, end)
        if agents:
            return agents
        subjects = [party for party in subjects if not _is_patient(party)]
    return subjects + joint_parties(plain, mentions, subjects, after, end) if subjects else []


def _is_patient(party: Party) -> bool:
    """Whether a passive subject only receives: people ("staff should be trained"), not bodies ("forces are asked")."""
    return party.mention is None or party.mention.kind == "own_people"


def agents_of(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies named after "by" as doers of a passive duty."""
    for by in AGENT.finditer(plain, start, end):
        before = plain[start : by.start()].split()
        if before and before[-1].casefold() in REDUCED and len(before) > 4:
            continue
        if found := parties_from(plain, mentions, by.end(), end):
            return found
    return []


def parties_from(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies that open a stretch of text, as far as they go on: "the Home Office and forces | publish ..."."""
    at = after_asides(plain, start, end)
    found: list[Party] = []
    while starts_with_body(plain, mentions, at, end):
        mention = next(each for each in mentions if each.start >= at)
        stop = _noun_phrase_end(plain, mentions, mention, end)
        found += parties_of(plain, mentions, at, stop)
        link = LINK.match(plain, stop, end)
        if not link:
            break
        at = link.end()
    return found


def _noun_phrase_end(plain: str, mentions: Sequence[Mention], mention: Mention, end: int) -> int:
    """Where the phrase ends that a mention opens: after "lead for response policing" or "in England and Wales"."""
    at = mention.end
    if role := ROLE_AFTER_NAME.match(plain, at, end):
        at = role.end()
    if place := PLACE_AFTER_NAME.match(plain, at, end):
        near = [each for each in mentions if at <= each.start <= place.end()]
        if near:
            return near[0].end
    return at


def parties_after_break(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The subject of a second duty in a sentence: it must follow "and", "but" or a comma at once."""
    breaks = list(BREAK.finditer(plain, start, end))
    for index in reversed(range(len(breaks))):
        at = breaks[index].end()
        if SUBORDINATE.match(plain, at, end):
            return []
        if starts_with_body(plain, mentions, at, end):
            if re.search(r",|\bto\s+\w+", plain[next(each.end for each in mentions if each.start >= at) : end]):
                return []
            first = _compound_start(plain, mentions, breaks[:index], at)
            return [] if OPEN_QUESTION.search(plain, first, end) else parties_of(plain, mentions, first, end)
    return []


def _compound_start(plain: str, mentions: Sequence[Mention], breaks: Sequence[re.Match[str]], at: int) -> int:
    """Where a compound subject begins that ends with the body at ``at``: "..., and forces and | councils should"."""
    for cut in reversed(breaks):
        short = len(plain[cut.end() : at].split()) <= 6
        if not short or not cut.group().startswith((",", ";")) or not starts_with_body(plain, mentions, cut.end(), at):
            break
        at = cut.end()
    return at


def parties_before(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The subject of the first duty of a sentence, between the sentence's start and the modal."""
    for said in SAY_THAT.finditer(plain, start, end):
        start = said.end()
    if opened := re.compile(r"that,?\s+", re.I).match(plain, start, end):
        start = opened.end()
    segments = segments_of(plain, mentions, start, end)
    joint: list[Party] = []
    if plain[start:end].rstrip().endswith(","):
        segments, joint = _without_closing_aside(plain, mentions, segments)
    if not segments:
        return []
    left, right, before = _subject_stretch(plain, mentions, segments)
    left = without_opening_aside(plain, mentions, left, right)
    if OPEN_QUESTION.search(plain[left:right]) or ASIDE.match(plain, left, right):
        return []
    found = parties_of(plain, mentions, left, right) or _of_a_verb_before(plain, mentions, segments, end)
    if not found:
        return []
    for segment in before:
        opened = JOINT.match(plain, *segment) or LEADING_WITH.match(plain, *segment)
        joint = (parties_from(plain, mentions, opened.end(), segment[1]) if opened else []) + joint
    return sorted(found + joint, key=lambda party: party.start)


def _of_a_verb_before(
    plain: str, mentions: Sequence[Mention], segments: Sequence[tuple[int, int]], end: int
) -> list[Party]:
    """The subject of "The Government has recognized the risk and | should fund it": the body that opens the sentence."""
    if not re.search(r"\b(?:and|but)\s+(?:\w+ly\s+|also\s+|now\s+)?$", plain[segments[0][0] : end], re.I):
        return []
    opening = next((segment for segment in segments if starts_with_body(plain, mentions, *segment)), None)
    return parties_from(plain, mentions, *opening) if opening and not ASIDE.match(plain, *opening) else []


def _without_closing_aside(
    plain: str, mentions: Sequence[Mention], segments: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[Party]]:
    """The segments before "..., with the support of B and C," and the bodies of an aside that act too."""
    for index in range(1, len(segments)):
        left, right = segments[index]
        has_body = any(starts_with_body(plain, mentions, *segment) for segment in segments[:index])
        if not has_body or not ASIDE.match(plain, left, right):
            continue
        last = segments[-1][1]
        if opened := JOINT.match(plain, left, right):
            return segments[:index], parties_from(plain, mentions, opened.end(), last)
        if working := WORKING_WITH.match(plain, left, right):
            subjects = parties_of(plain, mentions, *segments[index - 1])
            return segments[:index], forces_beside(plain, mentions, subjects, working.end(), last)
        return segments[:index], []
    return segments, []


def _subject_stretch(
    plain: str, mentions: Sequence[Mention], segments: list[tuple[int, int]]
) -> tuple[int, int, list[tuple[int, int]]]:
    """Start and end of the subject, and the segments before it."""
    index = len(segments) - 1
    bare = _without_and(plain, segments[index])
    if not starts_with_body(plain, mentions, *bare):
        opening = [i for i, segment in enumerate(segments) if starts_with_body(plain, mentions, *segment)]
        if opening and not ASIDE.match(plain, *segments[opening[0]]):
            index = opening[0]
            return segments[index][0], segments[-1][1], segments[:index]
        return (*segments[index], segments[:index])
    linked = re.search(r"\b(?:and|or|as well as)\b|&", plain[slice(*segments[index])])
    first = index
    while linked and first > 0:
        before = segments[first - 1]
        if starts_with_body(plain, mentions, *before) and not ASIDE.match(plain, *before):
            first -= 1
        elif first > 1 and ASIDE.match(plain, *before) and starts_with_body(plain, mentions, *segments[first - 2]):
            first -= 2
        else:
            break
    return segments[first][0], segments[index][1], segments[:first]


def _without_and(plain: str, segment: tuple[int, int]) -> tuple[int, int]:
    opened = re.compile(r"(?:and|or|&)\s+", re.I).match(plain, *segment)
    return (opened.end() if opened else segment[0]), segment[1]


def joint_parties(
    plain: str, mentions: Sequence[Mention], subjects: Sequence[Party], after: int, end: int
) -> list[Party]:
    """Bodies after the modal that act too: "should, together with B," and a national body's "should work with forces"."""
    aside = re.compile(r"\s*,\s*(?:also )?").match(plain, after, end)
    opened = JOINT.match(plain, aside.end(), end) if aside else None
    if together := opened or JOINTLY_WITH.match(plain, after, end):
        return parties_from(plain, mentions, together.end(), end)
    working = WORKING_WITH.match(plain, aside.end(), end) if aside else None
    if beside := working or WORK_WITH.match(plain, after, end):
        return forces_beside(plain, mentions, subjects, beside.end(), end)
    return []


def forces_beside(
    plain: str, mentions: Sequence[Mention], subjects: Sequence[Party], start: int, end: int
) -> list[Party]:
    """Forces that a national body is to work with: both have to act. Anyone else worked with only helps."""
    if not any(party.mention and party.mention.kind in NATIONAL_KINDS for party in subjects):
        return []
    named = parties_from(plain, mentions, start, end)
    return [party for party in named if party.mention and party.mention.kind in FORCE_KINDS]
