"""What a report settles about its own words: which force "the force" is, whose people "leaders" are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.config import ForceProfile
from extractor.domain import AddresseeGroup, Report, ReportType
from extractor.find.bodies import NAMED_FORCE, find_mentions, plain_text
from extractor.find.forces import find_force, force_of_area

POLICE_TYPES = frozenset(
    {
        ReportType.PEEL,
        ReportType.THEMATIC,
        ReportType.SPOTLIGHT,
        ReportType.NCPI,
        ReportType.INTEGRITY,
        ReportType.CUSTODY,
        ReportType.SUPER_COMPLAINT,
        ReportType.REVISIT_LETTER,
        ReportType.STATE_OF_POLICING,
        ReportType.IOPC_LEARNING,
    }
)
POLICE_WORDS = re.compile(r"\b(?:polic\w+|constab\w+|forces?|officers?|causes? of concern|peel)\b", re.I)
AREA_SEND = re.compile(r"\bSEND\b|special educational needs", re.I)
COMMISSIONER_LED = frozenset({"Metropolitan Police Service", "City of London Police"})
AREA_IN_TITLE = re.compile(
    r"(?:inspection|response|arrangements|services?|safeguarding)\b[^:]*?\b(?:of|in|across)\s+(?:the\s+)?"
    r"(?P<area>[A-Z][\w'-]+(?:(?:\s+(?:and|upon|on|with|of|the))*\s+[A-Z][\w'-]+)*)"
)


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Whose report it is. ``other_force`` says that the force it is about is not the configured one."""

    force: str | None
    other_force: bool
    people: AddresseeGroup
    service: AddresseeGroup
    trust: AddresseeGroup
    chief: AddresseeGroup
    own_names: frozenset[str]
    default: AddresseeGroup | None = None

    @property
    def force_group(self) -> AddresseeGroup:
        """The group of "the force" in this report."""
        return AddresseeGroup.OTHER_FORCE if self.other_force else AddresseeGroup.FORCE

    def settle(self, kind: str, words: str, organization: str | None) -> tuple[AddresseeGroup, str | None]:
        """Group and organization of a mention, given its class and words."""
        if kind == NAMED_FORCE:
            return self._named_force(words, organization)
        if kind == "own_force":
            return self.force_group, self.force
        if kind == "own_chief":
            return self.chief, self.force if self.chief is self.force_group else None
        own = {"own_people": self.people, "own_service": self.service, "own_trust": self.trust}
        return own.get(kind) or AddresseeGroup(kind), organization

    def _named_force(self, words: str, organization: str | None) -> tuple[AddresseeGroup, str | None]:
        if not self.own_names:
            same = self.force is None or organization == self.force or words == self.force
            return (AddresseeGroup.FORCE if same else AddresseeGroup.OTHER_FORCE), organization
        own = bool({words.casefold(), (organization or "").casefold()} & self.own_names)
        return (AddresseeGroup.FORCE if own else AddresseeGroup.OTHER_FORCE), organization


def context_of_report(report: Report, profile: ForceProfile | None = None) -> ReportContext:
    """The context of a report, seen from the configured force where there is one."""
    title = plain_text(report.title)
    named = report.force or _force_in_title(title)
    force = _official_name(named) if named else None
    own_names = _own_names(profile)
    other = bool(own_names) and _is_other_force(force, title, report.report_type, profile, own_names)
    force_group = AddresseeGroup.OTHER_FORCE if other else AddresseeGroup.FORCE
    people = _people_group(report.report_type, title, report.source_body or "", force_group)
    return ReportContext(
        force=force or (profile.name if profile and not other and people is force_group else None),
        other_force=other,
        people=people,
        service=people if people is not AddresseeGroup.PARTNERSHIP else AddresseeGroup.PARTNERSHIP,
        trust=AddresseeGroup.LOCAL_AUTHORITY
        if report.report_type is ReportType.LOCAL_AUTHORITY_INSPECTION and people is AddresseeGroup.LOCAL_AUTHORITY
        else AddresseeGroup.HEALTH,
        chief=force_group if force in COMMISSIONER_LED else AddresseeGroup.LOCAL_POLICING_BODY,
        own_names=own_names,
        default=people if report.report_type is ReportType.LOCAL_AUTHORITY_INSPECTION else None,
    )


def _people_group(kind: ReportType, title: str, source: str, force_group: AddresseeGroup) -> AddresseeGroup:
    """Whose people "leaders" and "staff" are: by the type of report first, by title and source second."""
    if kind is ReportType.FIRE_AND_RESCUE:
        return AddresseeGroup.OTHER
    if kind is ReportType.JTAI or AREA_SEND.search(title):
        return AddresseeGroup.PARTNERSHIP
    if kind is ReportType.LOCAL_AUTHORITY_INSPECTION:
        return AddresseeGroup.LOCAL_AUTHORITY
    if kind in POLICE_TYPES or POLICE_WORDS.search(title) or POLICE_WORDS.search(source):
        return force_group
    return AddresseeGroup.OTHER


def _own_names(profile: ForceProfile | None) -> frozenset[str]:
    if profile is None:
        return frozenset()
    known = find_force(profile.name)
    names = (*profile.names, *(known.names if known else ()))
    return frozenset(name.casefold() for name in names)


def _official_name(name: str) -> str:
    force = find_force(name)
    return force.name if force else name


def _force_in_title(title: str) -> str | None:
    for mention in find_mentions(title):
        if mention.kind == NAMED_FORCE:
            return mention.organization or title[mention.start : mention.end]
    return None


def _is_other_force(
    force: str | None, title: str, kind: ReportType, profile: ForceProfile | None, own_names: frozenset[str]
) -> bool:
    """Whether the report is about another force: by its name, else by the area a local inspection names."""
    if force is not None:
        return force.casefold() not in own_names
    if kind not in {ReportType.JTAI, ReportType.LOCAL_AUTHORITY_INSPECTION} or profile is None:
        return False
    match = AREA_IN_TITLE.search(title)
    if match is None:
        return False
    area = match["area"]
    home = force_of_area(area)
    if home is not None:
        return home.name.casefold() not in own_names
    return not any(area.casefold() in name or name.startswith(area.casefold()) for name in own_names)
