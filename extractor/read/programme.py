"""Which programme of inspection, inquiry or review a publication belongs to, who published it, and about which force.

Every rule names a class of publication by the words that such covers print; the first rule that fits decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.artifacts import load_list
from extractor.domain import ReportType


@dataclass(frozen=True, slots=True)
class ProgrammeRule:
    """``title`` is searched in the title, ``front`` in the first pages, ``cover`` on the first: all given must fit."""

    report_type: ReportType
    title: str = ""
    front: str = ""
    cover: str = ""


RULES: tuple[ProgrammeRule, ...] = (
    ProgrammeRule(ReportType.OTHER, r"\baction plan\b"),
    ProgrammeRule(
        ReportType.GOVERNMENT_RESPONSE, r"government(?:’s|'s)? response|response to the (?:report|inquiry|committee)"
    ),
    ProgrammeRule(ReportType.FIRE_AND_RESCUE, r"fire (?:and|&) rescue (?:service|authority)(?!s)"),
    ProgrammeRule(ReportType.STATE_OF_POLICING, r"state of policing|annual assessment of policing"),
    ProgrammeRule(ReportType.REVISIT_LETTER, r"revisit|follow[- ]up letter|progress (?:visit|letter)|update letter"),
    ProgrammeRule(ReportType.SUPER_COMPLAINT, r"super\W{0,2}complaint"),
    ProgrammeRule(ReportType.JTAI, r"joint targeted area inspection|\bJTAI\b"),
    ProgrammeRule(
        ReportType.NCPI, r"national child protection inspection|child protection (?:re-?)?inspection|\bNCPI\b"
    ),
    ProgrammeRule(ReportType.CUSTODY, r"police custody|custody suites?|detention in police custody"),
    ProgrammeRule(
        ReportType.INTEGRITY,
        r"integrity (?:inspection|programme|and vetting|report)|integrity arrangements|"
        r"vetting,? (?:and )?counter[- ]corruption|"
        r"counter[- ]corruption (?:and|inspection)",
    ),
    ProgrammeRule(ReportType.PEEL, r"\bPEEL\b"),
    ProgrammeRule(ReportType.SPOTLIGHT, r"\bspotlight\b"),
    ProgrammeRule(ReportType.PUBLIC_INQUIRY, r"\binquiry\b"),
    ProgrammeRule(
        ReportType.SELECT_COMMITTEE,
        front=r"house of (?:lords|commons)[\s\S]{0,300}committee|committee[\s\S]{0,400}report of session",
    ),
    ProgrammeRule(ReportType.PUBLIC_INQUIRY, front=r"inquiries act 2005|chair of the inquiry"),
    ProgrammeRule(
        ReportType.IOPC_LEARNING, r"learning (?:the lessons|recommendations?)|paragraph 28A",
        r"independent office for police conduct|\bIOPC\b|police complaints commission",
    ),
    ProgrammeRule(
        ReportType.LOCAL_AUTHORITY_INSPECTION,
        r"area SEND|children(?:’s|'s) (?:social care )?services|local authority|local area partnership|borough|"
        r"county council|"
        r"city council|metropolitan district|safeguarding services",
        r"\bofsted\b|care quality commission",
    ),
    ProgrammeRule(
        ReportType.INDEPENDENT_REVIEW,
        r"independent review|rapid review|productivity review|final report and recommendations|"
        r"\breview (?:of|into)\b|review\s*:",
    ),
    ProgrammeRule(
        ReportType.INDEPENDENT_REVIEW,
        front=r"independent report|independent review (?:of|into)|reviewer(?:’s|'s) foreword",
    ),
    ProgrammeRule(ReportType.IOPC_LEARNING, cover=r"independent office for police conduct"),
    ProgrammeRule(ReportType.PEEL, front=r"\bPEEL (?:assessment|inspection)|accelerated cause of concern"),
    ProgrammeRule(ReportType.THEMATIC, front=r"inspectorate of constabulary|\bHMICFRS\b|\bHMIC\b"),
    ProgrammeRule(ReportType.LOCAL_AUTHORITY_INSPECTION, front=r"\bofsted\b"),
)  # fmt: skip

PUBLISHERS: tuple[tuple[str, str], ...] = (
    (r"independent office for police conduct", "Independent Office for Police Conduct"),
    (r"his majesty(?:’s|'s) inspectorate of constabulary and fire (?:&|and) rescue services",
     "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"her majesty(?:’s|'s) inspectorate of constabulary and fire (?:&|and) rescue services",
     "Her Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"\bHMICFRS\b", "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"\bHMIC\b|HM inspectorate of constabulary(?! and fire)", "Her Majesty’s Inspectorate of Constabulary"),
    (r"\bofsted\b", "Ofsted"),
    (r"care quality commission", "Care Quality Commission"),
    (r"HM inspectorate of prisons", "HM Inspectorate of Prisons"),
    (r"college of policing", "College of Policing"),
    (r"\bhome office\b", "Home Office"),
)  # fmt: skip
JOINT_INSPECTORATES = (
    (r"\bofsted\b|chief inspector of education", "Ofsted"),
    (r"care quality commission|\bCQC\b", "Care Quality Commission"),
    (r"\bHMICFRS\b|inspector(?:ate)? of constabulary|HMI constabulary", "HMICFRS"),
    (r"inspector(?:ate)? of probation|HMI probation|\bHMIP\b", "HMI Probation"),
)
"""Who signs a joint targeted area inspection, in the order of the letter's foot."""

