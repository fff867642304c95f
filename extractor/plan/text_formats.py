"""The plan as CSV, for whatever reads tables, and as JSON with a published schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any

from extractor.config import PlanSettings
from extractor.counts import plan_counts
from extractor.plan.cells import clean_text, guard_text
from extractor.plan.exporter import action_columns
from extractor.plan.rows import Row, Value, ViewRows
from extractor.plan_view import PlanView

SCHEMA = "extractor.plan/1"
SCHEMA_FILE = "plan-1.schema.json"
NOT_STATED = "not_stated"
"""The key under which counts put what has no value."""


def plan_csv(view: PlanView, settings: PlanSettings | None = None) -> bytes:
    """The actions, one row each, in UTF-8 with the mark by which Excel knows it; dates in ISO form.

    Every cell is quoted, and an apostrophe stands before words that a spreadsheet would act on; an import takes it
    away again.
    """
    columns = action_columns(view, settings or PlanSettings())
    rows = ViewRows(view)
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([guard_text(clean_text(column.heading)) for column in columns])
    for action in view.actions:
        row = rows.action(action) | {f"extra:{heading}": text for heading, text in action.extra.items()}
        writer.writerow([guard_text(value_to_words(row.get(column.id))) for column in columns])
    return target.getvalue().encode("utf-8-sig")


def plan_json(view: PlanView, *, with_notes: bool = False) -> bytes:
    """Everything the workbook holds as one JSON object; ``plan_schema`` says what stands where.

    Notes of reviewers are left out unless asked for: an export may be disclosed.
    """
    rows = ViewRows(view)
    actions = [
        {**bare(rows.action(action)), "extra": dict(action.extra)}
        for action in view.actions
    ]  # fmt: skip
    items = [
        {**bare(row), "report_id": item.report_id}
        for item, row in zip(view.items, rows.items(with_notes=with_notes), strict=True)
    ]
    whole = {
        "schema": SCHEMA,
        "as_of": view.as_of.isoformat(),
        "force": view.force,
        "marking": view.marking,
        "counts": counts_to_json(plan_counts(view)),
        "reports": [bare(row) for row in rows.report_rows()],
        "items": items,
        "actions": actions,
        "decisions": [bare(row) for row in rows.decisions(with_notes=with_notes)],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of ``plan_json``."""
    found: dict[str, Any] = json.loads((files("extractor") / "schema" / SCHEMA_FILE).read_text(encoding="utf-8"))
    return found


def bare(row: Row) -> dict[str, str | int]:
    """A row without what is empty, dates in ISO form."""
    return {
        name: value if isinstance(value, int) else value_to_words(value)
        for name, value in row.items()
        if value is not None and value != ""
    }


def value_to_words(value: Value) -> str:
    """A value as text; empty for None.

    >>> value_to_words(date(2026, 3, 4)), value_to_words(None)
    ('2026-03-04', '')
    """
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else clean_text(str(value))


def counts_to_json(counts: object) -> dict[str, Any]:
    """Counts as nested objects, by the stored names of what is counted."""
    if not is_dataclass(counts):
        raise TypeError(f"{counts!r} is no set of counts")
    return {item.name: _plain(getattr(counts, item.name)) for item in fields(counts)}


def _plain(value: object) -> Any:
    if is_dataclass(value):
        return counts_to_json(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(part) for key, part in value.items()}
    return value


def _key(key: object) -> str:
    if isinstance(key, StrEnum):
        return key.value
    return str(key) if key else NOT_STATED
