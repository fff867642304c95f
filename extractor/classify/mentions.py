"""Which kinds of body a text speaks of, whether or not it puts them under a duty.

Inspectors of several agencies print verbless findings ("The availability of police reports to conferences"). Nobody is
addressed in so many words, yet the work belongs to somebody; what is mentioned first usually owns it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SOURCE_OR_TARGET = re.compile(r"\b(?:from|to|with) (?:the )?$", re.I)
"""What stands before a body that something merely comes from or goes to ("contacts received from the police")."""


class Family(StrEnum):
    """The agencies that a multi-agency report speaks of."""

    POLICE = "police"
    PARTNERSHIP = "partnership"
    SOCIAL_CARE = "social_care"
    HEALTH = "health"
    PROBATION = "probation"
    EDUCATION = "education"
    YOUTH_JUSTICE = "youth_justice"
    COMMISSIONER = "commissioner"


PATTERNS: Mapping[Family, re.Pattern[str]] = {
    Family.COMMISSIONER: re.compile(
        r"\bpolice(?:,? fire)? and crime commissioners?\b|\bPF?CCs?\b|\blocal policing bod(?:y|ies)\b|"
        r"\bpolice and crime panel",
        re.I,
    ),
    Family.POLICE: re.compile(
        r"\b(?:police|policing|constabular\w+|"
        r"(?<!probation )(?<!reviewing )(?<!designated )(?<!welfare )(?<!duty )(?<!medical "
        r")(?<!support )(?<!enforcement )officers"
        r"|PPNs?|public protection notices?|custody (?:suite|sergeant|officer)s?|detectives?|constables?|"
        r"chief constable|superintendents?|sergeants?|"
        r"the force|force[’']s|force control room|control room|call handlers?|neighbourhood (?:officers|teams)|"
        r"criminal investigations?|"
        r"crime (?:recording|reports?)|investigating officers?|warning markers?|bail|body[- ]worn|"
        r"Operation Encompass|PCSOs?|"
        r"out[- ]of[- ]court (?:disposals?|resolutions?)|stop and search|detained in custody|arrest\w*|"
        r"intelligence (?:reports|logs))\b",
        re.I,
    ),
    Family.PARTNERSHIP: re.compile(
        r"\b(?:(?:all|partner|other|key|relevant|safeguarding|statutory|single|across|between|by|of|the|which|"
        r"individual|each|local|different|these|those|lead) "
        r"(?:[a-z]+ )?(?:agencies|partners|organi[sz]ations)|agencies|multi[- ]agency|inter[- ]agency|"
        r"multidisciplinary|partners|partnerships?|"
        r"safeguarding (?:children )?(?:board|partnership)|LSC[BP]|[A-Z]{1,4}S?SC[PB]|the board|MASH|front door|"
        r"strategy (?:meetings?|discussions?)|"
        r"MARACs?|MAPPA|MACE|conferences?|joint(?:ly)? working|jointly|whole[- ]system|collective(?:ly)?|"
        r"child protection (?:meetings?|conferences?))\b",
        re.I,
    ),
    Family.SOCIAL_CARE: re.compile(
        r"\b(?:social work(?:ers?)?|social care|local authorit\w+|councils?|care leavers?|foster\w*|"
        r"children in care|looked[- ]after|early help|"
        r"emergency duty team|assessment teams?|independent reviewing|corporate parent\w*|adoption|placements?|"
        r"personal advis[eo]rs?|pathway plans?|"
        r"housing|director of children|children[’']s services|virtual school|life[- ]story|special guardian\w*)\b",
        re.I,
    ),
    Family.HEALTH: re.compile(
        r"\b(?:health(?:care)?(?! and safety)|NHS|hospitals?|GPs?|general practi\w+|midwi\w+|CAMHS|nurs\w+|"
        r"clinical|ICBs?|integrated care|paediatric\w*|medicals?|"
        r"dent\w+|emergency departments?|therap\w+|doctors?|ambulance|medical|pharmac\w+|neurodevelopmental|"
        r"maternity|accident and emergency|"
        r"mental ill health|substance misuse services?|speech and language|sexual assault referral)\b",
        re.I,
    ),
    Family.PROBATION: re.compile(
        r"\b(?:probation|NPS|CRCs?|offender managers?(?= in probation)|community rehabilitation|prisons?|HMPPS)\b", re.I
    ),
    Family.EDUCATION: re.compile(
        r"\b(?:schools?|colleges?(?! of policing)|education(?:al)?|academ(?:y|ies)|teach\w+|nurser(?:y|ies)|"
        r"early years|SEND|EHC|special educational|headteachers?|"
        r"designated safeguarding leads?|alternative provision)\b",
        re.I,
    ),
    Family.YOUTH_JUSTICE: re.compile(r"\b(?:youth (?:justice|offending)|YOS|YOT|YJS)\b", re.I),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One family in a text: its first words, where they stand and how often it comes.

    ``is_owner`` is false where each mention is only what something comes from, goes to or is done with.
    """

    family: Family
    words: str
    start: int
    count: int
    is_owner: bool


def find_mentions(text: str) -> dict[Family, Mention]:
    """Families mentioned in a text, in order of first mention.

    >>> list(find_mentions("Police attendance at meetings called by social workers"))
    [<Family.POLICE: 'police'>, <Family.SOCIAL_CARE: 'social_care'>]
    """
    found = []
    for family, pattern in PATTERNS.items():
        hits = list(pattern.finditer(text))
        if hits:
            owner = any(
                not SOURCE_OR_TARGET.search(text, 0, hit.start()) or text[hit.end() : hit.end() + 1] == "-"
                for hit in hits
            )
            found.append(Mention(family, hits[0].group(), hits[0].start(), len(hits), owner))
    found.sort(key=lambda mention: mention.start)
    return {mention.family: mention for mention in found}
