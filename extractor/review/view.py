"""A view of the queue: which items, in which order. It lives in the address, so that it can be sent and kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

from extractor.store.records import LEFT, Filter, ItemState, Sort
from extractor.vocabulary import AddresseeGroup, Kind, RelevanceLabel

Value = TypeVar("Value", bound=StrEnum)
LONGEST_SEARCH = 200
"""Letters of a search; more can only be a mistake."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A random handful of what would have been dismissed: how many, and which draw."""

    size: int
    seed: int


@dataclass(frozen=True, slots=True)
class View:
    """A filter and a sort, or a sample within the filter's report, as they stand in an address."""

    filter: Filter = field(default_factory=Filter)
    sort: Sort = Sort.PAGE
    sample: Sample | None = None

    @property
    def query(self) -> str:
        """The view as a query string; the default view is empty, and equal views have equal addresses."""
        chosen = self.filter
        pairs = [
            *_one("report", chosen.report_id),
            *(("kind", kind.value) for kind in chosen.kinds),
            *(("relevance", label.value) for label in chosen.relevance),
            *(("theme", theme) for theme in chosen.themes),
            *(("to", group.value) for group in chosen.groups),
            *(("state", state.value) for state in chosen.states),
            *_one("min", _percent(chosen.min_probability)),
            *_one("max", _percent(chosen.max_probability)),
            *_one("q", chosen.words or None),
            *_one("record", None if chosen.actionable_only else 1),
            *_one("unanswered", 1 if chosen.unanswered else None),
            *_one("sort", None if self.sort is Sort.PAGE else self.sort.value),
            *_one("sample", f"{self.sample.size}-{self.sample.seed}" if self.sample else None),
        ]
        return urlencode(pairs)

    @property
    def left(self) -> View:
        """The same view, narrowed to what is left to decide unless it names states itself."""
        if self.filter.states:
            return self
        return replace(self, filter=replace(self.filter, states=tuple(sorted(LEFT))))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the report and the order was chosen."""
        return self.filter != Filter(report_id=self.filter.report_id)


def view_of_query(query: str) -> View:
    """The view of an address. What is not understood is left out: an old or mistyped link still shows something.

    >>> view_of_query("report=3&state=unsure&sort=uncertainty").query
    'report=3&state=unsure&sort=uncertainty'
    """
    return view_of_values(parse_qs(query, max_num_fields=200))


def view_of_values(values: Mapping[str, Sequence[str]]) -> View:
    """The view of fields that are already taken apart, such as those of a form."""
    report = _first(values, "report").upper().removeprefix("R")
    sort = _members(Sort, values.get("sort", ()))
    chosen = Filter(
        report_id=int(report) if report.isascii() and report.isdigit() and len(report) < 10 else None,
        kinds=_members(Kind, values.get("kind", ())),
        relevance=_members(RelevanceLabel, values.get("relevance", ())),
        themes=tuple(dict.fromkeys(text for text in values.get("theme", ()) if text)),
        groups=_members(AddresseeGroup, values.get("to", ())),
        states=_members(ItemState, values.get("state", ())),
        min_probability=_probability(_first(values, "min")),
        max_probability=_probability(_first(values, "max")),
        words=_first(values, "q").strip()[:LONGEST_SEARCH].strip(),
        actionable_only=_first(values, "record") != "1",
        unanswered=_first(values, "unanswered") == "1",
    )
    return View(chosen, sort[0] if sort else Sort.PAGE, _sample(_first(values, "sample")))


def _sample(text: str) -> Sample | None:
    found = re.fullmatch(r"([1-9][0-9]{0,2})-([0-9]{1,9})", text)
    return Sample(int(found[1]), int(found[2])) if found else None


def _first(values: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(values.get(name, ())), "")


def _one(name: str, value: object) -> Iterable[tuple[str, str]]:
    return () if value is None else ((name, str(value)),)


def _members(kind: type[Value], texts: Sequence[str]) -> tuple[Value, ...]:
    known = {member.value: member for member in kind}
    return tuple(dict.fromkeys(known[text] for text in texts if text in known))


def _percent(probability: float | None) -> int | None:
    return None if probability is None else round(probability * 100)


def _probability(text: str) -> float | None:
    return int(text) / 100 if text.isascii() and text.isdigit() and int(text[:4]) <= 100 else None
