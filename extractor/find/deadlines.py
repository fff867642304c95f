"""By when: the words of a deadline as written, the day they mean and why.

A date is a deadline only after a word that sets a limit ("by", "before", "no later than", "within", "until"), and not where it
tells when something happened ("published in July 2024") or how often a thing recurs ("within 24 hours of arrest").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from extractor.domain import Deadline, DeadlineBasis, Recommendation, Span
from extractor.find.bodies import plain_text
from extractor.find.periods import (
    MONTH,
    NUMBER,
    ORDINALS,
    YEAR,
    current_financial_year,
    financial_year_end,
    later,
    month_end,
    month_number,
    number_of,
)  # fmt: skip
from extractor.find.sentences import MODAL, sentence_spans

LIMIT = (
    r"(?:(?:and )?in any (?:event|case),? by|(?:by )?no later than|(?:by )?not later than|by at the latest|by|before|until|prior to|ahead of|up to|on or before|"
    r"in advance of|in time for|after|from|starting|beginning|with effect from|commencing|no earlier than|due|on|in)"
)
END = r"(?:(?:the )?(?:very )?(?:end|close|conclusion|start|beginning|middle) of )"
LATEST = r"(?:,? at the (?:very )?latest)?"
DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
FINANCIAL = r"(?:financial|fiscal|reporting|performance)"
YEARS = r"20\d\d\s?[/-]\s?(?:20)?\d\d"

EVENTS = (
    r"(?:(?:the )?(?:early |late |mid-?|end of |start of |beginning of )?(?:spring|summer|autumn|winter|christmas|easter)(?:,? (?:of )?20\d\d)?|(?:early|mid|late)[ -]20\d\d|"
    r"(?:the )?(?:end|start) of (?:this|the(?: current| present)?) parliament|the next (?:spending review|general election|inspection|peel inspection|parliamentary session|session|police settlement|comprehensive spending review|phase[\w ]*|cohort[\w ]*|intake[\w ]*)|"
    r"(?:the )?(?:summer|winter|autumn|easter|christmas) (?:recess|season)|the start of the next [\w ]{3,30}|the end of the next [\w ]{3,30})"
)
SOON = (
    r"(?:as soon as (?:(?:is )?(?:reasonably )?(?:possible|practicable|practical|feasible)|parliamentary time allows|[\w ]{3,40}? (?:allows?|permits?))|at the (?:earliest|first) (?:possible )?(?:opportunity|date)|"
    r"when parliamentary time allows|when resources allow|at the next (?:legislative )?opportunity|in due course|without undue delay)"
)
IMMEDIATE = (
    r"(?:immediate(?:ly)?(?: (?:effect|steps|action|improvements?))?|with immediate effect|with effect from today|straight ?away|right away|at once|forthwith|without (?:further |any |any further )?delay|from today|"
    r"(?:as a matter of|with) (?:the utmost |some |real |great )?urgency|urgently|from now on|(?:from|on) (?:the date of )?publication(?: of this report)?)"
)
PUBLICATION = (
    r"(?:of|from|after|following|starting from) (?:(?:the |its )?(?:date|day) of )?(?:(?:the )?(?:publication|publishing|issue|receipt|release|date)(?: of)?(?: (?:this|the|our|receiving this) (?:report|letter|review|inspection|recommendation|recommendations|document|inquiry report|final report))?|"
    r"(?:this|the|our|receiving this) (?:report|letter|review|recommendation|recommendations|inspection report|inspection|document)(?:'s publication| being published| is published)?|today|now|its publication|being published)"
)
UNIT = r"(?:working days?|business days?|calendar days?|days?|weeks?|calendar months?|months?|calendar years?|years?|quarters?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write a deadline: its pattern and how the match becomes a date."""

    expression: re.Pattern[str]
    date_of: Callable[[re.Match[str], date | None], tuple[date | None, DeadlineBasis] | None]


