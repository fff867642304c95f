"""Where an item or an action comes from: programme, years and numbers, and the references that texts quote.

"Recommendation 28 of the 2022 report" names its action outright, so what it names is read here rather than guessed from
words. Titles are compared by their telling words, because a progress report keeps the name and changes the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.domain import Action
from extractor.match.words import text_to_tokens

YEAR = r"(?:19|20)\d\d"
SHORT_CYCLE = re.compile(r"\b(?:19|20)(\d\d)\s*[/–-]\s*(?:20)?\d\d\b")
"""2021/22 or 2023-25: the cycle is named by its first year."""

NUMBERED = r"(?:recommendations?|recs?\.?|areas? for improvement|AFIs?|causes? of concern|CoC|clause|priority action)"
LABEL = r"(?:(?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?)\s*(?P<part>\([a-z]{1,4}\))?|(?P<lone>\([a-z]{1,4}\)))"
QUOTED = re.compile(
    rf"\b{NUMBERED}\s+(?:number\s+|no\.?\s*)?{LABEL}"
    rf"(?P<after>[^.;]{{0,60}}?\b{YEAR}\b)?",
    re.IGNORECASE,
)
"""A label needs a number or a lettered part: "recommendations should be tracked" quotes nothing."""
FROM_YEAR = re.compile(
    rf"\b{NUMBERED}\s+(?:from|of|in)\s+(?:the|our)\s+(?P<year>{YEAR})\b(?![^.;:]{{0,20}}\d\s*\()", re.IGNORECASE
)
YEARS = re.compile(rf"\b{YEAR}\b")
MONTHLY_YEAR = re.compile(
    rf"\b\d{{1,2}}\s+[A-Z][a-z]+\s+{YEAR}\b|\b(?:by|before|until)\s+(?:the\s+end\s+of\s+)?(?:\w+\s+)?{YEAR}\b"
)
"""Dates of deadlines ("by 31 May 2026") say nothing about the year of a report."""

PROGRAMMES: Mapping[str, re.Pattern[str]] = {
    "child_protection": re.compile(r"\bchild protection\b|\bNCPI|\bNCPP", re.IGNORECASE),
    "custody": re.compile(r"\bcustody (?:inspection|suites|visit)|\binspection of (?:police )?custody", re.IGNORECASE),
    "integrity": re.compile(
        r"\bintegrity (?:arrangements|inspection)|\binspection of integrity|\bPEEL:? integrity\b", re.IGNORECASE
    ),
    "peel": re.compile(r"\bPEEL", re.IGNORECASE),
}
"""Programmes that come back to the same force in cycles: the same failing found again there is a repeat.

PEEL stands last, because "PEEL integrity" is an inspection of integrity."""

NATIONAL = re.compile(r"\b(?:national|thematic|super-?complaint|spotlight)\b", re.IGNORECASE)
FAMILY_STOP = frozenset(
    text_to_tokens(
        "report inspection inspections thematic review progress follow-up followup update letter years year one two "
        "three four on part pt inquiry inq insp national rec accelerated concern revisit response early findings "
        "spotlight "
        "super-complaint public independent first second phase joint targeted backlog scan audit internal learning"
    )
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?[a-z]?", re.IGNORECASE)
_PART = re.compile(r"\(([a-z]{1,4})\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A label that a text quotes: number, part and year, each of which may be empty."""

    number: str
    part: str
    year: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a report title and a source reference say: telling words of the title, programme, years, number and part."""

    family: frozenset[str]
    programme: str | None
    years: tuple[int, ...]
    number: str
    part: str


@lru_cache(maxsize=50_000)
def read_source(title: str, reference: str = "") -> Source:
    """The source behind a report title and the reference within it.

    >>> source = read_source("PEEL 2023-25", "AFI 4")
    >>> source.programme, source.years, source.number
    ('peel', (2023,), '4')
    """
    programme = next((name for name, pattern in PROGRAMMES.items() if pattern.search(title)), None)
    if NATIONAL.search(title) and "child protection inspection" not in title.lower():
        programme = None
    cycle = {int(f"20{match.group(1)}") for match in SHORT_CYCLE.finditer(title)}
    plain = {int(year) for year in YEARS.findall(SHORT_CYCLE.sub(" ", title))}
    number = _NUMBER.search(re.sub(YEAR, " ", reference))
    part = _PART.search(reference)
    words = frozenset(token for token in text_to_tokens(title) if token not in FAMILY_STOP and not token[0].isdigit())
    return Source(
        words, programme, tuple(sorted(cycle | plain)), number.group().lower() if number else "",
        part.group(1).lower() if part else "",
    )  # fmt: skip


def action_to_source(action: Action) -> Source:
    """The source behind a row of the plan."""
    return read_source(action.source_report, action.source_ref)


@lru_cache(maxsize=50_000)
def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Labels of other reports' items that a text quotes, in order.

    >>> find_quotations("This replaces recommendation 28 of the 2022 report.")
    (Quotation(number='28', part='', year='2022'),)
    >>> find_quotations("Recommendations should be tracked.")
    ()
    """
    found = []
    for match in QUOTED.finditer(text):
        number = (match.group("number") or "").lower()
        part = (match.group("part") or match.group("lone") or "").strip("()").lower()
        after = MONTHLY_YEAR.sub(" ", match.group("after") or "")
        years = YEARS.findall(after)
        if not years and not text[: match.start()].strip():
            continue  # the item's own printed label, not another's
        found.append(Quotation(number, part, years[-1] if years else ""))
    found += [Quotation("", "", match.group("year")) for match in FROM_YEAR.finditer(text)]
    return tuple(found)


def family_likeness(one: Source, other: Source) -> float:
    """Share of telling title words in common, 0 to 1, over the shorter title.

    >>> vetting = read_source("A duty to check: three years on. A progress report")
    >>> family_likeness(vetting, read_source("A duty to check: vetting (2022)"))
    1.0
    """
    if one.programme and one.programme == other.programme:
        return 1.0
    shorter = min(len(one.family), len(other.family))
    return len(one.family & other.family) / shorter if shorter else 0.0


def quotation_fit(quotation: Quotation, source: Source) -> float:
    """How far a quotation names an item of this source: 1 number and year, 0.5 one of them, -1 another number.

    A quotation with a year of another report says nothing (0).
    """
    years_agree = bool(quotation.year) and int(quotation.year) in source.years
    if quotation.year and source.years and not years_agree:
        return 0.0
    if not quotation.number and not quotation.part:
        return 0.3 if years_agree else 0.0
    number_agrees = quotation.number == source.number if quotation.number else True
    part_agrees = quotation.part == source.part if quotation.part else True
    if number_agrees and part_agrees:
        return 1.0 if years_agree else 0.5
    return -1.0 if years_agree else -0.3


def is_earlier_cycle(source: Source, other: Source, published: int | None = None) -> bool:
    """Whether ``other`` is of an earlier cycle of the programme that ``source`` belongs to.

    ``published`` is the year of the source's report, where its title names none.
    """
    if source.programme is None or source.programme != other.programme or not other.years:
        return False
    years = source.years or ((published,) if published else ())
    return bool(years) and max(other.years) < max(years)
