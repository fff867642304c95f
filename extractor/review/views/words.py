"""The few words of the page that are not vocabulary: states, sentences, dates, percentages."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from extractor.artifacts import load_list
from extractor.store.records import ItemState
from extractor.vocabulary import DeadlineBasis, Relation

STATE_WORDS = {
    ItemState.UNDECIDED: "To decide",
    ItemState.CHANGED: "Changed: decide again",
    ItemState.UNSURE: "Unsure",
    ItemState.DECIDED: "Decided",
    ItemState.SPLIT: "Split into others",
    ItemState.MERGED: "Merged into another",
    ItemState.REMOVED: "No longer in the report",
    ItemState.WITHDRAWN: "Taken back",
}
FOR_THE_RECORD = "For the record"
"""In place of a state, of what a report lists and asks nobody to do."""
RELATION_VERBS = {
    Relation.NEW_ACTION_NEEDED: "new action made:",
    Relation.COVERED: "covered by",
    Relation.PARTLY_COVERED: "partly covered by",
    Relation.ADDS_EVIDENCE: "adds evidence to",
    Relation.RESTATED: "restates",
    Relation.REPEAT_ISSUE: "repeat issue of",
    Relation.SUPERSEDES: "supersedes",
    Relation.SUPERSEDED: "superseded by",
    Relation.NOT_RELATED: "not related to",
}
LINKABLE = tuple(
    relation for relation in Relation if relation not in (Relation.NEW_ACTION_NEEDED, Relation.NOT_RELATED)
)
"""Relations a person can give a candidate."""
BASIS_HINTS = {
    DeadlineBasis.EXACT: "",
    DeadlineBasis.MONTH_END: "end of the period named",
    DeadlineBasis.IMMEDIATE: "no date: at once",
    DeadlineBasis.RELATIVE: "counted from publication",
    DeadlineBasis.NONE: "no date in the words",
}


def percent(probability: float | None) -> str:
    """A probability in whole percent, never rounded to certainty.

    >>> percent(0.994), percent(0.9999), percent(None)
    ('99%', '99%', '')
    """
    if probability is None:
        return ""
    return f"{min(99, max(1, round(probability * 100)))}%"


def day(value: date | None) -> str:
    """A date as it is written in a letter.

    >>> day(date(2027, 10, 31))
    '31 October 2027'
    """
    return f"{value.day} {value:%B %Y}" if value else ""


def moment(value: datetime) -> str:
    """A moment on the clock of this computer."""
    local = value.astimezone()
    return f"{day(local)}, {local:%H:%M}"


def days_left(due: date, today: date) -> str:
    """How far a date is away.

    >>> days_left(date(2027, 1, 2), date(2027, 1, 1)), days_left(date(2027, 1, 1), date(2027, 1, 3))
    ('in 1 day', '2 days overdue')
    """
    days = (due - today).days
    if days == 0:
        return "today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} overdue"


def plural(count: int, noun: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "item"), plural(2, "item"), plural(0, "reply", "replies")
    ('1 item', '2 items', '0 replies')
    """
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def shortened(text: str, letters: int) -> str:
    """The beginning of a text, cut between words.

    >>> shortened("one two three", 9)
    'one two …'
    """
    if len(text) <= letters:
        return text
    return f"{text[: letters - 1].rsplit(' ', 1)[0]} …"


@cache
def theme_names() -> dict[str, str]:
    """The words for every PEEL area, the newest programme's where several use the same id."""
    known = load_list("peel_programmes")
    areas = [area for programme in known.get("programmes", ()) for area in programme.get("areas", ())]
    return {area["id"]: area["name"] for area in [*areas, *known.get("beside", ())]}


def theme_words(theme: str) -> str:
    """A theme in words; one of the force's own as it is written."""
    return theme_names().get(theme) or theme.replace("_", " ").capitalize()


def relation_words(relation: Relation) -> str:
    """A relation as the beginning of a sentence that ends with a reference."""
    return RELATION_VERBS[relation]