def find_deadlines(item: Recommendation, published: date | None) -> tuple[Deadline, ...]:
    """The deadlines of an item: those of its own words, else those of its lead-in, group heading or title.

    Args:
        item: the item as found.
        published: the report's publication date, from which relative periods run; without it they have no date.
    """
    own = deadlines_of_text(item.text, published)
    if own:
        return own
    for place in (item.lead_in, item.group_heading):
        if place and (found := deadlines_of_text(place, published)):
            return tuple(Deadline(each.text, each.date, each.basis) for each in found)
    return ()


def deadlines_of_text(text: str, published: date | None) -> tuple[Deadline, ...]:
    """The deadlines in a text, in order, with their spans in it."""
    plain = plain_text(text)
    if not HINT.search(plain):
        return ()
    found = []
    for start, end in sentence_spans(plain):
        for match, day, basis in _of_sentence(plain, start, end, published):
            left, right = match
            found.append(Deadline(text[left:right], day, basis, Span(left, right)))
    return tuple(found)


Found = tuple[tuple[int, int], date | None, DeadlineBasis]


def _of_sentence(plain: str, start: int, end: int, published: date | None) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    for reading in READINGS:
        for match in reading.expression.finditer(plain, start, end):
            if any(match.start() < right and left < match.end() for left, right in taken):
                continue
            meaning = reading.date_of(match, published)
            if meaning is None or not _sets_a_limit(plain, start, end, match, meaning, published):
                continue
            taken.append(match.span())
            found.append((match.span(), *meaning))
    yield from _merged(plain, sorted(found))


def _merged(plain: str, found: list[Found]) -> Iterator[Found]:
    """Two deadlines joined by "and ... at the latest" are one: "at the earliest opportunity, and by September 2027 at the latest"."""
    waiting: Found | None = None
    for each in found:
        if waiting is not None:
            between = plain[waiting[0][1] : each[0][0]]
            if (
                waiting[1] is None
                and each[1] is not None
                and re.fullmatch(r",?\s*(?:and|but|or)?,?\s*(?:in any (?:event|case),?\s*)?", between)
            ):
                each = ((waiting[0][0], each[0][1]), each[1], each[2])
            else:
                yield waiting
        waiting = each
    if waiting is not None:
        yield waiting


# ------------------------------------------------------------------------------------------ what is not a deadline

NARRATIVE_BEFORE = re.compile(
    r"(?:\b(?:since|between|during|covering|dated|published|issued|announced|made|reported|inspected|introduced|launched|identified|found|recommended|set out|agreed|adopted|held|carried out|"
    r"recorded|closed|received|completed|took place|was|were|had been|has been|have been|year|months|period|week|quarter)\b[^,;.]{0,30}|\b(?:in|during|between|since|of|for|our|the|its|their|and)\s+)$",
    re.I,
)
PROCESS_AFTER = re.compile(
    r"\s*(?:of (?!the date of this|this|publication|the publication|today|the report|now|receipt|the (?:review|inspection|inquiry)\b)|after (?!publication|the publication|this|the date)|from (?!publication|the date of (?:this|publication)|now|today)|before |following (?!publication|this))",
    re.I,
)
EMBEDDED = re.compile(r"\b(?:that|who|which|so that|in which|where|whose|when|to ensure)\b", re.I)
SINGULAR_SUBJECT = re.compile(
    r"\b(?:every|each|any|no|an?|all (?:new|complaints|reports|referrals|requests|calls|victims|cases|crimes|applications|offences|incidents)|victims|complaints|reports|referrals|requests|calls|applications|callers|people|children|detainees|complainants|suspects|cases|decisions|updates|reviews)\b",
    re.I,
)
SHORT_UNITS = re.compile(r"hour|minute|day|week", re.I)


