"""Dates as people type them into a tracker: day first, in words, without a day, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache

from extractor.artifacts import load_list
from extractor.labels import normal_words

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
FIRST_YEAR, LAST_YEAR = 1990, 2079
"""Years a plan can speak of; outside them a number is not a year."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}.*)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*(?:of\s+)?([a-z]{3,9})\.?[\s,\-./']*(\d{4}|\d{2})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR = re.compile(
    r"(?:end\s+(?:of\s+)?|by\s+(?:the\s+)?(?:end\s+(?:of\s+)?)?)?([a-z]{3,9})\.?[\s,\-./']*(\d{4}|\d{2})"
)
_QUARTER = re.compile(r"q([1-4])\s*(\d{4})\s*[/\-–]\s*(\d{2,4})")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+")


def date_of_words(text: str) -> date | None:
    """The date that a cell's words mean, or None; a month without a day means its last day.

    Numbers are read day first, as the forces write them; where that gives no date, month first.

    >>> date_of_words("31/03/2025"), date_of_words("Sept 24"), date_of_words("3rd of March, 2026")
    (datetime.date(2025, 3, 31), datetime.date(2024, 9, 30), datetime.date(2026, 3, 3))
    >>> date_of_words("TBC") is None
    True
    """
    return day_of_words(text) or _without_day(_plain(text))


def day_of_words(text: str) -> date | None:
    """The date that a cell's words name to the day, or None.

    >>> day_of_words("31/03/2025"), day_of_words("March 25")
    (datetime.date(2025, 3, 31), None)
    """
    words = _plain(text)
    if found := _ISO.fullmatch(words):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(words):
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        return _date(year, second, first) or _date(year, first, second)
    if found := _DAY_MONTH.fullmatch(words):
        return _date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_DAY.fullmatch(words):
        return _date(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _plain(text: str) -> str:
    return _WEEKDAY.sub("", " ".join(text.lower().split())).strip(" .")


def _without_day(words: str) -> date | None:
    if found := _MONTH_YEAR.fullmatch(words):
        year, month = _year(found[2]), _month(found[1])
        return _date(year, month, monthrange(year, month)[1]) if month else None
    if found := _QUARTER.fullmatch(words):
        # The financial year: its first quarter ends in June, its last in March of the year after.
        quarter, year = int(found[1]), int(found[2])
        month = (6, 9, 12, 3)[quarter - 1]
        year += quarter == 4
        return _date(year, month, monthrange(year, month)[1])
    return None


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(normal_words(words) for words in load_list("tracker_columns")["dates"]["no_date"])


def is_no_date(text: str) -> bool:
    """Whether a text stands in a date's place on purpose.

    >>> is_no_date("TBC"), is_no_date("31/02/2025")
    (True, False)
    """
    words = normal_words(text)
    return not words or words in _placeholders()


def date_of_serial(serial: float, is_1904: bool = False) -> date | datetime | None:
    """The day (or the minute) that a spreadsheet's number means, or None where it is none it could write.

    >>> date_of_serial(45747)
    datetime.date(2025, 3, 31)
    """
    if not 0 <= serial < 2_958_466:
        return None
    # Excel believes in 29 February 1900, so its first sixty days are one off.
    epoch = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)
    moment = epoch + timedelta(seconds=round(serial * 86_400))
    return moment.date() if float(serial).is_integer() else moment


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year if year < 80 else 1900 + year


def _month(text: str) -> int:
    """1 to 12, or 0 for a word that is no month."""
    stem = text[:3]
    return next((number for number, name in enumerate(MONTHS, 1) if name[:3] == stem and name.startswith(text[:4])), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