COMMITTEE = re.compile(
    r"(?:(?:House of (?:Lords|Commons)|HOUSE OF (?:LORDS|COMMONS))\s+)?"
    r"((?:[A-Z][\w’,&-]*\s+(?:(?:and|on|of|with|the|for|in)\s+)*){1,7}Committee)\b"
)
INQUIRY = re.compile(r"\b(?:The\s+)?((?:[A-Z][\w’-]*\s+){1,5}Inquiry)\b")
DEPARTMENT = re.compile(r"\b((?:Department (?:for|of)|Ministry of) [A-Z][\w’]*(?:(?:,| and| &)? [A-Z][\w’]*){0,5})")
FORCE_NAME = re.compile(
    r"\b((?:(?:City of )?[A-Z][\w’-]+(?:\s+(?:and|&)\s+[A-Z][\w’-]+)?(?:\s+[A-Z][\w’-]+){0,2})\s+"
    r"(?:Police Service|Police|Constabulary))\b"
    r"(?!\s+(?:and Crime|Act|Federation|Chiefs|Authority|Complaints|Custody|Effectiveness|Foundation|Officer))"
)
OTHER_BODY = re.compile(r"\s+(?:and Crime|Act|Federation|Authority|Complaints|Fire and Crime)\b")
"""What makes a force's name another body's: "Exampleshire Police and Crime Commissioner"."""

NOT_FORCES = frozenset(
    {"the police", "british police", "national police", "his majesty’s police", "chief constable police"}
)
NOT_NAMES = frozenset(
    "The Of In An A By For At And To Constable Commissioner Chief Commander Superintendent Inspector Sergeant Officer "
    "Director Lead Head Deputy Assistant Detective PC DC".split()
)
FORCE_TYPES = frozenset(
    {
        ReportType.PEEL,
        ReportType.NCPI,
        ReportType.INTEGRITY,
        ReportType.CUSTODY,
        ReportType.JTAI,
        ReportType.REVISIT_LETTER,
    }
)
"""Programmes that inspect one force; the others may mention a force without being about it."""


