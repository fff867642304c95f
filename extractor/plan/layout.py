"""Where a plan stands in a workbook: which sheets, which heading row, which column means what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile

from extractor.config import PlanSettings
from extractor.errors import NoPlanFound, TrackerTooLarge
from extractor.labels import normal_words
from extractor.plan.columns import Column, Headings
from extractor.plan.grids import Grids, Sheet
from extractor.plan.sheet_reader import Calculated, Merge, value_to_text

SEARCH_ROWS = 40
"""Rows in which headings are looked for: title blocks, keys and logos of real trackers end well before."""
LEAST_HEADINGS = 3
"""Known headings that make a row a heading row; a sentence rarely holds two."""
TOTAL = re.compile(r"(?:grand |sub-?)?total\b|number of |end of (?:plan|list|sheet)|\W*$", re.IGNORECASE)
"""How a line begins that stands below the rows and is none of them."""
WIDEST_BANNER = 4
"""Merged columns from which a filled row is a banner across the sheet rather than a cell."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet that holds a plan.

    ``columns`` are the understood ones by column number, ``headings`` the words of every headed column, made
    unique; numbers from 1.
    """

    sheet: Sheet
    heading_row: int
    columns: Mapping[int, Column]
    headings: Mapping[int, str]
    merges: tuple[Merge, ...] = ()
    scores: Mapping[int, float] = field(default_factory=dict)

    @property
    def ids(self) -> frozenset[str]:
        """Which canonical columns it has."""
        return frozenset(column.id for column in self.columns.values())

    def column_of(self, column_id: str) -> int | None:
        """Where a canonical column stands, or None."""
        return next((number for number, column in self.columns.items() if column.id == column_id), None)

    @property
    def is_plan(self) -> bool:
        """Whether it says what is asked and how it stands: the least that makes a list a plan."""
        return bool(self.ids & {"text", "action"}) and bool(self.ids & {"status", "business_lead", "rag"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: text by column number, which columns are its own (no merged cell filled them), which calculated."""

    number: int
    values: Mapping[int, str]
    own: frozenset[int]
    calculated: frozenset[int] = frozenset()


def find_layouts(grids: Grids, settings: PlanSettings) -> tuple[Layout, ...]:
    """Every sheet with a plan, in the order of the tabs; the only sheet named, where one is named.

    Without a name hidden sheets are left out, and a sheet counts when it looks like the best one does: it has a
    reference where that has one, the words that ask, and how it stands.

    Raises:
        NoPlanFound: no such sheet, or no row of headings in any.
        TrackerTooLarge: the sheet is wider or longer than any plan.
    """
    sheets = grids.sheets
    if settings.sheet is not None:
        sheets = tuple(sheet for sheet in sheets if normal_words(sheet.name) == normal_words(settings.sheet))
        if not sheets:
            names = ", ".join(sheet.name for sheet in grids.sheets)
            raise NoPlanFound(f"{grids.file} has no sheet named {settings.sheet!r}; it has {names}.")
    found, refused = _layouts(sheets, settings)
    if settings.sheet is None:
        found = [layout for layout in found if layout.sheet.is_visible] or found
        whole = [layout for layout in found if layout.is_plan]
        with_ref = [layout for layout in whole if "tracker_ref" in layout.ids]
        found = with_ref or whole or sorted(found, key=lambda layout: -len(layout.ids))[:1]
    if not found:
        if refused:
            raise refused[0]
        raise NoPlanFound(f"No sheet of {grids.file} has a row that looks like the headings of a plan.")
    return tuple(found)


def _layouts(sheets: Iterable[Sheet], settings: PlanSettings) -> tuple[list[Layout], list[TrackerTooLarge]]:
    found: list[Layout] = []
    refused: list[TrackerTooLarge] = []
    for sheet in sheets:
        try:
            layout = find_layout(sheet, settings)
        except TrackerTooLarge as error:  # a data dump beside the plan must not keep the plan out
            refused.append(error)
            continue
        if layout is not None:
            found.append(layout)
    return found, refused


