"""The subject of a modal: between the sentence's start and it, or after the break that follows an earlier modal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.asides import (
    ASIDE,
    BARE_WITH,
    JOINT,
    LEADING_WITH,
    SUBORDINATE,
    TIME_OPENING,
    WORKING_WITH,
    segments_of,
    without_opening_aside,
)
from extractor.find.bodies import MarkedText
from extractor.find.openings import parties_from
from extractor.find.partners import forces_beside
from extractor.find.subjects import Party, parties_of, starts_with_body

Stretch = tuple[int, int]

SAY_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|conclud\w+|believ\w+|consider\w*|view|essential|vital|important|imperative|"
    r"crucial|clear|right|expect\w*|urg\w+|advis\w+|ask\w*|insist\w*|agree\w*|necessary|hope|satisfied|stress|reiterate|"
    r"emphasi[sz]e|opinion)\b[^.;:]{0,60}?\bthat,?\s+|^\s*that,?\s+"
    r"|(?:^|(?<=[.!?;]\s))(?:this|that|it|these|here) (?:is|are) (?:(?!that\b|which\b)[\w'-]+ ){1,4}(?:that|which)\s+",
    re.I,
)
BREAK = re.compile(r"(?:[,;:]\s*(?:and|but|while|or)?|\band|\bbut|\bwhile)\s+", re.I)
AND = re.compile(r"(?:and|or|&)\s+", re.I)
LINKED = re.compile(r"\b(?:and|or|as well as)\b|&")
OPEN_QUESTION = re.compile(r"\b(?:who|which|that|what|how|whom|whether|when|where|why|they|it|he|she)\s*$", re.I)
EMBEDDED_QUESTION = re.compile(
    r"\b(?:about|on|of|over|consider|decide|agree|explain|ask) (?:whether|how|what|why)\b", re.I
)
"""A question whose answer is the modal's clause: "Consult forces about whether the form | should be shorter"."""
SECOND_VERB = re.compile(r"\b(?:and|but)\s+(?:\w+ly\s+|also\s+|now\s+)?$", re.I)
NOT_ONE_PHRASE = re.compile(r",|\bto\s+\w+")
LONGEST_COORDINATE = 6
"""Words between the break before a coordinate and the one after it: more is a clause of its own."""


def parties_before(text: MarkedText, start: int, end: int) -> list[Party]:
    """The subject of the first duty of a sentence, between the sentence's start and the modal."""
    for said in SAY_THAT.finditer(text.plain[:end], start):
        start = said.end()
    segments = segments_of(text, start, end)
    joint: list[Party] = []
    if text.plain[start:end].rstrip().endswith(","):
        segments, joint = _without_closing_aside(text, segments)
    if not segments:
        return []
    segments[0] = (_after_opening_time(text, *segments[0]), segments[0][1])
    (left, right), before = _subject_stretch(text, segments)
    left = without_opening_aside(text, left, right)
    if (
        OPEN_QUESTION.search(text.plain[left:right])
        or EMBEDDED_QUESTION.search(text.plain, left, right)
        or ASIDE.match(text.plain, left, right)
    ):
        return []
    found = parties_of(text, left, right) or _of_a_verb_before(text, segments, end)
    if not found:
        return []
    for segment in before:
        opened = JOINT.match(text.plain, *segment) or LEADING_WITH.match(text.plain, *segment)
        joint = (parties_from(text, opened.end(), segment[1]) if opened else []) + joint
    return sorted(found + joint, key=lambda party: party.start)


def _after_opening_time(text: MarkedText, start: int, end: int) -> int:
    """Where a body stands right behind a time that no comma closes: "Before the end of 2027 | forces, councils and"."""
    opening = TIME_OPENING.match(text.plain, start, end)
    return opening.end() if opening and starts_with_body(text, opening.end(), end) else start


def _of_a_verb_before(text: MarkedText, segments: Sequence[Stretch], end: int) -> list[Party]:
    """The subject of "The Government has seen the risk and | should fund it": the body that opens the sentence."""
    if not SECOND_VERB.search(text.plain[segments[0][0] : end]):
        return []
    opening = next((segment for segment in segments if starts_with_body(text, *segment)), None)
    return parties_from(text, *opening) if opening and not ASIDE.match(text.plain, *opening) else []


def _without_closing_aside(text: MarkedText, segments: list[Stretch]) -> tuple[list[Stretch], list[Party]]:
    """The segments before "..., with the support of B and C," and the bodies of an aside that act too."""
    for index in range(1, len(segments)):
        left, right = segments[index]
        has_body = any(starts_with_body(text, *segment) for segment in segments[:index])
        if not has_body or not ASIDE.match(text.plain, left, right):
            continue
        last = segments[-1][1]
        if opened := JOINT.match(text.plain, left, right) or BARE_WITH.match(text.plain, left, right):
            return segments[:index], parties_from(text, opened.end(), last)
        if working := WORKING_WITH.match(text.plain, left, right):
            subjects = parties_of(text, *segments[index - 1])
            return segments[:index], forces_beside(text, subjects, working.end(), last)
        return segments[:index], []
    return segments, []


def _subject_stretch(text: MarkedText, segments: list[Stretch]) -> tuple[Stretch, list[Stretch]]:
    """Where the subject stands, and the segments before it."""
    last = len(segments) - 1
    if not starts_with_body(text, *_without_and(text.plain, segments[last])):
        # A subject may hold commas: "forces which, in the last year, have closed stations | should".
        opening = next((i for i, segment in enumerate(segments) if starts_with_body(text, *segment)), None)
        if opening is None or ASIDE.match(text.plain, *segments[opening]):
            opening = last
        return (segments[opening][0], segments[last][1]), segments[:opening]
    first = last
    linked = LINKED.search(text.plain, *segments[last])
    while linked and first > 0:
        before = segments[first - 1]
        if _is_coordinate(text, before):
            first -= 1
        elif first > 1 and ASIDE.match(text.plain, *before) and starts_with_body(text, *segments[first - 2]):
            first -= 2
        else:
            break
    return (segments[first][0], segments[last][1]), segments[:first]


def _is_coordinate(text: MarkedText, segment: Stretch) -> bool:
    return starts_with_body(text, *segment) and not ASIDE.match(text.plain, *segment)


def _without_and(plain: str, segment: Stretch) -> Stretch:
    opened = AND.match(plain, *segment)
    return (opened.end() if opened else segment[0]), segment[1]


def parties_after_break(text: MarkedText, start: int, end: int) -> list[Party]:
    """The subject of a second duty in a sentence: it must follow "and", "but" or a comma at once."""
    breaks = list(BREAK.finditer(text.plain, start, end))
    for index in reversed(range(len(breaks))):
        at = breaks[index].end()
        if SUBORDINATE.match(text.plain, at, end):
            return []
        first = text.first_inside(at, end)
        if first is None or not starts_with_body(text, at, end):
            continue
        left = _compound_start(text, breaks[:index], at)
        if NOT_ONE_PHRASE.search(text.plain, first.end, end) or OPEN_QUESTION.search(text.plain[left:end]):
            return []
        return parties_of(text, left, end)
    return []


def _compound_start(text: MarkedText, breaks: Sequence[re.Match[str]], at: int) -> int:
    """Where a compound subject begins that ends with the body at ``at``: "..., and forces and | councils should"."""
    for cut in reversed(breaks):
        short = len(text.plain[cut.end() : at].split()) <= LONGEST_COORDINATE
        if not short or not cut.group().startswith((",", ";")) or not starts_with_body(text, cut.end(), at):
            break
        at = cut.end()
    return at
