"""Who published a report: the body whose name stands on the cover by itself, not one that the text only mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.domain import ReportType
from extractor.read.programme import FORCE_NAME

FIRE = r" and fire (?:&|and) rescue services"
PUBLISHERS: tuple[tuple[str, str], ...] = (
    (r"independent office for police conduct", "Independent Office for Police Conduct"),
    (r"his majesty(?:’s|'s) inspectorate of constabulary" + FIRE,
     "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"her majesty(?:’s|'s) inspectorate of constabulary" + FIRE,
     "Her Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"HM inspectorate of constabulary" + FIRE, "HM Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"\bHMICFRS\b", "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services"),
    (r"\bHMIC\b|H(?:M|er majesty(?:’s|'s)) inspectorate of constabulary(?! and fire)",
     "Her Majesty’s Inspectorate of Constabulary"),
    (r"\bofsted\b", "Ofsted"),
    (r"care quality commission", "Care Quality Commission"),
    (r"HM inspectorate of prisons", "HM Inspectorate of Prisons"),
    (r"HM inspectorate of probation", "HM Inspectorate of Probation"),
    (r"college of policing", "College of Policing"),
    (r"\bhome office\b", "Home Office"),
)  # fmt: skip
JOINT_INSPECTORATES = (
    (r"\bofsted\b|chief inspector of education", "Ofsted"),
    (r"care quality commission|\bCQC\b", "Care Quality Commission"),
    (r"\bHMICFRS\b|inspector(?:ate)? of constabulary|HMI constabulary", "HMICFRS"),
    (r"inspector(?:ate)? of probation|HMI probation|\bHMIP\b", "HMI Probation"),
)
"""Who signs a joint inspection of an area, in the order of the letter's foot."""

AREA_SEND = re.compile(r"\barea SEND\b", re.IGNORECASE)
"""Inspected by Ofsted and the Care Quality Commission together, whose names stand at the end only."""

COMMITTEE = re.compile(
    r"(?:(?:House of (?:Lords|Commons)|HOUSE OF (?:LORDS|COMMONS))\s+)?"
    r"((?:[A-Z][\w’,&-]*\s+(?:(?:and|on|of|with|the|for|in)\s+)*){1,7}Committee)\b"
)
HOUSE = re.compile(r"\bHouse of (?:Lords|Commons)\b", re.IGNORECASE)
"""Both Houses may have a committee of one name."""

INQUIRY = re.compile(r"\b(?:The\s+)?((?:[A-Z][\w’-]*\s+){1,5}Inquiry)\b")
DEPARTMENT = re.compile(r"\b((?:Department (?:for|of)|Ministry of) [A-Z][\w’]*(?:(?:,| and| &)? [A-Z][\w’]*){0,5})")
REVIEW = re.compile(
    r"(?:The )?(?:[A-Z][\w’-]+ ){0,6}(?:Review|Commission|Panel)(?: (?:of|into|on) (?:the )?[A-Z][\w’,& -]{2,90})?"
)
"""A review set up for one purpose, which has no other name than its subject."""

_ONE = "|".join(rf"(?:the )?(?:{pattern})" for pattern, _ in PUBLISHERS)
KNOWN_BYLINE = re.compile(rf"(?:{_ONE})(?:(?:,? and|,|;| with)? (?:{_ONE}))*", re.IGNORECASE)
"""Nothing but the names of publishers: "HMICFRS, the College of Policing and the Home Office"."""

BODY_NAME = re.compile(
    r"(?=[A-Z])(?!.*[\d.:;!?])(?=.*\b(?:[\w’]*(?:Inspectorate|Inspection|Commission|Commissioner|Committee|Council|College|"
    r"Authority|Board|Agency|Ombudsman|Office|Partnership|Panel|Service|Services|Institute|Association|Regulator|"
    r"Department|Ministry|Constabulary|Police)|Ofsted|HMIC\w*|HMI|CQC|IOPC)\b)"
    r"(?:(?:[A-Z][\w’&-]*|and|of|for|the|on|in|with|&)(?:, | |$))+"
)
"""A line of capitalised words with the noun of an institution among them, and nothing but that."""

