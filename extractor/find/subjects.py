"""Which bodies a piece of a sentence names as its subject: coordinates, their heads, and what hangs on them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.find.bodies import MarkedText, Mention
from extractor.find.gazetteer import is_actor

PREPOSITIONS = (
    "of|in|at|for|from|with|within|across|to|between|among|by|on|under|over|about|through|into|against|throughout"
)
RELATIVE = re.compile(r"\b(?:that|who|which|whose|whom|where|when|without|not)\b", re.I)
ING_NOUNS = (
    "policing|stalking|vetting|training|housing|safeguarding|trafficking|recording|licensing|funding|briefing|planning|"
    "offending|reoffending|commissioning|tasking|building|hearing|grooming|learning|wellbeing|engineering|nursing|marketing"
)
"""Words in -ing that are nouns in names and roles: "the Council's stalking lead"."""
CLAUSE = re.compile(rf"{RELATIVE.pattern}|\b(?!(?:{ING_NOUNS})\b)\w+ing\b", re.I)
DETERMINERS = (
    r"(?:(?:\d{1,2}|the|an?|all|every|each|any|those|these|both|either|neither|not only|"
    r"some|most|many|other|their|its|our|his|her|no|local|"
    r"relevant|individual|senior|two|three|four|respective|national|regional|neighbouring|participating|affected|"
    r"appropriate|responsible|elected|county|rural|urban|lead|own|new|then|of|\w+'s|remaining|smaller|larger|chief|key|partner|current|agency)\s+)*"
)
ROLE_OF = (
    r"(?:(?:[\w-]+\s+)?(?:executives?|directors?|heads?|chairs?|leaders?|members?|representatives?|boards?|leads?|managers?)"
    rf"\s+(?:of|from|at|in)\s+{DETERMINERS})?"
)
THING = r"way|ways|extent|manner|time|number|degree|speed|quality|support|information|data|risk|risks|use|role|work"
NP_START = re.compile(rf" *{DETERMINERS}{ROLE_OF}", re.I)
MODIFIED_START = re.compile(
    rf" *(?:the|their|its|all|every|each)\s+(?:(?!(?:{PREPOSITIONS}|and|or|{THING})\b)[\w-]+\s+){{1,2}}", re.I
)
COORDINATOR = re.compile(
    r"\s*(?:,?\s*\band,? where (?:appropriate|relevant|necessary|applicable),?|,?\s*\band/or\b|,\s*(?:and|or|&)\b|"
    r",?\s*\bas well as\b|,?\s*\b(?:along|together|jointly) with\b|"
    r"\bin (?:conjunction|partnership|collaboration) with\b|"
    r",|\bbut also\b|\band\b|\bn?or\b|&|/|\bplus\b)\s*",
    re.I,
)
TRAILING = re.compile(
    r"(?:[ ,;:]+|\s(?:elsewhere|alike|each|both|all|also|now|jointly|together|therefore|themselves))+$", re.I
)
LEADING = re.compile(r"(?:[ ,;:]+|(?:and|or|but|plus)\s+)*", re.I)
POSSESSIVE = re.compile(r"'s?\s+(?=\w)")
STOP_AFTER_NP = re.compile(
    rf"\b(?:and|or|{PREPOSITIONS}|that|who|which|whose|where|as|also|now|still|each|both|all|jointly|together|therefore|"
    r"immediately|urgently|then|first|alone|themselves|itself|respectively|not|following|after|before|having|using|"
    r"working(?! groups?\b)|acting|intending|planning|seeking|wishing|covering|operating|sharing|lacking|"
    r"employing|receiving|investigating|serving|facing|elsewhere|outside|without|supported|represented|involved|"
    r"concerned|led|if|when|they|we|in turn)\b|[,(;:&/]",
    re.I,
)
NEAR_PREPOSITION = re.compile(
    r"\s*(?:(?:who|that)\s+(?:are|is)\s+)?(?:(?:employed|based|posted|hosted)\s+(?:by|in|at|within)|"
    rf"(?:responsible\s+)?(?:of|in|at|from|within|across|for|throughout|to|on))\s+{DETERMINERS}$",
    re.I,
)
BASED = re.compile(r"\s+(?:who\s+are\s+)?(?:based|employed|working|posted|hosted|embedded)\s*$", re.I)
"""What may stand between people and where they are: "coordinators based in regional organised crime units"."""
PARTITIVE = re.compile(r"(?:all|both|each|any|every one|one|some|most)\s+of\s+(?:the\s+)?(?:\d{1,2}\s+)?", re.I)
PERSONS = re.compile(r"(?:those|anyone|everyone|people)\s+(?:who|that)\b|not only\b", re.I)
NOT_A_NOUN = re.compile(r"(?:it|they|this|these|that|there|he|she|we|i|you|such|no|none)\b", re.I)
CONTEXTUAL_KINDS = frozenset({"own_people", "own_force", "own_service", "partnership"})
LONGEST_ACTOR = 4
LONGEST_UNLISTED = 8
"""Words: a longer subject without a listed body is a description of a thing."""


NAME_WITH_ROLE = re.compile(
    r"(?:the )?(?:[A-Z][\w'-]+ (?:(?:for|of|and) )?){2,}(?:[a-z-]+ )?(?:body|bodies|agency|group|network)"
)
"""A name of its own before what it is: "the Skills for Justice sector body"."""


@dataclass(frozen=True, slots=True)
class Party:
    """A coordinate of a subject that can act: where its words stand and the mention that says who it is.

    ``mention`` is None where an actor is named in words the gazetteer does not have; ``outside`` says that it is
    somebody from outside the body mentioned; ``yields`` that it is no party where the item puts somebody else under
    a duty.
    """

    start: int
    end: int
    mention: Mention | None
    outside: bool = False
    yields: bool = False


def starts_with_body(text: MarkedText, start: int, end: int) -> bool:
    """Whether a piece opens with a body: after determiners, "the heads of" or up to two adjectives."""
    first = text.first_inside(start, end)
    opened = NP_START.match(text.plain, start, end)
    if first is None or opened is None:
        return False
    return first.start <= opened.end() or MODIFIED_START.fullmatch(text.plain, start, first.start) is not None


def parties_of(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies that stand as (compound) subject between two offsets, in order; empty where the subject is a thing."""
    found = [_party(text, left, right) for left, right in _coordinates(text, start, end)]
    return [party for party in found if party is not None]