def _sets_a_limit(
    plain: str,
    start: int,
    end: int,
    match: re.Match[str],
    meaning: tuple[date | None, DeadlineBasis],
    published: date | None,
) -> bool:
    before, after = plain[start : match.start()], plain[match.end() : end]
    if meaning[1] is DeadlineBasis.RELATIVE:
        return _is_period_for_action(before, match, after)
    if meaning[1] is DeadlineBasis.IMMEDIATE:
        return _is_now(before, match, after)
    day = meaning[0]
    if day is not None and published is not None and day < published:
        return bool(MODAL.search(after)) or (
            bool(MODAL.search(before))
            and not re.search(r"\b(?:had|was|were|has|published|issued|made)\b[^,]*$", before)
        )
    if meaning[1] is DeadlineBasis.NONE:
        return not re.search(r"\b(?:was|were|had|has been|have been)\b[^,]*$", before) and not re.search(
            r"\b(?:if|when|where|who|which|that)\b[^,]*$", before
        )
    return not re.search(
        r"\b(?:set out|published|announced|made|issued|introduced|identified|reported|recommended|scheduled|closed|closes)\s*$",
        before,
    )


def _is_period_for_action(before: str, match: re.Match[str], after: str) -> bool:
    """Whether "within three months" limits the action, and is not a standard that every case has to meet."""
    words = match.group()
    if re.search(PUBLICATION, words, re.I):
        return True
    if PROCESS_AFTER.match(after):
        return False
    if not before.strip():
        return True
    if re.search(r"working|hour|minute", words, re.I) and MODAL.search(before):
        return False
    embedded = EMBEDDED.search(before)
    modal = MODAL.search(before)
    if embedded and modal and embedded.start() > modal.start():
        return not SINGULAR_SUBJECT.search(before[embedded.end() :]) and not re.search(r"day", words, re.I)
    if re.search(r"\b(?:had|was|were|has|have|have not|been)\b[^,;]*$", before) and not modal:
        return False
    return not (
        modal and re.search(r"\d\s*days?|days?$", words, re.I) and SINGULAR_SUBJECT.search(before[: modal.start()])
    )


def _is_now(before: str, match: re.Match[str], after: str) -> bool:
    """Whether "immediate" hurries the action and does not describe a thing ("immediate risk", "responds immediately")."""
    words = match.group().casefold()
    if words == "immediate" or re.match(
        r"\s*(?:after|before|following|upon|on|when|available|by the|prior|recogni|obvious|apparent|clear)\b",
        after,
        re.I,
    ):
        return False
    modal = MODAL.search(before)
    if modal is None:
        return bool(MODAL.match(after.lstrip())) or not before.strip() or bool(re.match(r"\s*[,:]", after))
    return not EMBEDDED.search(before[modal.end() :]) and not re.search(
        r"\b(?:not|never|is|are|who)\s*$", before[modal.end() :]
    )


# ------------------------------------------------------------------------------------------ what the words mean

Meaning = tuple[date | None, DeadlineBasis]


def _limit(match: re.Match[str]) -> str:
    return (match.groupdict().get("limit") or "").casefold()


def _exact(match: re.Match[str], published: date | None) -> Meaning | None:
    year = match["year"]
    month = month_number(match["month"])
    day = int(re.sub(r"\D", "", match["day"]))
    try:
        if year:
            return date(int(year), month, day), DeadlineBasis.EXACT
        if published is None or _limit(match) in {"in", "on", "from", "after", ""}:
            return None
        near = date(published.year, month, day)
        return (near if near >= published else date(published.year + 1, month, day)), DeadlineBasis.EXACT
    except ValueError:
        return None


def _numeric(match: re.Match[str], published: date | None) -> Meaning | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])), DeadlineBasis.EXACT
    except ValueError:
        return None


def _month(match: re.Match[str], published: date | None) -> Meaning | None:
    limit, month = _limit(match), month_number(match["month"])
    end = (match["end"] or "").casefold()
    if limit in {"in", "on", "after", "due"} or (limit == "from" and end):
        return None
    if match["year"]:
        year = int(match["year"])
    elif published is None or (limit not in {"by", "before"} and "than" not in limit and "by" not in limit):
        return None
    else:
        year = published.year + (month < published.month)
        year += bool(match.groupdict().get("next")) and year == published.year
    if (limit in {"before", "prior to", "ahead of", "in advance of"} and not end) or re.search("start|beginning", end):
        if limit in {"before", "prior to", "ahead of", "in advance of"}:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return month_end(year, month), DeadlineBasis.MONTH_END