MAX_NAME_LETTERS = 160
NAMES_ITS_PUBLISHER = re.compile(r"(?:published|produced|issued) by (?:the )?|©\s*", re.IGNORECASE)
SPEAKS_OF_OTHERS = frozenset({ReportType.INDEPENDENT_REVIEW, ReportType.GOVERNMENT_RESPONSE, ReportType.OTHER})
"""Kinds of report that anybody may publish: a body that their text mentions has most often nothing to do with it."""


def find_source_body(title: str, front: str, report_type: ReportType, cover: Sequence[str] = ()) -> str | None:
    """Who published it, or None where nothing tells.

    Args:
        title: the report's title.
        front: the words of its first and last pages.
        report_type: what kind of publication it is.
        cover: the paragraphs of its first page.
    """
    if report_type is ReportType.SELECT_COMMITTEE and (found := COMMITTEE.search(front)):
        if (above := _above_title(title, cover)) and HOUSE.match(above) and "Committee" in above:
            return above
        house = HOUSE.search(front)
        return " ".join(f"{house[0].title() if house else ''} {found[1]}".split()).replace(" Of ", " of ")
    if report_type is ReportType.PUBLIC_INQUIRY and (found := INQUIRY.search(title) or INQUIRY.search(front)):
        return _first_whole(INQUIRY, cover) or " ".join(found[1].split())
    if report_type is ReportType.JTAI or AREA_SEND.search(title):
        joint = [name for pattern, name in JOINT_INSPECTORATES if re.search(pattern, front, re.IGNORECASE)]
        return "; ".join(joint) or None
    above = _above_title(title, cover)
    named = above or _bylines([text for text in cover if text != title], report_type)
    if not named and report_type in SPEAKS_OF_OTHERS:
        imprint = [front[found.end() : found.end() + 90] for found in NAMES_ITS_PUBLISHER.finditer(front)]
        front = "\n".join([*cover, *imprint])
    return named or _first_named(front, report_type)


def _above_title(title: str, cover: Sequence[str]) -> str | None:
    """The body whose name stands over the title, where publications put their publisher."""
    if any(text.startswith("Dear ") for text in cover):
        return None  # above a letter's title stands whom it is sent to
    for text in cover:
        if title.startswith(text):
            return None
        is_known = KNOWN_BYLINE.fullmatch(text) or FORCE_NAME.fullmatch(text)  # looked at with the lines below
        if len(text) <= MAX_NAME_LETTERS and BODY_NAME.fullmatch(text) and not is_known:
            return text
    return None


def _bylines(cover: Sequence[str], report_type: ReportType) -> str | None:
    """The body or bodies named on the cover by lines that say nothing else."""
    if report_type is ReportType.INDEPENDENT_REVIEW and (own := _first_whole(REVIEW, cover)):
        return own
    known = list(dict.fromkeys(_known_name(text) for text in cover if KNOWN_BYLINE.fullmatch(text)))
    if known:
        return "; ".join(known)
    department = _first_whole(DEPARTMENT, cover)
    if department or report_type not in SPEAKS_OF_OTHERS:
        return department
    return _first_whole(FORCE_NAME, cover)  # an inspection's cover names the force that was inspected


def _first_whole(pattern: re.Pattern[str], cover: Sequence[str]) -> str | None:
    return next((text for text in cover if pattern.fullmatch(text)), None)


def _known_name(byline: str) -> str:
    """The full name of a single publisher; several in one line stay as they are printed."""
    return next((name for pattern, name in PUBLISHERS if re.fullmatch(pattern, byline, re.IGNORECASE)), byline)


def _first_named(front: str, report_type: ReportType) -> str | None:
    hits = [
        (match.start(), name) for pattern, name in PUBLISHERS if (match := re.search(pattern, front, re.IGNORECASE))
    ]
    if report_type in SPEAKS_OF_OTHERS and (found := DEPARTMENT.search(front)):
        hits.append((found.start(), " ".join(found[1].split())))
    return min(hits)[1] if hits else None