def only_bodies(text: MarkedText, start: int, end: int) -> list[Party]:
    """The bodies of a stretch that names bodies and nothing else; empty where it also names a thing."""
    found = [_party(text, left, right) for left, right in _coordinates(text, start, end)]
    return [party for party in found if party] if all(_is_only_body(text, party) for party in found) else []


def _is_only_body(text: MarkedText, party: Party | None) -> bool:
    if party is None or party.mention is None:
        return False
    before = text.plain[party.start : max(party.start, party.mention.start)]
    return not re.search(r"\b(?:and|or)\b|,|^\w+ing\b", before)


def _coordinates(text: MarkedText, start: int, end: int) -> list[tuple[int, int]]:
    """Split at "and", "or" and commas that stand between two bodies, but not inside a relative clause."""
    pieces, left, at = [], start, start
    while match := COORDINATOR.search(text.plain, at, end):
        at = match.end()
        if text.is_within_name(match.start(), match.end()):
            continue
        first = text.first_inside(left, match.start())
        if not starts_with_body(text, match.end(), end) and not (first and _is_actor_phrase(text, match.end(), end)):
            continue
        closed = first and not CLAUSE.search(text.plain, first.end, match.start())
        if closed or _is_actor_phrase(text, left, match.start()):
            pieces.append((left, match.start()))
            left = match.end()
    pieces.append((left, end))
    return [_trimmed(text.plain, left, right) for left, right in pieces]


def _is_actor_phrase(text: MarkedText, start: int, end: int) -> bool:
    """Whether a short stretch names an actor the gazetteer does not have: "event organisers"."""
    stop = STOP_AFTER_NP.search(text.plain, start, end)
    head_end = stop.start() if stop else end
    if text.first_inside(start, head_end):
        return False
    words = text.plain[start:head_end].split()
    if stop and stop.group().casefold() not in {"of", "in", "for", "from", "at"}:
        return False
    if (1 if stop else 2) <= len(words) <= LONGEST_ACTOR and is_actor(words[-1]):
        return True
    return text.first_inside(start, end) is None and NAME_WITH_ROLE.fullmatch(text.plain[start:end].strip()) is not None


def _trimmed(plain: str, left: int, right: int) -> tuple[int, int]:
    """Without punctuation and "and" before it, and without punctuation and adverbs after it."""
    leading = LEADING.match(plain, left, right)
    left = leading.end() if leading else left
    trailing = TRAILING.search(plain, left, right)
    return left, trailing.start() if trailing else right


def _party(text: MarkedText, left: int, right: int) -> Party | None:
    mentions = text.inside(left, right)
    if not mentions:
        return _unlisted(text.plain, left, right)
    first = mentions[0]
    before = text.plain[left : first.start]
    preposition = re.search(rf"\b({PREPOSITIONS})\b", before, re.I)
    if preposition and not PARTITIVE.fullmatch(before):
        head = BASED.sub("", before[: preposition.start()]).split()
        if not head or not is_actor(head[-1]):
            return None
        return Party(left, right, first, outside="outside" in before.split())
    if RELATIVE.search(before) and not PERSONS.match(before):
        return None
    return _headed(text, mentions, left, right)


def _headed(text: MarkedText, mentions: list[Mention], left: int, right: int) -> Party | None:
    """A party whose first mention opens it: what follows must leave an actor as its head."""
    first = mentions[0]
    possessive = POSSESSIVE.match(text.plain, first.end, right)
    at = possessive.end() if possessive else first.end
    stop = STOP_AFTER_NP.search(text.plain, at, right)
    noun_end = stop.start() if stop else right
    words = re.findall(r"[\w-]+", text.plain[at:noun_end])
    if possessive and not words:
        return None
    ends_in_body = any(at <= each.start < noun_end <= each.end + 1 for each in mentions)
    if words and not is_actor(words[-1]) and not ends_in_body:
        return None
    return Party(left, right, _specific(text, mentions))


def _specific(text: MarkedText, mentions: list[Mention]) -> Mention:
    """The mention that says who it is: of "officers in Northmark Police" and "leads in each ROCU" the later one."""
    first, *others = mentions
    if first.kind in CONTEXTUAL_KINDS:
        for other in others:
            if NEAR_PREPOSITION.fullmatch(text.plain, first.end, other.start):
                return other
    return first


def _unlisted(plain: str, left: int, right: int) -> Party | None:
    """A subject without a listed body: an actor by its head noun ("Protection and armed commands"), else nothing."""
    subject = plain[left:right]
    if NOT_A_NOUN.match(subject):
        return None
    if NAME_WITH_ROLE.fullmatch(subject):
        return Party(left, right, None)
    stop = STOP_AFTER_NP.search(subject)
    words = re.findall(r"[\w-]+", subject[: stop.start()] if stop else subject)
    return Party(left, right, None) if words and len(words) <= LONGEST_UNLISTED and is_actor(words[-1]) else None