def identify_type(title: str, front: str, cover: str = "") -> ReportType:
    """The programme of a publication from its title and the text of its first pages.

    >>> identify_type("PEEL 2023–25: An inspection of Exampleshire Police", "")
    <ReportType.PEEL: 'peel'>
    """
    for rule in RULES:
        in_title = not rule.title or re.search(rule.title, title, re.IGNORECASE)
        in_front = not rule.front or re.search(rule.front, front, re.IGNORECASE)
        on_cover = not rule.cover or re.search(rule.cover, cover, re.IGNORECASE)
        if in_title and in_front and on_cover:
            return rule.report_type
    return ReportType.OTHER


def find_source_body(title: str, front: str, report_type: ReportType) -> str | None:
    """Who published it: the committee or inquiry of that name, else the first known publisher on the first pages."""
    if report_type is ReportType.SELECT_COMMITTEE and (found := COMMITTEE.search(front)):
        return " ".join(found[1].split())
    if report_type is ReportType.PUBLIC_INQUIRY and (found := INQUIRY.search(title) or INQUIRY.search(front)):
        return " ".join(found[1].split())
    if report_type is ReportType.JTAI:
        joint = [name for pattern, name in JOINT_INSPECTORATES if re.search(pattern, front, re.IGNORECASE)]
        return "; ".join(joint) or None
    hits = [
        (match.start(), name) for pattern, name in PUBLISHERS if (match := re.search(pattern, front, re.IGNORECASE))
    ]
    if report_type in (ReportType.INDEPENDENT_REVIEW, ReportType.OTHER) and (found := DEPARTMENT.search(front)):
        hits.append((found.start(), " ".join(found[1].split())))
    return min(hits)[1] if hits else None


def find_force(title: str, front: str, report_type: ReportType) -> str | None:
    """The force a report is about: named in the title, or, in a joint letter, beside the chief constable's office."""
    if report_type is ReportType.IOPC_LEARNING:
        return None
    if named := force_named_in(title):
        return named
    if report_type not in FORCE_TYPES:
        return None
    if report_type is ReportType.JTAI:
        return _addressed_force(front) or force_of_area(title)
    return force_named_in(front[:1500])


def force_named_in(text: str) -> str | None:
    """The first force a text names: one of the known ones, else a name of that form.

    >>> force_named_in("An inspection of Exampleshire Police")
    'Exampleshire Police'
    """
    known = [
        (place, name)
        for alias, name in _known_forces()
        if (place := text.find(alias)) >= 0
        and not _is_part_of_name(text[:place])
        and not OTHER_BODY.match(text[place + len(alias) :])
    ]
    if known:
        return min(known)[1]
    for found in FORCE_NAME.finditer(text):
        name = re.sub(r"^(?:The|Of|In|An|A|Force|Inspection of)\s+", "", " ".join(found[1].split()))
        if name.lower() not in NOT_FORCES and not name.startswith(("HM ", "State ", "National ")):
            return name
    return None


def _is_part_of_name(before: str) -> bool:
    """Whether the words before a force's name make it another's: "Kingsport Metropolitan Police"."""
    last = re.search(r"([A-Z][\w’-]+)\s+$", before)
    return last is not None and last[1] not in NOT_NAMES


def _addressed_force(front: str) -> str | None:
    for found in re.finditer(r"(?:Chief Constable|Commissioner|Commander)[^\n]{0,60}", front):
        if named := force_named_in(found.group()):
            return named
    return None


def force_of_area(text: str) -> str | None:
    """The force in whose area a council named in a title lies, or None."""
    for force in load_list("forces")["forces"]:
        for area in force.get("areas", ()):
            if re.search(rf"\b{re.escape(area)}\b", text):
                return str(force["name"])
    return None


@cache
def _known_forces() -> tuple[tuple[str, str], ...]:
    names: list[tuple[str, str]] = []
    for force in load_list("forces")["forces"]:
        aliases = [alias.removeprefix("=") for alias in force.get("aliases", ())]
        names += [(alias, force["name"]) for alias in (force["name"], *aliases) if len(alias) > 4]
    return tuple(names)