def find_layout(sheet: Sheet, settings: PlanSettings) -> Layout | None:
    """How one sheet is laid out, or None where no row looks like headings."""
    merges = sheet.merges()
    limit = max(SEARCH_ROWS, settings.heading_row or 0)
    # Counting rows, not numbers: a sheet may begin far down.
    top = [row for row, _ in zip(merged_rows(sheet, merges), range(limit), strict=False)]
    known = Headings(settings)
    if settings.heading_row is not None:
        rows = [row for row in top if row.number == settings.heading_row]
        return layout_of_row(sheet, rows[0], known, merges) if rows else None
    layouts = [layout_of_row(sheet, row, known, merges) for row in top]
    best = max(layouts, key=lambda layout: sum(layout.scores.values()), default=None)
    return best if best is not None and len(best.columns) >= min(LEAST_HEADINGS, _least(settings)) else None


def _least(settings: PlanSettings) -> int:
    return max(1, len(settings.columns)) if settings.columns else LEAST_HEADINGS


def layout_of_row(sheet: Sheet, row: Row, known: Headings, merges: tuple[Merge, ...]) -> Layout:
    """The layout a sheet would have if this row held its headings."""
    across = {
        column
        for merge in merges
        if merge.top == row.number and merge.right > merge.left
        for column in range(merge.left + 1, merge.right + 1)
    }
    numbers = [number for number in row.values if number not in across]
    words = [" ".join(row.values[number].split()) for number in numbers]
    matches = known.assign(words)
    return Layout(
        sheet=sheet,
        heading_row=row.number,
        columns={numbers[position]: match.column for position, match in matches.items()},
        headings=dict(zip(numbers, unique_headings(words), strict=True)),
        merges=merges,
        scores={numbers[position]: match.score for position, match in matches.items()},
    )


def unique_headings(headings: Iterable[str]) -> list[str]:
    """Headings told apart by a number where two are alike.

    >>> unique_headings(["Update", "Owner", "Update"])
    ['Update', 'Owner', 'Update (2)']
    """
    seen: set[str] = set()
    names: list[str] = []
    for heading in headings:
        name, count = heading, 1
        while name in seen:
            count += 1
            name = f"{heading} ({count})"
        seen.add(name)
        names.append(name)
    return names


def merged_rows(sheet: Sheet, merges: tuple[Merge, ...]) -> Iterator[Row]:
    """The rows of a sheet as text, every merged cell filled with the words in its corner."""
    waiting = sorted(merges, key=lambda merge: merge.top)
    active: list[tuple[Merge, str]] = []
    for number, values in sheet.rows():
        own = {column: value_to_text(value) for column, value in values.items()}
        own = {column: text for column, text in own.items() if text}
        active = [(merge, text) for merge, text in active if merge.bottom >= number]
        begun = list(takewhile(lambda merge, number=number: merge.top <= number, waiting))  # type: ignore[misc]
        del waiting[: len(begun)]
        active += [(merge, own.get(merge.left, "")) for merge in begun if merge.bottom >= number]
        filled = {column: text for merge, text in active if text for column in range(merge.left, merge.right + 1)}
        row = filled | own
        if row:
            made = frozenset(column for column, value in values.items() if isinstance(value, Calculated))
            yield Row(number, dict(sorted(row.items())), frozenset(own), made)


def is_repeated_heading(row: Row, layout: Layout) -> bool:
    """Whether a row only says the headings again, as at the top of every printed page."""
    known = [number for number in layout.columns if number in row.values]
    same = [number for number in known if normal_words(row.values[number]) == normal_words(layout.headings[number])]
    return len(same) >= LEAST_HEADINGS and len(same) * 2 > len(known)


def banner_of(row: Row, layout: Layout) -> str | None:
    """The words of a row that is one cell across the sheet (a group's name, a total), else None."""
    if len(row.own) != 1 or len(set(row.values.values())) != 1:
        return None
    (column,) = row.own
    text_columns = {layout.column_of(name) for name in ("text", "action")}
    words = row.values[column]
    return words if is_wide(row, layout) or column not in text_columns or TOTAL.match(words) else None


def is_wide(row: Row, layout: Layout) -> bool:
    """Whether a row is one merged cell across the sheet: plainly a banner, of which nobody need be told."""
    return any(merge.top == row.number and merge.right - merge.left + 1 >= WIDEST_BANNER for merge in layout.merges)
