"""Items already in hand, without a PDF: JSON Lines, CSV or a workbook with at least a column ``text``.

Also read where present: id, kind, title, lead_in, section, group_heading, responsible_body, report_type or
source_family, report_title, force_inspected, publication_date, theme or themes. Other columns are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from extractor.classify import Classification
from extractor.classify.setting import report_type_of
from extractor.domain import Kind, Recommendation, Report, Theme
from extractor.errors import EmptyFile, MissingFile, UnreadableFile, UnreadableItems
from extractor.report_json import addressee_to_json, deadline_to_json, relevance_to_json, theme_to_json

NO_DEADLINE = {"text": None, "date": None, "basis": "none"}
LINES = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class ItemSet:
    """The items of one report; ``given_ids`` are the ids of the file, by the ids given here (unique by row).

    ``judged`` is None until the items are classified; ``given_themes`` are those the file names, by the ids given here.
    """

    report: Report
    items: tuple[Recommendation, ...]
    given_ids: Mapping[str, str]
    judged: Classification | None = None
    given_themes: Mapping[str, tuple[Theme, ...]] = field(default_factory=dict)

    def to_json(self) -> list[dict[str, Any]]:
        """One object an item: id, addressees, deadline (the first), deadlines, relevance and themes."""
        judged = self.judged or Classification()
        return [
            {
                "id": self.given_ids[item.id],
                "addressees": [addressee_to_json(each) for each in item.addressees],
                "deadline": deadline_to_json(item.deadlines[0]) if item.deadlines else NO_DEADLINE,
                "deadlines": [deadline_to_json(each) for each in item.deadlines],
                "relevance": relevance_to_json(judged.relevance[item.id]) if item.id in judged.relevance else None,
                "themes": [theme_to_json(theme) for theme in judged.themes.get(item.id, ())],
            }
            for item in self.items
        ]


def in_file_order(sets: Iterable[ItemSet]) -> list[dict[str, Any]]:
    """The JSON objects of all sets in the order in which their rows stood in the file."""
    rows = [
        (int(item.id.removeprefix("row-")), row)
        for each in sets
        for item, row in zip(each.items, each.to_json(), strict=True)
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def read_item_sets(path: Path) -> tuple[ItemSet, ...]:
    """The items of a file by report, in the order of the file.

    Raises:
        ExtractorError: the file is missing, empty or not understood; the message names the row.
    """
    rows = list(_rows_of_lines(path) if path.suffix.lower() in LINES else _rows_of_table(path))
    if not rows:
        raise UnreadableItems(f"The file {path.name} has no items.")
    groups: dict[Report, list[tuple[str, str, Mapping[str, Any]]]] = {}
    for number, row in rows:
        if not _text(row, "text"):
            raise UnreadableItems(f"Row {number} of {path.name} has no text.")
        groups.setdefault(_report_of(row, number, path), []).append((f"row-{number}", _text(row, "id"), row))
    return tuple(
        ItemSet(
            report,
            tuple(_item_of(own, row) for own, _, row in members),
            {own: given or own for own, given, _ in members},
            given_themes={own: _themes_of(row) for own, _, row in members},
        )
        for report, members in groups.items()
    )


def _rows_of_lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(_read_text(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UnreadableItems(f"Line {number} of {path.name} is not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise UnreadableItems(f"Line {number} of {path.name} is not a JSON object.")
        yield number, row


def _read_text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingFile(f"There is no file {path}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableItems(f"The file {path.name} is not UTF-8 text.") from error
    except OSError as error:
        raise UnreadableFile(f"The file {path} cannot be read ({error.strerror}).") from error
    if not text.strip():
        raise EmptyFile(f"The file {path.name} is empty.", "Give a file with at least one item.")
    return text


def _rows_of_table(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    from extractor.plan.grids import read_grids

    for sheet in read_grids(path).sheets:
        headings: dict[int, str] | None = None
        for number, values in sheet.rows():
            if headings is None:
                names = {column: "_".join(str(value).lower().split()) for column, value in values.items()}
                headings = names if "text" in names.values() else None
                continue
            row = {headings[column]: value for column, value in values.items() if column in headings}
            if any(str(value).strip() for value in row.values()):
                yield number, row
        if headings is not None:
            return
    raise UnreadableItems(f"No table of {path.name} has a column named text.")


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(value).strip()


def _item_of(own_id: str, row: Mapping[str, Any]) -> Recommendation:
    kind = "_".join(_text(row, "kind").lower().split())
    section = row.get("section")
    return Recommendation(
        id=own_id,
        kind=Kind(kind) if kind in set(Kind) else Kind.RECOMMENDATION,
        text=_text(row, "text"),
        title=_text(row, "title") or None,
        lead_in=_text(row, "lead_in") or None,
        section=tuple(str(part) for part in section) if isinstance(section, list) else (),
        group_heading=_text(row, "group_heading") or None,
        responsible_body=_text(row, "responsible_body") or None,
    )


def _themes_of(row: Mapping[str, Any]) -> tuple[Theme, ...]:
    value = row.get("themes") or row.get("theme") or ()
    names = value.replace(",", ";").split(";") if isinstance(value, str) else value
    labels = (name.get("label", "") if isinstance(name, dict) else str(name) for name in names)
    return tuple(Theme("_".join(label.lower().split()), 1.0) for label in labels if label.strip())


def _report_of(row: Mapping[str, Any], number: int, path: Path) -> Report:
    return Report(
        sha256="",
        file=path.name,
        title=_text(row, "report_title"),
        source_body=None,
        report_type=report_type_of(_text(row, "report_type") or _text(row, "source_family")),
        publication_date=_date_of(row.get("publication_date"), number, path),
        publication_date_source="user",
        force=_text(row, "force_inspected") or None,
    )


DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b")
"""How a spreadsheet of this country writes a date when it saves as CSV."""


def _date_of(value: object, number: int, path: Path) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = str(value).strip()
    day_first = DAY_FIRST.match(words)
    try:
        if day_first:
            return date(int(day_first["year"]), int(day_first["month"]), int(day_first["day"]))
        return date.fromisoformat(words[:10])
    except ValueError as error:
        fact = f"Row {number} of {path.name} has the publication date {value!r}, which is not a date."
        raise UnreadableItems(fact, "Write dates as year-month-day, for example 2026-03-31.") from error
