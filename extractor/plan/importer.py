"""A force's own tracker -> actions, with what was understood and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractor.artifacts import sha256_of
from extractor.config import PlanSettings
from extractor.domain import Action, Issue, Severity, Stage
from extractor.labels import normal_words
from extractor.plan.columns import ATTRIBUTES, DATE_IDS
from extractor.plan.dates import date_of_serial, date_of_words, day_of_words, is_no_date
from extractor.plan.grids import Grids, read_grids
from extractor.plan.layout import Layout, Row, banner_of, find_layouts, is_repeated_heading, is_wide, merged_rows
from extractor.plan.long_text import continuations, join_text
from extractor.plan.statuses import rag_of_words, status_of_words

DATE_COLUMNS = ("original_target_date", "revised_target_date", "due_date")
SERIALS = range(32_874, 65_380)
"""Bare numbers that mean a day from 1990 to 2078 when they stand in a column of dates."""
SAME_WORDS_LEAST = 40
"""Letters from which two rows with the same words are worth telling a person about."""


@dataclass(frozen=True, slots=True)
class UnderstoodColumn:
    """A column of the tracker: ``column_id`` is None where it is kept as it is; ``score`` 1 is spelt right."""

    sheet: str
    heading: str
    column_id: str | None
    score: float


@dataclass(frozen=True, slots=True)
class PlanImport:
    """A tracker as understood. ``actions`` are in the order of its rows; refs are unique.

    ``skipped`` counts rows that are no action: banners, repeated headings, totals.
    """

    file: str
    sha256: str
    actions: tuple[Action, ...]
    issues: tuple[Issue, ...]
    columns: tuple[UnderstoodColumn, ...]
    sheets: Mapping[str, int]
    skipped: int = 0


def import_tracker(path: Path, settings: PlanSettings | None = None) -> PlanImport:
    """The actions of a tracker: xlsx, xlsm (values only), csv or tsv.

    Raises:
        ExtractorError: the file cannot be read, or holds no plan; a bad row becomes an ``Issue`` instead.
    """
    grids = read_grids(path)
    return import_grids(grids, find_layouts(grids, settings or PlanSettings()))


def import_grids(grids: Grids, layouts: tuple[Layout, ...]) -> PlanImport:
    """The actions of sheets whose layout is known."""
    rows = RowReader(continuations(grids))
    for layout in layouts:
        rows.read(layout)
    return PlanImport(
        file=grids.file,
        sha256=grids.sha256,
        actions=tuple(rows.actions.values()),
        issues=(*rows.issues, *same_words(rows.actions.values())),
        columns=tuple(column for layout in layouts for column in understood_columns(layout)),
        sheets={layout.sheet.name: layout.heading_row for layout in layouts},
        skipped=rows.skipped,
    )


def understood_columns(layout: Layout) -> Iterator[UnderstoodColumn]:
    """What each headed column of a sheet was taken for."""
    for number, heading in layout.headings.items():
        column = layout.columns.get(number)
        name = layout.sheet.name
        yield UnderstoodColumn(name, heading, column.id if column else None, layout.scores.get(number, 0.0))


class RowReader:
    """Gathers actions row by row, over all sheets, so that a ref is unique in the whole plan."""

    def __init__(self, long_texts: Mapping[str, str] | None = None) -> None:
        self._long_texts = long_texts or {}
        self.actions: dict[str, Action] = {}
        self.issues: list[Issue] = []
        self.skipped = 0
        self._banner = ""

    def read(self, layout: Layout) -> None:
        """Take in every row below the headings of one sheet."""
        self._banner = ""
        for row in merged_rows(layout.sheet, layout.merges):
            if self._long_texts:
                whole = {at: join_text(text, self._long_texts) for at, text in row.values.items()}
                row = replace(row, values=whole)
            if row.number > layout.heading_row and self._is_data(row, layout):
                self._take(row, layout)

    def _is_data(self, row: Row, layout: Layout) -> bool:
        banner = banner_of(row, layout)
        if banner is not None:
            self._banner = banner
            if not is_wide(row, layout):
                words = f"holds only {shortened(banner)!r} and was taken for a heading."
                self._say(layout, row.number, words, Severity.INFO)
        elif not is_repeated_heading(row, layout):
            return True
        self.skipped += 1
        return False

    def _take(self, row: Row, layout: Layout) -> None:
        by_id = {column.id: row.values[at] for at, column in layout.columns.items() if at in row.values}
        if not any(by_id.get(name) for name in ("text", "action", "tracker_ref")):
            self.skipped += 1
            self._say(
                layout, row.number, "has neither a reference nor words that ask for anything; it was not imported."
            )
            return
        action = self._with_ref(self._action(row, layout, by_id), row, layout)
        if action is not None:
            self.actions[action.ref] = action

    def _action(self, row: Row, layout: Layout, by_id: Mapping[str, str]) -> Action:
        fields = {name: dated(name, text) for name, text in by_id.items() if name not in ATTRIBUTES and text}
        dates = {name: self._date(row, layout, name, by_id.get(name, ""), fields) for name in DATE_COLUMNS}
        rag_text, status_text = by_id.get("rag", ""), by_id.get("status", "")
        rag, status = rag_of_words(rag_text), status_of_words(status_text)
        if rag_text and rag is None:
            fields["rag"] = rag_text
        if status_text and status is None:
            self._say(
                layout,
                row.number,
                f"has the status {shortened(status_text)!r}, which is none that is known; it counts as open.",
            )
        text = by_id.get("text", "")
        if not text and not by_id.get("action"):
            self._say(layout, row.number, "has a reference and no words that ask for anything.")
        return Action(
            ref=by_id.get("tracker_ref", ""),
            text=text if "text" in layout.ids else by_id.get("action", ""),
            action=by_id.get("action", "") if "text" in layout.ids else "",
            source_report=by_id.get("report_title", "") or ("" if "report_title" in layout.ids else self._banner),
            source_ref=by_id.get("source_ref", ""),
            owner=by_id.get("business_lead", ""),
            department=by_id.get("department", ""),
            theme=by_id.get("theme", ""),
            status=status,
            status_text=status_text,
            rag=rag,
            target_date=dates["original_target_date"] or dates["due_date"],
            revised_date=dates["revised_target_date"],
            progress=by_id.get("progress", ""),
            sheet=layout.sheet.name,
            row=row.number,
            fields=fields,
            extra={
                layout.headings[at]: text
                for at, text in row.values.items()
                if at in layout.headings and at not in layout.columns and at not in row.calculated
            },
        )

    def _date(self, row: Row, layout: Layout, name: str, text: str, fields: dict[str, str]) -> date | None:
        """The date of one cell; words that are none stay in ``fields`` so that they can be written back."""
        if not text:
            return None
        day = date_of_words(text)
        if day is None and text.isdecimal() and int(text) in SERIALS:
            day = date_of_serial(float(text))
        if day is None:
            fields[name] = text
            if not is_no_date(text):
                self._say(layout, row.number, f"has {shortened(text)!r} where a date belongs; the words are kept.")
        elif name == "due_date":
            fields[name] = day.isoformat()
        return day

    def _with_ref(self, action: Action, row: Row, layout: Layout) -> Action | None:
        """The action under a ref of its own, or None where a row says exactly what an earlier one said."""
        if not action.ref:
            action = replace(action, ref=made_ref(action))
            if "tracker_ref" in layout.ids:
                self._say(layout, row.number, f"has no reference; it is known as {action.ref}.", Severity.INFO)
        first = self.actions.get(action.ref)
        if first is None:
            return action
        if contents(action) == contents(first):
            self.skipped += 1
            self._say(
                layout, row.number, f"says what row {first.row} says, reference {first.ref} included; it counts once."
            )
            return None
        count = 2
        while f"{first.ref} ({count})" in self.actions:
            count += 1
        self._say(
            layout,
            row.number,
            f"has the reference {first.ref} of row {first.row} again; it is known as {first.ref} ({count}).",
        )
        return replace(action, ref=f"{first.ref} ({count})")

    def _say(self, layout: Layout, row: int, what: str, severity: Severity = Severity.WARNING) -> None:
        self.issues.append(Issue(Stage.PLAN, severity, f"Sheet {layout.sheet.name!r}, row {row} {what}"))


def dated(column_id: str, text: str) -> str:
    """A text as it is kept: a day in ISO form where the column records one, so that it can be compared.

    >>> dated("update_date", "1.2.26"), dated("update_date", "Mar 26"), dated("pages", "1/2/26")
    ('2026-02-01', 'Mar 26', '1/2/26')
    """
    day = day_of_words(text) if column_id in DATE_IDS or column_id == "signed_off" else None
    return day.isoformat() if day is not None else text


def made_ref(action: Action) -> str:
    """A reference for a row that has none: made of its source and words, so that moving the row does not change it.

    >>> made_ref(Action("", "The force should act."))
    'X-7DE833'
    """
    words = normal_words(" ".join((action.source_report, action.source_ref, action.text or action.action)))
    return f"X-{sha256_of(words.encode())[:6].upper()}"


def contents(action: Action) -> Action:
    """An action without where it stands."""
    return replace(action, ref="", sheet="", row=0)


def same_words(actions: Iterable[Action]) -> Iterator[Issue]:
    """Rows under different references that ask for the same thing in the same words."""
    seen: dict[str, Action] = {}
    for action in actions:
        words = normal_words(action.text)
        if len(words) < SAME_WORDS_LEAST:
            continue
        first = seen.setdefault(words, action)
        if first is not action:
            where = f"Sheet {action.sheet!r}, row {action.row}"
            message = f"{where}: {action.ref} has the same words as {first.ref} (row {first.row})."
            yield Issue(Stage.PLAN, Severity.INFO, message)


def shortened(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line, for a sentence.

    >>> shortened("one two", 5)
    'one …'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()} …"
