"""The canonical columns of a tracker, and which of them a force's own heading means.

The list and its aliases are data: ``models/lists/tracker_columns.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import ceil
from typing import Literal

from extractor.artifacts import load_list
from extractor.config import PlanSettings
from extractor.errors import BadConfig
from extractor.labels import normal_words

LIST = "tracker_columns"
TYPO_RATIO = 0.86
"""Least likeness of a misspelt heading: "Recomendation" to "recommendation" is 0.96, "status" to "state" 0.73."""
SHORTEST_TYPO = 5
"""Letters below which a heading must be spelt right: one wrong letter of four is another word."""
EXACT = 1.0
REDUCED = 0.95
"""A heading that says more than the words that are known."""
CONFIGURED = 2.0
"""A heading that extractor.toml names beats any alias."""

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DATES = re.compile(
    r"\b(?:as (?:at|of)|for|in)?\s*(?:\d{1,2}(?:st|nd|rd|th)?[\s/.-]+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|q[1-4]|\d{1,2})[\s/.-]+(?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)

Kind = Literal["text", "long", "date", "choice"]

ATTRIBUTES: Mapping[str, str] = {
    "tracker_ref": "ref",
    "report_title": "source_report",
    "source_ref": "source_ref",
    "text": "text",
    "theme": "theme",
    "business_lead": "owner",
    "department": "department",
    "original_target_date": "target_date",
    "revised_target_date": "revised_date",
    "rag": "rag",
    "status": "status",
    "progress": "progress",
    "action": "action",
}
"""Columns that are attributes of an ``Action``; all others are kept in its ``fields`` by their id."""


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column; ``width`` in characters, ``choices`` the name of its drop-down list or empty."""

    id: str
    heading: str
    kind: Kind
    width: int
    choices: str = ""
    aliases: tuple[str, ...] = ()
    is_canonical: bool = True


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A heading understood: which column it means and how sure that is (1 is spelt right)."""

    column: Column
    score: float


@cache
def all_columns() -> tuple[Column, ...]:
    """Every known column: the canonical ones in their order, then the others."""
    return tuple(
        Column(
            id=row["id"],
            heading=row["heading"],
            kind=row["kind"],
            width=row["width"],
            choices=row.get("list", ""),
            aliases=tuple(row["aliases"]),
            is_canonical=row.get("canonical", True),
        )
        for row in load_list(LIST)["column"]
    )


DATE_IDS = frozenset(row["id"] for row in load_list(LIST)["column"] if row["kind"] == "date")
"""Columns that record a day."""


def canonical_columns() -> tuple[Column, ...]:
    """The columns every export has, in order."""
    return tuple(column for column in all_columns() if column.is_canonical)


def column_of_name(name: str) -> Column:
    """The column with this id or canonical heading.

    Raises:
        BadConfig: there is none.
    """
    words = normal_words(name)
    for column in all_columns():
        if words in (normal_words(column.id), normal_words(column.heading)):
            return column
    raise BadConfig(f"[plan] names an unknown column {name!r}; known are {', '.join(c.id for c in all_columns())}.")


def heading_of_column(column_id: str) -> str:
    """The canonical heading of a column, by which a person knows it.

    >>> heading_of_column("sro")
    'Executive lead / SRO'
    """
    return next(column.heading for column in all_columns() if column.id == column_id)


def heading_of_field(name: str) -> str:
    """The heading by which a person knows a field of an action; a heading of the force's own is itself.

    >>> heading_of_field("owner"), heading_of_field("sro"), heading_of_field("Cost code")
    ('Business lead', 'Executive lead / SRO', 'Cost code')
    """
    if name == "status_text":
        return f"{heading_of_column('status')}, as written"
    column_id = next((known for known, attribute in ATTRIBUTES.items() if attribute == name), name)
    return next((column.heading for column in all_columns() if column.id == column_id), name)


def heading_names(settings: PlanSettings) -> dict[str, str]:
    """The heading to write for each column id: the force's own name where ``[plan.names]`` has one.

    Raises:
        BadConfig: ``[plan.names]`` names an unknown column, or gives two columns the same heading.
    """
    names = {column.id: column.heading for column in all_columns()}
    names |= {column_of_name(name).id: heading for name, heading in settings.names.items()}
    if len({normal_words(heading) for heading in names.values()}) < len(names):
        raise BadConfig("[plan.names] gives two columns the same heading.")
    return names


class Headings:
    """Recognises headings: first those that extractor.toml names, then headings and aliases, then near spellings."""

    def __init__(self, settings: PlanSettings | None = None) -> None:
        settings = settings or PlanSettings()
        self._own: dict[str, Column] = {}
        for name, heading in (*settings.names.items(), *settings.columns.items()):
            self._own[normal_words(heading)] = column_of_name(name)
        claimed = {column_of_name(name).id for name in settings.columns}
        self._known: dict[str, Column] = {}
        for column in all_columns():
            if column.id in claimed:
                continue  # the force says where it is, so nothing else may be taken for it
            for words in (column.heading, column.id, *column.aliases):
                self._known.setdefault(normal_words(words), column)
        self._longest = max(map(len, self._known)) + 4
        self._by_length: dict[int, list[str]] = {}
        for known in self._known:
            self._by_length.setdefault(len(known), []).append(known)

    def match(self, heading: str) -> ColumnMatch | None:
        """The column that a heading means, or None.

        >>> Headings().match("Recomendation / AFI").column.id
        'text'
        >>> Headings().match("Collar number") is None
        True
        """
        words = normal_words(heading)
        if words in self._own:
            return ColumnMatch(self._own[words], CONFIGURED)
        if words in self._known:
            return ColumnMatch(self._known[words], EXACT)
        return self._within(heading) or self._near(words)

    def assign(self, headings: Sequence[str]) -> dict[int, ColumnMatch]:
        """Positions of headings that were understood; where two mean one column, the surer and then the first wins.

        >>> {at: match.column.id for at, match in Headings().assign(["Ref", "Owner", "Lead", "Shoe size"]).items()}
        {0: 'tracker_ref', 1: 'business_lead'}
        """
        best: dict[str, tuple[float, int]] = {}
        matches: dict[int, ColumnMatch] = {}
        for position, heading in enumerate(headings):
            match = self.match(heading) if heading else None
            if match is None:
                continue
            rank = (match.score + (normal_words(heading) == normal_words(match.column.heading)) / 2, -position)
            if match.column.id not in best or rank > best[match.column.id]:
                best[match.column.id] = rank
                matches[position] = match
        kept = {-position for _, position in best.values()}
        return {position: match for position, match in sorted(matches.items()) if position in kept}

    def _within(self, heading: str) -> ColumnMatch | None:
        """The column that a heading means without what stands in brackets, a date, or one of two words for the same.

        "RAG (as at Jan 26)" is RAG and "Owner / Lead" an owner; "Status / Theme" is neither.
        """
        bare = _DATES.sub(" ", _BRACKETS.sub(" ", heading))
        parts = [normal_words(part) for part in re.split(r"[/&]|\band\b|\bor\b", bare.lower())]
        columns = {
            self._known[words].id: self._known[words] for words in (normal_words(bare), *parts) if words in self._known
        }
        is_whole = normal_words(bare) in self._known or all(words in self._known for words in parts)
        return ColumnMatch(next(iter(columns.values())), REDUCED) if is_whole and len(columns) == 1 else None

    def _near(self, words: str) -> ColumnMatch | None:
        """The known heading of nearly the same letters, looked for among those of nearly the same length."""
        if not SHORTEST_TYPO <= len(words) <= self._longest:
            return None
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(words)
        best: ColumnMatch | None = None
        slack = ceil(len(words) * (1 - TYPO_RATIO) * 2)
        for length in range(max(SHORTEST_TYPO, len(words) - slack), len(words) + slack + 1):
            for known in self._by_length.get(length, ()):
                matcher.set_seq1(known)
                score = matcher.ratio() if matcher.quick_ratio() >= TYPO_RATIO else 0.0
                if score >= TYPO_RATIO and (best is None or score > best.score):
                    best = ColumnMatch(self._known[known], score)
        return best