def _calendar_year(match: re.Match[str], published: date | None) -> Meaning | None:
    limit, end = _limit(match), (match["end"] or "").casefold()
    if limit in {"in", "on", "after", "from", "due", "until", "up to", "starting", "beginning"} and not end:
        return None
    year = int(match["year"])
    if re.search("start|beginning", end) or (limit in {"before", "prior to", "ahead of"} and not end):
        year -= limit in {"before", "prior to", "ahead of"}
        return (
            date(year, 12, 31) if limit in {"before", "prior to", "ahead of"} else date(year, 1, 31)
        ), DeadlineBasis.MONTH_END
    if "middle" in end:
        return None, DeadlineBasis.NONE
    return date(year, 12, 31), DeadlineBasis.MONTH_END


def _financial_year(match: re.Match[str], published: date | None) -> Meaning | None:
    groups = match.groupdict()
    if groups.get("years"):
        first = int(groups["years"][:4])
    elif published is None:
        return None, DeadlineBasis.MONTH_END
    else:
        first = current_financial_year(published) + (
            (groups.get("which") or "").casefold() in {"next", "the next", "the following", "the coming"}
        )
    if re.search("start|beginning", match["end"] or "", re.I):
        return month_end(first, 4), DeadlineBasis.MONTH_END
    return financial_year_end(first), DeadlineBasis.MONTH_END


def _this_year(match: re.Match[str], published: date | None) -> Meaning | None:
    if published is None:
        return None, DeadlineBasis.MONTH_END
    ahead = "next" in match["which"].casefold()
    unit = match["unit"].casefold()
    if unit == "month":
        day = later(published.replace(day=1), int(ahead), "month")
        return month_end(day.year, day.month), DeadlineBasis.MONTH_END
    return date(published.year + ahead, 12, 31), DeadlineBasis.MONTH_END


def _quarter(match: re.Match[str], published: date | None) -> Meaning | None:
    word = match["quarter"].casefold()
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    if match["years"]:
        first = int(match["years"][:4])
        month = 3 * number + 3
        return month_end(first + (month > 12), month - 12 * (month > 12)), DeadlineBasis.MONTH_END
    return month_end(int(match["year"]), 3 * number), DeadlineBasis.MONTH_END


def _relative(match: re.Match[str], published: date | None) -> Meaning | None:
    if published is None:
        return None, DeadlineBasis.RELATIVE
    number = match["number"] or "one"
    return later(published, number_of(number), match["unit"]), DeadlineBasis.RELATIVE


def _immediate(match: re.Match[str], published: date | None) -> Meaning | None:
    return None, DeadlineBasis.IMMEDIATE


def _event(match: re.Match[str], published: date | None) -> Meaning | None:
    return None, DeadlineBasis.NONE


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.I)


