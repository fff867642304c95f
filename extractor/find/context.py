"""What a report settles about its own words: which force "the force" is, whose people "leaders" are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.config import ForceProfile
from extractor.domain import Addressee, AddresseeGroup, Recommendation, Report, ReportType
from extractor.find.bodies import MarkedText, mark_bodies
from extractor.find.forces import find_force, load_forces
from extractor.find.gazetteer import NAMED_FORCE, plain_text

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
LOCAL_TYPES = frozenset({ReportType.JTAI, ReportType.LOCAL_AUTHORITY_INSPECTION})
POLICE_WORDS = re.compile(r"\b(?:polic(?:e|ing)|constab\w+|chief officers|forces|causes? of concern|peel)\b", re.I)
POLICE_SHARE = 0.25
"""A report of which at least this share of items names the police is one about policing, whatever its title."""

FORCE_WORDS = re.compile(r"\s+(?:Police|Constabulary|Service)\b")
AREA_SEND = re.compile(r"\bSEND\b|special educational needs", re.I)
OF_THE_HOME_OFFICE = re.compile(r"home affairs|polic(?:e|ing)", re.I)
"""A committee's report about these means the Home Office by "the Department"."""
COMMISSIONER_LED = re.compile(r"metropolitan|city of london", re.I)
AREA_INSPECTED = re.compile(
    r"\binspection of (?:the )?"
    r"(?P<area>[A-Z][\w'-]+(?:(?: (?:and|upon|on|with|of|the))* (?!Local|Council)[A-Z][\w'-]+)*)"
)


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Whose report it is.

    ``force`` is the force "the force" means, ``force_named`` whether the report itself says so; ``other_force`` says
    that it is not the configured one. The groups say who "leaders", "the trust" and so on are here.
    """

    force: str | None
    force_named: bool
    other_force: bool
    own_names: frozenset[str]
    nation: str | None
    people: AddresseeGroup
    trust: AddresseeGroup
    department: AddresseeGroup
    default_addressees: tuple[Addressee, ...] = ()

    @property
    def force_group(self) -> AddresseeGroup:
        """The group of "the force" in this report."""
        return AddresseeGroup.OTHER_FORCE if self.other_force else AddresseeGroup.FORCE

    @property
    def is_local(self) -> bool:
        """Whether several agencies of one area are inspected together, or its council."""
        return self.people is AddresseeGroup.PARTNERSHIP or self.is_council

    @property
    def is_council(self) -> bool:
        """Whether a council's services are inspected."""
        return self.people is AddresseeGroup.LOCAL_AUTHORITY

    @property
    def chief(self) -> AddresseeGroup:
        """The group of "the Commissioner"."""
        led = COMMISSIONER_LED.search(self.force or "")
        return self.force_group if led else AddresseeGroup.LOCAL_POLICING_BODY

    def about_force(self, force: str) -> ReportContext:
        """The same context where a heading or the item itself names the force that it is about."""
        other = bool(self.own_names) and force.casefold() not in self.own_names
        group = AddresseeGroup.OTHER_FORCE if other else AddresseeGroup.FORCE
        people = group if self.people is self.force_group else self.people
        return replace(self, force=force, force_named=True, other_force=other, people=people)

    def settle(self, kind: str, words: str, organization: str | None) -> tuple[AddresseeGroup, str | None]:
        """Group and organization of a mention, given its class and words."""
        if kind == NAMED_FORCE:
            return self._named_force(words, organization)
        if kind == "own_force":
            return self.force_group, self.force
        if kind == "own_chief":
            return self.chief, self.force if self.chief is self.force_group else None
        if kind.startswith("forces_of_"):
            return self._forces_of(kind.removeprefix("forces_of_")), None
        own = {
            "forum": AddresseeGroup.PARTNERSHIP,
            "own_people": self.people,
            "own_service": self.people,
            "own_trust": self.trust,
            "own_elected": AddresseeGroup.HEALTH if self.is_local else AddresseeGroup.LOCAL_POLICING_BODY,
            "own_department": self.department,
        }
        return own.get(kind) or AddresseeGroup(kind.rstrip("?")), organization

    def _named_force(self, words: str, organization: str | None) -> tuple[AddresseeGroup, str | None]:
        names = {words.casefold(), (organization or "").casefold()}
        ours = self.own_names or {(self.force or words).casefold()}
        own = not names.isdisjoint(ours)
        return (AddresseeGroup.FORCE if own else AddresseeGroup.OTHER_FORCE), organization

    def _forces_of(self, nation: str) -> AddresseeGroup:
        same = self.nation is None or self.nation.casefold() == nation
        return AddresseeGroup.FORCE if same else AddresseeGroup.OTHER_FORCE


