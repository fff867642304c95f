"""What a publication is about, seen from the configured force: its own, another's, another area's, or nobody's.

The same words mean different things in different reports: "the force" in Northmark's PEEL report is Northmark. So
the place and the programme are settled once per report, before any item is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractor.artifacts import load_list
from extractor.config import ForceProfile
from extractor.domain import Report, ReportType

FORCE_NAME = re.compile(
    r"\b(?P<heddlu>Heddlu (?!a\b)[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
    r"|\b(?P<met>the Met\b|Metropolitan Police(?: Service)?\b|City of London Police\b|Police Scotland\b"
    r"|Police Service of Northern Ireland\b|Civil Nuclear Constabulary\b|Ministry of Defence Police\b)"
    r"|\b(?P<place>[A-Z][\w’'-]+(?:(?: and| &|-)? [A-Z][\w’'-]+){0,4}) (?:Police(?! Chiefs| and Crime|, Fire|"
    r" Federation| Coord"
    r"| Powers| Digital| Uplift| Service of)|Constabulary|Police Service)\b"
)
"""A force's name as printed. "Midshires Police, Fire and Crime Commissioner" and "National Police Chiefs" are none."""

NOT_A_PLACE = frozenset(
    "the that this with within by national local regional british royal roads neighbourhood all each every any those "
    "these when where if before after from for and his her majesty’s chief uk home peel recommendation to of in on at "
    "policing metropolitan city an inspection joint".split()
)
PLACE_OF_INSPECTION = re.compile(
    r"\b(?:inspection|visit|services|letter|response|arrangements|family|neglect|health|abuse)\b[^:–]*? (?:of|"
    r"in|to|for|at) (?:the )?"
    r"(?P<place>[A-Z][\w’'-]+(?:(?: and| upon| with| on| under| of)?[ -][A-Z][\w’'-]+)*)"
)
LOCAL_BODY = re.compile(
    r"\b(?!Local\b|The\b|National\b|Joint\b|Safer\b)(?P<place>[A-Z][\w-]+(?:(?: and| upon| on)? [A-Z][\w-]+)*?) "
    r"(?:Local Safeguarding|Safeguarding (?:Children|Adults)|Combined Authority|"
    r"(?:County |City |Borough |District )?Council\b|Community Safety Partnership|Criminal Justice Board)"
)
"""A body of one place in a title: "Calderwick Combined Authority: an independent review of violence reduction"."""
REGION = re.compile(
    r"\b(?:the )?(?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:regional (?:response|organi[sz]ed)|Regional Organi[sz]ed)"
)
IOPC_PLACE = re.compile(r"(?:,| to| for| –| -) (?P<place>[A-Z][\w-]+(?: [A-Z][\w-]+)?)$")
"""The place at the end of such a title: "IOPC learning recommendation: vehicle pursuit, Northmark"."""
PLACE_TAIL = re.compile(
    r"(?: (?:Metropolitan|Borough|City|County|District|Council|Local|Area|Partnership|Safeguarding|Children|SEND)\b.*)$"
)
FIRE_TITLE = re.compile(r"\bfire (?:and|&) rescue\b|\bfire services?\b|\bfire authorit", re.I)
WALES = re.compile(r"\b(?:Wales|Welsh|Heddlu|Cymru|Senedd)\b")
ABROAD_TITLE = re.compile(
    r"^(?!.*\b(?:England|Wales|United Kingdom|UK)\b).*\b(?:Scotland|Scottish|Northern Ireland)\b", re.S
)
COUNCIL_ONLY = re.compile(
    r"local authority children|children[’']s (?:social care )?services|\bSEND\b|\bILACS\b|"
    r"services for children in need|"
    r"special educational needs|fostering|adoption agency",
    re.I,
)
SEND = re.compile(r"\bSEND\b|special educational needs", re.I)
MULTI_AGENCY = re.compile(
    r"joint targeted area|"
    r"(?:safeguarding practice|serious case|domestic homicide|domestic abuse related death) review|"
    r"youth justice services?|"
    r"\bJTAI\b|multi-agency|safeguarding services in|joint area|joint inspection of child",
    re.I,
)