CONTINUED = r"(?<![\w-])"
READINGS = (
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}),?(?: (?P<year>{YEAR}))?(?!\d){LATEST}"), _exact),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>{YEAR}){LATEST}"), _exact),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>{YEAR}){LATEST}"), _numeric),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})(?:the )?(?:(?P<years>{YEARS}) {FINANCIAL} year|{FINANCIAL} year (?:of )?(?P<years2>{YEARS})){LATEST}"), lambda m, p: _financial_years(m)),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})?(?:(?:this|the) )?(?P<which>current |present |next |following |coming )?{FINANCIAL} year{LATEST}"), lambda m, p: _named_financial_year(m, p)),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})?(?:the )?(?P<quarter>Q[1-4]|first quarter|second quarter|third quarter|fourth quarter|final quarter|last quarter)(?: of)?,? (?:(?:the )?(?P<years>{YEARS})(?: financial year)?|(?P<year>{YEAR})){LATEST}"), _quarter),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})?(?P<month>{MONTH})(?: of)?,? (?P<year>{YEAR})(?!\d){LATEST}"), _month),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})?(?P<month>{MONTH})(?P<next>,? next year|,? of next year)(?P<year>)"), _month),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>by|before|no later than|not later than) (?P<end>{END})(?P<month>{MONTH})(?P<year>)(?! \d)(?!\w)"), _month),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>by) (?P<end>{END})?(?P<month>{MONTH})(?P<year>)(?=[,.;]|$)(?!,? \d)"), _month),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})(?P<years>{YEARS})(?!\d){LATEST}"), _financial_year),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>by|before|no later than|not later than|in any event by) (?P<end>{END})?(?:the )?(?:calendar )?(?:year )?(?P<year>{YEAR})(?![\d/-]){LATEST}"), _calendar_year),
    Reading(_pattern(rf"{CONTINUED}(?P<limit>{LIMIT}) (?P<end>{END})(?P<which>this|the|next|the current|the calendar|this calendar|the present) (?:calendar )?(?P<unit>year|month){LATEST}"), _this_year),
    Reading(_pattern(rf"{CONTINUED}(?:within(?: the)?(?: next)?|in|over|during|inside|for)(?: the)?(?: next| following| coming| first)? ?(?:a (?:maximum|period) of |no more than |at most )?(?P<number>{NUMBER})?(?:[ -](?P<unit>{UNIT}))(?:'s?)?(?: time)?(?: (?P<of>{PUBLICATION}))?"), lambda m, p: _relative_if_limit(m, p)),
    Reading(_pattern(rf"{CONTINUED}(?:no later than |not later than |by )?(?P<number>{NUMBER})[ -](?P<unit>{UNIT}) (?P<of>{PUBLICATION})"), _relative),
    Reading(_pattern(rf"{CONTINUED}(?:(?:by|before|from|in time for|ahead of|no later than|not later than|until|prior to|after|during|in) ){EVENTS}{LATEST}"), _event),
    Reading(_pattern(rf"{CONTINUED}{SOON}"), _event),
    Reading(_pattern(rf"{CONTINUED}{IMMEDIATE}(?!\w)"), _immediate),
)  # fmt: skip
HINT = re.compile(
    rf"20\d\d|{MONTH}|\b(?:days?|weeks?|months?|years?|quarters?)\b|immediat|soon|opportunity|urgen|delay|today|straight|at once|forthwith|spring|summer|autumn|winter|"
    r"christmas|easter|parliament|next|time allows|due course|from now|right away|publication",
    re.I,
)


def _financial_years(match: re.Match[str]) -> Meaning | None:
    years = match["years"] or match["years2"]
    if re.search("start|beginning", match["end"], re.I):
        return month_end(int(years[:4]), 4), DeadlineBasis.MONTH_END
    return financial_year_end(int(years[:4])), DeadlineBasis.MONTH_END


def _named_financial_year(match: re.Match[str], published: date | None) -> Meaning | None:
    if not match["end"] and _limit(match) in {"in", "on", "from", "after", "due", "until"}:
        return None
    if published is None:
        return None, DeadlineBasis.MONTH_END
    first = current_financial_year(published) + (
        (match["which"] or "").strip().casefold() in {"next", "following", "coming"}
    )
    if re.search("start|beginning", match["end"] or "", re.I):
        return month_end(first, 4), DeadlineBasis.MONTH_END
    return financial_year_end(first), DeadlineBasis.MONTH_END


def _relative_if_limit(match: re.Match[str], published: date | None) -> Meaning | None:
    """ "Within" always limits; "over", "in" and "during" only before "the next"; a bare unit only after "the next"."""
    words = match.group().casefold()
    ahead = re.match(
        r"(?:within the next|within the coming|(?:in|over|during|for|inside|within)(?: the)? (?:next|coming|following))\b",
        words,
    )
    if not match["number"] and not (ahead or words.startswith("within a")):
        return None
    if not (words.startswith(("within", "inside")) or ahead or words.endswith("time") or match["of"]):
        return None
    if words.startswith("for"):
        return None
    return _relative(match, published)
