"""Words for days and periods, and the calendar arithmetic behind them. A period without a day ends on its last day."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date, timedelta

MONTHS = {month_name[number].casefold(): number for number in range(1, 13)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
UNITS_IN_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
TENS_IN_WORDS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
NUMBERS = (
    {word: number for number, word in enumerate(UNITS_IN_WORDS)}
    | TENS_IN_WORDS
    | {f"{tens}-{UNITS_IN_WORDS[unit]}": value + unit for tens, value in TENS_IN_WORDS.items() for unit in range(1, 10)}
    | {"a": 1, "an": 1, "a further": 1, "another": 1, "one hundred": 100, "a hundred": 100}
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
YEAR_END_MONTH, YEAR_END_DAY = 3, 31
"""A financial year ends on 31 March."""


def month_end(year: int, month: int) -> date:
    """The last day of a month.

    >>> month_end(2028, 2)
    datetime.date(2028, 2, 29)
    """
    return date(year, month, monthrange(year, month)[1])


def month_before(year: int, month: int) -> tuple[int, int]:
    """Year and month of the month before.

    >>> month_before(2027, 1)
    (2026, 12)
    """
    return (year, month - 1) if month > 1 else (year - 1, 12)


def financial_year_end(year: int) -> date:
    """The end of the financial year that begins in ``year``.

    >>> financial_year_end(2026)
    datetime.date(2027, 3, 31)
    """
    return date(year + 1, YEAR_END_MONTH, YEAR_END_DAY)


def current_financial_year(day: date) -> int:
    """The year in which the financial year of a day begins.

    >>> current_financial_year(date(2026, 3, 31)), current_financial_year(date(2026, 4, 1))
    (2025, 2026)
    """
    return day.year if (day.month, day.day) > (YEAR_END_MONTH, YEAR_END_DAY) else day.year - 1


def month_number(word: str) -> int:
    """1-12 of an English month name, full or short."""
    word = word.casefold().rstrip(".")
    return MONTHS.get(word) or SHORT_MONTHS[word]


def number_of(word: str) -> int:
    """The value of a number in figures or words.

    >>> number_of("18"), number_of("fifty-six"), number_of("a")
    (18, 56, 1)
    """
    word = " ".join(word.casefold().split())
    return int(word) if word.isdigit() else NUMBERS[word]


def later(day: date, count: int, unit: str) -> date:
    """The day ``count`` units on; a month that is too short ends it. Working days leave out week-ends only.

    >>> later(date(2025, 8, 31), 6, "months"), later(date(2025, 8, 28), 56, "days")
    (datetime.date(2026, 2, 28), datetime.date(2025, 10, 23))
    """
    unit = unit.casefold()
    if unit.startswith(("working", "business")):
        return _working_days(day, count)
    if "day" in unit:
        return day + timedelta(days=count)
    if "week" in unit or "fortnight" in unit:
        return day + timedelta(weeks=count * (2 if "fortnight" in unit else 1))
    months = count * (12 if "year" in unit else 3 if "quarter" in unit else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
