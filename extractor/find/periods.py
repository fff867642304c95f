"""Words for days and periods, and the calendar arithmetic behind them. A period without a day ends on its last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1,
    )
    for name in names.split()
}  # fmt: skip
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"a": 1, "an": 1, "a further": 1, "twenty-one": 21, "twenty-four": 24, "twenty-eight": 28, "thirty": 30, "thirty-six": 36, "forty": 40,
     "forty-two": 42, "fifty": 50, "fifty-six": 56, "sixty": 60, "seventy": 70, "ninety": 90, "one hundred": 100}  # fmt: skip
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "final": 4,
}

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
YEAR = r"(?:20\d\d)"
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted((re.escape(n) for n in NUMBERS), key=len, reverse=True)) + ")"
YEAR_END_MONTH, YEAR_END_DAY = 3, 31
"""A financial year ends on 31 March."""


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2028, 2)
    datetime.date(2028, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def financial_year_end(year: int) -> date:
    """The end of the financial year that begins in ``year``.

    >>> financial_year_end(2026)
    datetime.date(2027, 3, 31)
    """
    return date(year + 1, YEAR_END_MONTH, YEAR_END_DAY)


def current_financial_year(day: date) -> int:
    """The year in which the financial year of a day begins."""
    return day.year if (day.month, day.day) > (YEAR_END_MONTH, YEAR_END_DAY) else day.year - 1


def month_number(word: str) -> int:
    """1-12 of an English month name, full or short."""
    return MONTHS[word.casefold().rstrip(".")]


def number_of(word: str) -> int:
    """The value of a number in figures or words."""
    word = " ".join(word.casefold().split())
    return int(word) if word.isdigit() else NUMBERS[word]


def later(day: date, count: int, unit: str) -> date:
    """The day ``count`` units on; a month that is too short ends it. Working days leave out week-ends only.

    >>> later(date(2025, 8, 31), 6, "months"), later(date(2025, 8, 28), 56, "days")
    (datetime.date(2026, 2, 28), datetime.date(2025, 10, 23))
    """
    unit = unit.casefold()
    if unit.startswith("working") or unit.startswith("business"):
        return _working_days(day, count)
    if unit.startswith("day") or unit.startswith("calendar day"):
        return day + timedelta(days=count)
    if unit.startswith("week"):
        return day + timedelta(weeks=count)
    months = count * (12 if "year" in unit else 3 if unit.startswith("quarter") else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