TYPE_WORDS: tuple[tuple[str, ReportType], ...] = (
    ("jtai", ReportType.JTAI),
    ("joint targeted", ReportType.JTAI),
    ("joint progress", ReportType.JTAI),
    ("ilacs", ReportType.LOCAL_AUTHORITY_INSPECTION),
    ("sif", ReportType.LOCAL_AUTHORITY_INSPECTION),
    ("send", ReportType.LOCAL_AUTHORITY_INSPECTION),
    ("local authority", ReportType.LOCAL_AUTHORITY_INSPECTION),
    ("fire", ReportType.FIRE_AND_RESCUE),
    ("super complaint", ReportType.SUPER_COMPLAINT),
    ("iopc", ReportType.IOPC_LEARNING),
    ("committee", ReportType.SELECT_COMMITTEE),
    ("inquiry", ReportType.PUBLIC_INQUIRY),
    ("cause of concern", ReportType.PEEL),
    ("peel", ReportType.PEEL),
    ("thematic", ReportType.THEMATIC),
    ("custody", ReportType.CUSTODY),
    ("child protection", ReportType.NCPI),
    ("state of policing", ReportType.STATE_OF_POLICING),
    ("review", ReportType.INDEPENDENT_REVIEW),
)
"""Words in what people call a kind of report, asked in this order."""


class Scope(StrEnum):
    """Whose report this is."""

    OWN = "own"
    OWN_REGION = "own_region"
    OTHER_FORCE = "other_force"
    OTHER_AREA = "other_area"
    NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report is about; ``words`` are the words of the title that settled the scope."""

    scope: Scope
    words: str = ""
    report_type: ReportType = ReportType.OTHER
    is_fire: bool = False
    is_welsh: bool = False
    is_abroad: bool = False
    is_multi_agency: bool = False
    is_council_only: bool = False
    is_send: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Whether the report is another force's or another area's."""
        return self.scope in {Scope.OTHER_FORCE, Scope.OTHER_AREA}


@cache
def stem_of(force_name: str) -> str:
    """The place in a force's name.

    >>> stem_of("Exampleshire Police"), stem_of("Avon and Somerset Constabulary"), stem_of("Heddlu Dyffryn")
    ('Exampleshire', 'Avon and Somerset', 'Dyffryn')
    """
    return re.sub(r"^(?:Heddlu|the)\s+|\s+(?:Police(?: Service)?|Constabulary)$", "", force_name.strip(), flags=re.I)


def force_names(text: str) -> Iterator[re.Match[str]]:
    """Matches of force names in a text; a sentence's first word is not taken for a place.

    >>> [m.group() for m in force_names("The National Police Chiefs’ Council should tell Northmark Police.")]
    ['Northmark Police']
    """
    for match in FORCE_NAME.finditer(text):
        place = match.group("place")
        if place is None or any(word.lower() not in NOT_A_PLACE for word in re.split(r"[ -]", place)):
            yield match


def is_own_name(name: str, profile: ForceProfile) -> bool:
    """Whether a name as printed is one of the force's.

    So are "That Exampleshire Police" at the start of a sentence and "Commander Metropolitan Police" in a letter's
    address for the Metropolitan Police Service.
    """
    low = name.lower()
    if any(own.lower() in low for own in profile.names):
        return True
    return any(
        re.search(rf"\b{re.escape(stem_of(own).lower())} (?:police|constabulary)\b", low) for own in profile.names
    )


def report_type_of(words: str) -> ReportType:
    """The report type that a family or a kind of report in anybody's words is.

    >>> [report_type_of(words).value for words in ("hmicfrs_thematic", "Area SEND", "JTAI letter")]
    ['thematic', 'local_authority_inspection', 'jtai']
    """
    low = " ".join(words.lower().replace("_", " ").replace("-", " ").split())
    if low.replace(" ", "_") in set(ReportType):
        return ReportType(low.replace(" ", "_"))
    return next((kind for part, kind in TYPE_WORDS if re.search(rf"\b{part}s?\b", low)), ReportType.OTHER)


def is_fire_report(report: Report) -> bool:
    """Whether a report is about a fire and rescue service, by its type or its title."""
    return report.report_type is ReportType.FIRE_AND_RESCUE or bool(FIRE_TITLE.search(report.title))


def setting_of(report: Report, profile: ForceProfile) -> Setting:
    """The setting of a report, from its type, its force and its title."""
    title = report.title
    scope, words = _scope_of(report, profile)
    kind = report.report_type
    council = kind is ReportType.LOCAL_AUTHORITY_INSPECTION or bool(COUNCIL_ONLY.search(title))
    multi = kind is ReportType.JTAI or bool(MULTI_AGENCY.search(title))
    return Setting(
        scope=scope,
        words=words,
        report_type=kind,
        is_fire=is_fire_report(report),
        is_welsh=scope is not Scope.OWN and bool(WALES.search(words or title)) and "England" not in title,
        is_abroad=scope is not Scope.OWN and bool(ABROAD_TITLE.search(title)),
        is_multi_agency=multi,
        is_council_only=council and not multi,
        is_send=bool(SEND.search(title)),
    )


