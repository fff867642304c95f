"""By when: the words of a deadline as written, the day they mean and why.

A date is a deadline only after a word that sets a limit ("by", "before", "no later than", "within"), and not where it
tells when something happened ("published in July 2024") or how fast a case is handled ("within 24 hours of arrest").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from extractor.domain import Deadline, DeadlineBasis, Recommendation, Span
from extractor.find.deadline_words import HINT, MONTH, PUBLICATION, READINGS, Meaning
from extractor.find.gazetteer import plain_text
from extractor.find.periods import number_of
from extractor.find.sentences import MODAL, sentence_spans

Found = tuple[int, int, Meaning]

PAST = re.compile(
    r"\b(?:had|was|were|has been|have been|reported|published|issued|announced|made|introduced|identified|recommended|"
    r"set out|inspected|dated|updated|revised)\b[^,]*$",
    re.I,
)
SCHEDULED = re.compile(
    r"\b(?:set out|published|announced|made|issued|introduced|identified|reported|recommended|closes?|closed|"
    r"dated)\s*$",
    re.I,
)
NOT_LATER = re.compile(r"(?:by )?(?:no|not) later than\b", re.I)
"""A limit, whatever stands before it: "a settlement, announced no later than 31 January"."""
POINT_IN_TIME = re.compile(r"(?:in(?! time\b)|on|from|after|until|up to|due)\b", re.I)
POINT_OF_A_DUTY = re.compile(r"in\s(?!any\b|time\b)", re.I)
VERB_GROUP = re.compile(rf"{MODAL.pattern}\s+(?:\w+\s+){{1,5}}$|\b(?:start|begin|commence|launch)\w*\s+$", re.I)
"""A duty whose verb stands right before: "should report to Parliament in May 2029"."""

OF_A_CASE = re.compile(
    rf"\s*(?:(?!{PUBLICATION})(?:of|after|from|following)\s(?!now\b)|before\s)",
    re.I,
)
"""What follows a standard for every case: "within 28 days of the decision", "six months after joining"."""

EMBEDDED = re.compile(
    r"\b(?:that|who|which|so that|in which|where|whose|when|"
    r"(?:to )?(?:ensure|make sure|assure (?:itself|themselves)))\b",
    re.I,
)
CONDITION = re.compile(r"\b(?:if|when|where|who|which|that)\b[^,]*$", re.I)
NEXT_DUTY = re.compile(rf"\b(?:and|but)\s+(?:then |also )?{MODAL.pattern}", re.I)
"""A second duty of the same subject, which a question inside the first does not reach: "..., and should tell"."""
OPEN_QUESTION = re.compile(r"\b(?:how|whether|what)\b", re.I)
NEXT_VERB = re.compile(
    r"\b(?:has|have|is|are|was|were|did|do|does)\b[^,;]*"
    r"\band (?!the\b|an?\b|its\b|their\b)[a-z]+\s+(?:the|an?|its|their|all)\b"
)
"""A second verb of the duty behind a question: "should draw on what others have learned and rewrite the guidance"."""
EVERY_CASE = re.compile(
    r"(?<!\bin )(?<!\bof )(?<!\bacross )(?<!\bby )(?<!\bfor )"
    r"\b(?:every|each|all new|all (?:reports|calls|cases|crimes|offences|suspects)|"
    r"complaints|referrals|requests|victims|complainants|callers|detainees)\b",
    re.I,
)
EACH_CASE = re.compile(
    r"\b(?:every|each|any|no|an?|all new|(?:all )?(?:complaints?|reports|referrals|requests|calls|victims|cases|crimes|"
    r"applications|offences|incidents|callers|people|children|detainees|complainants|suspects|decisions|updates|reviews))\b",
    re.I,
)
OF_EACH_CASE = re.compile(r",?\s*(?:any|each|every)\b", re.I)
"""What follows a standard for every case: "must report to me, within ten days, any failure"."""
MOST_DAYS_OF_A_CASE = 10
"""So few days inside a sentence are how fast each case is handled: "should tell the defence within five days"."""
MONTHS_OF_A_PROJECT = 12
"""So long a period is that of the duty, whoever it serves: "gives each person a named officer within 12 months"."""
MOST_WEEKS_OF_A_CASE = 8
"""A longer period is that of a project: "put a name against every person in the cohort within 12 weeks"."""
REPLY = re.compile(r"\b(?:repl(?:y|ies)|responds?)\b(?: in writing)?(?: to (?:us|me|this [\w ]{3,30}?))?\s*$", re.I)
"""An answer to the authors is owed once: "replies to this recommendation within 56 days"."""
SENT_TO_US = re.compile(
    r"\b(?:send|give|provide|show|tell|write to|report to|explain to) "
    r"(?:us|me|the inspectorate|HMICFRS|this committee)\b[^,;]*$",
    re.I,
)
"""What is owed to the authors once, though a few days long: "should send us a recovery plan within 30 days"."""
BEGINS = re.compile(r"\b(?:start|begin|finish|complete)(?: (?:doing )?(?:so|this|it|that|this work))?\s*$", re.I)
"""The whole of a duty is to begin or end: "and start doing so within 30 days"."""
IS_DONE = re.compile(
    r"\b(?:had|was|were|has|have|been|takes?|took)\b[^,;]*$"
    r"|\b(?:is|are) (?!recommended|proposed|asked|required|expected|urged|advised|requested|invited)"
    r"(?:\w+ly |not |now )?\w+(?:ed|en)\b[^,;]*$",
    re.I,
)
"""What happens or happened, in a sentence without a duty: "few are offered an interview within a week"."""
TOLD_TO_PEOPLE = re.compile(
    r"\b(?:those|anyone|people|person) who\b[^.;]*\bshould be (?:told|given|offered|answered)\s*$", re.I
)
"""A service to each person: "those who make a report should be told within a fortnight what has been done"."""
WILL_HAPPEN = re.compile(
    r"\b(?:that|which|who)\s*(?:(?:it|they|he|she)\s*)?(?:will|'ll|would|is due to|are due to)\b[^,;]*$", re.I
)
"""A date of a thing and not of the duty: "a list of the contracts that will end before 2028"."""
OWN_PLAN = re.compile(r"(?:we|i)\s+(?:will|shall|intend|plan|expect to|have decided|hope)\b", re.I)
"""What the authors promise of themselves: "We will look again within two years"."""
AFTER_NOW = re.compile(
    r"\s*(?:after|before|following|upon|on|when|where|if|whenever|available|by the|prior|recogni|obvious|"
    r"apparent|clear)\b",
    re.I,
)
RECOMMENDED = re.compile(r"\brecommend\w*(?: that\b[^;]*|\b[^,;]*)$", re.I)
JOINED = re.compile(r",?\s*(?:and|but|or)?,?\s*(?:in any (?:event|case),?\s*)?", re.I)
NAMELY = re.compile(r",?\s*\(?(?:namely|that is|i\.e\.|which is),?\s*", re.I)
"""Between a period and its date: "within 56 days of this report, namely by 9 March 2026"."""
DUE_LABEL = re.compile(
    r"\b(?:(?:when|timescale|timeframe|due(?: date| by)?|deadline|(?:target|implementation|completion|review) date|"
    r"by when|(?:to be )?completed? by|date for completion)\s*:\s*|(?:target|deadline) (?:date )?of\s+(?=[\dA-Z]))",
    re.I,
)
"""A field printed inside an item, whose date needs no word that sets a limit: "Due: Oct 2026"."""


LIMITS = ("by ", "within ", "")
BARE_DATE = re.compile(
    rf"(?:\d{{1,2}}/\d{{1,2}}/20\d\d|(?:\d{{1,2}} )?{MONTH} 20\d\d|Q[1-4] 20\d\d(?:/\d\d)?|"
    r"\d{1,2} (?:days|weeks|months|years)|immediate(?:ly)?)\s*$",
    re.I,
)


def find_deadlines(item: Recommendation, published: date | None) -> tuple[Deadline, ...]:
    """The deadlines of an item: those of its own words, else those of its table cell, lead-in or group heading.

    Args:
        item: the item as found.
        published: the report's publication date, from which relative periods run; without it they have no date.
    """
    if item.restated:
        published = None  # an old item's periods ran from its first report, and its dates may be past
    own = deadlines_of_text(item.text, published)
    if own:
        return own
    for place in (item.responsible_body, item.lead_in, item.group_heading):
        if place and (found := deadlines_of_text(place, published)):
            return tuple(Deadline(each.text, each.date, each.basis) for each in found)
    return _bare_date(item.responsible_body, published) if item.responsible_body else ()


def _bare_date(cell: str, published: date | None) -> tuple[Deadline, ...]:
    """The date or period that closes a table cell and needs no word before it: "Head of Custody 31/01/2028"."""
    bare = BARE_DATE.search(plain_text(cell))
    if bare is None:
        return ()
    words = cell[bare.start() : bare.end()].rstrip()
    if words.casefold().startswith("immediate"):
        return (Deadline(words, None, DeadlineBasis.IMMEDIATE),)
    found = next((read for limit in LIMITS if (read := deadlines_of_text(f"{limit}{words}", published))), ())
    return tuple(Deadline(words, each.date, each.basis) for each in found[:1])


def deadlines_of_text(text: str, published: date | None) -> tuple[Deadline, ...]:
    """The deadlines in a text, in order, with their spans in it.

    >>> [str(each.date) for each in deadlines_of_text("By May 2027, forces should act.", None)]
    ['2027-05-31']
    """
    plain = plain_text(text)
    if not HINT.search(plain):
        return ()
    found = [each for span in sentence_spans(plain) for each in _of_sentence(plain, *span, published)]
    found = sorted([*found, *_labelled(plain, published, found)], key=lambda each: each[:2])
    return tuple(Deadline(text[left:right], day, basis, Span(left, right)) for left, right, (day, basis) in found)


def _of_sentence(plain: str, start: int, end: int, published: date | None) -> Iterator[Found]:
    found: list[Found] = []
    for reading in READINGS:
        for match in reading.expression.finditer(plain, start, end):
            if any(match.start() < right and left < match.end() for left, right, _ in found):
                continue
            meaning = reading.meaning(match, published)
            if meaning is not None and _sets_a_limit(
                plain[start : match.start()], match, plain[match.end() : end], meaning, published
            ):
                found.append((*match.span(), meaning))
    yield from _merged(plain, sorted(found, key=lambda each: each[:2]))


def _labelled(plain: str, published: date | None, found: Sequence[Found]) -> Iterator[Found]:
    """Dates behind a printed label that are not read already."""
    for label in DUE_LABEL.finditer(plain):
        start = label.end()
        if any(left <= start < right for left, right, _ in found):
            continue
        for reading, limit in product(READINGS, ("", "by ")):
            match = reading.expression.match(limit + plain[start:])
            if match and (meaning := reading.meaning(match, published)) is not None:
                yield start, start + match.end() - len(limit), meaning
                break


def _merged(plain: str, found: list[Found]) -> Iterator[Found]:
    """One for two that are joined: "at the earliest opportunity, and by September 2027 at the latest"."""
    waiting: Found | None = None
    for each in found:
        if waiting is not None:
            vague, joined = waiting[2][0] is None, JOINED.fullmatch(plain, waiting[1], each[0])
            if (vague and each[2][0] is not None and joined) or NAMELY.fullmatch(plain, waiting[1], each[0]):
                each = (waiting[0], each[1], each[2])
            else:
                yield waiting
        waiting = each
    if waiting is not None:
        yield waiting


def _sets_a_limit(before: str, match: re.Match[str], after: str, meaning: Meaning, published: date | None) -> bool:
    """Whether words that could be a deadline are one, by what stands around them in the sentence."""
    day, basis = meaning
    if WILL_HAPPEN.search(before) or OWN_PLAN.match(before):
        return False
    if basis is DeadlineBasis.RELATIVE:
        return _limits_the_action(before, match, after)
    if basis is DeadlineBasis.IMMEDIATE:
        return _hurries_the_action(before, match, after)
    if basis is DeadlineBasis.NONE:
        modal = MODAL.search(before)
        conditional = CONDITION.search(before, modal.end() if modal else 0)
        return not PAST.search(before) and not conditional
    if day is not None and published is not None and day < published:
        if POINT_IN_TIME.match(match.group()):
            return False
        if EMBEDDED.search(before):
            return False
        return bool(MODAL.search(after)) or (bool(MODAL.search(before)) and not PAST.search(before))
    if POINT_IN_TIME.match(match.group()) and PAST.search(before) and not MODAL.search(before + after):
        return False
    if POINT_OF_A_DUTY.match(match.group()) and not VERB_GROUP.search(before):
        return False
    return bool(NOT_LATER.match(match.group())) or not SCHEDULED.search(before)


def _limits_the_action(before: str, match: re.Match[str], after: str) -> bool:
    """Whether "within three months" limits the action, and is not a standard that every case has to meet."""
    if match["of"]:
        a_report = match["of"].casefold().endswith("the report") and EACH_CASE.search(before)
        return not a_report
    if OF_A_CASE.match(after) or before.endswith("to "):
        return False
    if not before.strip():
        return True
    modal = MODAL.search(before)
    modal = next(reversed(list(NEXT_DUTY.finditer(before))), modal)
    if modal is None and IS_DONE.search(before):
        return False
    since = modal.end() if modal else 0
    if modal and before.rstrip().endswith(",") and not after.strip(" .;"):
        return True
    if BEGINS.search(before) or SENT_TO_US.search(before):
        return True
    question = OPEN_QUESTION.search(before, since)
    if question and not NEXT_VERB.search(before, question.end()):
        return False
    if re.match("(?:working|business) day", match["unit"], re.I):
        return False
    if REPLY.search(before):
        return True
    return not (TOLD_TO_PEOPLE.search(before) or _is_of_each_case(before, match, after, modal))


def _is_of_each_case(before: str, match: re.Match[str], after: str, modal: re.Match[str] | None) -> bool:
    """Whether a period after a duty is how fast every case is to be handled: by its length and by whom it serves."""
    days = "day" in match["unit"].casefold()
    few = modal and number_of(match["number"] or "one") <= MOST_DAYS_OF_A_CASE
    if days and (few or OF_EACH_CASE.match(after)):
        return True
    if re.search("month|year", match["unit"], re.I) and number_of(match["number"] or "one") >= MONTHS_OF_A_PROJECT:
        return False
    embedded = EMBEDDED.search(before, modal.end() if modal else 0)
    if embedded:
        return days or EVERY_CASE.search(before, embedded.end()) is not None
    few_weeks = "week" in match["unit"].casefold() and number_of(match["number"] or "one") <= MOST_WEEKS_OF_A_CASE
    short = days or few_weeks or re.search("fortnight|calendar", match["unit"], re.I)
    if short and EVERY_CASE.search(before):
        return True
    return bool(days and modal and EACH_CASE.search(before[: modal.start()]))


def _hurries_the_action(before: str, match: re.Match[str], after: str) -> bool:
    """Whether "immediate" hurries the action and is not "immediate risk" or "respond immediately"."""
    words = match.group().casefold()
    if words == "immediate" or AFTER_NOW.match(after):
        return False
    if words == "as a priority":
        return not before.strip()
    if words == "urgently":
        return re.search(rf"{MODAL.pattern}\s+$", before, re.I) is not None
    if before.rstrip().endswith(",") and after.startswith(","):
        return True
    modal = MODAL.search(before)
    if modal is None:
        closes = re.match(r"\s*(?:[,:]|\.?\s*$)", after) and not EMBEDDED.search(before)
        recommended = RECOMMENDED.search(before)
        return not before.strip() or bool(MODAL.match(after.lstrip()) or closes or recommended)
    since = before[modal.end() :]
    if since.strip() in {"ensure", "make sure"} and not after.lstrip(" ,").startswith("after"):
        return True
    return not EMBEDDED.search(since) and not re.search(r"\b(?:not|never|is|are|who)\s*$", since)
