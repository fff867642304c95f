"""Which bodies a piece of a sentence names as its subject: coordinates, their heads, and what hangs on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.find.bodies import Mention, is_actor

PREPOSITIONS = (
    "of|in|at|for|from|with|within|across|to|between|among|by|on|under|over|about|through|into|against|throughout"
)
RELATIVE = re.compile(r"\b(?:that|who|which|whose|whom|where|when|without|not)\b", re.I)
CLAUSE = re.compile(rf"{RELATIVE.pattern}|\b\w+ing\b", re.I)
DETERMINERS = (
    r"(?:(?:the|an?|all|every|each|any|those|these|both|either|some|most|many|other|their|its|our|his|her|no|local|"
    r"relevant|individual|senior|two|three|four|respective|national|regional|neighbouring|participating|affected|"
    r"appropriate|responsible|lead|own|new|then|of|\w+'s|remaining|smaller|larger|chief|key|partner|current)\s+)*"
)
NP_START = re.compile(DETERMINERS, re.I)
COORDINATOR = re.compile(
    r"\s*(?:,?\s*\band,? where (?:appropriate|relevant|necessary|applicable),?|,?\s*\band/or\b|,\s*(?:and|or|&)\b|,?\s*\bas well as\b"
    r"|,?\s*\b(?:along|together|jointly) with\b|\bin (?:conjunction|partnership|collaboration) with\b|,|\band\b|\bor\b|&|/|\bplus\b)\s*",
    re.I,
)
POSSESSIVE = re.compile(r"'s?\s+(?=\w)")
STOP_AFTER_NP = re.compile(
    rf"\b(?:and|or|{PREPOSITIONS}|that|who|which|whose|where|as|also|now|still|each|both|all|jointly|together|therefore|"
    r"immediately|urgently|then|first|alone|themselves|itself|respectively|not|following|after|before|having|using|working|acting|"
    r"supported|led|if|when|in turn)\b|[,(;:&/]",
    re.I,
)
NEAR_PREPOSITION = re.compile(
    rf"\s*(?:responsible\s+)?(?P<word>of|in|at|from|within|across|for|throughout|to|on)\s+{DETERMINERS}$", re.I
)
PARTITIVE = re.compile(r"(?:all|both|each|any|every one|one|some|most)\s+of\s+(?:the\s+)?", re.I)
CONTEXTUAL_KINDS = frozenset({"own_people", "own_force", "own_service", "partnership"})


@dataclass(frozen=True, slots=True)
class Party:
    """A coordinate of a subject that can act: where its words stand and the mention that says who it is.

    ``mention`` is None where an actor is named in words the gazetteer does not have.
    """

    start: int
    end: int
    mention: Mention | None
    outside: bool = False


def inside(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that lie wholly between two offsets."""
    return [mention for mention in mentions if start <= mention.start and mention.end <= end]


def starts_with_body(plain: str, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a piece opens with a body, after determiners at most."""
    while start < end and plain[start] == " ":
        start += 1
    opened = NP_START.match(plain, start, end)
    at = opened.end() if opened else start
    return any(start <= mention.start <= at for mention in inside(mentions, start, end))


def parties_of(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies that stand as (compound) subject between two offsets, in order; empty where the subject is a thing."""
    pieces = _coordinates(plain, mentions, start, end)
    found = [_party(plain, inside(mentions, left, right), left, right) for left, right in pieces]
    return [party for party in found if party is not None]


def only_bodies(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies of a stretch that names bodies and nothing else; empty where it also names a thing."""
    pieces = _coordinates(plain, mentions, start, end)
    found = [_party(plain, inside(mentions, left, right), left, right) for left, right in pieces]
    return [party for party in found if party] if all(_is_only_body(plain, party) for party in found) else []


def _is_only_body(plain: str, party: Party | None) -> bool:
    if party is None or party.mention is None:
        return False
    return not re.search(r"\b(?:and|or)\b|,", plain[party.start : max(party.start, party.mention.start)])


def _coordinates(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[tuple[int, int]]:
    """Split at "and", "or" and commas that stand between two bodies, but not inside a relative clause."""
    pieces, left, at = [], start, start
    while match := COORDINATOR.search(plain, at, end):
        at = match.end()
        within_name = any(mention.start < match.start() and match.end() <= mention.end for mention in mentions)
        if within_name or not starts_with_body(plain, mentions, match.end(), end):
            continue
        before = plain[left : match.start()]
        if inside(mentions, left, match.start()) and not CLAUSE.search(_after_mentions(before, mentions, left)):
            pieces.append((left, match.start()))
            left = match.end()
    pieces.append((left, end))
    return [_trimmed(plain, left, right) for left, right in pieces]


def _after_mentions(before: str, mentions: Sequence[Mention], offset: int) -> str:
    first = min((m.end for m in mentions if offset <= m.start < offset + len(before)), default=offset)
    return before[first - offset :]


def _trimmed(plain: str, left: int, right: int) -> tuple[int, int]:
    while left < right and plain[left] in " ,;:":
        left += 1
    while right > left and plain[right - 1] in " ,;:":
        right -= 1
    return left, right


def _party(plain: str, mentions: Sequence[Mention], left: int, right: int) -> Party | None:
    if not mentions:
        return _unlisted(plain, left, right)
    first = mentions[0]
    before = plain[left : first.start]
    preposition = re.search(rf"\b({PREPOSITIONS})\b", before, re.I)
    if preposition and not PARTITIVE.fullmatch(before):
        head = before[: preposition.start()].split()
        if not head or not is_actor(head[-1]):
            return None
        return Party(left, right, first, outside="outside" in before.split())
    if RELATIVE.search(before) and not re.match(r"(?:those|anyone|everyone|people)\s+(?:who|that)\b", before, re.I):
        return None
    return _headed(plain, mentions, left, right)


def _headed(plain: str, mentions: Sequence[Mention], left: int, right: int) -> Party | None:
    """A party whose first mention opens it: what follows must leave an actor as its head."""
    first = mentions[0]
    possessive = POSSESSIVE.match(plain, first.end, right)
    at = possessive.end() if possessive else first.end
    stop = STOP_AFTER_NP.search(plain, at, right)
    noun_end = stop.start() if stop else right
    words = re.findall(r"[\w-]+", plain[at:noun_end])
    if plain[first.end : first.end + 1] == "'" and not words and possessive:
        return None
    if words and not is_actor(words[-1]) and not any(m.end >= noun_end - 1 for m in mentions if m.start >= at):
        return None
    return Party(left, right, _specific(plain, mentions))


def _specific(plain: str, mentions: Sequence[Mention]) -> Mention:
    """The mention that says who it is: of "officers in Northmark Police" and "leads in each ROCU" the later one."""
    first, *others = mentions
    for other in others:
        between = plain[first.end : other.start]
        if first.kind in CONTEXTUAL_KINDS and NEAR_PREPOSITION.fullmatch(between):
            return other
    return first


def _unlisted(plain: str, left: int, right: int) -> Party | None:
    """A subject without a listed body: an actor by its head noun ("Protection and armed commands"), else nothing."""
    text = plain[left:right]
    if re.match(r"(?:it|they|this|these|that|there|he|she|we|i|you|such)\b", text, re.I):
        return None
    stop = STOP_AFTER_NP.search(text)
    words = re.findall(r"[\w-]+", text[: stop.start()] if stop else text)
    if words and len(words) <= 8 and is_actor(words[-1]) and not re.search(r"\b(?:no|none)\b", text[:5], re.I):
        return Party(left, right, None)
    return None
