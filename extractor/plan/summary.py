"""The Summary sheet: formulas that count the rows, each with the value that ``counts`` gives.

A formula is made here beside the figure it must agree with, so the two are read together. Ranges run far beyond the
last row: rows that somebody appends are counted too. Words that a criterion could mistake for a number, a date or a
pattern are not listed by name; they fall into the remainder, so every block adds up whatever the rows say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from extractor.counts import PlanCounts
from extractor.domain import ENDED_STATUSES, ActionStatus, Kind, Rag, RelevanceLabel
from extractor.labels import label_of
from extractor.plan.sheet_reader import column_to_letters
from extractor.plan_view import DUE_SOON_DAYS, ReviewState

LAST_ROW = 1_048_576
ROOM_ROWS = 20_000
"""Rows counted at least: over a whole column some programs take seconds for every formula."""
FIRST_ROW = 3
"""Row 1 carries the marking, row 2 the headings."""
FIRST_LINE = 6
AS_AT = "$B$4"
"""Where Summary keeps the day on which "overdue" is judged."""
ANY_DATE = '">0"'
BLOCK = "{block}"
"""Stands in a formula for the lines of its block that come before it."""
MOST_NAMES = 30
"""Names listed in one block; the rest are counted together."""
LONGEST_NAME = 120
"""A criterion may hold 255 characters, and twice as many are needed when every one is escaped."""

MONTHS = "january february march april may june july august september october november december"
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
TYPED_WORDS = frozenset(
    word
    for known in (*MONTHS.split(), *DAYS.split(), "sept", "tues", "thur", "thurs", "am", "pm", "st", "nd", "rd", "th")
    for word in (known, known[:3])
) | frozenset(("gbp", "eur", "usd", "chf", "kr", "rs"))
"""Beside digits a spreadsheet may read these as a day, a time or an amount of money."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Summary: label, formula, the value it must come to, and a word of explanation."""

    label: str
    formula: str = ""
    value: int = 0
    note: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it names a block."""
        return not self.formula


class Ranges:
    """Names of the columns of one sheet as absolute ranges."""

    def __init__(self, sheet: str, ids: Iterable[str], rows: int) -> None:
        self._sheet = sheet
        self._last = FIRST_ROW + max(ROOM_ROWS, 2 * rows)
        self._letters = {name: column_to_letters(number) for number, name in enumerate(ids, 1)}

    def __getitem__(self, column_id: str) -> str:
        letters = self._letters[column_id]
        return f"{self._sheet}!${letters}${FIRST_ROW}:${letters}${self._last}"


def summary_lines(counts: PlanCounts, action_ids: Iterable[str], item_ids: Iterable[str]) -> dict[int, Line]:
    """Every line below the date by the row it stands in; a blank row parts the blocks."""
    actions = Ranges("Actions", action_ids, counts.actions.all)
    items = Ranges("Items", item_ids, counts.items.rows)
    placed: dict[int, Line] = {}
    row = begin = FIRST_LINE - 1
    for line in _lines(counts, actions, items):
        row += 2 if line.is_heading and placed else 1
        begin = row + 1 if line.is_heading else begin
        placed[row] = replace(line, formula=line.formula.replace(BLOCK, f"B{begin}:B{row - 1}"))
    return placed


def _lines(counts: PlanCounts, actions: Ranges, items: Ranges) -> list[Line]:
    return [
        *_headline(counts, actions),
        *_by_status(counts, actions),
        *_by_rag(counts, actions),
        *_items(counts, items),
        *_by_relevance(counts, items),
        *_by_state(counts, items),
        *_by_name("Open actions by owner", counts.actions.by_owner, counts.actions.open, actions, "business_lead"),
        *_by_name("Open actions by theme", counts.actions.by_theme, counts.actions.open, actions, "theme"),
        *_by_name("Open actions by report", counts.actions.by_report, counts.actions.open, actions, "report_title"),
    ]


# ------------------------------------------------------------------------------------------ blocks


def _headline(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    found = counts.actions
    yield Line("Actions")
    yield Line("All actions", f"={_all(at)}", found.all)
    yield Line("Open", f"={_count(*_open(at))}", found.open, "not closed, superseded or without need of action")
    yield Line("Ended", f"={_all(at)}-{_count(*_open(at))}", found.ended)
    yield Line("Awaiting allocation", f"={_unallocated(at)}", found.unallocated, "open without an owner, or so marked")
    pending = _count(at["status"], _quoted(label_of(ActionStatus.PENDING_SIGN_OFF)))
    yield Line("Pending sign-off", f"={pending}", found.pending_sign_off)
    yield Line("Overdue", f"={_overdue(at)}", found.overdue, "open, and the revised or else original date is past")
    past = _count(*_open(at), at["original_target_date"], f'"<"&{AS_AT}')
    yield Line("Past their original date", f"={past}", found.past_original, "open, whatever the date was revised to")
    due_soon = f"={_due_soon(at)}"
    yield Line(f"Due in {DUE_SOON_DAYS} days", due_soon, found.due_soon, "open, from the day above onwards")


def _by_status(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    return _by_choice("Actions by status", ActionStatus, counts.actions.by_status, at, "status", counts.actions.all)


def _by_rag(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    return _by_choice("Actions by RAG/BRAG", Rag, counts.actions.by_rag, at, "rag", counts.actions.all)


def _by_choice(
    title: str, kind: type[StrEnum], found: Mapping[Any, int], at: Ranges, column: str, total: int
) -> Iterator[Line]:
    yield Line(title)
    parts = [(label_of(value), _count(at[column], _quoted(label_of(value))), found.get(value, 0)) for value in kind]
    yield from (Line(label, f"={formula}", value) for label, formula, value in parts)
    rest = f"={_all(at)}-SUM({BLOCK})"
    yield Line("Not stated, or in other words", rest, total - sum(value for *_, value in parts))


def _items(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    found = counts.items
    yield Line("Items in the reports")
    yield Line("Counted item by item, clauses included", f"={_counted(at)}", found.all)
    tops = "+".join(_counted(at, "level", level) for level in ("Whole", "Whole with clauses"))
    yield Line("Counted as printed, a cause of concern once", f"={tops}", found.tops)
    leaves = "+".join(_counted(at, "level", level) for level in ("Whole", "Clause"))
    yield Line("Counted by clause, each cause by its parts", f"={leaves}", found.leaves)
    for label, value in (
        ("Restated", found.restated),
        (label_of(Kind.CONCLUSION), found.conclusions),
        (label_of(Kind.INNOVATIVE_PRACTICE), found.innovative_practice),
    ):
        yield Line(f"{label} (not counted above)", f"={_count(at['counted'], _quoted(label))}", value)


def _by_relevance(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    yield Line("Items by relevance, as decided or else suggested")
    yield from _by_label(at, "relevance", RelevanceLabel, counts.items.by_relevance)
    yield Line("Not judged", f"={_counted(at)}-SUM({BLOCK})", counts.items.by_relevance.get(None, 0))


def _by_state(counts: PlanCounts, at: Ranges) -> Iterator[Line]:
    yield Line("Items by state of review")
    yield from _by_label(at, "state", ReviewState, counts.items.by_state)


def _by_label(at: Ranges, column: str, kind: Iterable[StrEnum], found: Mapping[Any, int]) -> Iterator[Line]:
    for value in kind:
        yield Line(label_of(value), f"={_counted(at, column, label_of(value))}", found.get(value, 0))


def _by_name(title: str, found: Mapping[str, int], total: int, at: Ranges, column: str) -> Iterator[Line]:
    yield Line(title)
    named = {name: count for name, count in found.items() if is_safe_name(name)}
    shown = dict(list(named.items())[:MOST_NAMES])
    for name, count in shown.items():
        yield Line(name, f"={_count(*_open(at), at[column], _criterion(name))}", count)
    rest = f"={_count(*_open(at))}-SUM({BLOCK})" if shown else f"={_count(*_open(at))}"
    yield Line("None, or not listed above", rest, total - sum(shown.values()))


# ---------------------------------------------------------------------------------------- formulas


def _count(*pairs: str) -> str:
    return f"COUNTIFS({','.join(pairs)})"


def _all(at: Ranges) -> str:
    return _count(at["tracker_ref"], '"<>"')


def _open(at: Ranges) -> tuple[str, ...]:
    ended = [status for status in ActionStatus if status in ENDED_STATUSES]
    conditions = [part for status in ended for part in (at["status"], f'"<>{label_of(status)}"')]
    return (at["tracker_ref"], '"<>"', *conditions)


def _unallocated(at: Ranges) -> str:
    awaiting = label_of(ActionStatus.AWAITING_ALLOCATION)
    ownerless = _count(*_open(at), at["business_lead"], '""', at["status"], f'"<>{awaiting}"')
    return f"{_count(at['status'], _quoted(awaiting))}+{ownerless}"


def _overdue(at: Ranges) -> str:
    """Revised date past, or no revised date (words such as TBC are none) and the original one past."""
    before = f'"<"&{AS_AT}'
    original = (*_open(at), at["original_target_date"], before)
    revised = at["revised_target_date"]
    return f"{_count(*_open(at), revised, before)}+{_count(*original)}-{_count(*original, revised, ANY_DATE)}"


def _due_soon(at: Ranges) -> str:
    window = (f'">="&{AS_AT}', f'"<="&({AS_AT}+{DUE_SOON_DAYS})')
    original = (*_open(at), *(part for limit in window for part in (at["original_target_date"], limit)))
    revised = tuple(part for limit in window for part in (at["revised_target_date"], limit))
    unrevised = f"{_count(*original)}-{_count(*original, at['revised_target_date'], ANY_DATE)}"
    return f"{_count(*_open(at), *revised)}+{unrevised}"


def _counted(at: Ranges, column: str = "", label: str = "") -> str:
    narrower = (at[column], _quoted(label)) if column else ()
    return _count(at["counted"], '"Counted"', *narrower)


def _quoted(label: str) -> str:
    return f'"{label}"'


def _criterion(name: str) -> str:
    """A criterion that only this name meets (in either case): wildcards and quotes escaped."""
    escaped = re.sub(r"([~*?])", r"~\1", name).replace('"', '""')
    return f'"={escaped}"'


def is_safe_name(name: str) -> bool:
    """Whether a criterion can name it: neither blank, long, nor like a number, a date or a truth value.

    >>> is_safe_name("DI MASH"), is_safe_name("PEEL 2024"), is_safe_name("3 Mar"), is_safe_name("TRUE")
    (True, True, False, False)
    """
    words = re.findall(r"[^\W\d_]+", name.lower())
    if "\n" in name or len(name) > LONGEST_NAME or sum(map(len, words)) < 2:
        return False
    begins_as_text = bool(re.match(r"[^\W_]{2}", name)) and name.strip().lower() not in ("true", "false")
    return begins_as_text and (not any(map(str.isdigit, name)) or _has_plain_word(words))


def _has_plain_word(words: Iterable[str]) -> bool:
    """Whether a word keeps a name with digits from being read as a date, a time, an amount or ``1e5``."""
    return any(len(word) > 1 and word not in TYPED_WORDS for word in words)
