"""Every way to write a deadline: its pattern with an example, and the date its words mean.

A reading gives a date and a basis, or None where the words are no deadline whatever stands around them. Relative
periods run from the publication date; without it they have no date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from extractor.domain import DeadlineBasis
from extractor.find.periods import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    current_financial_year,
    financial_year_end,
    later,
    month_before,
    month_end,
    month_number,
    number_of,
)

Meaning = tuple[date | None, DeadlineBasis]
DateOf = Callable[[re.Match[str], date | None], Meaning | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write a deadline; ``example`` is words that it reads."""

    example: str
    expression: re.Pattern[str]
    meaning: DateOf


# ------------------------------------------------------------------------------------------ pieces of patterns

MONTH = (
    "(?:"
    + "|".join(name.capitalize() for name in MONTHS)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
YEAR = r"20\d\d"
YEARS = r"20\d\d ?[/-] ?(?:20)?\d\d"
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True)) + ")"
UNIT = r"(?:(?:working |business |calendar )?(?:days?|months?|years?)|fortnights?|weeks?|quarters?)"
BEFORE = r"before|prior to|ahead of|in advance of"
BY = r"in any (?:event|case),? by|(?:by )?no later than|(?:by )?not later than|by at the latest|on or before|by"
LIMIT = (
    rf"(?P<limit>(?:from )?(?:{BY})|{BEFORE}|until|up to|in time for|after|(?:with effect |starting |beginning )?from|"
    r"(?:starting|beginning|commencing)(?: in| on)?|no earlier than|due|on|in)"
)
END = r"(?P<end>(?:the )?(?:very )?(?:end|close|conclusion|start|beginning|middle)(?: of)? )"
LATEST = r"(?:,? at the (?:very )?latest)?"
FINANCIAL = r"(?:financial|fiscal|reporting|performance) year"
THIS_REPORT = (
    r"(?:the|this|our|receiving this) (?:final |inquiry |inspection )?"
    r"(?:report|letter|review|inspection|recommendations?|document|response|publication)"
)
PUBLICATION = (
    r"(?:of|from|after|following|starting from) (?:"
    rf"(?:(?:the |its )?(?:date|day) of )?(?:the )?(?:(?:publication|publishing)(?:(?: of)? {THIS_REPORT})?|"
    rf"(?:issue|receipt|release|date) of {THIS_REPORT})|"
    rf"{THIS_REPORT}(?:'s publication| being published| is published)?|"
    rf"the (?:date|day) on which {THIS_REPORT} (?:is|was) published|"
    r"today|now|its publication|being published)"
)
EVENT = (
    r"(?:(?:the )?(?:early |late |mid-?|end of |start of |beginning of )?"
    r"(?:spring|summer|autumn|winter|christmas|easter)(?:,? (?:of )?20\d\d| recess| season)?"
    rf"|(?:early|mid|late)[ -](?:{MONTH} )?20\d\d"
    r"|(?:the )?(?:end|start) of (?:this|the(?: current| present| next)?) "
    r"(?:parliament|session|spending review(?: period)?)"
    r"|the next [\w ]{0,25}?(?:spending review|general election|inspection|session|settlement|phase|cohort|"
    r"intake|budget|cycle|election)"
    rf"|(?:the|any) (?:{YEARS} )[\w ]{{0,20}}?(?:settlement|budget|precept|season)"
    r"|(?:parliament|the senedd|the house)(?: next)? (?:rises|returns|is dissolved)[\w ]{0,20}"
    r"|(?:our|the inspectorate's|hmicfrs's) next (?:visit|inspection|review|report|assessment|revisit)"
    r"|(?:michaelmas|hilary|trinity|spring|summer|autumn) term(?: 20\d\d)?"
    r"|the (?:start|end|introduction|launch|implementation) of the (?:next|new) [\w ]{3,30})"
)
SOON = (
    r"(?:as (?:soon|early|quickly) as (?:is )?(?:reasonably )?(?:possible|practicable|practical|feasible|they can|"
    r"it can|"
    r"parliamentary time allows|resources allow|[\w ]{3,30}? (?:allows?|permits?))"
    r"|at the (?:earliest|first)(?: possible)? (?:opportunity|date|moment)"
    r"|when (?:parliamentary time|resources|legislative time) allows?|at the next (?:legislative )?opportunity"
    rf"|(?:alongside|in|with|as part of) (?:its|their) (?:formal |full |published )?response to {THIS_REPORT}"
    r"|when (?:[\w ]{2,30}? )?(?:is|are) next (?:revised|reviewed|updated|inspected|renewed)"
    r"|(?:when|once) the (?:new )?[\w ]{2,30}? (?:takes effect|comes into (?:force|effect)))"
)
IMMEDIATE = (
    r"(?:with immediate effect|immediate(?:ly)?(?: (?:effect|steps|action|improvements?))?|"
    r"(?:with effect )?from (?:today|now on)|straight ?away|right away|at once|forthwith|"
    r"without (?:further |any |any further )?delay|as a matter of (?:the utmost |real |great )?(?:urgency|priority)|"
    r"with (?:the utmost |some |real |great )?urgency|as a priority|urgently|"
    r"starting now|beginning now|(?<=\bbegin )now|(?<=\bstart )now|today(?=\s*(?:[.;]|$))|"
    r"(?:from|on) (?:the (?:date|day) of )?(?:publication(?: of this report)?|this report(?:'s publication)?))"
)