def _scope_of(report: Report, profile: ForceProfile) -> tuple[Scope, str]:
    if report.force:
        return (Scope.OWN if is_own_name(report.force, profile) else Scope.OTHER_FORCE), report.force
    names = [match.group() for match in force_names(report.title)]
    own = next((name for name in names if is_own_name(name, profile)), "")
    if own or _has_word(report.title, stem_of(profile.name)):
        return Scope.OWN, own or stem_of(profile.name)
    if names:
        return Scope.OTHER_FORCE, names[0]
    if profile.region and re.search(rf"\b{re.escape(profile.region)}\b", report.title):
        return Scope.OWN_REGION, profile.region
    region = REGION.search(report.title)
    if region:
        return Scope.OTHER_FORCE, region.group("place")
    place = IOPC_PLACE.search(report.title) if report.report_type is ReportType.IOPC_LEARNING else None
    if place:
        return Scope.OTHER_FORCE, place.group("place")
    neighbor = next((name for name in profile.neighbours if _has_word(report.title, stem_of(name))), None)
    if neighbor and not MULTI_AGENCY.search(report.title):
        return Scope.OTHER_FORCE, stem_of(neighbor)
    local = LOCAL_BODY.search(report.title)
    if local and not is_listed(profile) and not any(_has_word(report.title, own) for own in profile.areas):
        return Scope.OTHER_AREA, local.group("place")
    return _area_of(report, profile)


def _area_of(report: Report, profile: ForceProfile) -> tuple[Scope, str]:
    """Scope of a local inspection by the place it names.

    A place no list knows is another area's only for a force that stands in no list either (a sample force); a real
    force's lists may lack a new council, and its people must not miss a letter about it.
    """
    if report.report_type not in {ReportType.JTAI, ReportType.LOCAL_AUTHORITY_INSPECTION} and not (
        MULTI_AGENCY.search(report.title) or COUNCIL_ONLY.search(report.title)
    ):
        return Scope.NATIONAL, ""
    if own := next((place for place in own_places_of(profile) if _has_word(report.title, place)), None):
        return Scope.OWN, own
    known = [place for place in all_places() if _has_word(report.title, place)]
    if known and is_listed(profile):
        return Scope.OTHER_AREA, known[0]
    if not is_listed(profile) and (match := PLACE_OF_INSPECTION.search(report.title)):
        return Scope.OTHER_AREA, PLACE_TAIL.sub("", match.group("place"))
    return Scope.NATIONAL, ""


LOCAL_NAME = re.compile(
    r"(?:the )?(?:[A-Z][\w’'-]+ (?:and |& )?)+?(?:County|Borough|City|District|Metropolitan|Council|NHS|University|"
    r"Hospitals?|Integrated|Clinical)\b"
)
"""The name of a council or health body: it opens with a place."""


def is_body_elsewhere(name: str, profile: ForceProfile) -> bool:
    """Whether a council or health body is named after a place outside the force's area.

    As with areas inspected, a place no list knows tells only a sample force something.
    """
    ours = (*own_places_of(profile), *map(stem_of, profile.names), profile.region or "")
    if any(_has_word(name, place) for place in ours):
        return False
    known = any(_has_word(name, place) for place in all_places())
    return known or (not is_listed(profile) and LOCAL_NAME.match(name) is not None)


def own_places_of(profile: ForceProfile) -> frozenset[str]:
    """The council areas that the profile names, and those that the lists give the force."""
    areas = area_lists()
    listed = (place for name in profile.names for place in areas.get(name.lower().replace("&", "and"), ()))
    return frozenset((*profile.areas, *listed))


def is_listed(profile: ForceProfile) -> bool:
    """Whether the lists know the force's council areas; a sample force's they do not."""
    areas = area_lists()
    return any(name.lower().replace("&", "and") in areas for name in profile.names)


@cache
def area_lists() -> Mapping[str, tuple[str, ...]]:
    """Council areas of each territorial force, by each of its names in lower case with "and" for "&"."""
    return {
        alias.lower().replace("&", "and").lstrip("="): (*force["areas"], stem_of(force["name"]))
        for force in load_list("forces")["forces"]
        if force["kind"] == "territorial"
        for alias in (force["name"], *force.get("aliases", ()))
    }


@cache
def all_places() -> tuple[str, ...]:
    """Every place of the lists, longest first, so that "North Somerset" is found before "Somerset"."""
    return tuple(sorted({place for places in area_lists().values() for place in places}, key=lambda p: (-len(p), p)))


def _has_word(text: str, word: str) -> bool:
    return bool(word) and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
