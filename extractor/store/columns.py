"""The kinds of column that mean the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator

UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
"""NUL and lone surrogates: PostgreSQL and UTF-8 have no place for them, and some PDFs' fonts yield them."""


def storable(text: str) -> str:
    """The text with the characters no database can hold replaced by U+FFFD.

    >>> storable("a" + chr(0) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    return text.translate(UNSTORABLE)


class Words(TypeDecorator[str]):
    """Text of any length, made storable on the way in."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text without what no database can hold."""
        return None if value is None else storable(value)


class Enumerated(TypeDecorator[Any]):
    """A vocabulary's value, kept as its text so that the rows read well without this program."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """The value's text; a word outside the vocabulary is refused."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member of the vocabulary."""
        return None if value is None else self.kind(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC to the microsecond; always aware in the program, naive in the row."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, without its zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)