# ------------------------------------------------------------------------------------------ what the words mean


def _limit(match: re.Match[str]) -> str:
    return (match["limit"] or "within").casefold()


def _is_before(match: re.Match[str]) -> bool:
    return re.fullmatch(BEFORE, _limit(match)) is not None


def _is_by(match: re.Match[str]) -> bool:
    return re.fullmatch(rf"(?:from )?(?:{BY})", _limit(match)) is not None


def _at_start(match: re.Match[str]) -> bool:
    return re.search("start|beginning", match["end"] or "", re.I) is not None


def exact_day(match: re.Match[str], published: date | None) -> Meaning | None:
    """The day as named; without a year the next such day after publication."""
    month, day = month_number(match["month"]), int(match["day"])
    try:
        if match["year"]:
            return date(int(match["year"]), month, day), DeadlineBasis.EXACT
        if published is None or not (_is_by(match) or _is_before(match)):
            return None
        near = date(published.year, month, day)
        return (near if near >= published else date(published.year + 1, month, day)), DeadlineBasis.EXACT
    except ValueError:
        return None


def numeric_day(match: re.Match[str], published: date | None) -> Meaning | None:
    """A day in figures, day first."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])), DeadlineBasis.EXACT
    except ValueError:
        return None


def end_of_month(match: re.Match[str], published: date | None) -> Meaning | None:
    """The last day of a month; "before May" ends with April; without a year the next such month."""
    if _limit(match) in {"on", "after", "due", "no earlier than"} or (_limit(match) == "in" and match["end"]):
        return None
    month = month_number(match["month"])
    if match["year"]:
        year = int(match["year"])
    elif published is None:
        return None
    else:
        year = published.year + (month < published.month)
        year += match.groupdict().get("next") is not None and year == published.year
    if _is_before(match) and (not match["end"] or _at_start(match)):
        year, month = month_before(year, month)
    return month_end(year, month), DeadlineBasis.MONTH_END


def end_of_year(match: re.Match[str], published: date | None) -> Meaning | None:
    """The last day of a calendar year; "before 2028" ends with 2027."""
    year = int(match["year"])
    if _is_before(match) and (not match["end"] or _at_start(match)):
        return date(year - 1, 12, 31), DeadlineBasis.MONTH_END
    if _at_start(match):
        return month_end(year, 1), DeadlineBasis.MONTH_END
    if "middle" in (match["end"] or "").casefold():
        return None, DeadlineBasis.NONE
    return date(year, 12, 31), DeadlineBasis.MONTH_END


def end_of_named_financial_year(match: re.Match[str], published: date | None) -> Meaning | None:
    """31 March that ends a financial year given by its years."""
    first = int((match["years"] or match.groupdict().get("years_after") or "")[:4])
    if _at_start(match):
        return month_end(first, 4), DeadlineBasis.MONTH_END
    return financial_year_end(first), DeadlineBasis.MONTH_END


def end_of_this_financial_year(match: re.Match[str], published: date | None) -> Meaning | None:
    """31 March that ends the financial year of publication, or the one after it."""
    if not match["end"] and not _is_by(match) and _limit(match) != "within":
        return None
    if published is None:
        return None, DeadlineBasis.MONTH_END
    ahead = (match["which"] or "").strip().casefold() in {"next", "following", "coming"}
    first = current_financial_year(published) + ahead
    if _at_start(match):
        return month_end(first, 4), DeadlineBasis.MONTH_END
    return financial_year_end(first), DeadlineBasis.MONTH_END


def end_of_this_period(match: re.Match[str], published: date | None) -> Meaning | None:
    """The end of the year or month of publication, or of the next."""
    if published is None:
        return None, DeadlineBasis.MONTH_END
    ahead = "next" in match["which"].casefold()
    if match["unit"].casefold() == "month":
        day = later(published.replace(day=1), int(ahead), "month")
        return month_end(day.year, day.month), DeadlineBasis.MONTH_END
    return date(published.year + ahead, 12, 31), DeadlineBasis.MONTH_END


def end_of_this_or_named_year(match: re.Match[str], published: date | None) -> Meaning | None:
    """The last day of the year: "before 2027 is out"."""
    if match["year"]:
        return date(int(match["year"]), 12, 31), DeadlineBasis.MONTH_END
    return end_of_this_period(match, published)


def end_of_quarter(match: re.Match[str], published: date | None) -> Meaning | None:
    """The end of a quarter of a calendar year, or of a financial year where two years are named."""
    word = match["quarter"].casefold()
    number = int(word[1]) if word.startswith("q") else ORDINALS[word.split()[0]]
    if match["years"]:
        year, month = divmod(int(match["years"][:4]) * 12 + 3 + 3 * number - 1, 12)
        return month_end(year, month + 1), DeadlineBasis.MONTH_END
    return month_end(int(match["year"]), 3 * number), DeadlineBasis.MONTH_END


def from_publication(match: re.Match[str], published: date | None) -> Meaning | None:
    """The day that many units after publication."""
    if published is None:
        return None, DeadlineBasis.RELATIVE
    return later(published, number_of(match["number"] or "one"), match["unit"]), DeadlineBasis.RELATIVE


def over_a_period(match: re.Match[str], published: date | None) -> Meaning | None:
    """A period that limits: "within", else only "over the next", "in six months' time" or "of publication"."""
    words = match.group().casefold()
    ahead = re.match(r"(?:within|in|over|during|inside)(?: the)? (?:next|coming|following)\b", words)
    limits = (
        words.startswith(("within", "inside", "over a period of")) or ahead or words.endswith("time") or match["of"]
    )
    if not limits or not (match["number"] or ahead):
        return None
    return from_publication(match, published)


def at_once(match: re.Match[str], published: date | None) -> Meaning | None:
    """No date: now."""
    return None, DeadlineBasis.IMMEDIATE


def at_an_event(match: re.Match[str], published: date | None) -> Meaning | None:
    """No date: a season, an event or a wish for speed."""
    return None, DeadlineBasis.NONE


def _reading(example: str, expression: str, meaning: DateOf) -> Reading:
    return Reading(example, re.compile(rf"(?<![\w-]){expression}", re.I), meaning)


DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
READINGS = (
    _reading(
        "by the end of the 2026/27 financial year",
        rf"{LIMIT} {END}(?:the )?(?:(?P<years>{YEARS}) {FINANCIAL}|"
        rf"{FINANCIAL} (?:of )?(?P<years_after>{YEARS})){LATEST}",
        end_of_named_financial_year,
    ),
    _reading(
        "by the end of Q3 2026",
        rf"{LIMIT} (?:{END})?(?:the )?(?P<quarter>Q[1-4]|(?:first|second|third|fourth|final|last) quarter)(?: of)?,? "
        rf"(?:the )?(?:(?:financial year )?(?P<years>{YEARS})(?: {FINANCIAL})?|(?P<year>{YEAR})){LATEST}",
        end_of_quarter,
    ),
    _reading(
        "by 30 September 2027",
        rf"{LIMIT} (?:(?:midnight|noon|close of business|close of play) (?:on )?)?(?:{END})?{DAY} (?:of )?"
        rf"(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?(?!\w){LATEST}",
        exact_day,
    ),
    _reading(
        "by September 30, 2027",
        rf"{LIMIT} (?P<month>{MONTH}) {DAY},? (?P<year>{YEAR}){LATEST}",
        exact_day,
    ),
    _reading(
        "by 30/09/2027",
        rf"{LIMIT} (?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>{YEAR}){LATEST}",
        numeric_day,
    ),
    _reading(
        "by the end of this financial year",
        rf"(?:{LIMIT}|within) (?:{END})?(?:this |the )?(?P<which>current |present |next |following |coming )?"
        rf"{FINANCIAL}{LATEST}",
        end_of_this_financial_year,
    ),
    _reading(
        "by September 2027",
        rf"{LIMIT} (?:{END})?(?P<month>{MONTH})(?: of)?,? (?P<year>{YEAR})(?![\w/-]){LATEST}",
        end_of_month,
    ),
    _reading(
        "by April next year",
        rf"{LIMIT} (?:{END})?(?P<month>{MONTH}),? (?P<next>(?:of )?next year)(?P<year>)",
        end_of_month,
    ),
    _reading(
        "by the end of May",
        rf"(?P<limit>{BY}|{BEFORE}) {END}(?P<month>{MONTH})(?P<year>)(?! ?\d)(?!\w)",
        end_of_month,
    ),
    _reading(
        "by May,",
        rf"(?P<limit>{BY}|{BEFORE}) (?P<month>{MONTH})(?P<year>)(?P<end>)(?=[,.;]|$)(?!,? \d)",
        end_of_month,
    ),
    _reading("by the end of 2026/27", rf"{LIMIT} {END}(?P<years>{YEARS})(?!\w){LATEST}", end_of_named_financial_year),
    _reading(
        "by the end of 2027",
        rf"(?P<limit>{BY}|{BEFORE}) (?:{END})?(?:the )?(?:(?:calendar )?year )?(?P<year>{YEAR})(?![\w/-]| is out)"
        rf"(?: calendar year)?{LATEST}",
        end_of_year,
    ),
    _reading(
        "before the end of the year",
        rf"{LIMIT} {END}(?P<which>(?:this|the|next)(?: current| present| calendar)?) (?P<unit>year|month)\b{LATEST}",
        end_of_this_period,
    ),
    _reading(
        "before the year is out",
        rf"(?P<limit>{BEFORE}) (?:(?P<which>the|this) (?P<unit>year|month)|(?P<year>{YEAR})) is out",
        end_of_this_or_named_year,
    ),
    _reading(
        "within a year of the funding being confirmed",
        rf"(?:within|no later than) (?:{NUMBER})[ -]{UNIT} (?:of|after|from) (?:(?:the|its|their) [\w ]{{2,40}}? "
        r"(?:being \w+|taking effect|coming into force)|royal assent|commencement)",
        at_an_event,
    ),
    _reading(
        "within six months of publication",
        r"(?:within|in|over|during|inside)(?: the)?(?: next| following| coming| first)?"
        rf"(?: a (?:maximum|period) of| no more than| at most)?(?: (?P<number>{NUMBER}))?[ -](?P<unit>{UNIT})"
        rf"\b(?:'s?)?(?: time)?(?: (?P<of>{PUBLICATION}))?",
        over_a_period,
    ),
    _reading(
        "no later than six months after publication",
        rf"(?:no later than |not later than |by )?(?P<number>{NUMBER})[ -](?P<unit>{UNIT}) (?P<of>{PUBLICATION})",
        from_publication,
    ),
    _reading(
        "before the next general election",
        rf"(?:{BY}|{BEFORE}|from|in time for|until|after|during|in) {EVENT}{LATEST}",
        at_an_event,
    ),
    _reading("as soon as parliamentary time allows", SOON, at_an_event),
    _reading("with immediate effect", rf"{IMMEDIATE}(?!\w)", at_once),
)
"""Tried in order; where two readings overlap the earlier one stands."""

HINT = re.compile(
    rf"20\d\d|{MONTH}|\b(?:days?|fortnights?|weeks?|months?|years?|quarters?)\b|immediat|soon|early|opportunity|urgen|delay|today|\bnow\b|"
    r"straight|at once|forthwith|spring|summer|autumn|winter|christmas|easter|parliament|senedd|next|allow|quickly|"
    r"from now|right away|publication|priority|alongside|date of|response|effect|into force|\b(?:due|by when)\b",
    re.I,
)
"""Something that every deadline has: most items have none, and this is one quick search."""
