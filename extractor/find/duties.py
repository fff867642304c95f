"""Who a sentence puts under a duty: the subject of its modal, the object of "we recommend that", the agent after "by".

The order of the readings is the order of trust. A body that only supports, receives or is mentioned is never a party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.find.bodies import Mention
from extractor.find.sentences import MODAL
from extractor.find.subjects import DETERMINERS, Party, inside, parties_of, starts_with_body

JOINT = re.compile(
    r"(?:(?:working |acting )?(?:together|jointly) with|in (?:partnership|collaboration|conjunction|concert|co-operation|cooperation|association) with|alongside"
    r"|in tandem with|collaborating with)\s+",
    re.I,
)
WORKING_WITH = re.compile(r"(?:also |closely )?(?:working|collaborating)(?: closely)? with\s+", re.I)
ASIDE = re.compile(
    r"(?:and |but )?(?:also )?(?:with|without|working|work|supported|assisted|helped|advised|led|through|via|in|by|as|including|together|jointly|alongside|under|"
    r"within|having|where|when|if|unless|once|following|after|before|using|subject|on|at|for|from|drawing|co-ordinated|coordinated|backed|particularly|"
    r"especially|such|overseen|acting|should|to|no later|not later|because|since|while|given|building|collaborating|until|over|during|throughout|"
    r"immediately|urgently|wherever|whenever|whether|like|until|consulting|liaising|informed|facilitated|even|along|upon|among|across|rather)\b",
    re.I,
)
SUBORDINATE = re.compile(
    r"(?:where|when|if|unless|once|because|since|while|although|though|whenever|wherever|whether|given that|until|after|before|so that|in order)\b",
    re.I,
)
SAY_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|conclud\w+|believ\w+|consider\w*|view|essential|vital|important|imperative|crucial|clear|right|"
    r"expect\w*|urg\w+|advis\w+|ask\w*|insist\w*|recommendation (?:is|was)|agree\w*|necessary|hope|satisfied|stress|reiterate|emphasi[sz]e|opinion)\b[^.;:]{0,60}?\bthat,?\s+",
    re.I,
)
RECOMMEND_THAT = re.compile(
    r"\b(?:recommend\w*|propos\w+|suggest\w*|ask\w*|request\w*|advis\w+|insist\w*|recommendation (?:is|was)|essential|vital|imperative)\b[^.;:]{0,40}?\bthat,?\s+",
    re.I,
)
CALL_ON = re.compile(
    r"(?:\b(?:we|the (?:inquiry|committee|review|panel|inspectorate|inspectors)|i|hmicfrs|iopc)\s+(?:also |therefore |further |strongly |again |would )*"
    r"(?:ask|urge|invite|call (?:up)?on|require|expect|encourage|want|request|recommend(?:s)? to|look to|direct|advise)s?\s+"
    r"|\b(?:it is|it should be|it must be|this is|that is) (?:a matter |the responsibility )?(?:for|of|up to)\s+"
    r"|\b(?:rests?|lies|falls|sits)(?: squarely)? (?:with|to|on|upon)\s+|^(?:to|for):?\s+)",
    re.I,
)
PASSIVE = re.compile(
    r"\s*(?:not |also |now |all |each |always |only |then |therefore |immediately |further )*(?:be|have been|being|get)\s+(?:\w+ly )?(?P<verb>\w+(?:ed|en|t|de|ld|wn|ne|un|ught))\b",
    re.I,
)
NOT_PASSIVE = frozenset(
    ["able", "aware", "confident", "prepared", "satisfied", "committed", "consistent", "alert", "intent", "different", "open", "urgent", "transparent", "present", "efficient", "confident", "competent", "sufficient", "independent", "content", "resilient", "seen"]
)
AGENT = re.compile(rf"\bby\s+(?={DETERMINERS}\S)", re.I)
REDUCED = frozenset(
    ["held", "used", "provided", "published", "shared", "issued", "made", "set", "owned", "run", "commissioned", "employed", "offered", "produced", "kept", "recorded", "reported", "submitted", "received", "raised", "identified", "operated", "developed", "posed", "faced", "caused", "committed", "experienced"]
)
WORK_WITH = re.compile(
    r"\s*(?:also |now |then |therefore |urgently |closely |continue to |each )*(?P<verb>work|collaborate|cooperate|co-operate|consider|act|co-design|co-produce)(?: closely| urgently| together| jointly| in partnership| in collaboration| collaboratively)?,? with\s+",
    re.I,
)
JOINTLY_WITH = re.compile(r"\s*\w+,? (?:work )?(?:jointly|together) with\s+", re.I)
FORCE_KINDS = frozenset({"force", "own_force", "named_force"})
NATIONAL_KINDS = frozenset(
    {"npcc", "home_office", "government_other", "college_of_policing", "cps", "nca_rocu", "iopc", "local_policing_body"}
)


def find_parties(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The parties under a duty in the sentence ``start:end``, in order of their words; empty where it names none."""
    modals = list(MODAL.finditer(plain, start, end))
    said = RECOMMEND_THAT.search(plain, start, modals[0].start() if modals else end)
    if said and not (modals and parties_before(plain, mentions, said.end(), modals[0].start())):
        found = parties_from(plain, mentions, said.end(), end)
        if found:
            return found
    called = CALL_ON.search(plain, start, end)
    if called and (found := parties_from(plain, mentions, called.end(), end)):
        return found
    found = []
    for index, modal in enumerate(modals):
        left = modals[index - 1].end() if index else start
        right = modals[index + 1].start() if index + 1 < len(modals) else end
        reader = parties_before if index == 0 else parties_after_break
        subjects = reader(plain, mentions, left, modal.start())
        found += _with_partners(plain, mentions, subjects, modal.end(), right)
    return found


