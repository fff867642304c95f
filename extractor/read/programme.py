"""Which programme of inspection, inquiry or review a publication belongs to, and which force it is about.

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


FORCE_IN_TITLE = r"(?-i:\b[A-Z][\w’-]+ (?:Police|Constabulary)\b)"
"""A thematic report, which has none, may speak of PEEL inspections too."""

RULES: tuple[ProgrammeRule, ...] = (
    ProgrammeRule(ReportType.OTHER, r"\baction plan\b"),
    ProgrammeRule(
        ReportType.GOVERNMENT_RESPONSE, r"government(?:’s|'s)? response|response to the (?:report|inquiry|committee)"
    ),
    ProgrammeRule(ReportType.SELECT_COMMITTEE, cover=r"house of (?:lords|commons)[\s\S]{0,80}committee"),
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
    ProgrammeRule(ReportType.PEEL, FORCE_IN_TITLE, r"\bPEEL (?:assessment|inspection)"),
    ProgrammeRule(ReportType.PEEL, cover=r"\bPEEL\b|accelerated cause of concern"),
    ProgrammeRule(ReportType.THEMATIC, r"\binspection of (?:how|whether|the way)\b.*\bpolic"),
    ProgrammeRule(ReportType.THEMATIC, front=r"inspectorate of constabulary|\bHMICFRS\b|\bHMIC\b"),
    ProgrammeRule(ReportType.LOCAL_AUTHORITY_INSPECTION, front=r"\bofsted\b"),
)  # fmt: skip

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
    return _force_of_place(title, front) or force_named_in(front[:1500])


def _force_of_place(title: str, front: str) -> str | None:
    """The force of the first pages whose place the title names: "police custody suites in Northmark"."""
    named = (" ".join(found[1].split()) for found in FORCE_NAME.finditer(front))
    places = ((name, re.sub(r"\s+(?:Police(?: Service)?|Constabulary)$", "", name)) for name in named)
    return next((name for name, place in places if place and re.search(rf"\b{re.escape(place)}\b", title)), None)


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