def context_of_report(
    report: Report, profile: ForceProfile | None = None, items: Sequence[Recommendation] = ()
) -> ReportContext:
    """The context of a report, seen from the configured force where there is one.

    ``items`` are the report's own: what they name says whether it is about policing where title and type do not.
    """
    title = plain_text(report.title)
    named = report.force or _force_in_title(title)
    if named is None and report.report_type is ReportType.IOPC_LEARNING:
        named = _area_in_title(title, profile)
    force = _official_name(named) if named else None
    own_names = _own_names(profile)
    other = bool(own_names) and _is_other_force(
        force, title, report.report_type, own_names, profile.areas if profile else ()
    )
    force_group = AddresseeGroup.OTHER_FORCE if other else AddresseeGroup.FORCE
    people = _people_group(report, title, items, force_group)
    council = report.report_type is ReportType.LOCAL_AUTHORITY_INSPECTION and people is AddresseeGroup.LOCAL_AUTHORITY
    local = report.report_type in LOCAL_TYPES or people is force_group
    return ReportContext(
        force=force or (profile.name if profile and local and not other and force_is_local(report) else None),
        force_named=force is not None,
        other_force=other,
        own_names=own_names,
        nation=profile.nation if profile else None,
        people=people,
        trust=AddresseeGroup.LOCAL_AUTHORITY if council else AddresseeGroup.HEALTH,
        department=_department_group(title, people is force_group),
        default_addressees=_default(report, force, people, force_group),
    )


def force_is_local(report: Report) -> bool:
    """Whether a report of this type is about one force or area, so that "the police" in it are one force."""
    return report.report_type in LOCAL_TYPES | {ReportType.PEEL, ReportType.NCPI, ReportType.INTEGRITY}


def _default(
    report: Report, force: str | None, people: AddresseeGroup, force_group: AddresseeGroup
) -> tuple[Addressee, ...]:
    """Whom a report is for where an item names nobody: the council, area or (IOPC learning) force of its title."""
    if report.report_type is ReportType.LOCAL_AUTHORITY_INSPECTION:
        return (Addressee(report.title, None, people, inherited=True),)
    if report.report_type is ReportType.IOPC_LEARNING and force is not None:
        return (Addressee(force, force, force_group, inherited=True),)
    return ()


def _department_group(title: str, about_police: bool) -> AddresseeGroup:
    """Whose "the Department" and "the Secretary of State" are."""
    home = about_police or OF_THE_HOME_OFFICE.search(title)
    return AddresseeGroup.HOME_OFFICE if home else AddresseeGroup.GOVERNMENT_OTHER


def _people_group(
    report: Report, title: str, items: Sequence[Recommendation], force_group: AddresseeGroup
) -> AddresseeGroup:
    """Whose people "leaders" and "staff" are: by the type of report, then by title, source and items."""
    kind = report.report_type
    if kind is ReportType.FIRE_AND_RESCUE:
        return AddresseeGroup.OTHER
    if kind is ReportType.JTAI or AREA_SEND.search(title):
        return AddresseeGroup.PARTNERSHIP
    if kind is ReportType.LOCAL_AUTHORITY_INSPECTION:
        return AddresseeGroup.LOCAL_AUTHORITY
    if kind in POLICE_TYPES or POLICE_WORDS.search(title) or POLICE_WORDS.search(report.source_body or ""):
        return force_group
    naming = sum(bool(POLICE_WORDS.search(item.text)) for item in items)
    return force_group if items and naming / len(items) >= POLICE_SHARE else AddresseeGroup.OTHER


def _own_names(profile: ForceProfile | None) -> frozenset[str]:
    if profile is None:
        return frozenset()
    known = find_force(profile.name)
    return frozenset(name.casefold() for name in (*profile.names, *(known.names if known else ())))


def _official_name(name: str) -> str:
    force = find_force(name)
    return force.name if force else name


def _force_in_title(title: str) -> str | None:
    forces = named_forces(mark_bodies(title))
    return forces[0] if forces else None


def _area_in_title(title: str, profile: ForceProfile | None) -> str | None:
    """The force whose area a title names: "IOPC learning recommendation: vehicle pursuit, Northmark"."""
    near = (profile.name, *profile.neighbours) if profile else ()
    forces = (*near, *(force.name for force in load_forces()))
    return next((name for name in forces if named_in(title, FORCE_WORDS.sub("", name))), None)


def named_forces(text: MarkedText) -> list[str]:
    """The forces a text names, by official name where they have one, in order."""
    named = (each for each in text.mentions if each.kind == NAMED_FORCE)
    return [each.organization or text.words(each) for each in named]


def _is_other_force(
    force: str | None, title: str, kind: ReportType, own_names: frozenset[str], own_areas: Sequence[str]
) -> bool:
    """Whether the report is about another force: by its name, else by the area a local inspection names."""
    if force is not None:
        return force.casefold() not in own_names
    if kind not in LOCAL_TYPES:
        return False
    if any(named_in(title, area) for area in own_areas):
        return False
    homes = [home for home in load_forces() if any(named_in(title, area) for area in home.areas)]
    if homes:
        return all(home.name.casefold() not in own_names for home in homes)
    inspected = AREA_INSPECTED.search(title)
    area = inspected["area"].casefold() if inspected else ""
    return bool(area) and not any(name.startswith(area) for name in own_names)


def named_in(title: str, area: str) -> bool:
    """Whether a title names an area as words of their own.

    >>> named_in("Joint targeted area inspection of East Sussex", "East Sussex"), named_in("Derbyshire", "Derby")
    (True, False)
    """
    return re.search(rf"(?<!\w){re.escape(area)}(?!\w)", title) is not None