def _with_partners(plain: str, mentions: Sequence[Mention], subjects: list[Party], after: int, end: int) -> list[Party]:
    """The subjects that really act, the agent after "by", and bodies that act together with them."""
    passive = PASSIVE.match(plain, after, end)
    is_passive = passive is not None and passive["verb"].casefold() not in NOT_PASSIVE
    if is_passive:
        agents = agents_of(plain, mentions, after, end)
        if agents:
            return agents
        subjects = [party for party in subjects if not is_patient(party)]
    if not subjects:
        return []
    return subjects + joint_parties(plain, mentions, subjects, after, end)


def is_patient(party: Party) -> bool:
    """Whether a passive subject only receives: people ("officers should be trained"), not bodies ("forces should be required")."""
    return party.mention is None or party.mention.kind in {"own_people"}


def agents_of(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies named after "by" as doers of a passive duty."""
    for by in AGENT.finditer(plain, start, end):
        word = re.search(r"(\w+)\s+$", plain[start : by.start()])
        near = len(plain[start : by.start()].split()) <= 4
        if word and word[1].casefold() in REDUCED and not near:
            continue
        if starts_with_body(plain, mentions, by.end(), end) and (found := parties_from(plain, mentions, by.end(), end)):
            return found
    return []


def parties_from(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The bodies that open a stretch of text, as far as they go on: "the Home Office and forces | publish ..."."""
    at = _after_asides(plain, mentions, start, end)
    if not starts_with_body(plain, mentions, at, end):
        return []
    found: list[Party] = []
    while starts_with_body(plain, mentions, at, end):
        mention = next(m for m in mentions if m.start >= at)
        stop = _noun_phrase_end(plain, mentions, mention, end)
        found += parties_of(plain, mentions, at, stop)
        link = re.compile(r"\s*(?:,\s*and|,|and|or|&|as well as|together with|jointly with|along with)\s+", re.I).match(
            plain, stop, end
        )
        if not link:
            break
        at = link.end()
    return found


def _after_asides(plain: str, mentions: Sequence[Mention], start: int, end: int) -> int:
    """Where the subject begins after "by 31 March 2026, ", "in future, "."""
    at = start
    while True:
        aside = re.compile(r"\s*(?:[^,;.]{1,80}),\s+").match(plain, at, end)
        if aside is None or not ASIDE.match(plain, at, end):
            return at
        at = aside.end()


def _noun_phrase_end(plain: str, mentions: Sequence[Mention], mention: Mention, end: int) -> int:
    """Where the noun phrase that the mention opens ends: after "lead for response policing" or "in England and Wales"."""
    at = mention.end
    more = re.compile(
        r"(?:'s)?(?:\s+(?!and\b|or\b|to\b|should\b|must\b)[\w-]+){0,3}?\s+(?:leads?|leaders|coordinators|boards?|teams?|units?|officers|committees?|heads|executives?)\b",
        re.I,
    ).match(plain, at, end)
    if more:
        at = more.end()
    following = re.compile(rf"\s+(?:for|of|in|at|within|across)\s+{DETERMINERS}", re.I).match(plain, at, end)
    if following:
        near = [m for m in mentions if following.end() >= m.start >= at]
        if near:
            return near[0].end
    return at


def parties_after_break(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The subject of a second duty in a sentence: it must follow "and", "but" or a comma at once."""
    breaks = list(
        re.compile(r"(?:[,;:]\s*(?:and|but|while|or)?|\band|\bbut|\bwhile)\s+", re.I).finditer(plain, start, end)
    )
    for cut in reversed(breaks):
        if SUBORDINATE.match(plain, cut.end(), end):
            return []
        if starts_with_body(plain, mentions, cut.end(), end):
            earlier = [
                c for c in breaks if c.end() < cut.end() and starts_with_body(plain, mentions, c.end(), cut.start())
            ]
            first = (
                earlier[-1].end()
                if earlier
                and not re.search(r"\w+\s+\w+ed\b", plain[earlier[-1].end() : cut.start()])
                and len(plain[earlier[-1].end() : cut.start()].split()) <= 6
                else cut.end()
            )
            return parties_of(plain, mentions, first, end)
    return []


def parties_before(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The subject of the first duty of a sentence, between the sentence's start and the modal."""
    said = None
    for said in SAY_THAT.finditer(plain, start, end):
        pass
    if said:
        start = said.end()
    segments = _segments(plain, mentions, start, end)
    if not segments:
        return []
    joint: list[Party] = []
    if plain[start:end].rstrip().endswith(","):
        segments, joint = _without_closing_aside(plain, mentions, segments)
    left, right, before = _subject_stretch(plain, mentions, segments)
    if re.search(r"\b(?:who|which|that|what|how|whom|whether|when|where|why)\s*$", plain[left:right], re.I):
        return []
    if ASIDE.match(plain, left, right) and not JOINT.match(plain, left, right):
        return []
    found = parties_of(plain, mentions, left, right)
    for segment in before:
        opened = JOINT.match(plain, *segment)
        if opened and found:
            joint = parties_from(plain, mentions, opened.end(), segment[1]) + joint
    return sorted(found + joint, key=lambda party: party.start) if found else []


def _segments(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, brackets left out and commas inside names kept."""
    cuts, at = [], start
    for comma in re.compile(r",\s*|\s*\([^)]*\)\s*|\s+[-–—]\s+|:\s+").finditer(plain, start, end):
        if comma.group().lstrip().startswith("("):
            continue
        if not any(m.start < comma.start() < m.end for m in mentions):
            cuts.append((at, comma.start()))
            at = comma.end()
    cuts.append((at, end))
    return [(left, right) for left, right in cuts if plain[left:right].strip()]


def _without_closing_aside(
    plain: str, mentions: Sequence[Mention], segments: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[Party]]:
    """The segments before "..., with the support of B and C," and the bodies of an aside that act too."""
    for index in range(1, len(segments)):
        left, right = segments[index]
        has_body = any(starts_with_body(plain, mentions, *segment) for segment in segments[:index])
        if not has_body or not ASIDE.match(plain, left, right):
            continue
        opened = JOINT.match(plain, left, right)
        working = WORKING_WITH.match(plain, left, right)
        joint: list[Party] = []
        if opened:
            joint = parties_from(plain, mentions, opened.end(), segments[-1][1])
        elif working:
            subjects = parties_of(plain, mentions, *segments[index - 1])
            joint = forces_beside(plain, mentions, subjects, working.end(), segments[-1][1])
        return segments[:index], joint
    return segments, []


def _subject_stretch(
    plain: str, mentions: Sequence[Mention], segments: list[tuple[int, int]]
) -> tuple[int, int, list[tuple[int, int]]]:
    """Start and end of the subject, and the segments before it."""
    index = len(segments) - 1
    if not starts_with_body(plain, mentions, *_without_and(plain, segments[index])):
        opening = [i for i, segment in enumerate(segments) if starts_with_body(plain, mentions, *segment)]
        if opening and not ASIDE.match(plain, *segments[opening[0]]):
            index = opening[0]
            return segments[index][0], segments[-1][1], segments[:index]
        return (*segments[index], segments[:index])
    linked = (
        re.search(r"\b(?:and|or)\b|&", plain[slice(*segments[index])])
        or segments[index][0] != _without_and(plain, segments[index])[0]
    )
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
    """Bodies after the modal that act together with the subject: "should, together with B," and "should work with forces"."""
    aside = re.compile(r"\s*,\s*(?:also )?").match(plain, after, end)
    opened = JOINT.match(plain, aside.end(), end) if aside else None
    together = opened or JOINTLY_WITH.match(plain, after, end)
    if together:
        return parties_from(plain, mentions, together.end(), end)
    working = WORKING_WITH.match(plain, aside.end(), end) if aside else None
    beside = working or WORK_WITH.match(plain, after, end)
    return forces_beside(plain, mentions, subjects, beside.end(), end) if beside else []


def forces_beside(
    plain: str, mentions: Sequence[Mention], subjects: Sequence[Party], start: int, end: int
) -> list[Party]:
    """Forces that a national body is to work with: both have to act. Anyone else worked with only helps."""
    national = any(party.mention and party.mention.kind in NATIONAL_KINDS for party in subjects)
    if not national:
        return []
    named = parties_from(plain, mentions, start, end)
    return [party for party in named if party.mention and party.mention.kind in FORCE_KINDS]


def opening_body(plain: str, mentions: Sequence[Mention], start: int, end: int) -> list[Party]:
    """The body a statement without a duty is about: "The force doesn't always ..."."""
    if not starts_with_body(plain, mentions, start, end):
        return []
    return parties_from(plain, mentions, start, end)


def has_body(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether any body is named between two offsets."""
    return bool(inside(mentions, start, end))
